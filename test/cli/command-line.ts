/** The built command line as a process of its own, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** `npm test` builds it; where it is absent these tests are shown as skipped. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
export const NOT_BUILT = !existsSync(MAIN);

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folder {
  readonly path: string;
  readonly write: (name: string, data: string | Uint8Array) => void;
  /** Runs `ringfence` in the folder. */
  readonly run: (args: readonly string[], input?: string | Uint8Array) => Ran;
}

/** A folder that is there until the tests of this file are done. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'ringfence-cli-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  const write = (name: string, data: string | Uint8Array) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), data);
  };
  for (const [name, data] of Object.entries(files)) write(name, data);
  return {
    path,
    write,
    run: (args, input = '') => {
      const options = { cwd: path, input, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options);
      return { status, stdout, stderr };
    },
  };
}

/** Lines of an output, each ended by a line feed. */
export function linesOf(output: string): string[] {
  return output === '' ? [] : output.replace(/\n$/, '').split('\n');
}

export const jsonLines = (output: string): unknown[] => linesOf(output).map((line) => JSON.parse(line));

interface RuleParts {
  readonly id: string;
  readonly title?: string;
  readonly level?: string;
  /** A YAML flow map. */
  readonly selection?: string;
  readonly condition?: string;
}

/** A rule for the events of `event`. */
export function rule({
  id,
  title = 'Rule',
  level = 'high',
  selection = '{ a: x }',
  condition = 's',
}: RuleParts): string {
  return `title: ${title}
id: ${idOf(id)}
author: Somebody
level: ${level}
logsource: { product: windows, category: process_creation }
detection: { s: ${selection}, condition: ${condition} }
`;
}

export const idOf = (last: string) => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;

export const event = (a: string) => `{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"a":"${a}"}\n`;
