/**
 * rsigma, an evaluator of Sigma rules in Rust, when it is on the PATH: `rsigma engine eval -r RULES < EVENTS`.
 *
 * It is a program and no library, so its time is that of a process, reading of the rules included.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleSource } from '../src/index.js';
import type { Answering } from './peers.js';

export function hasRsigma(): boolean {
  return spawnSync('rsigma', ['--version']).status === 0;
}

/** Its output is a line of JSON a match. */
export function rsigma(sources: readonly RuleSource[]): Answering {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  for (const { name, text } of sources) writeFileSync(join(folder, name), text);
  return (lines) => {
    const options = { input: lines.join(''), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
    return () => {
      const { status, stdout, stderr } = spawnSync('rsigma', ['engine', 'eval', '-r', folder], options);
      if (status !== 0) throw new Error(`rsigma: ${stderr}`);
      return stdout.split('\n').filter((line) => line.startsWith('{')).length;
    };
  };
}
