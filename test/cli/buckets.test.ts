/** Buckets on the command line: every command says the same of the same rules. */
import { describe, expect, test } from 'vitest';
import { folder, linesOf, NOT_BUILT } from './command-line.js';

const rule = (id: number, category: string, detection: string) =>
  `title: Rule ${id}\nid: 0000000${id}-0000-4000-8000-000000000000\nlogsource: { product: windows, category: ${category} }\ndetection: { ${detection} }\n`;

const event = (fields: object) =>
  `${JSON.stringify({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, ...fields })}\n`;

const MAPPING = `events: [data]
lookup: data.<name>
logsources:
  - { product: windows, category: process_creation, when: { kind: process } }
`;

describe.skipIf(NOT_BUILT)('buckets', () => {
  const { run } = folder({
    'rules/active.yml': rule(1, 'process_creation', 's: { Image: x }, condition: s'),
    'rules/degraded.yml': rule(2, 'process_creation', "s: { User|expand: ['%x%', bob] }, condition: s"),
    'rules/refused.yml': rule(3, 'process_creation', 's: { Image: x }, condition: t'),
    'rules/variant.yml': rule(4, 'process_creation', 's: { OriginalFileName: x }, condition: s'),
    'good/active.yml': rule(1, 'process_creation', 's: { Image: x }, condition: s'),
    'events.ndjson': event({ Image: 'x', User: 'bob' }),
    'audit.ndjson': `${JSON.stringify({ Channel: 'Security', EventID: 4688, NewProcessName: 'x' })}\n`,
    'own.ndjson': `${JSON.stringify({ data: { kind: 'process', Image: 'x' } })}\n`,
    'mapping.yml': MAPPING,
    'wrong.yml': 'events: always\nfields: { Image: 5 }\n',
  });
  const compile = (...flags: string[]) => run(['compile', 'rules', '-o', 'c.ring', '--json', ...flags]);

  test.each([
    { flags: [], counts: { rules: 4, active: 2, degraded: 1, refused: 1, declared: 0 } },
    { flags: ['--profile', 'builtin'], counts: { rules: 4, active: 1, degraded: 2, refused: 1, declared: 0 } },
  ])('compile, check and scan $flags', ({ flags, counts }) => {
    const report = JSON.parse(compile(...flags).stdout);
    expect(report.counts).toEqual(counts);
    const checked = JSON.parse(run(['check', 'rules', '--json', ...flags]).stdout);
    expect(checked).toEqual({ counts: report.counts, rules: report.rules });
    const content = JSON.parse(run(['check', 'c.ring', '--json']).stdout);
    expect(content).toMatchObject({ active: counts.active, degraded: counts.degraded });
    const scanned = run(['scan', '--rules', 'rules', 'events.ndjson', ...flags]).stderr;
    // no event has the field of one rule
    expect(linesOf(scanned)).toContain('4 rules: 1 active, 1 degraded, 1 inert, 1 refused (75.00 % usable)');
    const again = run(['scan', '--content', 'c.ring', 'events.ndjson']).stderr;
    expect(linesOf(again)).toContain('3 rules: 1 active, 1 degraded, 1 inert');
  });

  test('check names what a rule lost, with line and column', () => {
    compile();
    const { status, stdout } = run(['check', 'c.ring']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/degraded {2}00000002-0000-4000-8000-000000000000 Rule 2\n +4:33: PlaceholderUnknown: /);
    expect(run(['dump', 'c.ring', '--rule', '1']).stdout).toMatch(/degraded +4:33: PlaceholderUnknown: /);
  });

  const STRICT: readonly { readonly args: readonly string[]; readonly status: number }[] = [
    { args: ['compile', 'good', '-o', 's.ring', '--strict'], status: 0 },
    { args: ['compile', 'rules', '-o', 's.ring', '--strict'], status: 2 },
    { args: ['check', 'rules', '--strict'], status: 2 },
    { args: ['check', 'rules/refused.yml'], status: 0 },
    { args: ['check', 'rules/degraded.yml', '--strict'], status: 2 },
    { args: ['check', 'good', '--strict'], status: 0 },
    { args: ['check', 'c.ring', '--strict'], status: 2 },
    { args: ['check', 'c.ring', 'good'], status: 2 },
    { args: ['scan', '--content', 'c.ring', 'events.ndjson', '--strict'], status: 2 },
    { args: ['scan', '--rules', 'rules/degraded.yml', 'events.ndjson', '--strict'], status: 2 },
    { args: ['scan', '--rules', 'good', 'audit.ndjson', '--strict'], status: 0 },
  ];
  for (const { args, status } of STRICT) {
    test(args.join(' '), () => {
      compile();
      expect(run(args).status).toBe(status);
    });
  }

  const matched = (...args: string[]) => linesOf(run(['scan', '--json', '--rules', 'good', ...args]).stdout).length;
  test('--profile', () => {
    expect(matched('audit.ndjson')).toBe(0);
    expect(matched('audit.ndjson', '--profile', 'builtin')).toBe(1);
    const shown = run([
      'explain',
      '--rules',
      'good',
      '--rule',
      '00000001-0000-4000-8000-000000000000',
      '--profile',
      'builtin',
      'audit.ndjson',
    ]);
    expect(linesOf(shown.stdout).slice(0, 2)).toEqual(['Rule 1 matches', 'as Security 4688']);
  });

  test('--mapping', () => {
    expect(matched('own.ndjson')).toBe(0);
    expect(matched('own.ndjson', '--mapping', 'mapping.yml')).toBe(1);
    const { status, stderr } = run(['check', 'good', '--mapping', 'wrong.yml']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^ringfence: wrong\.yml:2:18: 5, expected a path/)]);
    expect(run(['check', 'good', '--mapping', 'nosuch.yml']).stderr).toMatch(
      /^ringfence: nosuch\.yml: there is no such file/,
    );
  });
});
