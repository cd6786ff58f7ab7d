/** compile, check and dump: rules to a content file and back to people. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, idOf, linesOf, NOT_BUILT, rule } from './command-line.js';

interface Report {
  readonly content: string;
  readonly bytes: number;
  readonly counts: Readonly<Record<'rules' | 'active' | 'declared' | 'refused', number>>;
  readonly rules: readonly {
    readonly file: string;
    readonly line: number;
    readonly id: string;
    readonly title: string;
    readonly bucket: string;
    readonly logSource?: string;
    readonly reasons: readonly { readonly code: string; readonly line: number; readonly text: string }[];
  }[];
}

const DECLARED = `title: Declared
id: ${idOf('5')}
logsource: { product: linux, service: auditd }
detection: { s: { a: x }, condition: s }
`;
const STEERING = rule({ id: '6', title: '"Evil \\e]0;title\\a"', selection: '{ "a|\\e[31mnone": x }' });

describe.skipIf(NOT_BUILT)('content on the command line', () => {
  const { path, run, write } = folder({
    'rules/one.yml': rule({ id: '1', title: 'One' }),
    'rules/deep/er/two.yaml': `${rule({ id: '2', title: 'Two' })}---\n${rule({ id: '3', title: 'Three' })}`,
    'rules/NOTES.txt': 'title: not a rule',
    'mixed/bad.yml': rule({ id: '4', title: 'Bad', condition: 'nosuch' }),
    'mixed/declared.yml': DECLARED,
    'mixed/good.yml': rule({ id: '1', title: 'One' }),
    'mixed/none.yml': 'just: words\n',
    'mixed/text.yml': '\t{',
    'bad/bad.yml': rule({ id: '4', condition: 'nosuch' }),
    'evil.yml': STEERING,
    'empty/NOTES.txt': '',
  });
  const file = (name: string) => readFileSync(join(path, name));
  run(['compile', 'rules', '-o', 'good.ring']);

  test('a folder is compiled with everything below it', () => {
    const { status, stdout, stderr } = run(['compile', 'rules', '-o', 'a.ring']);
    expect([status, stdout]).toEqual([0, '']);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^a\.ring: [\d,]+ (bytes|kB) in .+, SHA-256 [0-9a-f]{64}$/),
      '3 rules: 3 active, 0 degraded, 0 refused (100.00 % usable); 0 for log sources that are declared',
    ]);
  });
  test('the same rules in any order and twice are the same bytes', () => {
    const args = ['compile', 'rules/deep/er/two.yaml', 'rules/one.yml', 'rules/one.yml', '-o', 'b.ring'];
    expect(run(args).status).toBe(0);
    expect(file('b.ring').equals(file('good.ring'))).toBe(true);
  });
  test('the report has every rule in exactly one bucket, and so has --json', () => {
    const { status, stdout, stderr } = run(['compile', 'mixed', '-o', 'c.ring', '--report', 'c.json', '--json']);
    expect(status).toBe(0);
    const report = JSON.parse(file('c.json').toString()) as Report;
    expect(JSON.parse(stdout)).toEqual(report);
    expect(linesOf(stdout)).toHaveLength(1);
    const buckets = Object.fromEntries(
      report.rules.map(({ file, bucket, logSource, reasons }) => [
        file,
        [bucket, logSource, ...reasons.map(({ code }) => code)].filter(Boolean).join(' '),
      ]),
    );
    expect(buckets).toMatchObject({
      'mixed/bad.yml': 'refused ConditionUnknown',
      'mixed/declared.yml': 'active declared',
      'mixed/good.yml': 'active recognised',
      'mixed/none.yml': expect.stringMatching(/^refused \w+/),
    });
    const { rules, active, declared, refused } = report.counts;
    expect([active, declared]).toEqual([2, 1]);
    expect([rules, active + refused]).toEqual([report.rules.length, rules]);
    expect(new Set(report.rules.map(({ bucket }) => bucket))).toEqual(new Set(['active', 'refused']));
    expect(report.bytes).toBe(file('c.ring').length);
    expect(report.rules.find(({ id }) => id === idOf('4'))).toMatchObject({
      file: 'mixed/bad.yml',
      line: 1,
      title: 'Bad',
      reasons: [{ line: 6, text: expect.stringMatching(/^mixed\/bad\.yml:6:\d+: ConditionUnknown: /) }],
    });
    expect(stderr).toContain('mixed/bad.yml:6:');
    expect(stderr).toContain('mixed/text.yml:');
  });

  const UNUSABLE: readonly { name: string; args: readonly string[]; says: RegExp }[] = [
    { name: 'no such path', args: ['nosuch'], says: /^ringfence: nosuch: there is no such file or folder/ },
    { name: 'one of several paths', args: ['rules', 'nosuch'], says: /^ringfence: nosuch: / },
    { name: 'a folder without rules', args: ['empty'], says: /^ringfence: empty: no rules/ },
    { name: 'nothing but rules that cannot be used', args: ['bad'], says: /^ringfence: bad: no rule can be used$/m },
  ];
  for (const { name, args, says } of UNUSABLE) {
    test(`compile: ${name}`, () => {
      const { status, stdout, stderr } = run(['compile', ...args, '-o', 'not.ring']);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(says);
      expect(() => file('not.ring')).toThrow('ENOENT');
    });
  }
  test('compile: a place that cannot be written', () => {
    const { status, stderr } = run(['compile', 'rules', '-o', 'nosuch/a.ring']);
    expect([status, stderr]).toEqual([2, 'ringfence: nosuch/a.ring: there is no such file or folder\n']);
  });
  test('compile: what a rule is called does not steer the terminal', () => {
    const { stderr } = run(['compile', 'evil.yml', 'rules', '-o', 'e.ring']);
    expect(stderr).toContain('\\u{1b}');
    expect(stderr).not.toContain('\x1b');
  });

  test('check says what the file holds', () => {
    const { status, stdout, stderr } = run(['check', 'good.ring']);
    expect([status, stderr]).toEqual([0, '']);
    expect(linesOf(stdout)).toEqual([
      'good.ring: accepted',
      expect.stringMatching(/^ {2}SHA-256 {3}[0-9a-f]{64}$/),
      expect.stringMatching(/^ {2}size {6}.+, format 1, content version 0$/),
      expect.stringMatching(/^ {2}schema {4}sigma 1, \d+ fields$/),
      expect.stringMatching(/^ {2}rules {5}3 in 1 log sources, \d+ predicates$/),
      '  buckets   3 rules: 3 active, 0 degraded',
    ]);
  });
  test('check --json is one line', () => {
    const { status, stdout } = run(['check', '--json', 'good.ring']);
    expect(status).toBe(0);
    expect(linesOf(stdout)).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      file: 'good.ring',
      content: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: file('good.ring').length,
      formatVersion: 1,
      contentVersion: 0,
      schema: { name: 'sigma', version: 1, fields: expect.any(Number) },
      rules: 3,
      active: 3,
      degraded: 0,
      degradations: [],
      groups: 1,
      predicates: expect.any(Number),
    });
  });
  test('dump names the rules, and shows one in full', () => {
    const all = run(['dump', 'good.ring']);
    expect(all.status).toBe(0);
    for (const title of ['One', 'Two', 'Three']) expect(all.stdout).toContain(title);
    const one = run(['dump', 'good.ring', '--rule', idOf('2')]);
    expect([one.status, one.stderr]).toEqual([0, '']);
    expect(one.stdout).toContain('Two');
    expect(one.stdout).not.toContain('Three');
  });
  test('dump --json is one line', () => {
    const { status, stdout } = run(['dump', '--json', 'good.ring']);
    expect([status, linesOf(stdout).length, typeof JSON.parse(stdout)]).toEqual([0, 1, 'object']);
  });
  test('dump: no such rule', () => {
    const { status, stdout, stderr } = run(['dump', 'good.ring', '--rule', 'nosuch']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^ringfence: good\.ring: it has no rule nosuch/);
  });

  const good = file('good.ring');
  const changed = (at: number, by: number) => {
    const bytes = Uint8Array.from(good);
    bytes[at]! ^= by;
    return bytes;
  };
  const DAMAGED: readonly { name: string; bytes: Uint8Array; says: string }[] = [
    { name: 'empty', bytes: new Uint8Array(0), says: 'Truncated' },
    { name: 'only its header', bytes: good.subarray(0, 48), says: 'Truncated' },
    { name: 'a byte short', bytes: good.subarray(0, -1), says: 'LengthMismatch' },
    { name: 'a byte long', bytes: Buffer.concat([good, Buffer.of(0)]), says: 'LengthMismatch' },
    { name: 'zeros', bytes: new Uint8Array(good.length), says: 'NotContent' },
    { name: 'a text', bytes: Buffer.from('title: x\n'.repeat(100)), says: 'NotContent' },
    { name: 'a bit flipped in the middle', bytes: changed(good.length >> 1, 4), says: 'ChecksumMismatch' },
    { name: 'a bit flipped at the end', bytes: changed(good.length - 1, 128), says: 'ChecksumMismatch' },
    { name: 'a format version from the future', bytes: changed(4, 3), says: 'NewerFormat' },
  ];
  for (const { name, bytes, says } of DAMAGED) {
    for (const command of ['check', 'dump', 'scan'] as const) {
      test(`${command}: content that is damaged, ${name}`, () => {
        write('damaged.ring', bytes);
        const args = command === 'scan' ? ['scan', '-', '--content', 'damaged.ring'] : [command, 'damaged.ring'];
        const { status, stdout, stderr } = run(args, '{}\n');
        expect([status, stdout]).toEqual([2, '']);
        expect(linesOf(stderr)).toEqual([expect.stringMatching(`^ringfence: damaged\\.ring: ${says}`)]);
      });
    }
  }
  for (const [name, says] of [
    ['nosuch.ring', 'there is no such file'],
    ['empty', 'no rules, .yml or .yaml files were expected'],
  ] as const) {
    test(`check: ${name}`, () => {
      const { status, stdout, stderr } = run(['check', name]);
      expect([status, stdout]).toEqual([2, '']);
      expect(linesOf(stderr)).toEqual([expect.stringMatching(`^ringfence: ${name.replace('.', '\\.')}: ${says}`)]);
    });
  }
});
