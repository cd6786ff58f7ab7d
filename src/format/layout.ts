/**
 * The one definition of the content file, of core memory and of what host and core say to each other.
 *
 * Everything both sides rely on is a row here. `emit.ts` renders the rows as `assembly/generated/layout.ts` and as
 * `FORMAT.md`; the writer, the view, the validator and the dump are loops over them. Codes are append-only.
 */

/** A column is one integer, or a pair of u32: `text` is offset and length in a heap, `range` is first and count. */
export type ColumnType = 'u8' | 'u16' | 'u32' | 'text' | 'range';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** The section that the index, the range or the text points into. */
  readonly of?: SectionName;
  /** The value stands for "none" beside the indexes of `of`. */
  readonly none?: number;
  /** The table of codes that the value is one of. */
  readonly codes?: Codes;
  readonly doc: string;
}

export type Codes = Readonly<Record<string, { readonly code: number; readonly doc: string }>>;

/** 'RING', read as a little-endian u32. */
export const MAGIC = 0x474e4952;
export const FORMAT_VERSION = 1;
/** Sections start at multiples of this; the gaps are zero. */
export const ALIGNMENT = 8;
export const NONE = 0xffffffff;
/** The field number of the table that is shown every value of an event, for keywords. */
export const KEYWORDS = 0xffff;

export const SHAPES = {
  Flat: { code: 0, doc: 'one object whose keys are the fields' },
  Evtx: { code: 1, doc: 'Event.System with Event.EventData or Event.UserData, as the evtx parsers print it' },
  Ecs: { code: 2, doc: 'the Elastic Common Schema, as Winlogbeat writes it' },
  Mapped: { code: 3, doc: 'as the mapping says that the content was compiled with' },
} as const satisfies Codes;

export const PREDICATES = {
  Exact: { code: 1, doc: 'the value is the literal' },
  Prefix: { code: 2, doc: 'the value starts with the literal' },
  Suffix: { code: 3, doc: 'the value ends with the literal' },
  Contains: { code: 4, doc: 'the literal is somewhere in the value' },
  Pattern: { code: 5, doc: 'the parts fit the whole value' },
  Number: { code: 6, doc: 'the value is a decimal number in the order to the literal, which is in canonical form' },
  Present: { code: 7, doc: 'the value is a text, a number or a truth value' },
  Empty: { code: 8, doc: 'the value is the empty text' },
  Null: { code: 9, doc: 'the field is missing or null' },
  Exists: { code: 10, doc: 'the field is there, whatever its value' },
  Regex: { code: 11, doc: 'the automaton finds a match in the value' },
  Cidr: {
    code: 12,
    doc: 'the value is an address in the network: the literal is 4 or 16 bytes of address and one of prefix length',
  },
  FieldEquals: { code: 13, doc: 'the value is that of the other field' },
  FieldPrefix: { code: 14, doc: 'the value starts with that of the other field' },
  FieldSuffix: { code: 15, doc: 'the value ends with that of the other field' },
  FieldContains: { code: 16, doc: 'the value of the other field is somewhere in the value' },
  Minute: { code: 17, doc: 'the value is a time whose minute, in UTC, stands in the order to the literal' },
  Hour: { code: 18, doc: 'the hour' },
  Day: { code: 19, doc: 'the day of the month' },
  Week: { code: 20, doc: 'the week of ISO 8601' },
  Month: { code: 21, doc: 'the month, from 1' },
  Year: { code: 22, doc: 'the year' },
} as const satisfies Codes;

/** How a number of the event stands to that of the rule. */
export const ORDERS = {
  Equal: { code: 0, doc: 'equal, and the order of all predicates that have none' },
  Less: { code: 1, doc: 'less' },
  LessOrEqual: { code: 2, doc: 'less or equal' },
  Greater: { code: 3, doc: 'greater' },
  GreaterOrEqual: { code: 4, doc: 'greater or equal' },
} as const satisfies Codes;

export const PARTS = {
  Literal: { code: 1, doc: 'the literal' },
  Any: { code: 2, doc: 'any run of bytes, also empty' },
  One: { code: 3, doc: 'one code point' },
} as const satisfies Codes;

export const AUTOMATA = {
  Dfa: { code: 1, doc: 'transitions by state and class; row 0 has failed, row 1 has found a match' },
  Nfa: { code: 2, doc: 'states that are followed side by side' },
  Positions: { code: 3, doc: 'positions that are followed side by side, a bit for each' },
} as const satisfies Codes;

export const NFA_STATES = {
  Range: { code: 1, doc: 'a byte from `low` to `high`, then `next`' },
  Split: { code: 2, doc: '`next` and `other`' },
  Assert: { code: 3, doc: 'the assertion `low`, then `next`' },
  Accept: { code: 4, doc: 'a match' },
} as const satisfies Codes;

export const ASSERTIONS = {
  TextStart: { code: 1, doc: 'nothing before' },
  TextEnd: { code: 2, doc: 'nothing behind' },
  LineStart: { code: 3, doc: 'nothing or a line feed before' },
  LineEnd: { code: 4, doc: 'nothing or a line feed behind' },
  WordBoundary: { code: 5, doc: 'a letter, digit or underscore of ASCII on one side only' },
  NotWordBoundary: { code: 6, doc: 'on both sides or none, and not inside a code point' },
} as const satisfies Codes;

export const LOOKUPS = {
  Suffix: { code: 1, doc: 'key: the last bytes of the value, for each of the widths' },
  Prefix: { code: 2, doc: 'key: the first bytes of the value, for each of the widths' },
  Gram: {
    code: 3,
    doc: 'key: each run of bytes in the value that begins with a pair of a class, for both widths, behind a filter for each',
  },
  Number: { code: 4, doc: 'key: hash and length of the value in canonical decimal form' },
  Exact: { code: 5, doc: 'key: hash and length of the value' },
  Byte: { code: 6, doc: 'key: a byte anywhere in the value' },
} as const satisfies Codes;

export const STEPS = {
  Predicate: {
    code: 1,
    doc: 'push the truth of predicate `operands.first`; `operands.count` is 1',
    pops: 0,
    pushes: 1,
  },
  Any: { code: 2, doc: 'push whether any predicate of the operands holds', pops: 0, pushes: 1 },
  All: { code: 3, doc: 'push whether all predicates of the operands hold', pops: 0, pushes: 1 },
  And: { code: 4, doc: 'pop two, push whether both hold', pops: 2, pushes: 1 },
  Or: { code: 5, doc: 'pop two, push whether one holds', pops: 2, pushes: 1 },
  Not: { code: 6, doc: 'pop one, push the contrary', pops: 1, pushes: 1 },
} as const satisfies Record<string, { code: number; doc: string; pops: number; pushes: number }>;

export const EFFECTS = {
  Match: { code: 1, doc: 'rule `target` is in the verdict' },
  Activate: { code: 2, doc: 'group `target` is evaluated on this event' },
  See: { code: 3, doc: 'the event is of the log source of group `target`, which it need not be evaluated for' },
} as const satisfies Codes;

export const YES_NO = { No: { code: 0, doc: 'no' }, Yes: { code: 1, doc: 'yes' } } as const satisfies Codes;

function text<const N extends string>(name: N, doc: string) {
  return { name, type: 'text', of: 'Text', doc } as const;
}

/** The records by name. A section is a run of one of them; `Header` and `SectionEntry` stand before the sections. */
export const RECORDS = {
  Header: [
    { name: 'magic', type: 'u32', doc: '`RING`' },
    { name: 'formatVersion', type: 'u32', doc: 'the layout: 1' },
    { name: 'length', type: 'u32', doc: 'bytes in the file, this header included' },
    { name: 'checksum', type: 'u32', doc: 'CRC-32C of the file with these four bytes zero' },
    {
      name: 'layoutDigest',
      type: 'u32',
      doc: 'digest of these tables: a file and a core of different tables do not meet',
    },
    { name: 'sectionCount', type: 'u32', doc: 'the number of section entries that follow' },
    text('schema', 'the name of the schema the fields belong to'),
    { name: 'schemaVersion', type: 'u32', doc: 'its version' },
    { name: 'fieldCount', type: 'u32', doc: 'the number of fields it declares; equal to the count of Fields' },
    { name: 'contentVersion', type: 'u32', doc: "the publisher's number" },
    { name: 'reserved', type: 'u32', doc: 'zero' },
  ],
  SectionEntry: [
    { name: 'section', type: 'u32', doc: 'its code; the entries stand in order of code and all are there' },
    { name: 'offset', type: 'u32', doc: 'bytes from the start of the file' },
    { name: 'count', type: 'u32', doc: 'records' },
    { name: 'size', type: 'u32', doc: 'bytes of one record' },
  ],
  Byte: [{ name: 'value', type: 'u8', doc: 'a byte' }],
  Short: [{ name: 'value', type: 'u16', doc: 'a number' }],
  Word: [{ name: 'value', type: 'u32', doc: 'a number' }],
  Field: [text('name', 'as rules write it')],
  PathNode: [
    { name: 'bindings', type: 'range', of: 'PathBindings', doc: 'what a value at this place is' },
    { name: 'wildcard', type: 'u32', of: 'PathNodes', none: NONE, doc: 'where a key without an edge leads' },
    { name: 'hasEdges', type: 'u8', codes: YES_NO, doc: 'whether any edge starts here' },
    { name: 'cutsBlanks', type: 'u8', codes: YES_NO, doc: 'whether blanks are cut from the keys of this object' },
    {
      name: 'marks',
      type: 'u8',
      codes: SHAPES,
      doc: 'an object here makes the event one of this shape, unless it is of one with a higher code',
    },
    { name: 'marksAlways', type: 'u8', codes: YES_NO, doc: 'whether a text, a number or a truth value does, too' },
  ],
  PathBinding: [
    { name: 'field', type: 'u16', of: 'Fields', doc: 'the field that a value here belongs to' },
    { name: 'reserved', type: 'u16', doc: 'zero' },
    {
      name: 'ranks',
      type: 'u32',
      doc: 'a byte by shape, that of code 0 the lowest: of the places a field may have in events of a shape, the present one of lowest rank counts; 255: this is none',
    },
  ],
  PathEdge: [
    { name: 'parent', type: 'u32', of: 'PathNodes', doc: 'the object' },
    { name: 'child', type: 'u32', of: 'PathNodes', doc: 'the value under the key' },
    text('key', 'unescaped, UTF-8'),
    {
      name: 'hasBackslash',
      type: 'u32',
      codes: YES_NO,
      doc: 'whether the key has one: then it is found unescaped only',
    },
  ],
  Group: [
    text('product', 'of the log source, empty when not named'),
    text('category', 'of the log source'),
    text('service', 'of the log source'),
    text('variant', 'events of another origin that say the same under other names; empty for those a caller declares'),
    { name: 'tables', type: 'range', of: 'Tables', doc: 'the fields its rules look at' },
    { name: 'always', type: 'range', of: 'Always', doc: 'conditions that no predicate opens' },
  ],
  Table: [
    {
      name: 'field',
      type: 'u32',
      of: 'Fields',
      none: KEYWORDS,
      doc: 'whose values are looked up; 65535: every value of the event',
    },
    { name: 'lookups', type: 'range', of: 'Lookups', doc: 'indexed predicates' },
  ],
  Lookup: [
    { name: 'kind', type: 'u8', codes: LOOKUPS, doc: 'what the key is' },
    {
      name: 'widths',
      type: 'u8',
      doc: 'how many bytes keys have: bit 0 for one, bit 7 for eight. Suffix, Prefix: any; Gram: 8 and 4, or 3 and 2; Byte: 1; else 0',
    },
    { name: 'cased', type: 'u8', codes: YES_NO, doc: 'whether the value is taken as it is, not folded' },
    { name: 'bucketBits', type: 'u8', doc: 'there are 2^bucketBits buckets' },
    { name: 'wideBits', type: 'u8', doc: 'Gram: the filter of the greater width has 2^wideBits bits; else 0' },
    { name: 'narrowBits', type: 'u8', doc: 'Gram: that of the smaller width; else 0' },
    { name: 'reserved', type: 'u16', doc: 'zero' },
    {
      name: 'buckets',
      type: 'range',
      of: 'Buckets',
      doc: 'ends of the runs of entries: 2^bucketBits + 1 numbers, from 0, never falling',
    },
    {
      name: 'filter',
      type: 'range',
      of: 'Filters',
      doc: 'Gram: 16 words of tables of classes, 2^wideBits / 32 words, 2^narrowBits / 32 words',
    },
    { name: 'entries', type: 'range', of: 'Entries', doc: 'by bucket' },
  ],
  Entry: [
    { name: 'keyLow', type: 'u32', doc: 'the first four bytes of the key' },
    { name: 'keyHigh', type: 'u32', doc: 'the other four' },
    { name: 'predicate', type: 'u32', of: 'Predicates', doc: 'what to verify when the key fits' },
    { name: 'shift', type: 'u16', doc: 'Gram: where in the literal the key stands' },
    {
      name: 'besideAt',
      type: 'u16',
      doc: 'Gram, of keys of four or eight bytes: where what stands beside the key begins, from sixteen bytes in front of it; else 0',
    },
    {
      name: 'beside',
      type: 'u32',
      doc: 'four bytes of the literal, by which most that have only the key are told; else 0',
    },
  ],
  Predicate: [
    { name: 'kind', type: 'u8', codes: PREDICATES, doc: 'the test' },
    { name: 'cased', type: 'u8', codes: YES_NO, doc: 'whether upper and lower case differ' },
    { name: 'order', type: 'u8', codes: ORDERS, doc: 'Number and time parts: how the value stands to the literal' },
    { name: 'indexed', type: 'u8', codes: YES_NO, doc: 'lookups find it; else it is tested when a condition asks' },
    {
      name: 'field',
      type: 'u32',
      of: 'Fields',
      none: KEYWORDS,
      doc: 'what is tested; 65535: every value of the event',
    },
    {
      name: 'literal',
      type: 'text',
      of: 'Literals',
      doc: 'UTF-8, case-folded unless cased; Regex: what every match has, or nothing',
    },
    { name: 'parts', type: 'range', of: 'Parts', doc: 'Pattern: its parts' },
    { name: 'automaton', type: 'u32', of: 'Automata', none: NONE, doc: 'Regex: what runs over the value' },
    { name: 'other', type: 'u32', of: 'Fields', none: NONE, doc: 'Field…: the other field' },
    { name: 'gates', type: 'range', of: 'Gates', doc: 'conditions to evaluate when it holds' },
  ],
  Part: [
    { name: 'kind', type: 'u32', codes: PARTS, doc: 'a literal or a wildcard' },
    { name: 'literal', type: 'text', of: 'Literals', doc: 'Literal: UTF-8, case-folded unless the predicate is cased' },
  ],
  Automaton: [
    { name: 'kind', type: 'u8', codes: AUTOMATA, doc: 'how it runs' },
    { name: 'words', type: 'u8', doc: 'Positions: masks that a set of positions has, of 64 bits each; else 0' },
    {
      name: 'classCount',
      type: 'u16',
      doc: 'Dfa, Positions: classes of bytes; one more stands for the end of the text',
    },
    { name: 'start', type: 'u32', doc: 'Dfa: where the row of the first state begins; Nfa: the first state' },
    {
      name: 'shortest',
      type: 'u32',
      doc: 'bytes of the shortest text with a match: a shorter one need not be searched',
    },
    { name: 'classes', type: 'range', of: 'Classes', doc: 'Dfa, Positions: the class of each of 256 bytes' },
    {
      name: 'transitions',
      type: 'range',
      of: 'Transitions',
      doc: 'Dfa: a row for each state: for each class, and for the end, where the row of the next state begins',
    },
    { name: 'states', type: 'range', of: 'NfaStates', doc: 'Nfa: its states' },
    {
      name: 'masks',
      type: 'range',
      of: 'Masks',
      doc: 'Positions: sets: those followed by the next alone, those where a match is found, where a search begins at the start of the text; for each class those it leads to, those that stay with it, where a search begins behind it; those the end leads to. Then the masks of jumps',
    },
    { name: 'jumps', type: 'range', of: 'Jumps', doc: 'Positions: one for each position: what follows it' },
    {
      name: 'leaves',
      type: 'range',
      of: 'Leaves',
      doc: 'Dfa: for each of the states from the third on that stay on many bytes, as many as there are pairs of sets here: those that leave it; of those that may follow, at least those that show it. Positions: the one set of those that can begin a match',
    },
  ],
  Mask: [
    { name: 'low', type: 'u32', doc: 'positions 0 to 31 of 64, the first is bit 0' },
    { name: 'high', type: 'u32', doc: 'positions 32 to 63' },
  ],
  Jump: [
    { name: 'first', type: 'u32', doc: 'the first mask of those that follow, counted in the automaton' },
    { name: 'word', type: 'u16', doc: 'which of the masks of a set it is' },
    { name: 'count', type: 'u16', doc: 'how many there are; the others are empty' },
  ],
  NfaState: [
    { name: 'kind', type: 'u8', codes: NFA_STATES, doc: 'what it does' },
    { name: 'low', type: 'u8', doc: 'Range: the lowest byte; Assert: the assertion' },
    { name: 'high', type: 'u8', doc: 'Range: the highest byte' },
    { name: 'reserved', type: 'u8', doc: 'zero' },
    { name: 'next', type: 'u32', doc: 'the state that follows, counted in the automaton' },
    { name: 'other', type: 'u32', doc: 'Split: the other state that follows' },
  ],
  Condition: [
    { name: 'effect', type: 'u32', codes: EFFECTS, doc: 'what follows when it holds' },
    { name: 'target', type: 'u32', doc: 'Match: a rule; else a group' },
    { name: 'steps', type: 'range', of: 'Steps', doc: 'postfix' },
  ],
  Always: [
    { name: 'condition', type: 'u32', of: 'Conditions', doc: 'what is evaluated on every event of the log source' },
    {
      name: 'closer',
      type: 'u32',
      of: 'Predicates',
      none: NONE,
      doc: 'but not when this holds, because then the condition does not',
    },
  ],
  Step: [
    { name: 'op', type: 'u8', codes: STEPS, doc: 'see below' },
    { name: 'skipWhen', type: 'u8', codes: YES_NO, doc: 'the value of this step that decides' },
    { name: 'skip', type: 'u16', doc: 'how many of the following steps are passed over then; 0: none' },
    { name: 'operands', type: 'range', of: 'Operands', doc: 'predicates' },
  ],
  Rule: [
    text('id', 'the UUID of the rule'),
    text('title', 'as written'),
    text('author', 'as written: the licence of public rules binds every match to name the author'),
    text('level', 'informational, low, medium, high, critical'),
    text('status', 'stable, test, experimental …'),
    { name: 'tags', type: 'range', of: 'TextList', doc: 'as written' },
    { name: 'references', type: 'range', of: 'TextList', doc: 'as written' },
    { name: 'falsePositives', type: 'range', of: 'TextList', doc: 'as written' },
    {
      name: 'groups',
      type: 'range',
      of: 'RuleGroups',
      doc: 'the groups that it has a condition in, rising; its log source when there is none',
    },
    { name: 'degradations', type: 'range', of: 'Degradations', doc: 'what it lost when it was compiled' },
  ],
  Degradation: [
    text('code', 'which kind'),
    text('text', 'what and why'),
    { name: 'line', type: 'u32', doc: 'in the document of the rule, or of a filter on it, from 1' },
    { name: 'column', type: 'u32', doc: 'from 1' },
  ],
  TextItem: [text('text', 'one item of a list')],
} as const satisfies Record<string, readonly Column[]>;

export type RecordName = keyof typeof RECORDS;

/** The sections in the order of the file. `limit` is the largest count. */
export const SECTIONS = {
  Text: { code: 0, record: 'Byte', limit: 1 << 25, doc: 'names and other texts of the rules, UTF-8' },
  Literals: { code: 1, record: 'Byte', limit: 1 << 26, doc: 'what predicates compare with' },
  Fields: { code: 2, record: 'Field', limit: 4096, doc: 'the fields of the schema, by number' },
  PathNodes: { code: 3, record: 'PathNode', limit: 65536, doc: 'the places in an event that matter; 0 is the event' },
  PathBindings: { code: 4, record: 'PathBinding', limit: 131072, doc: 'from places to fields' },
  PathBuckets: { code: 5, record: 'Word', limit: 262145, doc: 'ends of the runs of edges by hash of parent and key' },
  PathEdges: { code: 6, record: 'PathEdge', limit: 65536, doc: 'from a place, by a key, to a place' },
  Groups: {
    code: 7,
    record: 'Group',
    limit: 4096,
    doc: 'log sources; 0 is evaluated on every event and activates the others',
  },
  Tables: { code: 8, record: 'Table', limit: 65536, doc: 'per group and field' },
  Lookups: { code: 9, record: 'Lookup', limit: 262144, doc: 'hash tables over the ends or the grams of a value' },
  Buckets: { code: 10, record: 'Word', limit: 1 << 23, doc: 'runs of entries' },
  Filters: { code: 11, record: 'Word', limit: 1 << 20, doc: 'one bit for each hash of a gram that some entry has' },
  Entries: { code: 12, record: 'Entry', limit: 1 << 21, doc: 'keys with what to verify' },
  Predicates: {
    code: 13,
    record: 'Predicate',
    limit: 1 << 21,
    doc: 'tests of one field, shared by the rules of a group',
  },
  Parts: { code: 14, record: 'Part', limit: 1 << 20, doc: 'parts of patterns' },
  Gates: {
    code: 15,
    record: 'Word',
    of: 'Conditions',
    limit: 1 << 21,
    doc: 'conditions by the predicate that opens them',
  },
  Conditions: {
    code: 16,
    record: 'Condition',
    limit: 1 << 18,
    doc: 'one a rule, and one a log source that events show',
  },
  Steps: { code: 17, record: 'Step', limit: 1 << 21, doc: 'programs of conditions' },
  Operands: { code: 18, record: 'Word', of: 'Predicates', limit: 1 << 22, doc: 'predicates by step' },
  Always: { code: 19, record: 'Always', limit: 1 << 18, doc: 'conditions without a gate' },
  Rules: { code: 20, record: 'Rule', limit: 1 << 18, doc: 'what a match shows' },
  TextList: { code: 21, record: 'TextItem', limit: 1 << 21, doc: 'tags, references, false positives' },
  Automata: { code: 22, record: 'Automaton', limit: 65536, doc: 'regular expressions' },
  Classes: { code: 23, record: 'Byte', limit: 1 << 22, doc: 'classes of bytes, 256 an automaton' },
  Transitions: { code: 24, record: 'Short', limit: 1 << 24, doc: 'transitions of deterministic automata' },
  NfaStates: { code: 25, record: 'NfaState', limit: 1 << 20, doc: 'states of the others' },
  RuleGroups: { code: 26, record: 'Word', of: 'Groups', limit: 1 << 20, doc: 'groups by rule' },
  Degradations: { code: 27, record: 'Degradation', limit: 1 << 20, doc: 'what rules lost, by rule' },
  Masks: { code: 28, record: 'Mask', limit: 1 << 20, doc: 'sets of positions' },
  Jumps: { code: 29, record: 'Jump', limit: 1 << 20, doc: 'from a position to others than the next' },
  Leaves: {
    code: 30,
    record: 'Word',
    limit: 1 << 24,
    doc: 'sets of bytes, 32 bytes each: by the lower half of a byte, a bit for each upper half below 8, then for each from 8 on',
  },
} as const satisfies Record<string, { code: number; record: RecordName; of?: string; limit: number; doc: string }>;

export type SectionName =
  | 'Text'
  | 'Literals'
  | 'Fields'
  | 'PathNodes'
  | 'PathBindings'
  | 'PathBuckets'
  | 'PathEdges'
  | 'Groups'
  | 'Tables'
  | 'Lookups'
  | 'Buckets'
  | 'Filters'
  | 'Entries'
  | 'Predicates'
  | 'Parts'
  | 'Gates'
  | 'Conditions'
  | 'Steps'
  | 'Operands'
  | 'Always'
  | 'Rules'
  | 'TextList'
  | 'Automata'
  | 'Classes'
  | 'Transitions'
  | 'NfaStates'
  | 'RuleGroups'
  | 'Degradations'
  | 'Masks'
  | 'Jumps'
  | 'Leaves';

/** Why the core stopped. Codes from 1 are written by the core itself; the host adds what engines throw. */
export const FAULTS = {
  InputOutOfBounds: { code: 1, doc: 'content reads field `index` of an event that was supplied with `supplied`' },
  RecordOutOfBounds: { code: 2, doc: 'an index in content leaves its section: record `index` of section `detail`' },
  FuelExhausted: { code: 3, doc: 'the event cost more than its budget' },
  UnknownOperator: { code: 4, doc: 'a step, part, predicate or lookup has a kind that does not exist' },
  StackMisuse: { code: 5, doc: 'a condition does not leave exactly one value' },
  MalformedContent: { code: 6, doc: 'what was loaded is not a content file of this layout' },
  FieldCountMismatch: { code: 7, doc: 'content declares another number of fields than it has' },
  RegionExhausted: { code: 8, doc: 'a region of core memory is full; `detail` is its address' },
  NotLoaded: { code: 9, doc: 'no content is loaded' },
  MalformedRecord: { code: 10, doc: 'an input record does not hold what its header says' },
  AccessOutOfBounds: {
    code: 11,
    doc: 'an address leaves its region: byte or entry `index` of the region at address `detail`',
  },
} as const satisfies Codes;

/** What the core was doing. */
export const STAGES = {
  Load: { code: 1, doc: 'content is taken in' },
  Read: { code: 2, doc: 'the event is read' },
  Match: { code: 3, doc: 'predicates and conditions are evaluated' },
} as const satisfies Codes;

/** Why an event has no verdict: it was not believed. */
export const UNREAD = {
  Malformed: { code: 1, doc: 'not one JSON object' },
  TooDeep: { code: 2, doc: 'objects and arrays nested deeper than the limit' },
  TooManyValues: { code: 3, doc: 'more values than the limit' },
} as const satisfies Codes;

export const VALUES = {
  Text: { code: 1, doc: 'UTF-8' },
  Number: { code: 2, doc: 'the digits as written' },
  True: { code: 3, doc: 'no bytes' },
  False: { code: 4, doc: 'no bytes' },
  Null: { code: 5, doc: 'no bytes' },
  Composite: { code: 6, doc: 'an object: there, but no text' },
  Nothing: { code: 7, doc: 'an empty array, or a field that a record leaves out' },
} as const satisfies Codes;

/** Limits that are not a count of records. */
export const LIMITS = {
  CONTENT_BYTES: { value: 192 << 20, doc: 'bytes of a content file: 100,000 rules take 150 MB' },
  WINDOW_BYTES: { value: 1 << 20, doc: 'bytes of events the core takes at once, and so of one event' },
  DEPTH: { value: 128, doc: 'nesting of objects and arrays in an event' },
  VALUES: { value: 1 << 16, doc: 'values of one event that fields or keywords look at' },
  STACK: { value: 64, doc: 'values on the stack of a condition' },
  FUEL: { value: 1 << 24, doc: 'the most fuel that one event is given; see the prices' },
  BATCH_FUEL: {
    value: 2 ** 31,
    doc: 'the most fuel that one batch is given: it ends behind the event that used it up',
  },
  KEY_BYTES: { value: 1024, doc: 'bytes of a key with escapes or blanks, to be the name of a field' },
  DIGITS: { value: 1024, doc: 'significant digits of a number' },
  EXPONENT: { value: 100_000_000, doc: 'the largest exponent of a number' },
  NFA_STATES: { value: 65536, doc: 'states of one automaton that is not deterministic' },
  LEAVING: { value: 8, doc: 'classes that lead a state elsewhere, for it to be told by the byte behind as well' },
  POSITION_WORDS: { value: 16, doc: 'masks of a set of positions' },
  FILTER_BITS: { value: 20, doc: 'the largest filter, as a power of two' },
  LINKS: { value: 1 << 19, doc: 'places of values of one event, counted once for each field that may stand there' },
  UNREAD: { value: 1 << 14, doc: 'unread events in one batch' },
  TRACE: { value: 1 << 16, doc: 'steps, and predicates, of a condition that is traced' },
  FOUND: { value: 256, doc: 'predicates found in a value, or conditions that they open, before they are marked' },
  MEMO_BYTES: { value: 1024, doc: 'bytes of a value that is worth a memo' },
  GUESS_BITS: { value: 12, doc: 'keys that are remembered, as a power of two' },
  RECOGNITION_BITS: { value: 8, doc: 'recognitions, as a power of two' },
  MEMO_SLOTS_BITS: { value: 14, doc: 'slots of memos, as a power of two' },
} as const;

/** What fuel is burned for. */
export const PRICES = {
  EVENT_SHIFT: { value: 2, doc: 'one unit for each 2^2 bytes of an event, which is read and decoded once' },
  BYTES_SHIFT: { value: 3, doc: 'one unit for each 2^3 bytes of a value that are scanned or compared' },
  LOOKUP: { value: 1, doc: 'a probe of a lookup' },
  ENTRY: { value: 2, doc: 'an entry whose key fits' },
  STEP: { value: 1, doc: 'a step of a condition, an operand, or a part of a pattern that is tried' },
} as const;

/** What the core writes before it stops. All u32. */
export const FAULT_CELL = [
  'kind',
  'stage',
  'detail',
  'index',
  'supplied',
  'declared',
  'event',
  'condition',
  'fuel',
] as const;

/** What the core writes when it answers. All u32. */
export const VERDICT_CELL = [
  'lines',
  'events',
  'consumed',
  'matches',
  'unread',
  'duplicateKeys',
  'badText',
  'fuel',
] as const;

/** Records of core memory that are not in content. All columns u32. */
export const CORE_RECORDS = {
  FaultCell: FAULT_CELL,
  VerdictCell: VERDICT_CELL,
  Match: ['line', 'rule'],
  UnreadEvent: ['line', 'reason', 'position'],
  /** Fuel that the caller gives to one event, and to one batch. */
  Budget: ['event', 'batch'],
  /** Address and count of a section of the content. */
  SectionPlace: ['base', 'count'],
  /** The event it is of; first and last link; rank of the place that counts. */
  InputEntry: ['mark', 'first', 'last', 'rank'],
  /** Of a traced condition: how many steps, how many predicates. */
  TraceCell: ['steps', 'predicates'],
  /** The predicate, whether it holds, the number of the value that decided (or NONE), and which bytes of its text. */
  TraceEntry: ['predicate', 'holds', 'value', 'start', 'length'],
  /** The number of an event or, beside a place, of an object; beside a predicate it says more, see mark.ts. */
  Mark: ['number'],
  /** The place in the event; the value there; the next link of the same field. */
  Link: ['binding', 'value', 'next'],
  /** Address and bytes in the event; address and bytes of the text once decoded, address 0 before. */
  Value: ['kind', 'start', 'length', 'folded', 'foldedLength', 'cased', 'casedLength'],
  /** What its lookups found in a value: the table; sixteen times the bytes of the value, and its kind and whether backslashes
   * escape there; bytes of its text folded; the fuel that was burned; how many predicates, and conditions that they are gates of.
   * All four follow: the predicates, the conditions, the value, the text. */
  Memo: ['table', 'form', 'foldedLength', 'fuel', 'count', 'gates'],
  /** Hash of the table and the value that was seen here last; its memo, or 0 when it was seen once. */
  MemoSlot: ['hash', 'memo'],
  /** What group 0 did with some values: a number for them; the fuel that was burned, 0 when it is not known; how many groups it
   * activated, which follow. */
  Recognition: ['low', 'high', 'fuel', 'count'],
  /** What stood between two values, which follows: twice the place of the object, and 1 more where the key in it is the
   * first; the place that it leads to, or NONE; twice the fuel that finding it burned, and 1 more if content names that; bytes; the number of what came next. */
  Guess: ['sight', 'node', 'dues', 'length', 'next'],
  /** The place of an object or of the elements of an array; the byte that ends it; the number of the object. */
  Frame: ['node', 'close', 'object'],
} as const;

/** Bytes of a record of core memory. */
export function coreRecordBytes(name: keyof typeof CORE_RECORDS): number {
  return 4 * CORE_RECORDS[name].length;
}

/** Why bytes are not content: each code with what the validator asks for. */
export const REFUSALS = {
  Truncated: { code: 1, doc: 'a content file has at least a header and its section entries' },
  TooLarge: { code: 2, doc: 'a content file is not larger than the limit' },
  NotContent: { code: 3, doc: 'a content file begins with RING' },
  NewerFormat: { code: 4, doc: 'the format version is the one this build reads' },
  LayoutMismatch: { code: 5, doc: 'the file is written with the tables of this build' },
  LengthMismatch: { code: 6, doc: 'the header states the length of the file' },
  ChecksumMismatch: { code: 7, doc: 'the checksum is that of the bytes: the file is damaged' },
  SectionMisplaced: { code: 8, doc: 'sections follow each other in order, aligned, up to the end of the file' },
  SectionTooLong: { code: 9, doc: 'a section has at most as many records as its limit' },
  GapNotZero: { code: 10, doc: 'bytes between sections are zero' },
  ReservedNotZero: { code: 11, doc: 'reserved columns are zero' },
  FieldCountMismatch: { code: 12, doc: 'the header declares as many fields as there are' },
  IndexOutOfSection: { code: 13, doc: 'an index is inside the section it points into' },
  RangeOutOfSection: { code: 14, doc: 'a range is inside the section it points into' },
  RangeNotNext: { code: 15, doc: 'a range begins where the one before it ended, and the last ends with its section' },
  UnknownCode: { code: 16, doc: 'a code is in its table' },
  PathBucketsMalformed: { code: 17, doc: 'path buckets are ends of runs of edges, a power of two of them' },
  PathRootMissing: { code: 18, doc: 'there is a path node for the event' },
  GroupMissing: { code: 19, doc: 'there is a group 0' },
  LookupMalformed: { code: 20, doc: 'a lookup has the width, buckets and filter of its kind' },
  EntryMisplaced: { code: 21, doc: 'an entry is in the bucket of its key, and its filter bit is set' },
  EntryKeyWrong: { code: 22, doc: 'the key of an entry is in the literal of its predicate' },
  PredicateMalformed: {
    code: 23,
    doc: 'a predicate has the automaton, the other field and the literal that its kind needs',
  },
  PredicateUnreachable: { code: 24, doc: 'a predicate is marked as indexed when a lookup finds it, and only then' },
  EntryPredicateWrong: { code: 25, doc: 'a lookup finds predicates of its field, its case and its kind' },
  AutomatonMalformed: { code: 26, doc: 'the states and classes of an automaton are its own' },
  StackUnderflow: { code: 27, doc: 'a condition pops no more values than it pushed' },
  StackTooDeep: { code: 28, doc: 'a condition has at most 64 values on its stack' },
  StackUnbalanced: { code: 29, doc: 'a condition leaves one value' },
  SkipTooFar: { code: 30, doc: 'a step passes over steps of its own condition only' },
  SkipUnbalanced: { code: 31, doc: 'where steps are passed over, the stack is as high as if they were taken' },
  OperandsMalformed: { code: 32, doc: 'a step has the operands of its operator' },
  FieldNotSupplied: { code: 33, doc: 'content reads only fields that the integration supplies' },
  Unjudged: { code: 34, doc: 'judging the file comes to an end without a fault of the validator' },
} as const satisfies Codes;

/** What the validator's module writes about what it refuses. All f64; not a number: not stated. */
export const REJECTION_CELL = ['code', 'section', 'index', 'columnOf', 'column', 'found', 'expected'] as const;

/** Exports of the core, and nothing else. */
export const EXPORTS = {
  memory: 'memory',
  LAYOUT_DIGEST: 'global',
  load: 'function',
  scan: 'function',
  evaluate: 'function',
  trace: 'function',
} as const;

const PAGE = 65536;
/** Of 64 KiB. Only those that are touched are resident: of a sandbox with no rules, under 3 MB. */
const MEMORY_PAGES = 3776;

/** Exports of the validator's module, and nothing else. */
export const JUDGE_EXPORTS = {
  memory: 'memory',
  LAYOUT_DIGEST: 'global',
  checksum: 'function',
  judge: 'function',
} as const;

/**
 * Memory of the validator's module, as addresses. Static data lies below; the content is last, behind it a gap, and then
 * a byte for each predicate and each step. It has as many pages as the content asks for.
 */
export const JUDGE_MEMORY = {
  REJECTION: PAGE / 2,
  ENDS: PAGE / 2 + 256,
  COLUMNS: PAGE / 2 + 512,
  TABLES: PAGE / 2 + 1024,
  JUDGED: PAGE,
} as const;

/** More than the eight bytes that a key is read with, and what aligns the marks. */
const JUDGE_GAP = 64;

/** Of 64 KiB: those that content of so many bytes takes. Records of predicates and of steps have more than eight bytes. */
export function judgePages(bytes: number): number {
  return Math.ceil((JUDGE_MEMORY.JUDGED + bytes + JUDGE_GAP + bytes / 8) / PAGE);
}

const words = (count: number) => 4 * count;
const records = (name: keyof typeof CORE_RECORDS, count: number) => coreRecordBytes(name) * count;

/**
 * Core memory. Static data of the core lies below the first region; regions follow each other in this order with a gap
 * of 64 bytes that nobody writes; the input table is at the very end, so that reading past it leaves memory.
 */
const REGIONS = {
  FAULT: { bytes: 64, doc: 'the fault cell' },
  VERDICT: { bytes: 64, doc: 'the verdict cell' },
  STATE: { bytes: 256, doc: 'what the core remembers within and between calls' },
  SECTION_BASES: { bytes: records('SectionPlace', 64), doc: 'address and count of each section of the content' },
  DECLARED: {
    bytes: words(1 + SECTIONS.Groups.limit),
    doc: 'how many groups the caller declared the log source of, and which',
  },
  BUDGET: { bytes: records('Budget', 1), doc: 'fuel that the caller gives to one event, and to one batch' },
  SEEN: { bytes: SECTIONS.Groups.limit, doc: 'one byte a group: an event of its log source was seen' },
  ACTIVE: { bytes: words(SECTIONS.Groups.limit), doc: 'groups active on this event' },
  NESTING: { bytes: records('Frame', LIMITS.DEPTH.value), doc: 'open objects and arrays' },
  NODE_MARKS: {
    bytes: words(SECTIONS.PathNodes.limit),
    doc: 'the last object that had a key of this node, to count duplicate keys',
  },
  GROUP_MARKS: { bytes: words(SECTIONS.Groups.limit), doc: 'by group, the event it is active on' },
  CONDITION_MARKS: {
    bytes: words(SECTIONS.Conditions.limit),
    doc: 'by condition, the event it is a candidate on; NONE: it is switched off',
  },
  CANDIDATES: { bytes: words(SECTIONS.Conditions.limit), doc: 'conditions to evaluate' },
  RULE_MARKS: { bytes: words(SECTIONS.Rules.limit), doc: 'by rule, the event it matched' },
  PREDICATE_MARKS: { bytes: words(SECTIONS.Predicates.limit), doc: 'by predicate, the event it holds on' },
  FOUND_BITS: { bytes: SECTIONS.Predicates.limit >> 3, doc: 'by predicate, whether it is among those found' },
  MEMO_SLOTS: { bytes: records('MemoSlot', 1 << LIMITS.MEMO_SLOTS_BITS.value), doc: 'memos by hash' },
  VALUES: { bytes: records('Value', LIMITS.VALUES.value), doc: 'values of the event' },
  LINKS: { bytes: records('Link', LIMITS.LINKS.value), doc: 'values by field' },
  MATCHES: { bytes: records('Match', SECTIONS.Rules.limit), doc: 'matches of the batch' },
  UNREAD: { bytes: records('UnreadEvent', LIMITS.UNREAD.value), doc: 'unread events of the batch' },
  TRACE: { bytes: 64, doc: 'the trace cell' },
  TRACE_STEPS: { bytes: words(LIMITS.TRACE.value), doc: 'what each step of a traced condition left on the stack' },
  TRACE_ENTRIES: { bytes: records('TraceEntry', LIMITS.TRACE.value), doc: 'predicates of a traced condition' },
  NFA_MARKS: { bytes: words(LIMITS.NFA_STATES.value), doc: 'by state of an automaton, the step it was added in' },
  NFA_NOW: { bytes: words(LIMITS.NFA_STATES.value), doc: 'states at this byte' },
  NFA_NEXT: { bytes: words(LIMITS.NFA_STATES.value), doc: 'states at the next' },
  NFA_STACK: { bytes: words(LIMITS.NFA_STATES.value), doc: 'states to follow without a byte' },
  POSITIONS_NOW: { bytes: 8 * LIMITS.POSITION_WORDS.value, doc: 'positions of a search at this byte' },
  POSITIONS_NEXT: { bytes: 8 * LIMITS.POSITION_WORDS.value, doc: 'those that follow' },
  // texts, with what is copied as they are, and behind them the content: one comparison is enough for whatever is read by
  // its address
  WINDOW: { bytes: LIMITS.WINDOW_BYTES.value + 128, doc: 'events, with room behind for wide loads' },
  DIGITS: { bytes: 2 * LIMITS.DIGITS.value, doc: 'a number in canonical form' },
  KEY: { bytes: 4 * LIMITS.KEY_BYTES.value, doc: 'an unescaped key' },
  ADDRESS: { bytes: 64, doc: 'an IP address in network order' },
  GUESSES: {
    bytes: 64 << LIMITS.GUESS_BITS.value,
    doc: 'what stood between two values before, by hash of the key in it, 64 bytes each',
  },
  RECOGNITIONS: {
    bytes: 64 << LIMITS.RECOGNITION_BITS.value,
    doc: 'groups of events by the values of their fields, 64 bytes each',
  },
  MEMOS: { bytes: 1 << 20, doc: 'memos, one behind the other; when it is full all are forgotten' },
  FOUND: { bytes: words(LIMITS.FOUND.value), doc: 'predicates that a value has been found to fulfil' },
  FOUND_GATES: { bytes: words(LIMITS.FOUND.value), doc: 'conditions that those are gates of' },
  JOINED: {
    bytes: 3 * LIMITS.WINDOW_BYTES.value + 8 * LIMITS.VALUES.value,
    doc: 'the texts of one field side by side: at most three times the event, and a byte between two',
  },
  ARENA: {
    bytes: 6 * LIMITS.WINDOW_BYTES.value + 64 * LIMITS.VALUES.value,
    doc: 'decoded values: at most three times the event each way, and padding',
  },
} as const;

const FIRST_REGION = PAGE;
const GAP = 64;

/** Where each region starts, in bytes from the start of core memory; `CONTENT` follows them, `END` is the end. */
export const MEMORY: Readonly<Record<keyof typeof REGIONS | 'CONTENT' | 'END', number>> = (() => {
  const at: Record<string, number> = {};
  let next = FIRST_REGION;
  for (const [name, { bytes }] of Object.entries(REGIONS)) {
    at[name] = next;
    next = align(next + bytes + GAP, 64);
  }
  return { ...at, CONTENT: next, END: MEMORY_PAGES * PAGE } as Record<keyof typeof REGIONS | 'CONTENT' | 'END', number>;
})();

export const REGION_ROWS = Object.entries(REGIONS).map(([name, row]) => ({ name, ...row }));
export const PAGES = MEMORY_PAGES;

export function align(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
