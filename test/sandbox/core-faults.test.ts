/**
 * Each fault that the core means, raised on purpose: by an event that costs too much, by too few values, by content that
 * no validator has seen, and by calls that the sandbox never makes.
 */
import { describe, expect, test } from 'vitest';
import { view } from '../../src/content/view.js';
import {
  CORE_RECORDS,
  coreRecordBytes,
  FAULTS,
  LIMITS,
  MEMORY,
  NONE,
  REGION_ROWS,
  SECTIONS,
  type SectionName,
  VALUES,
} from '../../src/format/layout.js';
import { COLUMNS, RECORD_BYTES } from '../../src/format/records.js';
import { type CoreExports, loadCore } from '../../src/sandbox/core.js';
import type { Fault, FaultKind } from '../../src/sandbox/fault.js';
import type { InputValue } from '../../src/sandbox/record.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { declaredGroups } from '../../src/supervisor/declared.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import {
  accepted,
  bytesOf,
  conditionsOf,
  contentOf,
  event,
  forged,
  LOG_SOURCE,
  placeOf,
  withEvery,
} from './content.js';
import { enterRaw } from './enter.js';
import { answer, coreOf, RECUR, TRAP, whenFirst } from './wasm.js';

const core = await loadCore();

interface Row {
  readonly name: string;
  readonly kind: FaultKind;
  readonly fault: () => Promise<Fault | undefined>;
  /** What the fault says besides. */
  readonly says?: Partial<Fault>;
}

async function scanOn(content: AcceptedContent | Promise<AcceptedContent>, text: string): Promise<Fault | undefined> {
  const sandbox = new Sandbox(core);
  return sandbox.load(await content) ?? sandbox.scan(bytesOf(text)).fault;
}

const RULES = contentOf({ A: '{a: x}', B: '[{a: "*ab*cd?e"}, {b: y}]', C: '{a|cased: X}', D: '{n: 5}' });
const EVENT = event({ a: 'x', n: 5 });
const PATTERN = event({ a: 'abcdfe' });
const FIELDS = view(RULES).count('Fields');

const every = (section: SectionName, column: string, value: Parameters<typeof withEvery>[3]) =>
  withEvery(RULES, section, column, value);

/** Adds to a number of the header. */
function header(column: string, change: number): Promise<AcceptedContent> {
  const { offset } = COLUMNS.Header.find(({ name }) => name === column)!;
  return forged(RULES, (data) => data.setUint32(offset, data.getUint32(offset, true) + change, true));
}

/** Adds to a number of a section entry. */
function sectionEntry(section: SectionName, column: string, change: number): Promise<AcceptedContent> {
  const { offset } = COLUMNS.SectionEntry.find(({ name }) => name === column)!;
  const at = RECORD_BYTES.Header + RECORD_BYTES.SectionEntry * SECTIONS[section].code + offset;
  return forged(RULES, (data) => data.setUint32(at, data.getUint32(at, true) + change, true));
}

const ENDS = view(RULES).count('PathBuckets');
const PAST_THE_FILE = 1 << 20;
const WRAPS = 0xfffffff8 - view(RULES).offsetOf('Text');

const MALFORMED_CONTENT: readonly { name: string; detail: number; content: () => Promise<AcceptedContent> }[] = [
  { name: 'the magic of another format', detail: 1, content: () => header('magic', 1) },
  { name: 'a format version from the future', detail: 1, content: () => header('formatVersion', 1) },
  { name: 'the layout of other tables', detail: 1, content: () => header('layoutDigest', 1) },
  { name: 'another length', detail: 2, content: () => header('length', 8) },
  { name: 'a section more', detail: 2, content: () => header('sectionCount', 1) },
  { name: 'a section under the code of another', detail: 3, content: () => sectionEntry('Rules', 'section', 1) },
  { name: 'records of another size', detail: 3, content: () => sectionEntry('Rules', 'size', 4) },
  { name: 'more records than the limit', detail: 4, content: () => sectionEntry('Groups', 'count', 4096) },
  { name: 'a section that is not aligned', detail: 5, content: () => sectionEntry('Text', 'offset', 4) },
  { name: 'a section behind the file', detail: 5, content: () => sectionEntry('TextList', 'offset', PAST_THE_FILE) },
  { name: 'a section whose end wraps', detail: 5, content: () => sectionEntry('Text', 'offset', WRAPS) },
  { name: 'path buckets that are no power of two', detail: 6, content: () => sectionEntry('PathBuckets', 'count', 1) },
  { name: 'one end of no path bucket', detail: 6, content: () => sectionEntry('PathBuckets', 'count', 1 - ENDS) },
  { name: 'no end of a path bucket', detail: 6, content: () => sectionEntry('PathBuckets', 'count', -ENDS) },
];

/** A first index in content that leaves its section: which column of which section, and the section it leaves. */
const OUTSIDE: readonly { section: SectionName; column: string; leaves: SectionName; text?: string }[] = [
  { section: 'Conditions', column: 'steps', leaves: 'Steps' },
  { section: 'Conditions', column: 'target', leaves: 'Groups' },
  { section: 'Steps', column: 'operands', leaves: 'Operands' },
  { section: 'Operands', column: 'value', leaves: 'Predicates' },
  { section: 'Gates', column: 'value', leaves: 'Conditions' },
  { section: 'Predicates', column: 'gates', leaves: 'Gates' },
  { section: 'Predicates', column: 'literal', leaves: 'Literals' },
  { section: 'Predicates', column: 'parts', leaves: 'Parts', text: PATTERN },
  { section: 'Parts', column: 'literal', leaves: 'Literals', text: PATTERN },
  { section: 'Entries', column: 'predicate', leaves: 'Predicates' },
  { section: 'Lookups', column: 'entries', leaves: 'Entries' },
  { section: 'Lookups', column: 'buckets', leaves: 'Buckets' },
  { section: 'Lookups', column: 'filter', leaves: 'Filters', text: PATTERN },
  { section: 'Tables', column: 'lookups', leaves: 'Lookups' },
  { section: 'Groups', column: 'tables', leaves: 'Tables' },
  { section: 'PathNodes', column: 'bindings', leaves: 'PathBindings' },
  { section: 'PathEdges', column: 'child', leaves: 'PathNodes' },
  { section: 'PathEdges', column: 'key', leaves: 'Text' },
];

const SCHEMA = { name: 'three', version: 1, fields: ['a', 'b', 'c'] };
const LAST_FIELD = contentOf({ A: '{c: x}' }, { schema: SCHEMA });

async function evaluateOn(bytes: Uint8Array, values: readonly InputValue[]): Promise<Fault | undefined> {
  const content = await accepted(bytes);
  const sandbox = new Sandbox(core);
  return sandbox.load(content, declaredGroups(content.view, LOG_SOURCE)) ?? sandbox.evaluate(values).fault;
}

async function call(enter: (core: CoreExports) => void, words: readonly number[] = []): Promise<Fault | undefined> {
  return enterRaw(core, await accepted(LAST_FIELD), enter, words);
}

const { Text, Nothing } = VALUES;

/** Records that do not hold what they say; `bytes` is what the core is told. */
const MALFORMED_RECORDS: readonly { name: string; words: readonly number[]; bytes: number; detail: number }[] = [
  { name: 'no bytes', words: [], bytes: 0, detail: 0 },
  { name: 'half a count', words: [1], bytes: 3, detail: 0 },
  { name: 'a value more than the limit', words: [SECTIONS.Fields.limit + 1], bytes: 4, detail: 1 },
  { name: 'very many values', words: [0xffffffff], bytes: 4, detail: 1 },
  { name: 'a value that is not there', words: [1], bytes: 4, detail: 2 },
  { name: 'half a value', words: [1, Text.code, 0], bytes: 11, detail: 2 },
  { name: 'the kind before the first', words: [1, Text.code - 1, 0], bytes: 12, detail: 3 },
  { name: 'the kind behind the last', words: [1, Nothing.code + 1, 0], bytes: 12, detail: 3 },
  { name: 'a text one byte longer than the record', words: [1, Text.code, 5, 0x78], bytes: 16, detail: 4 },
  { name: 'a text of 4 GiB', words: [1, Text.code, 0xffffffff, 0x78], bytes: 16, detail: 4 },
  { name: 'a second value behind the padding of the first', words: [2, Text.code, 1, 0x78], bytes: 13, detail: 2 },
];

const FIELD = coreRecordBytes('Value');
const [FOLDED, FOLDED_LENGTH] = (['folded', 'foldedLength'] as const).map(
  (column) => MEMORY.VALUES + 2 * FIELD + 4 * CORE_RECORDS.Value.indexOf(column),
);

/** Addresses that no text has. Content cannot cause them; they are written over the core's memory. */
const WILD: readonly { readonly name: string; readonly address: number }[] = [
  { name: 'in no region', address: 8 },
  { name: 'a byte before the window', address: MEMORY.WINDOW - 1 },
  { name: 'so near to the end of memory that a number does not fit', address: MEMORY.END - 7 },
  { name: 'the end of memory', address: MEMORY.END },
  { name: 'the highest, from where reading wraps around', address: 0xffffffff },
];

/** Has the core compare the text of the last field, once that text is at this address. */
function readAt(address: number): Promise<Fault | undefined> {
  const [condition] = conditionsOf(view(LAST_FIELD), ['A']);
  return call(
    ({ evaluate, trace, memory }) => {
      evaluate(32);
      const data = new DataView(memory.buffer);
      data.setUint32(FOLDED!, address, true);
      data.setUint32(FOLDED_LENGTH!, 1, true);
      trace(condition!);
    },
    [3, Text.code, 0, Text.code, 0, Text.code, 1, 0x79],
  );
}

/** Has a rule match that content has no record of, after the core was told otherwise. */
async function matchBeyond(): Promise<Fault | undefined> {
  const content = await every('Conditions', 'target', SECTIONS.Rules.limit);
  const sandbox = new Sandbox(core);
  sandbox.load(content, declaredGroups(content.view, LOG_SOURCE));
  sandbox.harm(MEMORY.SECTION_BASES + 8 * SECTIONS.Rules.code + 4, NONE);
  return sandbox.evaluate(Array.from({ length: FIELDS }, () => 'x')).fault;
}

const BYTES_OF_A_LINK = 12;
const LINKS = REGION_ROWS.find(({ name }) => name === 'LINKS')!.bytes / BYTES_OF_A_LINK;
const BINDINGS = view(RULES).count('PathBindings');
/** Values of `a` that are noted as often as there is room for, Channel and EventID being noted before. */
const NOTED = Math.floor(LINKS / BINDINGS) - 2;
const values = (count: number) => event({ a: Array.from({ length: count }, () => 'x') });

/** The place of each field is bound as often as there are bindings, which no validator forbids. */
const manyBindings = () =>
  forged(RULES, (data, content) => {
    for (let index = 0; index < content.count('PathNodes'); index++) {
      if (content.record('PathNodes', index).bindings.count === 0) continue;
      const at = placeOf(content, 'PathNodes', index, 'bindings');
      data.setUint32(at, 0, true);
      data.setUint32(at + 4, BINDINGS, true);
    }
  });

/** Every condition has so many steps, and every step this operator. */
const programs = (steps: number, op: number) =>
  forged(RULES, (data, content) => {
    for (let index = 0; index < content.count('Conditions'); index++)
      data.setUint32(placeOf(content, 'Conditions', index, 'steps') + 4, steps, true);
    for (let index = 0; index < content.count('Steps'); index++)
      data.setUint32(placeOf(content, 'Steps', index, 'op'), op, true);
  });

/** A literal that fails at its end, wherever in a text of one letter it is tried. */
const costly = contentOf({ A: `{a|contains: ${'a'.repeat(2000)}b}` });
const COSTS_TOO_MUCH = event({ a: 'a'.repeat(1_000_000) });

const ROWS: readonly Row[] = [
  {
    name: 'a record one value short',
    kind: 'InputOutOfBounds',
    fault: () => evaluateOn(LAST_FIELD, ['x', 'x']),
    says: { index: 2, supplied: 2, declared: 3, stage: 'Match', line: 0 },
  },
  {
    name: 'a record without values',
    kind: 'InputOutOfBounds',
    fault: () => evaluateOn(LAST_FIELD, []),
    says: { index: 2, supplied: 0, declared: 3 },
  },
  ...OUTSIDE.map(
    ({ section, column, leaves, text = EVENT }): Row => ({
      name: `${column} of ${section} outside ${leaves}`,
      kind: 'RecordOutOfBounds',
      fault: () =>
        scanOn(
          every(section, column, (content) => content.count(leaves) + 1),
          text,
        ),
      says: { detail: SECTIONS[leaves].code },
    }),
  ),
  {
    name: 'buckets that reach behind PathEdges',
    kind: 'RecordOutOfBounds',
    fault: () =>
      scanOn(
        every('PathBuckets', 'value', (content, index) => index * (content.count('PathEdges') + 1)),
        EVENT,
      ),
    says: { detail: SECTIONS.PathEdges.code },
  },
  {
    name: 'a long literal that fails late at every byte of a long text',
    kind: 'FuelExhausted',
    fault: () => scanOn(accepted(costly), COSTS_TOO_MUCH),
    says: { stage: 'Match', line: 0 },
  },
  {
    name: 'the second event of a batch',
    kind: 'FuelExhausted',
    fault: () => scanOn(accepted(costly), event() + COSTS_TOO_MUCH),
    says: { line: 1 },
  },
  {
    name: 'a step of no operator',
    kind: 'UnknownOperator',
    fault: () => scanOn(every('Steps', 'op', 0), EVENT),
    says: { stage: 'Match', detail: SECTIONS.Steps.code, index: 0 },
  },
  {
    name: 'a predicate of no kind',
    kind: 'UnknownOperator',
    fault: () => scanOn(every('Predicates', 'kind', 255), EVENT),
    says: { detail: SECTIONS.Predicates.code, index: 255 },
  },
  {
    name: 'a lookup of no kind',
    kind: 'UnknownOperator',
    fault: () => scanOn(every('Lookups', 'kind', 255), EVENT),
    says: { detail: SECTIONS.Lookups.code, index: 255 },
  },
  {
    name: 'a part of no kind',
    kind: 'UnknownOperator',
    fault: () => scanOn(every('Parts', 'kind', 255), PATTERN),
    says: { detail: SECTIONS.Parts.code, index: 255 },
  },
  {
    name: 'an effect that is none',
    kind: 'UnknownOperator',
    fault: () => scanOn(every('Conditions', 'effect', 255), EVENT),
    says: { detail: SECTIONS.Conditions.code, index: 255 },
  },
  {
    name: 'a condition that pops an empty stack',
    kind: 'StackMisuse',
    fault: () => scanOn(programs(1, 4), EVENT),
  },
  {
    name: 'a condition that leaves two values',
    kind: 'StackMisuse',
    fault: () => scanOn(programs(2, 1), EVENT),
  },
  {
    name: 'a condition without steps',
    kind: 'StackMisuse',
    fault: () => scanOn(programs(0, 1), EVENT),
  },
  ...MALFORMED_CONTENT.map(
    ({ name, detail, content }): Row => ({
      name,
      kind: 'MalformedContent',
      fault: async () => new Sandbox(core).load(await content()),
      says: { detail, stage: 'Load' },
    }),
  ),
  ...[0, 415, LIMITS.CONTENT_BYTES.value + 1].map(
    (length): Row => ({
      name: `content of ${length} bytes`,
      kind: 'MalformedContent',
      fault: () => call(({ load }) => load(length)),
      says: { detail: 0, index: length, stage: 'Load' },
    }),
  ),
  {
    name: 'a header that declares one field more',
    kind: 'FieldCountMismatch',
    fault: async () => new Sandbox(core).load(await header('fieldCount', 1)),
    says: { stage: 'Load', declared: FIELDS + 1, index: FIELDS + 1 },
  },
  {
    name: 'a header that declares one field less',
    kind: 'FieldCountMismatch',
    fault: async () => new Sandbox(core).load(await header('fieldCount', -1)),
    says: { declared: FIELDS - 1 },
  },
  {
    name: 'more links than there is room for',
    kind: 'RegionExhausted',
    fault: () => scanOn(manyBindings(), values(NOTED + 1)),
    says: { detail: MEMORY.LINKS, stage: 'Read' },
  },
  ...WILD.map(
    ({ name, address }): Row => ({
      name: `a text whose address is ${name}`,
      kind: 'AccessOutOfBounds',
      fault: () => readAt(address),
      says: { detail: MEMORY.WINDOW, index: (address - MEMORY.WINDOW) >>> 0, stage: 'Match' },
    }),
  ),
  {
    name: 'a rule that the table of marks has no word for',
    kind: 'AccessOutOfBounds',
    fault: matchBeyond,
    says: { detail: MEMORY.RULE_MARKS, index: SECTIONS.Rules.limit },
  },
  {
    name: 'a scan before any content',
    kind: 'NotLoaded',
    fault: async () => new Sandbox(core).scan(bytesOf(EVENT)).fault,
  },
  {
    name: 'a record before any content',
    kind: 'NotLoaded',
    fault: async () => new Sandbox(core).evaluate(['x']).fault,
  },
  ...MALFORMED_RECORDS.map(
    ({ name, words, bytes, detail }): Row => ({
      name: `a record with ${name}`,
      kind: 'MalformedRecord',
      fault: () => call(({ evaluate }) => evaluate(bytes), words),
      says: { detail, stage: 'Read' },
    }),
  ),
  ...(['scan', 'evaluate'] as const).map(
    (name): Row => ({
      name: `${name} of a byte more than the window has`,
      kind: 'MalformedRecord',
      fault: () => call((exports) => exports[name](LIMITS.WINDOW_BYTES.value + 1)),
      says: { detail: 5, index: LIMITS.WINDOW_BYTES.value + 1 },
    }),
  ),
];

for (const { name, kind, fault, says = {} } of ROWS) {
  test(`${kind}: ${name}`, async () => {
    const found = await fault();
    expect(found?.kind).toBe(kind);
    expect(found).toMatchObject(says);
  });
}
test('every fault of the tables is raised', () => {
  const raised = new Set<string>(ROWS.map(({ kind }) => kind));
  expect(Object.keys(FAULTS).filter((kind) => !raised.has(kind))).toEqual([]);
});

describe('just short of a fault', () => {
  const nothing = [Nothing.code, 0];
  const SHORT: readonly { name: string; fault: () => Promise<Fault | undefined> }[] = [
    { name: 'a record as long as the content reads', fault: () => evaluateOn(LAST_FIELD, ['x', 'x', 'x']) },
    { name: 'a record that leaves the field out', fault: () => evaluateOn(LAST_FIELD, ['x', 'x', undefined]) },
    { name: 'a record longer than the content reads', fault: () => evaluateOn(LAST_FIELD, ['x', 'x', 'x', 'x']) },
    { name: 'the content that the others change', fault: () => scanOn(accepted(RULES), EVENT + PATTERN) },
    { name: 'a shorter text', fault: () => scanOn(accepted(costly), event({ a: 'a'.repeat(10_000) })) },
    { name: 'as many links as there is room for', fault: () => scanOn(manyBindings(), values(NOTED)) },
    {
      name: 'a whole record',
      fault: () => call(({ evaluate }) => evaluate(28), [3, ...nothing, ...nothing, ...nothing]),
    },
    { name: 'a window that is full', fault: () => call(({ scan }) => scan(LIMITS.WINDOW_BYTES.value)) },
  ];
  for (const { name, fault } of SHORT) test(name, async () => expect(await fault()).toBeUndefined());
});

test('fuel ends at the same unit with and without SIMD', async () => {
  const exhaust = async (build: 'plain' | 'simd') => {
    const sandbox = new Sandbox(await loadCore({ build }));
    sandbox.load(await accepted(costly));
    return sandbox.scan(bytesOf(COSTS_TOO_MUCH)).fault;
  };
  expect(await exhaust('plain')).toEqual(await exhaust('simd'));
});

describe('what the core never does', () => {
  const IMPOSSIBLE: readonly { name: string; scan: readonly number[]; kind: FaultKind }[] = [
    { name: 'a trap without a reason', scan: TRAP, kind: 'Unreachable' },
    { name: 'recursion without an end', scan: RECUR, kind: 'HostStack' },
    { name: 'more lines than bytes', scan: answer({ lines: 100, consumed: 'length' }), kind: 'VerdictMalformed' },
    { name: 'more bytes than it was given', scan: answer({ lines: 1, consumed: 100 }), kind: 'VerdictMalformed' },
  ];
  for (const { name, scan, kind } of IMPOSSIBLE) {
    test(name, async () => {
      const good = answer({ lines: 1, events: 1, consumed: 'length', matches: 0, unread: 0 });
      const sandbox = new Sandbox(coreOf({ scan: [...good, ...whenFirst('R', scan)] }));
      expect(sandbox.load(await accepted(RULES))).toBeUndefined();
      expect(sandbox.scan(bytesOf('R\n')).fault?.kind).toBe(kind);
    });
  }
  test('a good answer from a core by hand is believed', async () => {
    const sandbox = new Sandbox(coreOf({ scan: whenFirst('{', answer({ lines: 1, events: 1, consumed: 'length' })) }));
    sandbox.load(await accepted(RULES));
    expect(sandbox.scan(bytesOf('{}\n'))).toMatchObject({ verdict: { lines: 1, events: 1, consumed: 3 } });
  });
  test('recursion without an end after a longer batch is still HostStack, not VerdictMalformed', async () => {
    const one = answer({ lines: 1, events: 1, consumed: 'length', matches: 0, unread: 0 });
    const sandbox = new Sandbox(coreOf({ scan: [...one, ...whenFirst('R', RECUR)] }));
    sandbox.load(await accepted(RULES));
    sandbox.scan(bytesOf(`${' '.repeat(100)}\n`));
    expect(sandbox.scan(bytesOf('R')).fault?.kind).toBe('HostStack');
  });
});
