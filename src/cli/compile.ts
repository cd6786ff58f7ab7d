/** `ringfence compile`: rules to a content file, and a report of every rule. */
import { writeFile } from 'node:fs/promises';
import { digest } from '../format/digest.js';
import type { Compilation } from '../plan/compile.js';
import { visibleJson } from '../visible.js';
import { bucketsLine } from './buckets.js';
import { compileRules, type RuleFlags } from './compiling.js';
import { Failure, reasonOf } from './failure.js';
import { reportOf } from './report.js';
import { bytes, duration, jsonLine, print, say } from './terminal.js';

export interface CompileFlags extends RuleFlags {
  readonly output: string;
  readonly report?: string;
  readonly json?: true;
}

export async function runCompile(rules: readonly string[], flags: CompileFlags): Promise<void> {
  const { output, report, json } = flags;
  const start = performance.now();
  const compilation = await compileRules(rules, flags);
  const elapsed = performance.now() - start;
  const facts = await factsOf(compilation);
  await write(output, compilation.content);
  if (report !== undefined) await write(report, `${visibleJson(JSON.stringify(facts, null, 2))}\n`);
  if (json) await print(jsonLine(facts));
  say(`${output}: ${bytes(compilation.content.length)} in ${duration(elapsed)}, SHA-256 ${facts.content}`);
  const { active, degraded, refused, declared } = facts.counts;
  say(bucketsLine({ active, degraded, refused }, declared));
}

/** What `--report` and `--json` give: every rule of the sources is in exactly one bucket. */
async function factsOf(compilation: Compilation) {
  const { content } = compilation;
  return { content: await digest(content), bytes: content.length, ...reportOf(compilation) };
}

async function write(path: string, data: string | Uint8Array): Promise<void> {
  await writeFile(path, data).catch((error: unknown) => {
    throw new Failure(`${path}: ${reasonOf(error)}`);
  });
}
