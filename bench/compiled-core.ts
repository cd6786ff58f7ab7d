/** The core compiled for a bench, from `assembly/`, which is looked for in the current folder. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder of the compiler, whose dependencies are found from there. */
export const COMPILER = dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json'));

/** Compiles for a target of `assembly/asconfig.json`, with more options. Throws when the core does not compile. */
export function compiledCore(target: string, ...options: readonly string[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-'));
  const file = join(folder, 'core.wasm');
  const common = ['--config', 'assembly/asconfig.json', '--target', target, '--outFile', file];
  const asc = [join(COMPILER, 'bin/asc.js'), 'assembly/index.ts', ...common, ...options];
  try {
    const { status } = spawnSync(process.execPath, asc, { stdio: 'inherit' });
    if (status !== 0) throw new Error('the core does not compile');
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
