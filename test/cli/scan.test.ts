/** scan: events of every kind of source against rules and content. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { event, folder, idOf, jsonLines, linesOf, NOT_BUILT, rule } from './command-line.js';

const TWO = `${event('x')}\n${event('y')}${event('z')}`;
/** Burns its fuel on the rule `Dear`. */
const BURNING = event(`${`${'a'.repeat(50)}b`.repeat(18_000)}z`);
/** Lines of the matches of `x` and `y` in TWO. */
const MATCHES = [1, 3];

const LINUX = `title: Linux
id: ${idOf('7')}
level: low
logsource: { product: linux, category: process_creation }
detection: { s: { a: x }, condition: s }
`;

describe.skipIf(NOT_BUILT)('ringfence scan', () => {
  const { run, write } = folder({
    'rules/x.yml': rule({ id: '1', title: 'X Rule', level: 'low' }),
    'rules/y.yml': rule({ id: '2', title: 'Y Rule', level: 'critical', selection: '{ a: y }' }),
    'linux.yml': LINUX,
    'evil.yml': rule({ id: '8', title: '"Evil \\e]0;title\\a"' }),
    'bad.yml': rule({ id: '9', condition: 'nosuch' }),
    'two.ndjson': TWO,
    'two.ndjson.gz': gzipSync(TWO),
    'two.log': gzipSync(TWO),
    'two.json': `[${[...TWO.matchAll(/\{.*\}/g)].join(',\n\n')}]`,
    'two.json.gz': gzipSync(`[${[...TWO.matchAll(/\{.*\}/g)].join(',\n\n')}]`),
    'bare.ndjson': '{"a":"x"}\n',
    'odd.ndjson': `${event('x')}{"a":\n[]\n${event('y')}{"a":1,"a":2}\n${'['.repeat(10)}\n`,
    'empty.ndjson': '',
    'cut.ndjson.gz': gzipSync(TWO).subarray(0, -4),
    'noise.gz': Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
    'long.ndjson': `${event('x')}{"a":"${'x'.repeat(1 << 20)}"}\n${event('y')}`,
    'dear.yml': rule({ id: '5', title: 'Dear', selection: `{ a: '*${'a?'.repeat(60)}*z' }` }),
    'burning.ndjson': BURNING,
    'wide.ndjson': Buffer.from(`\ufeff${TWO}`, 'utf16le'),
  });
  run(['compile', 'rules', '-o', 'good.ring']);
  const json = (args: readonly string[], input?: string | Uint8Array) => {
    const ran = run(['scan', '--json', '--rules', 'rules', ...args], input);
    const found = jsonLines(ran.stdout) as { file: string; line: number; rule: { title: string } }[];
    return { ...ran, places: found.map(({ file, line }) => `${file}:${line}`), found };
  };

  test('--json is a line for each match, and nothing else', () => {
    const { status, found } = json(['two.ndjson']);
    expect(status).toBe(0);
    const content = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(found).toEqual([
      {
        file: 'two.ndjson',
        line: 1,
        rule: { id: idOf('1'), title: 'X Rule', level: 'low', author: 'Somebody' },
        content,
      },
      {
        file: 'two.ndjson',
        line: 3,
        rule: { id: idOf('2'), title: 'Y Rule', level: 'critical', author: 'Somebody' },
        content,
      },
    ]);
    expect(found.map((one) => Object.keys(one).join())).toEqual(MATCHES.map(() => 'file,line,rule,content'));
  });
  test('for people it is a table of rules, the worst first, and a summary beside it', () => {
    const { status, stdout, stderr } = run(['scan', '--rules', 'rules', 'two.ndjson']);
    expect(status).toBe(0);
    expect(linesOf(stdout)).toEqual([
      expect.stringMatching(/^level +matches +rule +first match, author$/),
      expect.stringMatching(/^critical +1 +Y Rule +two\.ndjson:3, Somebody$/),
      expect.stringMatching(/^low +1 +X Rule +two\.ndjson:1, Somebody$/),
    ]);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^3 events \(\d+ bytes\), 2 matches of 2 rules, 0 faults in /),
      '2 rules: 2 active, 0 degraded, 0 inert, 0 refused (100.00 % usable)',
    ]);
  });
  test.each(['1', '3'])('--workers %s prints the same in the same order', (workers) => {
    const args = ['two.ndjson', 'odd.ndjson', 'nosuch.ndjson', 'long.ndjson', 'two.json.gz'];
    const timeless = ({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }) => ({
      status,
      stdout,
      stderr: stderr.replace(/ in [\d.]+ .*\n/, '\n'),
    });
    for (const form of [[], ['--json']]) {
      const scan = ['scan', ...form, '--rules', 'rules'];
      expect(timeless(run([...scan, '--workers', workers, ...args]))).toEqual(timeless(run([...scan, ...args])));
    }
  });
  test.each([[], ['--workers', '2']])('faults are recorded, and replayed: %j', (...workers) => {
    const into = `faults${workers.length}`;
    const scan = ['scan', '--rules', 'dear.yml', '--record', into, ...workers, 'burning.ndjson'];
    const { status, stderr } = run(scan);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^fault FuelExhausted: deadLettered, .*, rule Dear$/m)]);
    expect(run(['replay', `${into}/1.fault`])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/the same again/),
    });
    expect(run(['replay', `${into}/2.fault`]).status).toBe(2);
    expect(run(scan)).toMatchObject({
      status: 2,
      stderr: `ringfence: ${into}: it is not empty, an empty folder was expected\n`,
    });
  });
  test.each([
    ['nowhere/faults', 'there is no such file or folder'],
    ['two.ndjson', 'a part of the path is not a folder'],
  ])('faults cannot be recorded in %s', (into, reason) => {
    const { status, stderr } = run(['scan', '--rules', 'dear.yml', '--record', into, 'burning.ndjson']);
    expect([status, stderr]).toEqual([2, `ringfence: ${into}: ${reason}\n`]);
  });
  test.each(['0', '-1', '1.5', 'x', '257'])('--workers %j is refused', (workers) => {
    const { status, stderr } = run(['scan', '--rules', 'rules', '--workers', workers, 'two.ndjson']);
    expect([status, linesOf(stderr)]).toEqual([
      2,
      [expect.stringMatching(/--workers takes a number from 1 to 256, not /)],
    ]);
  });
  test('content is scanned as its rules are', () => {
    const { status, stdout } = run(['scan', '--json', '--content', 'good.ring', 'two.ndjson']);
    expect([status, stdout]).toEqual([0, json(['two.ndjson']).stdout]);
  });

  const SOURCES: readonly { name: string; places?: readonly number[] }[] = [
    { name: 'two.ndjson' },
    { name: 'two.ndjson.gz' },
    { name: 'two.log' },
    { name: 'two.json', places: [1, 3] },
    { name: 'two.json.gz', places: [1, 3] },
    { name: 'empty.ndjson', places: [] },
  ];
  for (const { name, places = MATCHES } of SOURCES) {
    test(`source: ${name}`, () => {
      const found = json([name]);
      expect([found.status, found.places]).toEqual([0, places.map((line) => `${name}:${line}`)]);
    });
  }
  test('source: standard input, plain and compressed', () => {
    expect(json(['-'], TWO).places).toEqual(['-:1', '-:3']);
    expect(json(['-'], gzipSync(TWO)).places).toEqual(['-:1', '-:3']);
    expect(json(['-'], '')).toMatchObject({ status: 0, stdout: '' });
  });
  test('source: several, in their order', () => {
    const { status, places } = json(['two.json', 'two.ndjson']);
    expect([status, places]).toEqual([0, ['two.json:1', 'two.json:3', 'two.ndjson:1', 'two.ndjson:3']]);
  });

  test('lines that are no events are said and left out', () => {
    const { status, places, stderr } = json(['odd.ndjson']);
    expect([status, places]).toEqual([0, ['odd.ndjson:1', 'odd.ndjson:4']]);
    expect(linesOf(stderr)).toEqual([
      'odd.ndjson:2: Malformed at byte 6: not one JSON object',
      'odd.ndjson:3: Malformed at byte 1: not one JSON object',
      'odd.ndjson:6: Malformed at byte 1: not one JSON object',
      expect.stringMatching(/^3 events/),
      expect.stringMatching(/^2 rules: /),
      '3 lines could not be read as events',
      '1 event with a key twice in one object: every value was looked at',
    ]);
  });
  test('events without an answer are said, and are not counted as lines that could not be read', () => {
    write('both.ndjson', `{\n${BURNING}`);
    const { status, stderr } = run(['scan', '--rules', 'dear.yml', 'both.ndjson']);
    expect(status).toBe(0);
    expect(linesOf(stderr)).toEqual([
      'both.ndjson:1: Malformed at byte 2: not one JSON object',
      'both.ndjson:2: DeadLettered: a fault on every content there is',
      expect.stringMatching(/^fault FuelExhausted: deadLettered/),
      expect.stringMatching(/^0 events/),
      expect.stringMatching(/^1 rule: /),
      '1 line could not be read as events',
      '1 event could not be answered',
    ]);
  });
  test('a line longer than the window is said and left out', () => {
    const { status, places, stderr } = json(['long.ndjson']);
    expect([status, places]).toEqual([0, ['long.ndjson:1', 'long.ndjson:3']]);
    expect(stderr).toMatch(/^long\.ndjson:2: EventTooLong/);
  });
  test('no more than ten lines are said one by one', () => {
    const { status, stderr } = json(['-'], '{\n'.repeat(500));
    expect(status).toBe(0);
    expect(linesOf(stderr)).toHaveLength(13);
    expect(stderr).toContain('500 lines could not be read as events');
  });

  const UNREADABLE: readonly { name: string; says: RegExp }[] = [
    { name: 'nosuch.ndjson', says: /^nosuch\.ndjson: Unreadable: .*no such file/ },
    { name: 'rules', says: /^rules: Unreadable: .*is a directory/ },
    { name: 'noise.gz', says: /^noise\.gz: GzipDamaged/ },
    { name: 'wide.ndjson', says: /^wide\.ndjson: NotUtf8/ },
  ];
  for (const { name, says } of UNREADABLE) {
    test(`unreadable: ${name} alone`, () => {
      const { status, stdout, stderr } = json([name]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^ringfence: no events could be read from /m);
    });
    test(`unreadable: ${name} beside another`, () => {
      const { status, places, stderr } = json([name, 'two.ndjson']);
      expect([status, places]).toEqual([2, ['two.ndjson:1', 'two.ndjson:3']]);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^ringfence: 1 of 2 files could not be read to the end$/m);
    });
  }
  test('a compressed file that is cut short gives what it holds', () => {
    const { status, places, stderr } = json(['cut.ndjson.gz']);
    expect(status).toBe(2);
    expect(places).toEqual(['cut.ndjson.gz:1', 'cut.ndjson.gz:3']);
    expect(stderr).toMatch(/^cut\.ndjson\.gz: GzipDamaged/);
  });

  const DECLARED: readonly { flags: readonly string[]; matches: number }[] = [
    { flags: [], matches: 0 },
    { flags: ['--product', 'linux'], matches: 0 },
    { flags: ['--product', 'linux', '--category', 'process_creation'], matches: 1 },
    { flags: ['--product', 'windows', '--category', 'process_creation'], matches: 0 },
    { flags: ['--product', 'linux', '--category', 'process_creation', '--service', 'auditd'], matches: 1 },
  ];
  for (const { flags, matches } of DECLARED) {
    test(`declared: ${flags.join(' ') || 'nothing'}`, () => {
      const { status, stdout } = run(['scan', '--json', '--rules', 'linux.yml', 'bare.ndjson', ...flags]);
      expect([status, linesOf(stdout).length]).toEqual([0, matches]);
    });
  }

  const RULES: readonly { name: string; args: readonly string[]; says: RegExp }[] = [
    { name: 'no such path', args: ['--rules', 'nosuch'], says: /^ringfence: nosuch: there is no such file or folder/ },
    {
      name: 'none that can be used',
      args: ['--rules', 'bad.yml'],
      says: /^ringfence: bad\.yml: no rule can be used$/m,
    },
    { name: 'no such content', args: ['--content', 'nosuch.ring'], says: /^ringfence: nosuch\.ring: there is no such/ },
  ];
  for (const { name, args, says } of RULES) {
    test(`rules: ${name}`, () => {
      const { status, stdout, stderr } = run(['scan', 'two.ndjson', ...args]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(says);
    });
  }
  test('rules: one that cannot be used does not hold up the others', () => {
    const { status, places, stderr } = json(['two.ndjson', '--rules', 'bad.yml']);
    expect([status, places.length]).toEqual([0, 2]);
    expect(stderr).toMatch(/^bad\.yml:6:\d+: ConditionUnknown/);
  });
  test('what a rule is called does not steer the terminal', () => {
    const { stdout } = run(['scan', '--rules', 'evil.yml', 'two.ndjson']);
    expect(stdout).toContain('Evil \\u{1b}]0;title\\u{7}');
    expect(stdout).not.toContain('\x1b');
    const steering = jsonLines(run(['scan', '--json', '--rules', 'evil.yml', 'two.ndjson']).stdout);
    expect(steering).toMatchObject([{ rule: { title: 'Evil \x1b]0;title\x07' } }]);
  });
  test('many batches keep their lines', () => {
    write('many.ndjson', `${event('z').repeat(30_000)}${event('x')}${event('z').repeat(30_000)}${event('y')}`);
    expect(json(['many.ndjson']).places).toEqual(['many.ndjson:30001', 'many.ndjson:60002']);
  });
});
