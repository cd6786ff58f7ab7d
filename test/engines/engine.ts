/** Engines of JavaScript as programs of the machine: where they are, and how one runs a module or opens a page. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Engine {
  readonly name: string;
  /** Names of its program, of which the first on the path is taken. */
  readonly programs: readonly string[];
  /** `folder` is an empty one for what it wants to keep. */
  readonly args: (module: string, origin: string, folder: string) => readonly string[];
}

export const ENGINES: readonly Engine[] = [
  { name: 'Node', programs: ['node'], args: (module, origin) => [module, origin] },
  { name: 'Deno', programs: ['deno'], args: (module, origin) => ['run', '--allow-all', '--no-lock', module, origin] },
  { name: 'Bun', programs: ['bun'], args: (module, origin) => [module, origin] },
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    // CI runs as root, where Chromium has no sandbox of its own; the page is ours
    args: (_, origin, folder) => [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${folder}`,
      `${origin}/`,
    ],
  },
  {
    name: 'Firefox',
    programs: ['firefox-esr', 'firefox'],
    args: (_, origin, folder) => ['--headless', '--no-remote', '--profile', folder, `${origin}/`],
  },
];

/** The program, or undefined when the machine has none. */
export function programOf({ programs }: Engine): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export function versionOf(program: string): string {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0]!.trim();
}

/** Runs an engine until `done`, and ends it; throws when it ends before. */
export async function runUntil<T>(
  program: string,
  args: (folder: string) => readonly string[],
  done: Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-engine-'));
  const child = spawn(program, args(folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (part) => (errors = (errors + part).slice(-2000)));
  const ended = new Promise<void>((resolve) => child.on('close', resolve));
  const failed = ended.then(() => Promise.reject(new Error(`${program} ended: ${errors}`)));
  try {
    return await Promise.race([done, failed]);
  } finally {
    child.kill('SIGKILL');
    await ended;
    failed.catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
