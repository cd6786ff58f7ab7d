/** The command line as a whole: help, versions, exit statuses, misuse, closed pipes. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { event, folder, linesOf, MAIN, NOT_BUILT, rule } from './command-line.js';

const COMMANDS = 'compile check dump scan explain bench replay drill demo replay-incident'.split(' ');

describe.skipIf(NOT_BUILT)('ringfence', () => {
  const { path, run } = folder({ 'r.yml': rule({ id: '1' }), 'e.ndjson': event('x').repeat(60_000) });

  for (const command of COMMANDS) {
    test(`${command} --help says what it does`, () => {
      const { status, stdout, stderr } = run([command, '--help']);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(new RegExp(`^Usage: ringfence ${command} `));
      expect(stdout).toContain('--json');
    });
  }
  test('--help names every command', () => {
    const { status, stdout } = run(['--help']);
    expect(status).toBe(0);
    expect([...stdout.matchAll(/^ {2}([\w-]+) \[?/gm)].map(([, name]) => name)).toEqual([...COMMANDS, 'help']);
  });
  test('--version is that of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  const MISUSE: readonly { args: string; says: RegExp }[] = [
    { args: '', says: /^Usage: ringfence/ },
    { args: 'nosuch', says: /unknown command 'nosuch'/ },
    { args: 'scan e.ndjson --nosuch', says: /unknown option '--nosuch'/ },
    { args: 'compile r.yml', says: /required option '-o, --output <file>' not specified/ },
    { args: 'compile -o x.ring', says: /missing required argument 'rules'/ },
    { args: 'check', says: /missing required argument 'paths'/ },
    { args: 'dump', says: /missing required argument 'file'/ },
    { args: 'scan --rules r.yml', says: /missing required argument 'events'/ },
    { args: 'scan e.ndjson', says: /give either --rules PATH or --content FILE/ },
    { args: 'scan e.ndjson --rules r.yml --content x.ring', says: /give either --rules PATH or --content FILE/ },
    { args: 'check --profile x a', says: /Allowed choices are sysmon, builtin/ },
  ];
  for (const { args, says } of MISUSE) {
    test(`misuse: ringfence ${args}`, () => {
      const { status, stdout, stderr } = run(args.split(' ').filter(Boolean));
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(/^ {4}at /m);
    });
  }

  const EMPTY: readonly { args: readonly string[]; name: string }[] = [
    { args: ['scan', '--rules', 'r.yml', '--record', '', 'e.ndjson'], name: '--record <folder>' },
    { args: ['scan', '--rules', 'r.yml', '--product', '', 'e.ndjson'], name: '--product <name>' },
    { args: ['scan', '--rules', 'r.yml', '--workers', '', 'e.ndjson'], name: '--workers <number>' },
    { args: ['scan', '--rules', 'r.yml', '--rules', '', 'e.ndjson'], name: '--rules <path>' },
    { args: ['compile', 'r.yml', '-o', ''], name: '-o, --output <file>' },
    { args: ['compile', 'r.yml', '', '-o', 'x.ring'], name: '<rules>' },
    { args: ['dump', ''], name: '<file>' },
  ];
  for (const { args, name } of EMPTY) {
    test(`empty: ${name}`, () => {
      expect(run(args)).toEqual({
        status: 2,
        stdout: '',
        stderr: `ringfence: ${name}: a value was expected, not ''\n`,
      });
    });
  }

  /** Reads one chunk of what a command prints, then closes the pipe. */
  function headOf(args: readonly string[]): Promise<{ status: number | null; stderr: string; first: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [MAIN, ...args], { cwd: path });
      let stderr = '';
      let first = '';
      child.stderr.on('data', (data) => {
        stderr += data;
      });
      child.stdout.once('data', (data) => {
        first = linesOf(String(data))[0] ?? '';
        child.stdout.destroy();
      });
      child.on('close', (status) => resolve({ status, stderr, first }));
    });
  }
  test('a reader that has seen enough is no error', async () => {
    const { status, stderr, first } = await headOf(['scan', '--json', '--rules', 'r.yml', 'e.ndjson']);
    expect(JSON.parse(first)).toMatchObject({ file: 'e.ndjson', line: 1 });
    expect([status, stderr]).toEqual([0, '']);
  });
});
