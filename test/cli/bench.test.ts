/** bench: the user's own rules on the user's own events, with figures that add up, and one line for what cannot be. */
import { describe, expect, test } from 'vitest';
import { event, folder, idOf, jsonLines, linesOf, NOT_BUILT, rule } from './command-line.js';

const BLANKED = `${event('x')}\n${event('y')}not an event\n${event('x')}`;

describe.skipIf(NOT_BUILT)('ringfence bench', () => {
  const { run } = folder({
    'x.yml': rule({ id: '1', title: 'X Rule' }),
    'linux.yml': `title: Linux
id: ${idOf('7')}
level: low
logsource: { product: linux, category: process_creation }
detection: { s: { a: x }, condition: s }
`,
    'two.ndjson': `${event('x')}${event('y')}`,
    'blanked.ndjson': BLANKED,
    'bare.ndjson': '{"a":"x"}\n',
    'empty.ndjson': '',
    'long.ndjson': `${event('x')}{"a":"${'x'.repeat(1 << 20)}"}\n`,
  });
  const bench = (...args: readonly string[]) => run(['bench', '--rounds', '2', ...args]);

  const MEASURED: readonly { name: string; args: readonly string[]; events: number; matches: number }[] = [
    { name: 'two events', args: ['--rules', 'x.yml', '--events', 'two.ndjson'], events: 2, matches: 1 },
    {
      name: 'several files; a blank line and no event',
      args: ['--rules', 'x.yml', '--events', 'two.ndjson', '--events', 'blanked.ndjson'],
      events: 5,
      matches: 3,
    },
    {
      name: 'a declared log source',
      args: ['--rules', 'linux.yml', '--product', 'linux', '--category', 'process_creation', '--events', 'bare.ndjson'],
      events: 1,
      matches: 1,
    },
  ];
  for (const { name, args, events, matches } of MEASURED)
    test(`measures ${name}`, () => {
      const { status, stdout } = bench(...args, '--json');
      expect(status).toBe(0);
      const [figures] = jsonLines(stdout) as [Record<string, unknown>];
      expect(figures).toMatchObject({ rounds: 2, events, matches });
      expect(Object.keys(figures)).toEqual(
        'rounds events bytes matches eventsPerSecond megabytesPerSecond ratios latencyMicroseconds'.split(' '),
      );
      expect(figures['eventsPerSecond']).toBeGreaterThan(0);
      expect(figures['ratios']).toEqual({ jsonParse: expect.any(Number) });
    });

  test('counts the bytes of the events that it measures, and says what it leaves out', () => {
    const { stdout, stderr } = bench('--rules', 'x.yml', '--events', 'blanked.ndjson', '--json');
    const [figures] = jsonLines(stdout) as [{ bytes: number }];
    expect(figures.bytes).toBe(Buffer.byteLength(BLANKED.replace('not an event\n', '')));
    expect(stderr).toContain('1 line could not be read');
  });

  test('is a table for people', () => {
    const { stdout } = bench('--rules', 'x.yml', '--events', 'two.ndjson');
    expect(linesOf(stdout)).toHaveLength(4);
    expect(stdout).toMatch(/^2 events .*, 1 match, medians of 2 rounds\n/);
  });

  const REFUSED: readonly { name: string; args: readonly string[]; says: string }[] = [
    { name: 'no rounds', args: ['--rules', 'x.yml', '--events', 'two.ndjson', '--rounds', '0'], says: 'from 1' },
    { name: 'no rules', args: ['--events', 'two.ndjson'], says: 'give either --rules PATH or --content FILE' },
    { name: 'no such rules', args: ['--rules', 'no.yml', '--events', 'two.ndjson'], says: 'no.yml' },
    { name: 'no such events', args: ['--rules', 'x.yml', '--events', 'no.ndjson'], says: 'no.ndjson: cannot be read' },
    { name: 'no events', args: ['--rules', 'x.yml', '--events', 'empty.ndjson'], says: 'no events could be read' },
    { name: 'an event too long', args: ['--rules', 'x.yml', '--events', 'long.ndjson'], says: 'long.ndjson:2: ' },
  ];
  for (const { name, args, says } of REFUSED)
    test(`refuses ${name}`, () => {
      const { status, stdout, stderr } = bench(...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(linesOf(stderr).at(-1)).toContain(says);
      expect(linesOf(stderr).filter((line) => line.startsWith('ringfence:'))).toHaveLength(1);
    });
});
