/**
 * Recognitions never show: the groups of an event are those that they are on a sandbox that has seen nothing, and it
 * burns the same fuel, whatever was answered before. Nor does narrowing, but in what is evaluated.
 */
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { randomFrom } from '../../src/demo/random.js';
import {
  CORE_RECORDS,
  coreRecordBytes,
  EFFECTS,
  MEMORY,
  NONE,
  REGION_ROWS,
  SECTIONS,
} from '../../src/format/layout.js';
import { type AcceptedContent, type CompileOptions, compile } from '../../src/index.js';
import { loadCore } from '../../src/sandbox/core.js';
import type { Fault } from '../../src/sandbox/fault.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, forged, placeOf } from './content.js';
import { enterRaw } from './enter.js';

const RECOGNITIONS = REGION_ROWS.find(({ name }) => name === 'RECOGNITIONS')!;

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

/** Log source and selection of each rule. */
const RULES: readonly (readonly [logSource: string, selection: string])[] = [
  ['category: process_creation', '{Image|endswith: x}'],
  ['category: registry_set', '{Details: x}'],
  ['category: registry_add', '{Details: x}'],
  ['category: registry_delete', '{Details: x}'],
  ['category: antivirus', '{Image: x}'],
  ['service: sysmon', '{EventID: 16}'],
  ['service: sysmon', "{EventID: [255, 4, '13'], Details: x}"],
  ['service: security', '{EventID: 4625, Image: x}'],
  ['service: security', '{EventID: 4688, Image: x}'],
  ['service: system', '{Image: x}'],
  ['service: application', '{EventID: 1, Image: x}'],
];

async function contentOf(options: CompileOptions = {}): Promise<AcceptedContent> {
  const sources = RULES.map(([logSource, selection], number) => ({
    name: `${number}.yml`,
    text: `title: r${number}\nlogsource: { product: windows, ${logSource} }\ndetection: { s: ${selection}, condition: s }\n`,
  }));
  return accepted(compile(sources, options).content);
}

const plain = await contentOf();
const core = await loadCore();

const CHANNELS = [
  `"${SYSMON}"`,
  `"${SYSMON.toUpperCase()}"`,
  '"Microsoft-Windows-Sysmon\\/Operational"',
  '"Security"',
  '"System"',
  '"Application"',
  '"Setup"',
  '""',
  '1',
  'null',
  'true',
  `["${SYSMON}","Security"]`,
  '{}',
  '[]',
];
const IDS = ['1', '"1"', '1.0', '13', '12', '"13"', '16', '4625', '4688', '7', 'null', '[1,13]', '{}', '"one"'];
const TYPES = ['"CreateKey"', '"DeleteKey"', '"createkey"', '"SetValue"', 'null', '["CreateKey","DeleteValue"]'];
const REST = ['"Image":"x","Details":"x"', '"Image":"y"', '"Zz":1'];

/** Any member may be missing, and be there twice, and they come in any order. */
function randomLine(below: (end: number) => number): string {
  const member = (key: string, values: readonly string[]) =>
    below(8) === 0 ? [] : [`"${key}":${values[below(values.length)]}`];
  const members = [
    ...member('Channel', CHANNELS),
    ...member('EventID', IDS),
    ...member('EventType', TYPES),
    ...(below(20) === 0 ? member('EventID', IDS) : []),
  ];
  const at = below(members.length + 1);
  return `{${[...members.slice(at), REST[below(REST.length)], ...members.slice(0, at)].join()}}\n`;
}

const LINES = (() => {
  const random = randomFrom(20261125);
  return Array.from({ length: 400 }, () => randomLine((end) => random.below(end)));
})();

function loaded(content: AcceptedContent, groups: readonly number[] = []): Sandbox {
  const sandbox = new Sandbox(core);
  expect(sandbox.load(content, groups)).toBeUndefined();
  return sandbox;
}

function answer(sandbox: Sandbox, line: string) {
  const { verdict, fault } = sandbox.scan(bytesOf(line));
  expect(fault).toBeUndefined();
  return { ...verdict, matches: [...verdict.matches] };
}

const groupsOf = ({ view }: AcceptedContent) => Array.from({ length: view.count('Groups') }, (_, group) => group);

/** What a sandbox that is loaded for it alone answers, and which groups it has seen then. */
function alone(content: AcceptedContent, line: string, groups?: readonly number[]) {
  const sandbox = loaded(content, groups);
  return { verdict: answer(sandbox, line), seen: groupsOf(content).filter((group) => sandbox.hasSeen(group)) };
}

/** The condition of group 0 with an effect on a group. */
function conditionOf({ view }: AcceptedContent, effect: number, service: string): number {
  const found = Array.from({ length: view.count('Conditions') }, (_, index) => index).find((index) => {
    const condition = view.record('Conditions', index);
    return condition.effect === effect && view.text(view.record('Groups', condition.target).service) === service;
  });
  expect(found).toBeDefined();
  return found!;
}

/** Group 0 asks for the Details of an event before it activates the sysmon group: no lookup of group 0 finds these. */
const asking = await forged(plain.view.bytes, (data, view) => {
  const { steps } = view.record('Conditions', conditionOf(plain, EFFECTS.See.code, 'sysmon'));
  const { operands } = view.record('Steps', steps.first);
  const details = Array.from({ length: view.count('Predicates') }, (_, index) => index).find(
    (index) => view.text(view.record('Fields', view.record('Predicates', index).field).name) === 'Details',
  )!;
  data.setUint8(placeOf(view, 'Predicates', details, 'indexed'), 0);
  data.setUint32(placeOf(view, 'Operands', operands.first, 'value'), details, true);
});

/** In group 0 a rule matches where the sysmon group was seen. */
const matching = await forged(plain.view.bytes, (data, view) => {
  const index = conditionOf(plain, EFFECTS.See.code, 'sysmon');
  data.setUint32(placeOf(view, 'Conditions', index, 'effect'), EFFECTS.Match.code, true);
});

const CONTENTS: readonly {
  readonly name: string;
  readonly content: AcceptedContent;
  readonly groups?: readonly number[];
}[] = [
  { name: 'rules', content: plain },
  { name: 'variants', content: await contentOf({ profile: 'builtin' }) },
  { name: 'declared log sources', content: plain, groups: groupsOf(plain).slice(1, 6) },
  { name: 'a group 0 that asks for other fields', content: asking },
  { name: 'a group 0 that matches', content: matching },
];

describe('events in any order', () => {
  for (const { name, content, groups } of CONTENTS)
    test(name, () => {
      const sandbox = loaded(content, groups);
      const seen = new Set<number>();
      const expected = LINES.map((line) => alone(content, line, groups));
      for (let round = 0; round < 4; round++)
        for (const [index, line] of LINES.entries()) {
          expect(answer(sandbox, line), line).toEqual(expected[index]!.verdict);
          for (const group of expected[index]!.seen) seen.add(group);
          expect(
            groupsOf(content).filter((group) => sandbox.hasSeen(group)),
            line,
          ).toEqual([...seen].sort((a, b) => a - b));
        }
      expect(new Set(expected.map(({ verdict }) => verdict.matches.join())).size).toBeGreaterThan(5);
    });
});

const line = (channel: string, id: number, rest = '"Image":"x","Details":"x"') =>
  `{"Channel":"${channel}","EventID":${id},${rest}}\n`;

test('an event of a narrowed group is seen, and evaluated only with an event id that its rules ask for', () => {
  const system = groupsOf(plain).find(
    (group) => plain.view.text(plain.view.record('Groups', group).service) === 'sysmon',
  )!;
  const sandbox = loaded(plain);
  const other = answer(sandbox, line(SYSMON, 10));
  expect(sandbox.hasSeen(system)).toBe(true);
  const asked = answer(sandbox, line(SYSMON, 16));
  expect([other.matches.length, asked.matches.length]).toEqual([0, 2]);
  expect(asked.fuel).toBeGreaterThan(other.fuel);
});

const ID_ROWS = [
  { name: 'the same id in many rules', ids: Array<number>(300).fill(16), operands: 1 },
  { name: 'as many ids as narrow a group', ids: Array.from({ length: 256 }, (_, at) => 1000 + at), operands: 256 },
  { name: 'one more', ids: Array.from({ length: 257 }, (_, at) => 1000 + at), operands: undefined },
];

for (const { name, ids, operands } of ID_ROWS)
  test(`narrowing: ${name}`, () => {
    const sources = ids.map((id, at) => ({
      name: `${at}.yml`,
      text: `title: r${at}\nlogsource: { product: windows, service: system }\ndetection: { s: { EventID: ${id} }, condition: s }\n`,
    }));
    const { sections } = inspect(compile(sources).content);
    const [activation] = sections.Conditions.filter(({ effect }) => effect === EFFECTS.Activate.code);
    const steps = sections.Steps.slice(activation!.steps.first, activation!.steps.first + activation!.steps.count);
    const asked = steps.reduce((sum, step) => sum + step.operands.count, 0);
    // besides the channel
    expect(asked - 1).toBe(operands ?? 0);
    expect(sections.Conditions.some(({ effect }) => effect === EFFECTS.See.code)).toBe(operands !== undefined);
  });

test('a condition of group 0 that is switched off after an event was recognised, and on again', () => {
  const sandbox = loaded(plain);
  const activation = conditionOf(plain, EFFECTS.Activate.code, 'sysmon');
  for (let round = 0; round < 5; round++) expect(answer(sandbox, line(SYSMON, 16)).matches).toHaveLength(2);
  sandbox.switchOff([activation]);
  for (let round = 0; round < 5; round++) expect(answer(sandbox, line(SYSMON, 16)).matches).toHaveLength(0);
  sandbox.switchOff([]);
  for (let round = 0; round < 5; round++) expect(answer(sandbox, line(SYSMON, 16)).matches).toHaveLength(2);
});

test('a recognised event is traced as one that was not', () => {
  const index = conditionOf(plain, EFFECTS.Activate.code, 'sysmon');
  const first = loaded(plain);
  answer(first, line(SYSMON, 16));
  const expected = first.trace(index);
  expect([...expected.steps].at(-1)).toBe(true);
  const sandbox = loaded(plain);
  for (let round = 0; round < 5; round++) {
    answer(sandbox, line(SYSMON, 16));
    expect(sandbox.trace(index)).toEqual(expected);
  }
});

test('when the fuel does not last for what was recognised, the fault is the same', () => {
  const known = line(SYSMON, 16);
  const fuel = alone(plain, known).verdict.fuel;
  const kinds = new Set<string | undefined>();
  for (let padding = 0; padding < 4 * fuel; padding += 4) {
    const longer = line(SYSMON, 16, `"Zz":"${'-'.repeat(padding)}"`);
    const [first, later] = [0, 5].map((rounds) => {
      const sandbox = new Sandbox(core, { fuel });
      expect(sandbox.load(plain)).toBeUndefined();
      for (let round = 0; round < rounds; round++) answer(sandbox, known);
      return sandbox.scan(bytesOf(longer)).fault;
    });
    expect(later, String(padding)).toEqual(first);
    kinds.add(first?.kind);
  }
  expect([...kinds]).toEqual([undefined, 'FuelExhausted']);
});

test('when all memos are forgotten, recognitions are, too: the next memos may stand where others stood', () => {
  const room = REGION_ROWS.find(({ name }) => name === 'MEMOS')!.bytes;
  const sandbox = loaded(plain);
  for (let again = 0; again < 4; again++) answer(sandbox, line(SYSMON, 16));
  for (let index = 0; index < (2 * room) / 900; index++) {
    const other = line(SYSMON, 13, `"Details":"${'-'.repeat(450)}${1000 + index}"`);
    const first = answer(sandbox, other);
    for (let again = 0; again < 3; again++) expect(answer(sandbox, other)).toEqual(first);
  }
  const last = line(SYSMON, 13);
  expect(answer(sandbox, last)).toEqual(alone(plain, last).verdict);
});

test('content that is loaded again knows nothing of before', () => {
  const sandbox = loaded(plain);
  for (let again = 0; again < 4; again++) answer(sandbox, line(SYSMON, 16));
  expect(sandbox.load(plain)).toBeUndefined();
  const other = line(SYSMON, 13);
  const expected = alone(plain, other).verdict;
  for (let again = 0; again < 4; again++) expect(answer(sandbox, other)).toEqual(expected);
});

/** Recognitions written over, in memory, after the event was recognised. */
const HARMED: readonly {
  readonly name: string;
  readonly at: number;
  readonly value: number;
  readonly fault: Partial<Fault>;
}[] = [
  {
    name: 'more groups than a recognition has room for',
    at: 4 * CORE_RECORDS.Recognition.indexOf('count'),
    value: 1 << 20,
    fault: { kind: 'AccessOutOfBounds' },
  },
  {
    name: 'a group that is not there',
    at: coreRecordBytes('Recognition'),
    value: NONE,
    fault: { kind: 'RecordOutOfBounds', detail: SECTIONS.Groups.code, index: NONE },
  },
];

for (const { name, at, value, fault } of HARMED)
  test(name, () => {
    const event = bytesOf(line(SYSMON, 16));
    const found = enterRaw(core, plain, ({ scan, memory }) => {
      const data = new DataView(memory.buffer);
      for (let round = 0; round < 5; round++) {
        new Uint8Array(memory.buffer).set(event, MEMORY.WINDOW);
        if (round === 4)
          for (let known = 0; known < RECOGNITIONS.bytes; known += 64)
            data.setUint32(MEMORY.RECOGNITIONS + known + at, value, true);
        scan(event.length);
      }
    });
    expect(found).toMatchObject(fault);
  });
