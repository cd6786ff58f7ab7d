/** A mutant on trial: the tests that should see it, run on the project with it inside. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A source with other text. */
export interface Replaced {
  readonly file: string;
  readonly text: string;
}

/** Milliseconds. A mutant that makes a test hang is seen, too. */
const PATIENCE = 600_000;

/** What the tests print when one fails; the next group is asked when the one before has noticed nothing. */
export async function seen(replaced: Replaced, groups: readonly (readonly string[])[]): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-mutant-'));
  const mutant = join(folder, 'mutant.json');
  writeFileSync(mutant, JSON.stringify(replaced));
  try {
    for (const tests of groups) {
      const { code, output } = await vitest(mutant, tests);
      if (code !== 0) return output;
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function vitest(mutant: string, tests: readonly string[]): Promise<{ code: number; output: string }> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/vitest.config.ts', ...tests];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, MUTANT: mutant },
    timeout: PATIENCE,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? 1, output: signal ? `${output}\ntimed out` : output }));
  });
}

/** The built core with one of its sources replaced, as the module that the host embeds; throws what the compiler says. */
export async function coreWith(replaced: Replaced): Promise<Replaced> {
  const built = await builtWith('assembly', replaced, ['--target', 'plain']);
  const sha256 = createHash('sha256').update(built).digest('hex');
  const core = JSON.stringify({ sha256, base64: Buffer.from(built).toString('base64') });
  return {
    file: 'src/sandbox/core-bytes.ts',
    text: `export const CORES = { plain: ${core}, simd: ${core} } as const;\n`,
  };
}

/** The module that is built from a folder, with one of its sources replaced; throws what the compiler says. */
export async function builtWith(
  folder: string,
  { file, text }: Replaced,
  options: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  let built: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(
    [`${folder}/index.ts`, '--config', `${folder}/asconfig.json`, '--outFile', 'built.wasm', ...options],
    {
      readFile: (name, from) => {
        const path = join(from, name);
        return path === file ? text : readOrNull(join(ROOT, path));
      },
      writeFile: (_, contents) => {
        built = new Uint8Array(contents as Uint8Array);
      },
      listFiles: () => [],
    },
  );
  if (error || !built) throw new Error(`${file} does not compile: ${stderr.toString()}`, { cause: error });
  return built;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
