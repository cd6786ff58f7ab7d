/** `ringfence compile`: rules to a content file, and a report of every rule. */
import { writeFile } from 'node:fs/promises';
import { digest } from '../format/digest.js';
import type { Compilation, RuleReport } from '../plan/compile.js';
import { describeDiagnostic } from '../sigma/diagnostic.js';
import { compileRules, counted, type RuleFlags } from './compiling.js';
import { Failure, reasonOf } from './failure.js';
import { bytes, count, duration, print, say } from './terminal.js';

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
  const facts = await reportOf(compilation);
  await write(output, compilation.content);
  if (report !== undefined) await write(report, `${JSON.stringify(facts, null, 2)}\n`);
  if (json) await print(`${JSON.stringify(facts)}\n`);
  const { active, declared, refused } = facts.counts;
  say(`${output}: ${bytes(compilation.content.length)} in ${duration(elapsed)}, SHA-256 ${facts.content}`);
  say(
    `${count(active)} rules active (${count(declared)} of them for log sources that are declared), ${count(refused)} refused`,
  );
}

/** What `--report` and `--json` give: every rule of the sources is in exactly one bucket. */
async function reportOf(compilation: Compilation) {
  return {
    content: await digest(compilation.content),
    bytes: compilation.content.length,
    counts: counted(compilation),
    rules: compilation.rules.map(ruleOf),
  };
}

function ruleOf({ reasons, ...rule }: RuleReport) {
  return {
    ...rule,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      line: reason.span.line,
      column: reason.span.column,
      text: describeDiagnostic(reason),
    })),
  };
}

async function write(path: string, data: string | Uint8Array): Promise<void> {
  await writeFile(path, data).catch((error: unknown) => {
    throw new Failure(`${path}: ${reasonOf(error)}`);
  });
}
