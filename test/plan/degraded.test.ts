/** What rules lose and where it is said; and that a value nobody knows never makes a match, under `not` neither. */
import { describe, expect, test } from 'vitest';
import { countBuckets } from '../../src/content/buckets.js';
import { type CompileOptions, compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { DEGRADATION_CODES } from '../../src/sigma/diagnostic.js';
import { explain } from '../../src/supervisor/explain.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { isRejection, validate } from '../../src/validator/validate.js';

const rule = (detection: string, category = 'process_creation') => ({
  name: 'r.yml',
  text: `title: r\nid: r\nlogsource: { product: windows, category: ${category} }\ndetection:\n${detection}\n`,
});

interface Loss {
  readonly name: string;
  readonly source: ReturnType<typeof rule>;
  readonly options?: CompileOptions;
  /** Code, line and column. */
  readonly says: readonly string[];
}

const BUILTIN: CompileOptions = { profile: 'builtin' };

const LOSSES: readonly Loss[] = [
  {
    name: 'a placeholder beside a value',
    source: rule("  a: { User|expand: ['%x%', bob] }\n  condition: a"),
    says: ['PlaceholderUnknown 5:22'],
  },
  {
    name: 'nothing but a placeholder',
    source: rule("  a: { User|expand: '%x%' }\n  condition: a"),
    says: ['PlaceholderUnknown 5:21', 'NeverMatches 6:14'],
  },
  {
    name: 'a field that is not carried, in one of two',
    source: rule('  a:\n    - OriginalFileName: x\n    - Image: x\n  condition: a'),
    options: BUILTIN,
    says: ['FieldNotCarried 6:7'],
  },
  {
    name: 'a field that is not carried, and nothing else',
    source: rule('  a: { OriginalFileName: x }\n  condition: a'),
    options: BUILTIN,
    says: ['FieldNotCarried 5:8', 'NeverMatches 6:14'],
  },
  {
    name: 'a regular expression on what is written otherwise',
    source: rule("  a: { ProcessId|re: '1', Image: x }\n  condition: a"),
    options: BUILTIN,
    says: ['ValueNotInWords 5:22', 'NeverMatches 6:14'],
  },
  {
    name: 'a value that is not in the enumeration',
    source: rule('  a: { IntegrityLevel: [High, Untrusted] }\n  condition: a'),
    options: BUILTIN,
    says: ['ValueNotInWords 5:31'],
  },
  {
    name: 'a number of other digits',
    source: rule('  a: { ProcessId|gt: 5 }\n  b: { Image: x }\n  condition: a or b'),
    options: BUILTIN,
    says: ['ValueNotInWords 5:22'],
  },
  {
    name: 'a word that means two',
    source: rule('  a: { EventType: RenameKey }\n  condition: a', 'registry_event'),
    options: BUILTIN,
    says: ['ValueWidened 5:19'],
  },
  {
    name: 'a root that there is no word for',
    source: rule("  a: { TargetObject|startswith: ['HKCR\\x', 'HKLM\\x', 'HK'] }\n  condition: a", 'registry_set'),
    options: BUILTIN,
    says: ['ValueNotInWords 5:34', 'ValueNotInWords 5:54'],
  },
  {
    name: 'a category that no log has',
    source: rule('  a: { FileName: x }\n  condition: a', 'file_access'),
    says: ['LogSourceUnlogged 3:12'],
  },
];

for (const { name, source, options, says } of LOSSES) {
  test(`degraded: ${name}`, async () => {
    const { rules, content } = compile([source], options);
    expect(
      rules.map(({ bucket, reasons }) => [
        bucket,
        reasons.map((one) => `${one.code} ${one.span.line}:${one.span.column}`),
      ]),
    ).toEqual([['degraded', says]]);
    const supervisor = new Supervisor(await loadCore());
    await supervisor.offer(content);
    expect(supervisor.rules[0]!.degradations.map((one) => `${one.code} ${one.line}:${one.column}`)).toEqual(says);
  });
}

test('every code is shown', () => {
  const shown = new Set(LOSSES.flatMap(({ says }) => says.map((one) => one.split(' ')[0])));
  expect(Object.keys(DEGRADATION_CODES).filter((code) => !shown.has(code))).toEqual([]);
});

/** Conditions over `u`, which is unknown, and `k`, which holds on the event or does not. */
const SENSES: readonly { readonly condition: string; readonly holds: boolean; readonly matches: boolean }[] = [
  { condition: 'u', holds: true, matches: false },
  { condition: 'not u', holds: true, matches: false },
  { condition: 'not (not u)', holds: true, matches: false },
  { condition: 'u or k', holds: true, matches: true },
  { condition: 'u or k', holds: false, matches: false },
  { condition: 'u and k', holds: true, matches: false },
  { condition: 'k and not u', holds: true, matches: false },
  { condition: 'not (u and k)', holds: false, matches: true },
  { condition: 'not (u and k)', holds: true, matches: false },
  { condition: 'not (u or k)', holds: false, matches: false },
  { condition: '1 of *', holds: true, matches: true },
  { condition: 'all of *', holds: true, matches: false },
  { condition: 'not 1 of *', holds: false, matches: false },
  { condition: 'not all of *', holds: false, matches: true },
  { condition: 'not all of *', holds: true, matches: false },
];

describe.each([
  ['equals', "User|expand: '%x%'"],
  ['contains', "User|contains|expand: 'a%x%'"],
  ['neq', "User|expand|neq: '%x%'"],
  ['all', "User|contains|all|expand: ['%x%', bob]"],
])('unknown under %s', (_, item) => {
  for (const { condition, holds, matches } of SENSES) {
    test(`${condition}, k ${holds}`, async () => {
      const { content } = compile([rule(`  u: { ${item} }\n  k: { Image: x }\n  condition: ${condition}`)]);
      const supervisor = new Supervisor(await loadCore());
      await supervisor.offer(content);
      const event = {
        Channel: 'Microsoft-Windows-Sysmon/Operational',
        EventID: 1,
        User: 'bob',
        Image: holds ? 'x' : 'y',
      };
      expect(supervisor.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`)).matches).toHaveLength(
        Number(matches),
      );
    });
  }
});

const SYSMON = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1 };

const INERT: readonly {
  readonly name: string;
  readonly detection: string;
  readonly event: object;
  readonly bucket: string;
}[] = [
  {
    name: 'its field was seen',
    detection: '  a: { A: x }\n  condition: a',
    event: { ...SYSMON, A: 'y' },
    bucket: 'active',
  },
  { name: 'its field was not', detection: '  a: { A: x }\n  condition: a', event: SYSMON, bucket: 'inert' },
  {
    name: 'one of two fields that it needs was',
    detection: '  a: { A: x, B: x }\n  condition: a',
    event: { ...SYSMON, A: 'y' },
    bucket: 'inert',
  },
  {
    name: 'one of two fields was',
    detection: '  a: [{ A: x }, { B: x }]\n  condition: a',
    event: { ...SYSMON, A: 'y' },
    bucket: 'active',
  },
  {
    name: 'a field that is to be missing',
    detection: '  a: { A: null }\n  condition: a',
    event: SYSMON,
    bucket: 'active',
  },
  { name: 'a field under not', detection: '  a: { A: x }\n  condition: not a', event: SYSMON, bucket: 'active' },
  { name: 'keywords', detection: '  a: [x]\n  condition: a', event: SYSMON, bucket: 'active' },
  {
    name: 'another log source',
    detection: '  a: [x]\n  condition: a',
    event: { ...SYSMON, EventID: 2 },
    bucket: 'inert',
  },
  {
    name: 'degraded, and seen',
    detection: "  a: { A|expand: ['%x%', b] }\n  condition: a",
    event: { ...SYSMON, A: 'y' },
    bucket: 'degraded',
  },
  {
    name: 'degraded, and not seen',
    detection: "  a: { A|expand: ['%x%', b] }\n  condition: a",
    event: SYSMON,
    bucket: 'inert',
  },
];

for (const { name, detection, event, bucket } of INERT) {
  test(`bucket after an event: ${name}`, async () => {
    const supervisor = new Supervisor(await loadCore());
    await supervisor.offer(compile([rule(detection)]).content);
    expect(countBuckets(supervisor.rules).inert).toBe(1);
    supervisor.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
    expect(supervisor.rules.map((one) => one.bucket)).toEqual([bucket]);
  });
}

async function explained(detection: string, event: object) {
  const content = await validate(compile([rule(detection)], BUILTIN).content);
  if (isRejection(content)) throw new Error(content.code);
  return explain(await loadCore(), content, 0, new TextEncoder().encode(JSON.stringify(event)));
}

test('explain: the kind of event that comes nearest', async () => {
  const event = { Channel: 'Security', EventID: 4688, NewProcessName: 'x' };
  expect(await explained('  a: { Image: x }\n  condition: a', event)).toMatchObject({
    matches: true,
    variant: 'Security 4688',
  });
  expect(await explained('  a: { Image: y }\n  condition: a', event)).toMatchObject({
    matches: false,
    variant: 'Security 4688',
    logSource: { holds: true },
  });
  const plain = await explained('  a: { Image: x }\n  condition: a', { ...SYSMON, Image: 'x' });
  expect([plain.matches, plain.variant]).toEqual([true, undefined]);
});

test('explain: a rule of which nothing is left', async () => {
  const found = await explained("  a: { Image|expand: '%x%' }\n  condition: a", SYSMON);
  expect([found.matches, found.condition]).toEqual([false, undefined]);
});
