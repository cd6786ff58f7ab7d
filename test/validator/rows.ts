/** For every reason to refuse a file, files to refuse: a good one with one thing changed and its checksum made right. */
import { inspect } from '../../src/content/dump.js';
import { view } from '../../src/content/view.js';
import type { Sections } from '../../src/content/writer.js';
import { BYTE_SET_WORDS, LOOP_WORDS } from '../../src/format/byte-set.js';
import { CLASS_WORDS, hashKey, topBits } from '../../src/format/keys.js';
import {
  ALIGNMENT,
  AUTOMATA,
  EFFECTS,
  KEYWORDS,
  LIMITS,
  LOOKUPS,
  NFA_STATES,
  NONE,
  PREDICATES,
  SECTIONS,
  STEPS,
} from '../../src/format/layout.js';
import { PREAMBLE_BYTES, type RecordIn, recordBytes, SECTION_NAMES } from '../../src/format/records.js';
import type { Rejection, RejectionCode } from '../../src/validator/rejection.js';
import type { ValidateOptions } from '../../src/validator/validate.js';
import { contentOf, wholeContent } from '../content/contents.js';
import { contentOf as contentOfRules } from '../sandbox/content.js';
import { answerOf, judgeBytes, TRAP } from '../sandbox/wasm.js';
import { resealed, withEntry, withHeader, withLength, withRange, withRecord, withSections } from './damage.js';

export const GOOD = wholeContent();
const CONTENT = inspect(GOOD);
const NOTHING = inspect(contentOf('nothing'));
const { header, sections } = CONTENT;

const LAST = SECTION_NAMES.at(-1)!;

/** The first bytes behind those sections that do not end where the next begins. */
const GAPS = SECTION_NAMES.map((name) => view(GOOD).offsetOf(name) + sections[name].length * recordBytes(name)).filter(
  (end) => end % ALIGNMENT !== 0,
);

/** The number of the lookup of a kind that has the most entries. */
function lookupOf(kind: keyof typeof LOOKUPS): number {
  const sizes = sections.Lookups.map((row) => (row.kind === LOOKUPS[kind].code ? row.entries.count : 0));
  return sizes.indexOf(Math.max(...sizes));
}

const SUFFIX = sections.Lookups[lookupOf('Suffix')]!;
const GRAM = sections.Lookups[lookupOf('Gram')]!;
const EXACT = sections.Lookups[lookupOf('Exact')]!;
const OF_BYTE = sections.Entries[sections.Lookups[lookupOf('Byte')]!.entries.first]!;

/** An entry of a lookup, its predicate of a kind. */
function entryOf({ entries: { first, count } }: RecordIn<'Lookups'>, kind: keyof typeof PREDICATES): number {
  const isKind = ({ predicate }: RecordIn<'Entries'>) => sections.Predicates[predicate]!.kind === PREDICATES[kind].code;
  return first + sections.Entries.slice(first, first + count).findIndex(isKind);
}

const changed = (sections: Partial<Sections>) => withSections(CONTENT, sections);

function lookup(kind: keyof typeof LOOKUPS, change: Partial<RecordIn<'Lookups'>>): Uint8Array {
  return withRecord(CONTENT, 'Lookups', lookupOf(kind), change);
}

/** The last predicate of a kind changed. */
function predicate(kind: keyof typeof PREDICATES, change: Partial<RecordIn<'Predicates'>>): Uint8Array {
  const index = sections.Predicates.findLastIndex((row) => row.kind === PREDICATES[kind].code && row.field !== 0);
  return withRecord(CONTENT, 'Predicates', index, change);
}

/** The last predicate of a kind that lookups find, changed. */
function found(kind: keyof typeof PREDICATES, change: Partial<RecordIn<'Predicates'>>): Uint8Array {
  const index = sections.Predicates.findLastIndex((row) => row.kind === PREDICATES[kind].code && row.indexed === 1);
  return withRecord(CONTENT, 'Predicates', index, change);
}

function automatonOf(kind: keyof typeof AUTOMATA): number {
  return sections.Automata.findIndex((row) => row.kind === AUTOMATA[kind].code);
}

function automaton(kind: keyof typeof AUTOMATA, change: Partial<RecordIn<'Automata'>>): Uint8Array {
  return withRecord(CONTENT, 'Automata', automatonOf(kind), change);
}

/** A range of an automaton with other records. */
function automatonWith(kind: keyof typeof AUTOMATA, column: string, records: readonly unknown[]): Uint8Array {
  return withRange(CONTENT, 'Automata', automatonOf(kind), column, records);
}

const DFA = sections.Automata[automatonOf('Dfa')]!;
const NFA_STATE = sections.NfaStates[0]!;
const MASK = sections.Masks[0]!;
const JUMP = sections.Jumps[0]!;
const POSITIONS = sections.Automata[automatonOf('Positions')]!;
const LONG_JUMP = sections.Jumps.findIndex(({ count }) => count > 0);

/** Positions of so many words, with as many masks and jumps as those must have. */
function ofWords(words: number): Uint8Array {
  const index = automatonOf('Positions');
  const masks = Array((3 * POSITIONS.classCount + 4) * words).fill(MASK);
  const wider = inspect(withRange(CONTENT, 'Automata', index, 'masks', masks));
  const jumping = inspect(withRange(wider, 'Automata', index, 'jumps', Array(64 * words).fill(JUMP)));
  return withRecord(jumping, 'Automata', index, { words });
}

const NO_WORDS = ofWords(0);
const ONE_WORD_MORE = ofWords(LIMITS.POSITION_WORDS.value + 1);

/** The first state's second set of bytes in an expression's automaton, without this one. */
function withoutShown(regex: string, letter: string): Uint8Array {
  const content = inspect(contentOfRules({ A: `{a|re: '${regex}'}` }));
  const { first } = content.sections.Automata.find(({ kind }) => kind === AUTOMATA.Dfa.code)!.leaves;
  const byte = letter.charCodeAt(0);
  const at = first + LOOP_WORDS - BYTE_SET_WORDS + ((byte & 15) >> 2);
  const bit = 1 << (8 * (byte & 3) + (byte >> 4));
  const word = content.sections.Leaves[at]!;
  if ((word & bit) === 0) throw new Error(`${letter} is not in the set of ${regex}`);
  return withRecord(content, 'Leaves', at, { value: (word & ~bit) >>> 0 });
}

/** More ways out of the first state than are told from each other. */
const WAYS_OUT = Array.from({ length: LIMITS.LEAVING.value + 1 }, (_, at) => String.fromCodePoint(97 + at, 49 + at));

const MANY_LEAVES: readonly number[] = Array(16 * (DFA.transitions.count / (DFA.classCount + 1) - 1)).fill(0);

/** The first set of bytes of an automaton, with another first word that has any. */
function withLeaves(kind: 'Dfa' | 'Positions', change: (word: number) => number): Uint8Array {
  const { first } = sections.Automata[automatonOf(kind)]!.leaves;
  const at = Array.from(sections.Leaves).findIndex((word, index) => index >= first && word !== 0);
  return withRecord(CONTENT, 'Leaves', at, { value: change(sections.Leaves[at]!) >>> 0 });
}

/** A table of one state, which leads to itself. */
const ONE_STATE = withRecord(
  inspect(automatonWith('Dfa', 'transitions', Array(DFA.classCount + 1).fill(0))),
  'Automata',
  automatonOf('Dfa'),
  { start: 0 },
);

/** One bucket, whose key is no bit of the hash. */
const ONE_BUCKET = withRecord(
  inspect(withRange(CONTENT, 'Lookups', lookupOf('Suffix'), 'buckets', [0, SUFFIX.entries.count])),
  'Lookups',
  lookupOf('Suffix'),
  { bucketBits: 0 },
);

const ASSERT = sections.NfaStates.findIndex(({ kind }) => kind === NFA_STATES.Assert.code);

/** The literal of an entry's predicate with another byte where the key stands. */
function literalChanged(entry: number): Uint8Array {
  const { predicate, shift } = sections.Entries[entry]!;
  const { kind, literal } = sections.Predicates[predicate]!;
  const at = literal.offset + (kind === PREDICATES.Contains.code ? shift : literal.length - 1);
  return changed({ Literals: sections.Literals.with(at, sections.Literals[at]! + 1) });
}

/** A suffix longer than its key, and the key one byte before its end. */
function keyMoved(): Uint8Array {
  const lookup = sections.Lookups.findLast((row) => row.kind === LOOKUPS.Suffix.code)!;
  const { predicate } = sections.Entries[lookup.entries.first]!;
  const { offset, length } = sections.Predicates[predicate]!.literal;
  const literals = sections.Literals.slice();
  literals.copyWithin(offset, offset + 1, offset + length);
  return changed({ Literals: literals });
}

/** The gram of a Contains a byte further on, and what stands beside it where it was. */
function gramMoved(): Uint8Array {
  const entry = entryOf(GRAM, 'Contains');
  const { shift, besideAt } = sections.Entries[entry]!;
  return withRecord(CONTENT, 'Entries', entry, { shift: shift + 1, besideAt: besideAt - 1 });
}

/** The words of the filter of a lookup, some of them zero. */
function filterWith(isZero: (word: number) => boolean): Uint8Array {
  const words = Array.from(sections.Filters).slice(GRAM.filter.first, GRAM.filter.first + GRAM.filter.count);
  return withRange(
    CONTENT,
    'Lookups',
    lookupOf('Gram'),
    'filter',
    words.map((word, index) => (isZero(index) ? 0 : word)),
  );
}

/** An entry with another length of its value, in the bucket where it was. */
function lengthChanged(entry: number, bits: number): Uint8Array {
  const { keyLow, keyHigh } = sections.Entries[entry]!;
  const bucketOf = (high: number) => topBits(hashKey(keyLow, high), bits);
  let other = keyHigh + 1;
  while (bucketOf(other) !== bucketOf(keyHigh)) other++;
  return withRecord(CONTENT, 'Entries', entry, { keyHigh: other });
}

function target(effect: keyof typeof EFFECTS, target: number): Uint8Array {
  const index = sections.Conditions.findIndex((row) => row.effect === EFFECTS[effect].code);
  return withRecord(CONTENT, 'Conditions', index, { target });
}

/** Operator, number of operands, how many of the following steps are passed over when the value is false. */
export type ProgramStep = readonly [op: keyof typeof STEPS, operands: number, skip?: number];

/** Content without rules whose only condition is this program, on the predicate that its field is absent. */
export function program(...steps: readonly ProgramStep[]): Uint8Array {
  const at0 = (count: number) => ({ first: 0, count });
  const nothing = { offset: 0, length: 0 };
  const starts = steps.map((_, index) => steps.slice(0, index).reduce((sum, [, count]) => sum + count, 0));
  return withSections(NOTHING, {
    Fields: [{ name: nothing }],
    Predicates: [{ ...ABSENT, field: 0, literal: nothing, parts: at0(0), gates: at0(0) }],
    Operands: steps.flatMap(([, count]) => Array<number>(count).fill(0)),
    Steps: steps.map(([op, count, skip = 0], index) => ({
      op: STEPS[op].code,
      skipWhen: 0,
      skip,
      operands: { first: starts[index]!, count },
    })),
    Conditions: [{ effect: EFFECTS.Activate.code, target: 0, steps: at0(steps.length) }],
    Always: [{ condition: 0, closer: NONE }],
    Groups: [{ ...NOTHING.sections.Groups[0]!, always: at0(1) }],
  });
}

const ABSENT = { kind: PREDICATES.Null.code, cased: 0, order: 0, indexed: 0, automaton: NONE, other: NONE } as const;

export const PUSH: ProgramStep = ['Predicate', 1];

/** A comparison of field 0 with field 1. */
const COMPARED = withSections(inspect(program(PUSH)), {
  Fields: Array(2).fill({ name: { offset: 0, length: 0 } }),
  Predicates: inspect(program(PUSH)).sections.Predicates.map((row) => ({
    ...row,
    kind: PREDICATES.FieldEquals.code,
    other: 1,
  })),
});

/** Fields that the content looks at, by number. */
const READ = sections.Predicates.map(({ field }) => field).filter((field) => field < sections.Fields.length);
export const FIELDS_READ = Math.max(...READ) + 1;

const swap = <T>(rows: readonly T[], a: number, b: number) => rows.with(a, rows[b]!).with(b, rows[a]!);
const pathEnds = Array.from(sections.PathBuckets);
const ends = Array.from(sections.Buckets);
const edges = sections.PathEdges.length;
const count = (range: { first: number; count: number }, more: number) => ({ ...range, count: range.count + more });

/** The options are what the validator is told; the rest is what its rejection says besides the code. */
type Row = readonly [name: string, bytes: Uint8Array, more?: ValidateOptions & Partial<Rejection>];

/** Instead of the validator's module one that does this. */
const judge = (checksum: readonly number[], judge: readonly number[]) => ({
  module: new WebAssembly.Module(judgeBytes({ checksum, judge })),
});
const STEPS_TWICE = withRecord(CONTENT, 'Conditions', 1, { steps: sections.Conditions[0]!.steps });
const CHECKSUM = answerOf(header.checksum);

export const ROWS: Readonly<Record<RejectionCode, readonly Row[]>> = {
  Truncated: [
    ['empty', new Uint8Array(0)],
    ['a byte less than the preamble', GOOD.subarray(0, PREAMBLE_BYTES - 1)],
  ],
  TooLarge: [['a byte more than the limit', new Uint8Array(LIMITS.CONTENT_BYTES.value + 1)]],
  NotContent: [
    ['zeros', new Uint8Array(GOOD.length)],
    ['zeros, as many as the limit', new Uint8Array(LIMITS.CONTENT_BYTES.value)],
    ['blanks', new Uint8Array(GOOD.length).fill(0x20)],
  ],
  NewerFormat: [
    ['the next format', withHeader(GOOD, 'formatVersion', 2)],
    ['a format that never was', withHeader(GOOD, 'formatVersion', 0)],
  ],
  LayoutMismatch: [
    ['other tables', withHeader(GOOD, 'layoutDigest', header.layoutDigest ^ 1)],
    ['a section less', withHeader(GOOD, 'sectionCount', SECTION_NAMES.length - 1)],
  ],
  LengthMismatch: [
    ['a length too high', withHeader(GOOD, 'length', GOOD.length + 1)],
    ['the last byte cut off', GOOD.subarray(0, GOOD.length - 1)],
  ],
  ChecksumMismatch: [
    ['another checksum', GOOD.with(12, GOOD[12]! ^ 1)],
    ['another last byte', GOOD.with(-1, GOOD.at(-1)! ^ 0x80)],
  ],
  SectionMisplaced: [
    ['sections in another order', withEntry(GOOD, 'Fields', 'section', SECTIONS.Literals.code)],
    ['records of another size', withEntry(GOOD, 'Fields', 'size', 12), { section: 'Fields' }],
    ['a section further on', withEntry(GOOD, 'Fields', 'offset', view(GOOD).offsetOf('Fields') + ALIGNMENT)],
    ['the last section past the end', withEntry(GOOD, LAST, 'count', sections[LAST].length + 1), { section: LAST }],
    ['a byte behind the file', withLength(GOOD, GOOD.length + 1)],
    ['eight bytes behind the file', withLength(GOOD, GOOD.length + 8)],
    ['the last record cut off', withLength(GOOD, GOOD.length - 8)],
  ],
  SectionTooLong: SECTION_NAMES.map((section) => [
    `${section} over the limit`,
    withEntry(GOOD, section, 'count', SECTIONS[section].limit + 1),
  ]),
  GapNotZero: [
    ['a byte in the first gap', resealed(GOOD.with(GAPS[0]!, 1))],
    ['a byte in the last gap', resealed(GOOD.with(GAPS.at(-1)!, 1))],
  ],
  ReservedNotZero: [['reserved in the header', withHeader(GOOD, 'reserved', 1)]],
  FieldCountMismatch: [['a field more than there are', withHeader(GOOD, 'fieldCount', sections.Fields.length + 1)]],
  IndexOutOfSection: [
    ['a match of a rule that is not there', target('Match', sections.Rules.length)],
    ['an activation of a group that is not there', target('Activate', sections.Groups.length)],
    ['the first condition of none', withSections(NOTHING, { Always: [{ condition: 0, closer: NONE }] })],
  ],
  RangeOutOfSection: [['the name of the schema', withHeader(GOOD, 'schema', sections.Text.length)]],
  RangeNotNext: [
    ['a bucket less', lookup('Suffix', { buckets: count(SUFFIX.buckets, -1) })],
    ['a filter where there is none', lookup('Suffix', { filter: { first: 0, count: 1 } })],
    ['a filter word less', lookup('Gram', { filter: count(GRAM.filter, -1) })],
    ['an entry less', lookup('Suffix', { entries: count(SUFFIX.entries, -1) })],
    ['steps of two conditions', STEPS_TWICE],
    ['before a code in a section behind', withRecord(inspect(STEPS_TWICE), 'Steps', 0, { op: 0 })],
    ['records behind the last range', changed({ Always: [...sections.Always, { condition: 0, closer: NONE }] })],
  ],
  UnknownCode: [
    ['a predicate of kind 0', withRecord(CONTENT, 'Predicates', 0, { kind: 0 })],
    ['a predicate of a kind and 32', withRecord(CONTENT, 'Predicates', 0, { kind: PREDICATES.Exact.code + 32 })],
  ],
  PathBucketsMalformed: [
    ['no path buckets', changed({ PathBuckets: [] })],
    ['one path bucket', changed({ PathBuckets: [0, edges] })],
    ['three path buckets', changed({ PathBuckets: [0, 0, 0, edges] })],
    ['path buckets that begin later', changed({ PathBuckets: pathEnds.map((end) => Math.max(end, 1)) })],
    ['path buckets that fall', changed({ PathBuckets: pathEnds.with(1, NONE) })],
    ['path buckets that end early', changed({ PathBuckets: pathEnds.with(-1, edges - 1) })],
  ],
  PathRootMissing: [['no place', withSections(NOTHING, { PathNodes: [], PathEdges: [], PathBuckets: [0, 0, 0] })]],
  GroupMissing: [['no group', withSections(NOTHING, { Groups: [] })]],
  LookupMalformed: [
    ['an end of no bytes', lookup('Suffix', { widths: 0 })],
    ['a gram of five and of four bytes', lookup('Gram', { widths: 0b11000 })],
    ['a number of four bytes', lookup('Number', { widths: 0b1000 })],
    ['a whole value of four bytes', lookup('Exact', { widths: 0b1000 })],
    ['a byte of two bytes', lookup('Byte', { widths: 0b11 })],
    ['no bits for buckets', lookup('Suffix', { bucketBits: 0 })],
    ['too many bits for buckets', lookup('Suffix', { bucketBits: 25 })],
    ['more bits than buckets', lookup('Suffix', { bucketBits: SUFFIX.bucketBits + 1 })],
    ['one bucket', ONE_BUCKET, { column: 'buckets', found: 2 }],
    ['a filter word where there is no filter', withRange(CONTENT, 'Lookups', lookupOf('Suffix'), 'filter', [0])],
    ...(['wideBits', 'narrowBits'] as const).flatMap((bits): Row[] => [
      [`${bits} where there is no filter`, lookup('Suffix', { [bits]: 5 })],
      [`${bits}: half a word`, lookup('Gram', { [bits]: 4 }), { column: bits }],
      [`${bits}: over the limit`, lookup('Gram', { [bits]: LIMITS.FILTER_BITS.value + 1 }), { column: bits }],
      [`${bits}: a filter longer than its words`, lookup('Gram', { [bits]: 20 })],
    ]),
    ['buckets that begin later', changed({ Buckets: ends.map((end) => Math.max(end, 1)) })],
    ['buckets that fall', changed({ Buckets: ends.with(1, NONE) })],
  ],
  EntryMisplaced: [
    ['high bytes in the key of a gram', withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Contains'), { keyHigh: 1 })],
    ['edges in other buckets', changed({ PathEdges: swap(sections.PathEdges, 0, edges - 1) })],
    [
      'entries in other buckets',
      changed({ Entries: swap(sections.Entries, GRAM.entries.first, GRAM.entries.first + GRAM.entries.count - 1) }),
    ],
  ],
  EntryKeyWrong: [
    ['an empty filter', changed({ Filters: new Uint32Array(sections.Filters.length) })],
    ['a filter without classes', filterWith((word) => word < CLASS_WORDS)],
    ['a filter of nothing but classes', filterWith((word) => word >= CLASS_WORDS)],
    ['a value with another hash', literalChanged(entryOf(EXACT, 'Exact'))],
    ['a value of another length', lengthChanged(entryOf(EXACT, 'Exact'), EXACT.bucketBits)],
    ['a suffix with its key before the end', keyMoved()],
    ['a literal without the gram', literalChanged(entryOf(GRAM, 'Contains'))],
    ['a literal with another end', literalChanged(entryOf(SUFFIX, 'Suffix'))],
    ['a pattern without the byte', withRange(CONTENT, 'Predicates', OF_BYTE.predicate, 'parts', [])],
    ['a gram beyond its literal', withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Contains'), { shift: 1000 })],
    ['a shift where the place is known', withRecord(CONTENT, 'Entries', entryOf(SUFFIX, 'Suffix'), { shift: 1 })],
    ['other bytes beside a gram', withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Contains'), { beside: 0 })],
    [
      'bytes beside a gram before its literal',
      withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Contains'), { besideAt: 0 }),
    ],
    [
      'bytes beside a gram beyond its literal',
      withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Contains'), { besideAt: 32 }),
    ],
    [
      'bytes too far beside a gram of a regular expression',
      withRecord(CONTENT, 'Entries', entryOf(GRAM, 'Regex'), { besideAt: 33 }),
    ],
    ['a gram beside the place that it is said to have', gramMoved()],
    ['bytes beside a suffix', withRecord(CONTENT, 'Entries', entryOf(SUFFIX, 'Suffix'), { beside: 1 })],
    ['a place beside a suffix', withRecord(CONTENT, 'Entries', entryOf(SUFFIX, 'Suffix'), { besideAt: 1 })],
  ],
  EntryPredicateWrong: [
    ['a prefix among suffixes', found('Suffix', { kind: PREDICATES.Prefix.code })],
    ['an end found by a byte', withRecord(CONTENT, 'Predicates', OF_BYTE.predicate, { kind: PREDICATES.Suffix.code })],
    ['another field', found('Suffix', { field: 0 })],
    ['another case', found('Suffix', { cased: 1 })],
  ],
  PredicateMalformed: [
    ['null of every value', predicate('Null', { field: KEYWORDS })],
    ['a regular expression without automaton', predicate('Regex', { automaton: NONE })],
    ['null with an automaton', predicate('Null', { automaton: 0 })],
    ['a comparison with no field', predicate('FieldEquals', { other: NONE })],
    ['null compared with a field', predicate('Null', { other: 0 })],
    ['a network of no version', predicate('Cidr', { literal: { offset: 0, length: 4 } })],
  ],
  PredicateUnreachable: [
    ['marked as found, and is not', predicate('Null', { indexed: 1 })],
    ['found, and not marked', found('Pattern', { indexed: 0 })],
  ],
  AutomatonMalformed: [
    ['no classes', automaton('Dfa', { classCount: 0 }), { column: 'classCount' }],
    ['more classes than bytes', automaton('Dfa', { classCount: 257 }), { column: 'classCount' }],
    [
      'a row cut short',
      automaton('Dfa', { classCount: DFA.classCount + 1 }),
      { column: 'transitions', found: DFA.transitions.count },
    ],
    ['classes of 255 bytes', automatonWith('Dfa', 'classes', Array(255).fill(0)), { column: 'classes', found: 255 }],
    ['one state', ONE_STATE, { column: 'transitions', found: DFA.classCount + 1 }],
    ['a table beside states', automatonWith('Dfa', 'states', [NFA_STATE]), { column: 'transitions' }],
    ['classes beside states', automatonWith('Nfa', 'classes', [0]), { column: 'classCount' }],
    ['transitions beside states', automatonWith('Nfa', 'transitions', [0]), { column: 'classCount' }],
    [
      'a state more than the limit',
      automatonWith('Nfa', 'states', Array(LIMITS.NFA_STATES.value + 1).fill(NFA_STATE)),
      { column: 'states', found: LIMITS.NFA_STATES.value + 1 },
    ],
    ['a start beyond the rows', automaton('Dfa', { start: DFA.transitions.count }), { column: 'start' }],
    [
      'a class beyond its count',
      changed({ Classes: sections.Classes.with(0, 255) }),
      { column: 'classes', found: 255 },
    ],
    ['a transition out of the table', withRecord(CONTENT, 'Transitions', 5, { value: DFA.transitions.count })],
    ['a transition into a row', withRecord(CONTENT, 'Transitions', DFA.transitions.first, { value: 1 }), { found: 1 }],
    ['a start in a row', automaton('Dfa', { start: DFA.start + 1 }), { column: 'start' }],
    ['classes of an automaton without a table', automaton('Nfa', { classCount: 1 })],
    ['a start beyond the states of an Nfa', automaton('Nfa', { start: 0xffff })],
    ['a next state out of the automaton', withRecord(CONTENT, 'NfaStates', 0, { next: 0xffff })],
    ['another state out of the automaton', withRecord(CONTENT, 'NfaStates', 0, { other: 0xffff })],
    ['words beside a table', automaton('Dfa', { words: 1 }), { column: 'words' }],
    ['masks beside a table', automatonWith('Dfa', 'masks', [MASK]), { column: 'words' }],
    ['jumps beside a table', automatonWith('Dfa', 'jumps', [JUMP]), { column: 'words' }],
    ['words beside states', automaton('Nfa', { words: 1 }), { column: 'words' }],
    ['masks beside states', automatonWith('Nfa', 'masks', [MASK]), { column: 'words' }],
    ['jumps beside states', automatonWith('Nfa', 'jumps', [JUMP]), { column: 'words' }],
    ['positions with a start', automaton('Positions', { start: 1 }), { column: 'start' }],
    ['a table beside positions', automatonWith('Positions', 'transitions', [0]), { column: 'start' }],
    ['states beside positions', automatonWith('Positions', 'states', [NFA_STATE]), { column: 'start' }],
    ['positions without classes', automatonWith('Positions', 'classes', []), { column: 'classes', found: 0 }],
    ['no words', NO_WORDS, { column: 'words', found: 0 }],
    ['a word more than the limit', ONE_WORD_MORE, { column: 'words', found: LIMITS.POSITION_WORDS.value + 1 }],
    ['a mask too few', automatonWith('Positions', 'masks', [MASK]), { column: 'masks', found: 1 }],
    ['a jump too few', automatonWith('Positions', 'jumps', [JUMP]), { column: 'jumps', found: 1 }],
    ['a jump out of the set', withRecord(CONTENT, 'Jumps', LONG_JUMP, { word: POSITIONS.words }), { column: 'jumps' }],
    [
      'a jump out of the masks',
      withRecord(CONTENT, 'Jumps', LONG_JUMP, { first: POSITIONS.masks.count }),
      { column: 'jumps' },
    ],
    ['one set of bytes of two', automatonWith('Dfa', 'leaves', Array(8).fill(0)), { column: 'leaves', found: 8 }],
    [
      'more loops than states',
      automatonWith('Dfa', 'leaves', MANY_LEAVES),
      { column: 'leaves', found: MANY_LEAVES.length },
    ],
    ['a byte that leaves, and is not in the set', withLeaves('Dfa', (word) => word & (word - 1)), { column: 'leaves' }],
    ['a byte that stays, and is in the set', withLeaves('Dfa', (word) => word | (word + 1)), { column: 'leaves' }],
    ['a byte behind which it shows that one left', withoutShown('ab+c', 'b'), { column: 'leaves' }],
    ['not all bytes, where one leaves to a match', withoutShown('ab|c', 'c'), { column: 'leaves' }],
    ['not all bytes, where many leave', withoutShown(`(${WAYS_OUT.join('|')})z`, '!'), { column: 'leaves' }],
    ['no set of bytes that begin', automatonWith('Positions', 'leaves', []), { column: 'leaves', found: 0 }],
    [
      'two sets of bytes that begin',
      automatonWith('Positions', 'leaves', Array(16).fill(0)),
      { column: 'leaves', found: 16 },
    ],
    [
      'a byte that begins, and is not in the set',
      withLeaves('Positions', (word) => word & (word - 1)),
      { column: 'leaves' },
    ],
    [
      'a byte that does not begin, and is in the set',
      withLeaves('Positions', (word) => word | (word + 1)),
      { column: 'leaves' },
    ],
    ['a set of bytes beside states', automatonWith('Nfa', 'leaves', Array(8).fill(0)), { column: 'leaves', found: 8 }],
    ['no such assertion', withRecord(CONTENT, 'NfaStates', ASSERT, { low: 99 })],
    ['the assertion before the first', withRecord(CONTENT, 'NfaStates', ASSERT, { low: 0 })],
  ],
  StackUnderflow: [
    ['not of nothing', program(['Not', 0])],
    ['and of one', program(PUSH, ['And', 0])],
    ['or of one', program(PUSH, ['Or', 0])],
  ],
  StackTooDeep: [['sixty-five deep', program(...Array<ProgramStep>(65).fill(PUSH))]],
  StackUnbalanced: [
    ['no program', program()],
    ['two values left', program(PUSH, PUSH)],
  ],
  SkipTooFar: [
    ['a skip from the last step', program(['Predicate', 1, 1])],
    ['a skip to behind the end', program(['Predicate', 1, 3], PUSH, ['And', 0])],
  ],
  SkipUnbalanced: [
    ['a skip into a list', program(['Predicate', 1, 1], PUSH, ['And', 0])],
    [
      'two skips that meet, the second in order',
      program(['Predicate', 1, 2], ['Predicate', 1, 1], ['Not', 0], ['And', 0]),
    ],
    ['two skips that meet', program(PUSH, ['Predicate', 1, 2], PUSH, ['And', 0, 1], ['And', 0])],
  ],
  OperandsMalformed: [
    ['a step of no predicate', program(['Predicate', 0])],
    ['a step of two predicates', program(['Predicate', 2])],
    ['any of none', program(['Any', 0])],
    ['all of none', program(['All', 0])],
    ['not with operands', program(PUSH, ['Not', 1])],
  ],
  FieldNotSupplied: [
    ['a field less than content reads', GOOD, { supplied: FIELDS_READ - 1 }],
    ['no field', GOOD, { supplied: 0, section: 'Tables', column: 'field' }],
    ['the other field of a comparison', COMPARED, { supplied: 1, column: 'other' }],
  ],
  Unjudged: [
    ['a module that stops over the checksum', GOOD, judge(TRAP, answerOf(1))],
    ['a module that stops over the rest', GOOD, judge(CHECKSUM, TRAP)],
    ['a module that refuses without a reason', GOOD, judge(CHECKSUM, answerOf(0))],
    ['a module that answers something else', GOOD, judge(CHECKSUM, answerOf(2))],
  ],
};
