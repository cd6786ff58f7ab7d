/**
 * Content that a faulty validator accepts, with every number that the host reads made wrong: whatever the host is asked
 * then, it answers, or says ContentMisread.
 */
import { describe, expect, test } from 'vitest';
import { WRITERS } from '../../src/content/packed.js';
import { view } from '../../src/content/view.js';
import { RingfenceError } from '../../src/error.js';
import { digest } from '../../src/format/digest.js';
import { type ColumnType, NONE, PREDICATES, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, recordBytes, SECTION_NAMES } from '../../src/format/records.js';
import { compile } from '../../src/plan/compile.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { explain } from '../../src/supervisor/explain.js';
import type { Recording } from '../../src/supervisor/recording.js';
import { decodeRecording, encodeRecording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { accept } from '../../src/validator/accepted.js';
import { bytesOf, event, LOG_SOURCE } from '../sandbox/content.js';
import { placeOf, resealed, withEntry, withHeader } from '../validator/damage.js';
import { mutant } from '../validator/mutation.js';
import { CORE } from './trial.js';

const RULE = (title: string, detection: string, logsource = 'product: windows, category: process_creation') => ({
  name: `${title}.yml`,
  text: `title: ${title}
id: 00000000-0000-4000-8000-${title.length.toString().padStart(12, '0')}
author: an author
level: high
tags: [attack.t1001]
falsepositives: [none known]
references: ['https://example.org']
logsource: { ${logsource} }
detection: ${detection}
`,
});
const RULES = [
  RULE('x', '{ s: [{a: x}, {b|re: "a+b"}], n: {c: y}, condition: s and not n }'),
  RULE('late', '{ s: {d|contains: [late, later]}, k: [word], condition: s or k }'),
  RULE('linux', '{ s: {e|cidr: 10.0.0.0/8}, condition: s }', 'product: linux'),
];
const { content: GOOD } = compile(RULES, { contentVersion: 1 });
const { content: VICTIM } = compile(RULES, { contentVersion: 2 });
const MATCHING = event({ a: 'x', d: 'later' });
const EVENTS = bytesOf(`${event()}\n${MATCHING}${event({ b: 'aab', e: '10.1.2.3' })}no JSON\n${event({ k: 'word' })}`);

/** What a stub of a validator lets through. */
const believe = async (bytes: Uint8Array) => accept(await digest(bytes), bytes);

/** Asks everything of content that was accepted, and says what came of the offer. */
async function ask(bytes: Uint8Array, drilled = false): Promise<string> {
  const recordings: Recording[] = [];
  const onFault = (_: unknown, recording: Recording) => recordings.push(recording);
  const supervisor = new Supervisor(CORE, { validate: believe, onFault, logSource: LOG_SOURCE, defer: () => {} });
  await supervisor.offer(GOOD);
  const answered = supervisor.scan(EVENTS);
  const offer = await misreading(() => supervisor.offer(bytes));
  const answers = supervisor.scan(EVENTS);
  expect([answers.lines, answers.events + answers.unanswered.length]).toEqual([answered.lines, 5]);
  const record = supervisor.evaluate(['x', 'late', 1, null]);
  expect(record.events + record.unanswered.length).toBe(1);
  await misreading(() => supervisor.rules);
  expect(supervisor.shown).toBeDefined();
  if (drilled) supervisor.drill(1);
  if (offer?.outcome === 'active') await explained(bytes);
  for (const recording of recordings) await replayed(recording);
  return offer?.outcome ?? 'thrown';
}

async function explained(bytes: Uint8Array): Promise<void> {
  const content = await believe(bytes);
  for (let rule = 0; rule < content.view.count('Rules'); rule++)
    await misreading(() => explain(CORE, content, rule, bytesOf(MATCHING)), 'BadArgument');
}

async function replayed(recording: Recording): Promise<void> {
  expect(decodeRecording(encodeRecording(recording))).toMatchObject({ fault: recording.fault });
  expect(replay(CORE, recording, await believe(recording.content!))?.differences).toEqual([]);
}

/** What is said, unless it cannot be, for this reason or a reason that may be another's. */
async function misreading<T>(say: () => T | Promise<T>, ...others: string[]): Promise<T | undefined> {
  try {
    return await say();
  } catch (error) {
    if (error instanceof RingfenceError && ['ContentMisread', ...others].includes(error.code)) return undefined;
    throw error;
  }
}

/** MISREAD=all tries more numbers, in more records. */
const IS_LONG = process.env['MISREAD'] === 'all';
const WILD = IS_LONG ? [0, 1, 0xffff, 0x7fffffff, 0xfffffff0, NONE] : [0, 0x7fffffff, NONE];
const RECORDS = IS_LONG ? 3 : 1;
const HEADER = COLUMNS.Header.map(({ name }) => name as Parameters<typeof withHeader>[1]);

test('what it is', async () => expect(await ask(VICTIM, true)).toBe('active'));

test('names that are not there: the fault is of the line that shows them, and ends the content', async () => {
  const bytes = withColumn(VICTIM, 'Rules', 1, 'title', NONE);
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(CORE, { validate: believe, onFault: (fault) => faults.push(fault) });
  const [good, bad] = await Promise.all([GOOD, bytes].map(digest));
  await supervisor.offer(GOOD);
  expect(await supervisor.offer(bytes)).toEqual({ outcome: 'active', digest: bad });
  const { events, matches } = supervisor.scan(bytesOf(event({ a: 'x' }) + event({ d: 'late' }) + event({ a: 'x' })));
  expect(events).toBe(3);
  expect(matches.map(({ line, rule, content }) => [line, rule.title, content])).toEqual([
    [0, 'x', bad],
    [1, 'late', good],
    [2, 'x', good],
  ]);
  expect(faults).toMatchObject([{ kind: 'ContentMisread', event: 1, action: 'quarantined', content: bad }]);
  expect(supervisor.standing).toMatchObject({ active: good, quarantined: new Set([bad]) });
});

test('names that are not there, before a line that faults: the fault is of the first, and no line is lost', async () => {
  const unnamed = withColumn(VICTIM, 'Rules', 1, 'title', NONE);
  const bytes = withColumn(unnamed, 'Predicates', regexOf(VICTIM), 'automaton', 0x7fffffff);
  const [good, bad] = await Promise.all([GOOD, bytes].map(digest));
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(CORE, { validate: believe, onFault: (fault) => faults.push(fault) });
  await supervisor.offer(GOOD);
  await supervisor.offer(bytes);
  const { events, matches } = supervisor.scan(bytesOf(event({ a: 'x' }) + event({ d: 'late' }) + event({ b: 'aab' })));
  expect(events).toBe(3);
  expect(matches.map(({ line, content }) => [line, content])).toEqual([
    [0, bad],
    [1, good],
    [2, good],
  ]);
  expect(faults).toMatchObject([{ kind: 'ContentMisread', event: 1, action: 'quarantined', content: bad }]);
});

function regexOf(bytes: Uint8Array): number {
  const { count, record } = view(bytes);
  const numbers = Array.from({ length: count('Predicates') }, (_, number) => number);
  return numbers.find((number) => record('Predicates', number).kind === PREDICATES.Regex.code)!;
}

/** Seeds of mutants that were not answered as is asked here, once. */
const FOUND = [1606, 1792, 2036, 2341];
const MUTANTS = IS_LONG ? 10_000 : 50;
test(`${MUTANTS} mutants`, async () => {
  for (const seed of FOUND) await ask(mutant(VICTIM, GOOD, seed).bytes);
  for (let seed = 0; seed < MUTANTS; seed++) await ask(mutant(VICTIM, GOOD, seed).bytes, seed % 10 === 0);
}, 3_600_000);

test.each(HEADER)(
  'header: %s',
  async (column) => {
    for (const value of WILD) await ask(withHeader(VICTIM, column, value));
  },
  60_000,
);

test.each(SECTION_NAMES)(
  'entry: %s',
  async (section) => {
    for (const value of [...WILD, SECTIONS[section].limit + 1])
      for (const column of ['offset', 'count'] as const) await ask(withEntry(VICTIM, section, column, value));
  },
  60_000,
);

/** Where the numbers of a column begin. */
const numbersOf = (type: ColumnType) => (type === 'text' || type === 'range' ? [0, 4] : [0]);

/** The file with the last number of a column of a record changed. */
function withColumn(bytes: Uint8Array, section: SectionName, record: number, name: string, value: number): Uint8Array {
  const { offset, type } = placeOf(SECTIONS[section].record, name);
  const at = view(bytes).offsetOf(section) + record * recordBytes(section) + offset;
  return withValue(bytes, at + numbersOf(type).at(-1)!, type, value);
}

function withValue(bytes: Uint8Array, at: number, type: ColumnType, value: number): Uint8Array {
  const copy = bytes.slice();
  if (type === 'u8' || type === 'u16') WRITERS[type](new DataView(copy.buffer), at, value);
  else WRITERS.u32(new DataView(copy.buffer), at, value);
  return resealed(copy);
}

/** What the core does not read, or reads after the host. */
const NAMING = ['Fields', 'Groups', 'Conditions', 'Steps', 'Predicates', 'Rules', 'TextList', 'RuleGroups'] as const;

describe.each(NAMING)('records: %s', (section: SectionName) => {
  test.each(COLUMNS[SECTIONS[section].record])(
    '$name',
    async ({ offset, type }) => {
      const { count, offsetOf } = view(VICTIM);
      for (let record = 0; record < Math.min(count(section), RECORDS); record++)
        for (const at of numbersOf(type).map(
          (number) => offsetOf(section) + record * recordBytes(section) + offset + number,
        ))
          for (const value of WILD) await ask(withValue(VICTIM, at, type, value), value === NONE);
    },
    60_000,
  );
});
