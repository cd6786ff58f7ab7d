/** The core compiled for a test: with its source changed, with transforms and passes, without touching a file. */
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The text in a file of the core that stands there exactly once, and what stands there instead. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The module, and what the compiler said; no module when it refused. */
export interface Compiled {
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly said: string;
}

/** Compiles `assembly/` as the build does, for engines without SIMD unless the options say otherwise. */
export async function compileCore(changes: readonly Change[], options: readonly string[] = []): Promise<Compiled> {
  const target = options.includes('--target') ? [] : ['--target', 'plain'];
  return compileFolder('assembly', changes, [...target, ...options]);
}

/** Compiles what is in a folder, with the configuration beside it. */
export async function compileFolder(
  folder: string,
  changes: readonly Change[],
  options: readonly string[],
): Promise<Compiled> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const said: string[] = [];
  const common = ['--config', `${folder}/asconfig.json`, '--baseDir', ROOT, '--outFile', 'built.wasm', '--noColors'];
  const { error } = await main([`${folder}/index.ts`, ...common, ...options], {
    readFile: (name, folder) => readChanged(resolve(folder, name), changes),
    writeFile: (_, contents) => {
      bytes = new Uint8Array(contents as Uint8Array);
    },
    listFiles: () => [],
    stderr: { write: (text) => void said.push(String(text)) },
  });
  return { said: said.join(''), ...(error || !bytes ? {} : { bytes }) };
}

/** A file as it is, but for the changes; null when there is none. Throws where a change does not apply. */
async function readChanged(path: string, changes: readonly Change[]): Promise<string | null> {
  const name = relative(ROOT, path);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : changes.filter(({ file }) => file === name).reduce(changed, text);
}

function changed(text: string, { file, from, to }: Change): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${from}`);
  return parts.join(to);
}
