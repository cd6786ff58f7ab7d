/**
 * Checks of the core that no content from a compiler comes near: on content with one column wrong, which no validator has
 * seen, and on memory that something else has written over.
 */
import { expect, test } from 'vitest';
import { view } from '../../src/content/view.js';
import {
  CORE_RECORDS,
  coreRecordBytes,
  LIMITS,
  MEMORY,
  NONE,
  SECTIONS,
  type SectionName,
  STEPS,
  VALUES,
} from '../../src/format/layout.js';
import { type CoreExports, loadCore } from '../../src/sandbox/core.js';
import type { Fault, FaultKind } from '../../src/sandbox/fault.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { accepted, bytesOf, conditionsOf, contentOf, event, forged, placeOf, withEvery } from './content.js';
import { enterRaw } from './enter.js';

const core = await loadCore();

/** Content with the values of the field `a` that make the core look at what is wrong. */
interface Subject {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const subject = (selection: string, text: string): Subject => ({ bytes: contentOf({ A: selection }), text });
const DFA = subject("{a|re: 'ab+c'}", 'abbc');
const POSITIONS = subject("{a|re: '(a|b)*a(a|b){12}$'}", 'a'.repeat(20));
const NFA = subject("{a|re: '\\bw.{300}d\\b'}", `w${'x'.repeat(300)}d`);
const GRAM = subject('{a|contains: windows-system}', '-windows-system-');
const EXACT = subject('{a: x}', 'x');
/** More than a stack has room for values. */
const RULES = LIMITS.STACK.value + 6;
const MANY: Subject = {
  bytes: contentOf(Object.fromEntries(Array.from({ length: RULES }, (_, rule) => [`R${rule}`, `{a: x${rule}}`]))),
  text: 'x0',
};

const countIn = ({ bytes }: Subject, section: SectionName) => view(bytes).count(section);

type Change = (bytes: Uint8Array) => Promise<AcceptedContent>;
const sets =
  (...change: Parameters<typeof withEvery> extends [unknown, ...infer Rest] ? Rest : never): Change =>
  (bytes) =>
    withEvery(bytes, ...change);

/** Every condition has these steps, which stand first. */
const steps =
  (count: number, ops: readonly (keyof typeof STEPS)[] = []): Change =>
  (bytes) =>
    forged(bytes, (data, content) => {
      for (let index = 0; index < content.count('Conditions'); index++) {
        data.setUint32(placeOf(content, 'Conditions', index, 'steps'), 0, true);
        data.setUint32(placeOf(content, 'Conditions', index, 'steps') + 4, count, true);
      }
      for (let index = 0; index < content.count('Steps'); index++)
        data.setUint32(placeOf(content, 'Steps', index, 'skip'), 0, true);
      ops.forEach((op, index) => {
        data.setUint8(placeOf(content, 'Steps', index, 'op'), STEPS[op].code);
      });
    });

/** What the conditions of rules report is a rule that is not there. */
const missingRule: Change = (bytes) =>
  forged(bytes, (data, content) => {
    for (const condition of conditionsOf(content, ['A']))
      data.setUint32(placeOf(content, 'Conditions', condition, 'target'), content.count('Rules'), true);
  });

const WRONG: readonly {
  readonly name: string;
  readonly of: Subject;
  readonly change: Change;
  readonly kind: FaultKind;
  readonly says: Partial<Fault>;
}[] = [
  {
    name: 'an automaton of no kind',
    of: DFA,
    change: sets('Automata', 'kind', 255),
    kind: 'UnknownOperator',
    says: { detail: SECTIONS.Automata.code, index: 255 },
  },
  {
    name: 'states with classes of less than all bytes',
    of: DFA,
    change: sets('Automata', 'classes', 255, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Classes.code, index: 255 },
  },
  {
    name: 'positions with classes of less than all bytes',
    of: POSITIONS,
    change: sets('Automata', 'classes', 255, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Classes.code, index: 255 },
  },
  {
    name: 'a first row that is not there',
    of: DFA,
    change: sets('Automata', 'start', 60_000),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Transitions.code },
  },
  {
    name: 'fewer sets of positions than there are classes',
    of: POSITIONS,
    change: sets('Automata', 'masks', 1, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Masks.code, index: 1 },
  },
  {
    name: 'positions without jumps',
    of: POSITIONS,
    change: sets('Automata', 'jumps', 0, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Jumps.code },
  },
  {
    name: 'more words than a set of positions has',
    of: POSITIONS,
    change: sets('Automata', 'words', 255),
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.POSITIONS_NOW, index: LIMITS.POSITION_WORDS.value },
  },
  {
    name: 'a state that stays, and no bytes that leave it',
    of: DFA,
    change: sets('Automata', 'leaves', countIn(DFA, 'Leaves')),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Leaves.code, index: countIn(DFA, 'Leaves') },
  },
  {
    name: 'positions without bytes that begin a match',
    of: POSITIONS,
    change: sets('Automata', 'leaves', countIn(POSITIONS, 'Leaves')),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Leaves.code, index: countIn(POSITIONS, 'Leaves') },
  },
  {
    name: 'more states than an automaton has',
    of: NFA,
    change: sets('Automata', 'states', LIMITS.NFA_STATES.value + 1, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.NfaStates.code, index: LIMITS.NFA_STATES.value + 1 },
  },
  {
    name: 'a first state that is not there',
    of: NFA,
    change: sets('Automata', 'start', countIn(NFA, 'NfaStates')),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.NfaStates.code, index: countIn(NFA, 'NfaStates') },
  },
  {
    name: 'a filter of fewer bits than a word',
    of: GRAM,
    change: sets('Lookups', 'wideBits', 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Filters.code, index: 4 },
  },
  {
    name: 'a filter of more bits than the limit',
    of: GRAM,
    change: sets('Lookups', 'narrowBits', LIMITS.FILTER_BITS.value + 1),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Filters.code, index: LIMITS.FILTER_BITS.value + 1 },
  },
  {
    name: 'a filter without words',
    of: GRAM,
    change: sets('Lookups', 'filter', 0, 4),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Filters.code, index: 0 },
  },
  {
    name: 'an operator behind the last',
    of: EXACT,
    change: sets('Steps', 'op', 7),
    kind: 'UnknownOperator',
    says: { detail: SECTIONS.Steps.code, index: 7 },
  },
  {
    name: 'more steps than there are, from the first',
    of: EXACT,
    change: steps(countIn(EXACT, 'Steps') + 1),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Steps.code, index: 0 },
  },
  ...(['Predicate', 'Any', 'All'] as const).map((op) => ({
    name: `a value more than the stack has room for, of ${op}`,
    of: MANY,
    change: steps(RULES, Array(RULES).fill(op)),
    kind: 'StackMisuse' as const,
    says: { index: LIMITS.STACK.value },
  })),
  ...(['And', 'Or'] as const).map((op) => ({
    name: `${op} that has one value of two, before another value`,
    of: MANY,
    change: steps(3, ['Predicate', op, 'Predicate']),
    kind: 'StackMisuse' as const,
    says: { index: 1 },
  })),
  {
    name: 'Not that has no value, before a value',
    of: MANY,
    change: steps(2, ['Not', 'Predicate']),
    kind: 'StackMisuse',
    says: { index: 0 },
  },
  {
    name: 'a match of a rule that is not there',
    of: EXACT,
    change: missingRule,
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Rules.code, index: 1 },
  },
];

for (const { name, of, change, kind, says } of WRONG)
  test(`${kind}: ${name}`, async () => {
    const sandbox = new Sandbox(core);
    const fault = sandbox.load(await change(of.bytes)) ?? sandbox.scan(bytesOf(event({ a: of.text }))).fault;
    expect(fault).toMatchObject({ kind, ...says });
  });

test('each of them matches where nothing is wrong', async () => {
  for (const { bytes, text } of [DFA, POSITIONS, NFA, GRAM, EXACT, MANY]) {
    const sandbox = new Sandbox(core);
    expect(sandbox.load(await accepted(bytes))).toBeUndefined();
    expect(sandbox.scan(bytesOf(event({ a: text }))).verdict.matches, text).toHaveLength(2);
  }
});

test('AccessOutOfBounds: a predicate that the table of marks has no word for', async () => {
  const { limit, code } = SECTIONS.Predicates;
  const sandbox = new Sandbox(core);
  expect(sandbox.load(await sets('Operands', 'value', limit)(EXACT.bytes))).toBeUndefined();
  sandbox.harm(MEMORY.SECTION_BASES + 8 * code + 4, NONE);
  const { fault } = sandbox.scan(bytesOf(event({ a: EXACT.text })));
  expect(fault).toMatchObject({ kind: 'AccessOutOfBounds', detail: MEMORY.PREDICATE_MARKS, index: limit });
});

test('NotLoaded: a trace before any content', () =>
  expect(() => new Sandbox(core).trace(0)).toThrow('condition 0 cannot be traced: NotLoaded'));

const schema = { name: 'three', version: 1, fields: ['a', 'b', 'c'] };
const LAST = 2;
/** A record of three texts, of which the last one is y. */
const WORDS = [3, VALUES.Text.code, 0, VALUES.Text.code, 0, VALUES.Text.code, 1, 0x79];
const BYTES = 4 * WORDS.length;

/** Where a column of a record of a region is. */
function at(region: 'VALUES' | 'LINKS', record: 'Value' | 'Link', column: string): number {
  const columns: readonly string[] = CORE_RECORDS[record];
  return MEMORY[region] + LAST * coreRecordBytes(record) + 4 * columns.indexOf(column);
}

const set =
  (...words: readonly (readonly [address: number, value: number])[]) =>
  (data: DataView): void => {
    for (const [address, value] of words) data.setUint32(address, value, true);
  };

/** Sets what the core has for the end of the decoded texts: the address in the arena that is in its state. */
const arenaAt =
  (address: number) =>
  (data: DataView): void => {
    const isThere = (at: number) =>
      data.getUint32(at, true) >= MEMORY.ARENA && data.getUint32(at, true) < MEMORY.CONTENT;
    const cells = Array.from({ length: 64 }, (_, word) => MEMORY.STATE + 4 * word).filter(isThere);
    expect(cells).toHaveLength(1);
    set([cells[0]!, address], [at('VALUES', 'Value', 'folded'), 0])(data);
  };

const WILD = 8;
const pastWindow = (address: number) => ({ detail: MEMORY.WINDOW, index: (address - MEMORY.WINDOW) >>> 0 });

const GUESS_BYTES = 64;
const MOST_OF_GUESS = GUESS_BYTES - coreRecordBytes('Guess');
const GUESSES = Array.from(
  { length: 1 << LIMITS.GUESS_BITS.value },
  (_, index) => MEMORY.GUESSES + GUESS_BYTES * index,
);

/** Scans an event of two members. */
function scanTwo({ scan, memory }: CoreExports): void {
  const line = bytesOf('{"a":1,"b":2}\n');
  new Uint8Array(memory.buffer).set(line, MEMORY.WINDOW);
  scan(line.length);
}

/** Memory written over after the record was answered, and before it is asked how a rule came out on it. */
const HARMED: readonly {
  readonly name: string;
  readonly harm: (data: DataView) => void;
  readonly selection?: string;
  readonly enter?: (exports: CoreExports) => void;
  readonly kind: FaultKind;
  readonly says: Partial<Fault>;
}[] = [
  {
    name: 'the number of a link',
    harm: set([MEMORY.END - coreRecordBytes('InputEntry') + 4, NONE - 1]),
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.LINKS, index: NONE - 1 },
  },
  {
    name: 'the number of a value',
    harm: set([at('LINKS', 'Link', 'value'), NONE - 1]),
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.VALUES, index: NONE - 1 },
  },
  {
    name: 'the number of declared log sources',
    harm: set([MEMORY.DECLARED, SECTIONS.Groups.limit + 1]),
    enter: ({ evaluate }) => evaluate(BYTES),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Groups.code, index: SECTIONS.Groups.limit + 1 },
  },
  {
    name: 'the address of a text that is to be decoded',
    harm: set([at('VALUES', 'Value', 'start'), WILD], [at('VALUES', 'Value', 'folded'), 0]),
    kind: 'AccessOutOfBounds',
    says: pastWindow(WILD),
  },
  {
    name: 'the length of a text that is to be decoded',
    harm: set([at('VALUES', 'Value', 'length'), 1 << 24], [at('VALUES', 'Value', 'folded'), 0]),
    kind: 'RegionExhausted',
    says: { detail: MEMORY.ARENA, index: 1 << 24 },
  },
  {
    name: 'the address of a number',
    selection: '{c|lt: 5}',
    harm: set([at('VALUES', 'Value', 'folded'), WILD]),
    kind: 'AccessOutOfBounds',
    says: pastWindow(WILD),
  },
  {
    name: 'the number of the next guess',
    harm: set(...GUESSES.map((guess) => [guess + 4 * CORE_RECORDS.Guess.indexOf('next'), 0x7fffffff] as const)),
    enter: scanTwo,
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.GUESSES, index: 0xffffffc0 },
  },
  {
    name: 'the length of a guess',
    harm: set(),
    enter: (exports) => {
      scanTwo(exports);
      set(...GUESSES.map((guess) => [guess + 4 * CORE_RECORDS.Guess.indexOf('length'), MOST_OF_GUESS + 1] as const))(
        new DataView(exports.memory.buffer),
      );
      scanTwo(exports);
    },
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.GUESSES, index: MOST_OF_GUESS + 1 },
  },
  {
    name: 'where texts are decoded to',
    harm: arenaAt(MEMORY.WINDOW),
    kind: 'AccessOutOfBounds',
    says: { detail: MEMORY.DIGITS, index: (MEMORY.WINDOW - MEMORY.DIGITS) >>> 0 },
  },
];

for (const { name, harm, selection = '{c: x}', enter, kind, says } of HARMED)
  test(`${kind}: ${name} in memory is wrong`, async () => {
    const content = await accepted(contentOf({ A: selection }, { schema }));
    const [condition] = conditionsOf(content.view, ['A']);
    const fault = enterRaw(
      core,
      content,
      (exports) => {
        exports.evaluate(BYTES);
        // what no rule has looked at is not decoded
        exports.trace(condition!);
        harm(new DataView(exports.memory.buffer));
        if (enter) enter(exports);
        else exports.trace(condition!);
      },
      WORDS,
    );
    expect(fault).toMatchObject({ kind, ...says });
  });
