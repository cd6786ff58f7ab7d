// Rendered from src/format by `npm run generate`; not to be edited.

export enum Section {
  Text = 0,
  Literals = 1,
  Fields = 2,
  PathNodes = 3,
  PathBindings = 4,
  PathBuckets = 5,
  PathEdges = 6,
  Groups = 7,
  Tables = 8,
  Lookups = 9,
  Buckets = 10,
  Filters = 11,
  Entries = 12,
  Predicates = 13,
  Parts = 14,
  Gates = 15,
  Conditions = 16,
  Steps = 17,
  Operands = 18,
  Always = 19,
  Rules = 20,
  TextList = 21,
  Automata = 22,
  Classes = 23,
  Transitions = 24,
  NfaStates = 25,
  RuleGroups = 26,
  Degradations = 27,
  Masks = 28,
  Jumps = 29,
  Leaves = 30,
}

export enum Shape {
  Flat = 0,
  Evtx = 1,
  Ecs = 2,
  Mapped = 3,
}

export enum PredicateKind {
  Exact = 1,
  Prefix = 2,
  Suffix = 3,
  Contains = 4,
  Pattern = 5,
  Number = 6,
  Present = 7,
  Empty = 8,
  Null = 9,
  Exists = 10,
  Regex = 11,
  Cidr = 12,
  FieldEquals = 13,
  FieldPrefix = 14,
  FieldSuffix = 15,
  FieldContains = 16,
  Minute = 17,
  Hour = 18,
  Day = 19,
  Week = 20,
  Month = 21,
  Year = 22,
}

export enum Order {
  Equal = 0,
  Less = 1,
  LessOrEqual = 2,
  Greater = 3,
  GreaterOrEqual = 4,
}

export enum PartKind {
  Literal = 1,
  Any = 2,
  One = 3,
}

export enum AutomatonKind {
  Dfa = 1,
  Nfa = 2,
  Positions = 3,
}

export enum NfaKind {
  Range = 1,
  Split = 2,
  Assert = 3,
  Accept = 4,
}

export enum Assertion {
  TextStart = 1,
  TextEnd = 2,
  LineStart = 3,
  LineEnd = 4,
  WordBoundary = 5,
  NotWordBoundary = 6,
}

export enum LookupKind {
  Suffix = 1,
  Prefix = 2,
  Gram = 3,
  Number = 4,
  Exact = 5,
  Byte = 6,
}

export enum StepOp {
  Predicate = 1,
  Any = 2,
  All = 3,
  And = 4,
  Or = 5,
  Not = 6,
}

export enum Effect {
  Match = 1,
  Activate = 2,
  See = 3,
}

export enum Fault {
  InputOutOfBounds = 1,
  RecordOutOfBounds = 2,
  FuelExhausted = 3,
  UnknownOperator = 4,
  StackMisuse = 5,
  MalformedContent = 6,
  FieldCountMismatch = 7,
  RegionExhausted = 8,
  NotLoaded = 9,
  MalformedRecord = 10,
  AccessOutOfBounds = 11,
}

export enum Stage {
  Load = 1,
  Read = 2,
  Match = 3,
}

export enum Unread {
  Malformed = 1,
  TooDeep = 2,
  TooManyValues = 3,
}

export enum ValueKind {
  Text = 1,
  Number = 2,
  True = 3,
  False = 4,
  Null = 5,
  Composite = 6,
  Nothing = 7,
}

export const LAYOUT_DIGEST: u32 = 0xb13efa38;
export const MAGIC: u32 = 0x474e4952;
export const FORMAT_VERSION: u32 = 1;
export const ALIGNMENT: u32 = 8;
export const SECTION_COUNT: u32 = 31;
export const PREAMBLE_BYTES: u32 = 544;
export const NONE: u32 = 0xffffffff;
export const KEYWORDS: u32 = 0xffff;
export const CLASS_WORDS: u32 = 16;
export const BESIDE: u32 = 16;
export const BYTE_SET_WORDS: u32 = 8;
export const LOOP_WORDS: u32 = 16;
export const MULTIPLY_LOW: u32 = 0x9e3779b1;
export const MULTIPLY_HIGH: u32 = 0x85ebca77;
export const MULTIPLY_MIX: u32 = 0xc2b2ae3d;
export const LIMIT_CONTENT_BYTES: u32 = 0xc000000;
export const LIMIT_WINDOW_BYTES: u32 = 0x100000;
export const LIMIT_DEPTH: u32 = 128;
export const LIMIT_VALUES: u32 = 0x10000;
export const LIMIT_STACK: u32 = 64;
export const LIMIT_FUEL: u32 = 0x1000000;
export const LIMIT_BATCH_FUEL: u32 = 0x80000000;
export const LIMIT_KEY_BYTES: u32 = 1024;
export const LIMIT_DIGITS: u32 = 1024;
export const LIMIT_EXPONENT: u32 = 0x5f5e100;
export const LIMIT_NFA_STATES: u32 = 0x10000;
export const LIMIT_LEAVING: u32 = 8;
export const LIMIT_POSITION_WORDS: u32 = 16;
export const LIMIT_FILTER_BITS: u32 = 20;
export const LIMIT_LINKS: u32 = 0x80000;
export const LIMIT_UNREAD: u32 = 0x4000;
export const LIMIT_TRACE: u32 = 0x10000;
export const LIMIT_FOUND: u32 = 256;
export const LIMIT_MEMO_BYTES: u32 = 1024;
export const LIMIT_GUESS_BITS: u32 = 12;
export const LIMIT_RECOGNITION_BITS: u32 = 8;
export const LIMIT_MEMO_SLOTS_BITS: u32 = 14;
export const PRICE_EVENT_SHIFT: u32 = 2;
export const PRICE_BYTES_SHIFT: u32 = 3;
export const PRICE_LOOKUP: u32 = 1;
export const PRICE_ENTRY: u32 = 2;
export const PRICE_STEP: u32 = 1;
export const AT_FAULT: usize = 0x10000;
export const AT_VERDICT: usize = 0x10080;
export const AT_STATE: usize = 0x10100;
export const AT_SECTION_BASES: usize = 0x10240;
export const AT_DECLARED: usize = 0x10480;
export const AT_BUDGET: usize = 0x14500;
export const AT_SEEN: usize = 0x14580;
export const AT_ACTIVE: usize = 0x155c0;
export const AT_NESTING: usize = 0x19600;
export const AT_NODE_MARKS: usize = 0x19c40;
export const AT_GROUP_MARKS: usize = 0x59c80;
export const AT_CONDITION_MARKS: usize = 0x5dcc0;
export const AT_CANDIDATES: usize = 0x15dd00;
export const AT_RULE_MARKS: usize = 0x25dd40;
export const AT_PREDICATE_MARKS: usize = 0x35dd80;
export const AT_FOUND_BITS: usize = 0xb5ddc0;
export const AT_MEMO_SLOTS: usize = 0xb9de00;
export const AT_VALUES: usize = 0xbbde40;
export const AT_LINKS: usize = 0xd7de80;
export const AT_MATCHES: usize = 0x137dec0;
export const AT_UNREAD: usize = 0x157df00;
export const AT_TRACE: usize = 0x15adf40;
export const AT_TRACE_STEPS: usize = 0x15adfc0;
export const AT_TRACE_ENTRIES: usize = 0x15ee000;
export const AT_NFA_MARKS: usize = 0x172e040;
export const AT_NFA_NOW: usize = 0x176e080;
export const AT_NFA_NEXT: usize = 0x17ae0c0;
export const AT_NFA_STACK: usize = 0x17ee100;
export const AT_POSITIONS_NOW: usize = 0x182e140;
export const AT_POSITIONS_NEXT: usize = 0x182e200;
export const AT_WINDOW: usize = 0x182e2c0;
export const AT_DIGITS: usize = 0x192e380;
export const AT_KEY: usize = 0x192ebc0;
export const AT_ADDRESS: usize = 0x192fc00;
export const AT_GUESSES: usize = 0x192fc80;
export const AT_RECOGNITIONS: usize = 0x196fcc0;
export const AT_MEMOS: usize = 0x1973d00;
export const AT_FOUND: usize = 0x1a73d40;
export const AT_FOUND_GATES: usize = 0x1a74180;
export const AT_JOINED: usize = 0x1a745c0;
export const AT_ARENA: usize = 0x1df4600;
export const AT_CONTENT: usize = 0x27f4640;
export const AT_END: usize = 0xec00000;
export const LIMIT_FIELDS: u32 = 0x1000;
export const LIMIT_GROUPS: u32 = 0x1000;
export const LIMIT_PREDICATES: u32 = 0x200000;
export const LIMIT_CONDITIONS: u32 = 0x40000;
export const LIMIT_RULES: u32 = 0x40000;
export const FAULT_BYTES: usize = 64;
export const VERDICT_BYTES: usize = 64;
export const STATE_BYTES: usize = 256;
export const SECTION_BASES_BYTES: usize = 512;
export const DECLARED_BYTES: usize = 0x4004;
export const BUDGET_BYTES: usize = 8;
export const SEEN_BYTES: usize = 0x1000;
export const ACTIVE_BYTES: usize = 0x4000;
export const NESTING_BYTES: usize = 1536;
export const NODE_MARKS_BYTES: usize = 0x40000;
export const GROUP_MARKS_BYTES: usize = 0x4000;
export const CONDITION_MARKS_BYTES: usize = 0x100000;
export const CANDIDATES_BYTES: usize = 0x100000;
export const RULE_MARKS_BYTES: usize = 0x100000;
export const PREDICATE_MARKS_BYTES: usize = 0x800000;
export const FOUND_BITS_BYTES: usize = 0x40000;
export const MEMO_SLOTS_BYTES: usize = 0x20000;
export const VALUES_BYTES: usize = 0x1c0000;
export const LINKS_BYTES: usize = 0x600000;
export const MATCHES_BYTES: usize = 0x200000;
export const UNREAD_BYTES: usize = 0x30000;
export const TRACE_BYTES: usize = 64;
export const TRACE_STEPS_BYTES: usize = 0x40000;
export const TRACE_ENTRIES_BYTES: usize = 0x140000;
export const NFA_MARKS_BYTES: usize = 0x40000;
export const NFA_NOW_BYTES: usize = 0x40000;
export const NFA_NEXT_BYTES: usize = 0x40000;
export const NFA_STACK_BYTES: usize = 0x40000;
export const POSITIONS_NOW_BYTES: usize = 128;
export const POSITIONS_NEXT_BYTES: usize = 128;
export const WINDOW_BYTES: usize = 0x100080;
export const DIGITS_BYTES: usize = 2048;
export const KEY_BYTES: usize = 0x1000;
export const ADDRESS_BYTES: usize = 64;
export const GUESSES_BYTES: usize = 0x40000;
export const RECOGNITIONS_BYTES: usize = 0x4000;
export const MEMOS_BYTES: usize = 0x100000;
export const FOUND_BYTES: usize = 1024;
export const FOUND_GATES_BYTES: usize = 1024;
export const JOINED_BYTES: usize = 0x380000;
export const ARENA_BYTES: usize = 0xa00000;

@unmanaged
export class Header {
  magic: u32;
  formatVersion: u32;
  length: u32;
  checksum: u32;
  layoutDigest: u32;
  sectionCount: u32;
  schemaOffset: u32;
  schemaLength: u32;
  schemaVersion: u32;
  fieldCount: u32;
  contentVersion: u32;
  reserved: u32;
}
if (offsetof<Header>('magic') != 0) ERROR('Header.magic');
if (offsetof<Header>('formatVersion') != 4) ERROR('Header.formatVersion');
if (offsetof<Header>('length') != 8) ERROR('Header.length');
if (offsetof<Header>('checksum') != 12) ERROR('Header.checksum');
if (offsetof<Header>('layoutDigest') != 16) ERROR('Header.layoutDigest');
if (offsetof<Header>('sectionCount') != 20) ERROR('Header.sectionCount');
if (offsetof<Header>('schemaOffset') != 24) ERROR('Header.schemaOffset');
if (offsetof<Header>('schemaLength') != 28) ERROR('Header.schemaLength');
if (offsetof<Header>('schemaVersion') != 32) ERROR('Header.schemaVersion');
if (offsetof<Header>('fieldCount') != 36) ERROR('Header.fieldCount');
if (offsetof<Header>('contentVersion') != 40) ERROR('Header.contentVersion');
if (offsetof<Header>('reserved') != 44) ERROR('Header.reserved');
if (offsetof<Header>() != 48) ERROR('Header');

@unmanaged
export class SectionEntry {
  section: u32;
  offset: u32;
  count: u32;
  size: u32;
}
if (offsetof<SectionEntry>('section') != 0) ERROR('SectionEntry.section');
if (offsetof<SectionEntry>('offset') != 4) ERROR('SectionEntry.offset');
if (offsetof<SectionEntry>('count') != 8) ERROR('SectionEntry.count');
if (offsetof<SectionEntry>('size') != 12) ERROR('SectionEntry.size');
if (offsetof<SectionEntry>() != 16) ERROR('SectionEntry');

@unmanaged
export class Word {
  value: u32;
}
if (offsetof<Word>('value') != 0) ERROR('Word.value');
if (offsetof<Word>() != 4) ERROR('Word');

@unmanaged
export class Field {
  nameOffset: u32;
  nameLength: u32;
}
if (offsetof<Field>('nameOffset') != 0) ERROR('Field.nameOffset');
if (offsetof<Field>('nameLength') != 4) ERROR('Field.nameLength');
if (offsetof<Field>() != 8) ERROR('Field');

@unmanaged
export class PathNode {
  bindingsFirst: u32;
  bindingsCount: u32;
  wildcard: u32;
  hasEdges: u8;
  cutsBlanks: u8;
  marks: u8;
  marksAlways: u8;
}
if (offsetof<PathNode>('bindingsFirst') != 0) ERROR('PathNode.bindingsFirst');
if (offsetof<PathNode>('bindingsCount') != 4) ERROR('PathNode.bindingsCount');
if (offsetof<PathNode>('wildcard') != 8) ERROR('PathNode.wildcard');
if (offsetof<PathNode>('hasEdges') != 12) ERROR('PathNode.hasEdges');
if (offsetof<PathNode>('cutsBlanks') != 13) ERROR('PathNode.cutsBlanks');
if (offsetof<PathNode>('marks') != 14) ERROR('PathNode.marks');
if (offsetof<PathNode>('marksAlways') != 15) ERROR('PathNode.marksAlways');
if (offsetof<PathNode>() != 16) ERROR('PathNode');

@unmanaged
export class PathBinding {
  field: u16;
  reserved: u16;
  ranks: u32;
}
if (offsetof<PathBinding>('field') != 0) ERROR('PathBinding.field');
if (offsetof<PathBinding>('reserved') != 2) ERROR('PathBinding.reserved');
if (offsetof<PathBinding>('ranks') != 4) ERROR('PathBinding.ranks');
if (offsetof<PathBinding>() != 8) ERROR('PathBinding');

@unmanaged
export class PathEdge {
  parent: u32;
  child: u32;
  keyOffset: u32;
  keyLength: u32;
  hasBackslash: u32;
}
if (offsetof<PathEdge>('parent') != 0) ERROR('PathEdge.parent');
if (offsetof<PathEdge>('child') != 4) ERROR('PathEdge.child');
if (offsetof<PathEdge>('keyOffset') != 8) ERROR('PathEdge.keyOffset');
if (offsetof<PathEdge>('keyLength') != 12) ERROR('PathEdge.keyLength');
if (offsetof<PathEdge>('hasBackslash') != 16) ERROR('PathEdge.hasBackslash');
if (offsetof<PathEdge>() != 20) ERROR('PathEdge');

@unmanaged
export class Group {
  productOffset: u32;
  productLength: u32;
  categoryOffset: u32;
  categoryLength: u32;
  serviceOffset: u32;
  serviceLength: u32;
  variantOffset: u32;
  variantLength: u32;
  tablesFirst: u32;
  tablesCount: u32;
  alwaysFirst: u32;
  alwaysCount: u32;
}
if (offsetof<Group>('productOffset') != 0) ERROR('Group.productOffset');
if (offsetof<Group>('productLength') != 4) ERROR('Group.productLength');
if (offsetof<Group>('categoryOffset') != 8) ERROR('Group.categoryOffset');
if (offsetof<Group>('categoryLength') != 12) ERROR('Group.categoryLength');
if (offsetof<Group>('serviceOffset') != 16) ERROR('Group.serviceOffset');
if (offsetof<Group>('serviceLength') != 20) ERROR('Group.serviceLength');
if (offsetof<Group>('variantOffset') != 24) ERROR('Group.variantOffset');
if (offsetof<Group>('variantLength') != 28) ERROR('Group.variantLength');
if (offsetof<Group>('tablesFirst') != 32) ERROR('Group.tablesFirst');
if (offsetof<Group>('tablesCount') != 36) ERROR('Group.tablesCount');
if (offsetof<Group>('alwaysFirst') != 40) ERROR('Group.alwaysFirst');
if (offsetof<Group>('alwaysCount') != 44) ERROR('Group.alwaysCount');
if (offsetof<Group>() != 48) ERROR('Group');

@unmanaged
export class Table {
  field: u32;
  lookupsFirst: u32;
  lookupsCount: u32;
}
if (offsetof<Table>('field') != 0) ERROR('Table.field');
if (offsetof<Table>('lookupsFirst') != 4) ERROR('Table.lookupsFirst');
if (offsetof<Table>('lookupsCount') != 8) ERROR('Table.lookupsCount');
if (offsetof<Table>() != 12) ERROR('Table');

@unmanaged
export class Lookup {
  kind: u8;
  widths: u8;
  cased: u8;
  bucketBits: u8;
  wideBits: u8;
  narrowBits: u8;
  reserved: u16;
  bucketsFirst: u32;
  bucketsCount: u32;
  filterFirst: u32;
  filterCount: u32;
  entriesFirst: u32;
  entriesCount: u32;
}
if (offsetof<Lookup>('kind') != 0) ERROR('Lookup.kind');
if (offsetof<Lookup>('widths') != 1) ERROR('Lookup.widths');
if (offsetof<Lookup>('cased') != 2) ERROR('Lookup.cased');
if (offsetof<Lookup>('bucketBits') != 3) ERROR('Lookup.bucketBits');
if (offsetof<Lookup>('wideBits') != 4) ERROR('Lookup.wideBits');
if (offsetof<Lookup>('narrowBits') != 5) ERROR('Lookup.narrowBits');
if (offsetof<Lookup>('reserved') != 6) ERROR('Lookup.reserved');
if (offsetof<Lookup>('bucketsFirst') != 8) ERROR('Lookup.bucketsFirst');
if (offsetof<Lookup>('bucketsCount') != 12) ERROR('Lookup.bucketsCount');
if (offsetof<Lookup>('filterFirst') != 16) ERROR('Lookup.filterFirst');
if (offsetof<Lookup>('filterCount') != 20) ERROR('Lookup.filterCount');
if (offsetof<Lookup>('entriesFirst') != 24) ERROR('Lookup.entriesFirst');
if (offsetof<Lookup>('entriesCount') != 28) ERROR('Lookup.entriesCount');
if (offsetof<Lookup>() != 32) ERROR('Lookup');

@unmanaged
export class Entry {
  keyLow: u32;
  keyHigh: u32;
  predicate: u32;
  shift: u16;
  besideAt: u16;
  beside: u32;
}
if (offsetof<Entry>('keyLow') != 0) ERROR('Entry.keyLow');
if (offsetof<Entry>('keyHigh') != 4) ERROR('Entry.keyHigh');
if (offsetof<Entry>('predicate') != 8) ERROR('Entry.predicate');
if (offsetof<Entry>('shift') != 12) ERROR('Entry.shift');
if (offsetof<Entry>('besideAt') != 14) ERROR('Entry.besideAt');
if (offsetof<Entry>('beside') != 16) ERROR('Entry.beside');
if (offsetof<Entry>() != 20) ERROR('Entry');

@unmanaged
export class Predicate {
  kind: u8;
  cased: u8;
  order: u8;
  indexed: u8;
  field: u32;
  literalOffset: u32;
  literalLength: u32;
  partsFirst: u32;
  partsCount: u32;
  automaton: u32;
  other: u32;
  gatesFirst: u32;
  gatesCount: u32;
}
if (offsetof<Predicate>('kind') != 0) ERROR('Predicate.kind');
if (offsetof<Predicate>('cased') != 1) ERROR('Predicate.cased');
if (offsetof<Predicate>('order') != 2) ERROR('Predicate.order');
if (offsetof<Predicate>('indexed') != 3) ERROR('Predicate.indexed');
if (offsetof<Predicate>('field') != 4) ERROR('Predicate.field');
if (offsetof<Predicate>('literalOffset') != 8) ERROR('Predicate.literalOffset');
if (offsetof<Predicate>('literalLength') != 12) ERROR('Predicate.literalLength');
if (offsetof<Predicate>('partsFirst') != 16) ERROR('Predicate.partsFirst');
if (offsetof<Predicate>('partsCount') != 20) ERROR('Predicate.partsCount');
if (offsetof<Predicate>('automaton') != 24) ERROR('Predicate.automaton');
if (offsetof<Predicate>('other') != 28) ERROR('Predicate.other');
if (offsetof<Predicate>('gatesFirst') != 32) ERROR('Predicate.gatesFirst');
if (offsetof<Predicate>('gatesCount') != 36) ERROR('Predicate.gatesCount');
if (offsetof<Predicate>() != 40) ERROR('Predicate');

@unmanaged
export class Part {
  kind: u32;
  literalOffset: u32;
  literalLength: u32;
}
if (offsetof<Part>('kind') != 0) ERROR('Part.kind');
if (offsetof<Part>('literalOffset') != 4) ERROR('Part.literalOffset');
if (offsetof<Part>('literalLength') != 8) ERROR('Part.literalLength');
if (offsetof<Part>() != 12) ERROR('Part');

@unmanaged
export class Automaton {
  kind: u8;
  words: u8;
  classCount: u16;
  start: u32;
  shortest: u32;
  classesFirst: u32;
  classesCount: u32;
  transitionsFirst: u32;
  transitionsCount: u32;
  statesFirst: u32;
  statesCount: u32;
  masksFirst: u32;
  masksCount: u32;
  jumpsFirst: u32;
  jumpsCount: u32;
  leavesFirst: u32;
  leavesCount: u32;
}
if (offsetof<Automaton>('kind') != 0) ERROR('Automaton.kind');
if (offsetof<Automaton>('words') != 1) ERROR('Automaton.words');
if (offsetof<Automaton>('classCount') != 2) ERROR('Automaton.classCount');
if (offsetof<Automaton>('start') != 4) ERROR('Automaton.start');
if (offsetof<Automaton>('shortest') != 8) ERROR('Automaton.shortest');
if (offsetof<Automaton>('classesFirst') != 12) ERROR('Automaton.classesFirst');
if (offsetof<Automaton>('classesCount') != 16) ERROR('Automaton.classesCount');
if (offsetof<Automaton>('transitionsFirst') != 20) ERROR('Automaton.transitionsFirst');
if (offsetof<Automaton>('transitionsCount') != 24) ERROR('Automaton.transitionsCount');
if (offsetof<Automaton>('statesFirst') != 28) ERROR('Automaton.statesFirst');
if (offsetof<Automaton>('statesCount') != 32) ERROR('Automaton.statesCount');
if (offsetof<Automaton>('masksFirst') != 36) ERROR('Automaton.masksFirst');
if (offsetof<Automaton>('masksCount') != 40) ERROR('Automaton.masksCount');
if (offsetof<Automaton>('jumpsFirst') != 44) ERROR('Automaton.jumpsFirst');
if (offsetof<Automaton>('jumpsCount') != 48) ERROR('Automaton.jumpsCount');
if (offsetof<Automaton>('leavesFirst') != 52) ERROR('Automaton.leavesFirst');
if (offsetof<Automaton>('leavesCount') != 56) ERROR('Automaton.leavesCount');
if (offsetof<Automaton>() != 60) ERROR('Automaton');

@unmanaged
export class Mask {
  low: u32;
  high: u32;
}
if (offsetof<Mask>('low') != 0) ERROR('Mask.low');
if (offsetof<Mask>('high') != 4) ERROR('Mask.high');
if (offsetof<Mask>() != 8) ERROR('Mask');

@unmanaged
export class Jump {
  first: u32;
  word: u16;
  count: u16;
}
if (offsetof<Jump>('first') != 0) ERROR('Jump.first');
if (offsetof<Jump>('word') != 4) ERROR('Jump.word');
if (offsetof<Jump>('count') != 6) ERROR('Jump.count');
if (offsetof<Jump>() != 8) ERROR('Jump');

@unmanaged
export class NfaState {
  kind: u8;
  low: u8;
  high: u8;
  reserved: u8;
  next: u32;
  other: u32;
}
if (offsetof<NfaState>('kind') != 0) ERROR('NfaState.kind');
if (offsetof<NfaState>('low') != 1) ERROR('NfaState.low');
if (offsetof<NfaState>('high') != 2) ERROR('NfaState.high');
if (offsetof<NfaState>('reserved') != 3) ERROR('NfaState.reserved');
if (offsetof<NfaState>('next') != 4) ERROR('NfaState.next');
if (offsetof<NfaState>('other') != 8) ERROR('NfaState.other');
if (offsetof<NfaState>() != 12) ERROR('NfaState');

@unmanaged
export class Condition {
  effect: u32;
  target: u32;
  stepsFirst: u32;
  stepsCount: u32;
}
if (offsetof<Condition>('effect') != 0) ERROR('Condition.effect');
if (offsetof<Condition>('target') != 4) ERROR('Condition.target');
if (offsetof<Condition>('stepsFirst') != 8) ERROR('Condition.stepsFirst');
if (offsetof<Condition>('stepsCount') != 12) ERROR('Condition.stepsCount');
if (offsetof<Condition>() != 16) ERROR('Condition');

@unmanaged
export class Always {
  condition: u32;
  closer: u32;
}
if (offsetof<Always>('condition') != 0) ERROR('Always.condition');
if (offsetof<Always>('closer') != 4) ERROR('Always.closer');
if (offsetof<Always>() != 8) ERROR('Always');

@unmanaged
export class Step {
  op: u8;
  skipWhen: u8;
  skip: u16;
  operandsFirst: u32;
  operandsCount: u32;
}
if (offsetof<Step>('op') != 0) ERROR('Step.op');
if (offsetof<Step>('skipWhen') != 1) ERROR('Step.skipWhen');
if (offsetof<Step>('skip') != 2) ERROR('Step.skip');
if (offsetof<Step>('operandsFirst') != 4) ERROR('Step.operandsFirst');
if (offsetof<Step>('operandsCount') != 8) ERROR('Step.operandsCount');
if (offsetof<Step>() != 12) ERROR('Step');

@unmanaged
export class Rule {
  idOffset: u32;
  idLength: u32;
  titleOffset: u32;
  titleLength: u32;
  authorOffset: u32;
  authorLength: u32;
  levelOffset: u32;
  levelLength: u32;
  statusOffset: u32;
  statusLength: u32;
  tagsFirst: u32;
  tagsCount: u32;
  referencesFirst: u32;
  referencesCount: u32;
  falsePositivesFirst: u32;
  falsePositivesCount: u32;
  groupsFirst: u32;
  groupsCount: u32;
  degradationsFirst: u32;
  degradationsCount: u32;
}
if (offsetof<Rule>('idOffset') != 0) ERROR('Rule.idOffset');
if (offsetof<Rule>('idLength') != 4) ERROR('Rule.idLength');
if (offsetof<Rule>('titleOffset') != 8) ERROR('Rule.titleOffset');
if (offsetof<Rule>('titleLength') != 12) ERROR('Rule.titleLength');
if (offsetof<Rule>('authorOffset') != 16) ERROR('Rule.authorOffset');
if (offsetof<Rule>('authorLength') != 20) ERROR('Rule.authorLength');
if (offsetof<Rule>('levelOffset') != 24) ERROR('Rule.levelOffset');
if (offsetof<Rule>('levelLength') != 28) ERROR('Rule.levelLength');
if (offsetof<Rule>('statusOffset') != 32) ERROR('Rule.statusOffset');
if (offsetof<Rule>('statusLength') != 36) ERROR('Rule.statusLength');
if (offsetof<Rule>('tagsFirst') != 40) ERROR('Rule.tagsFirst');
if (offsetof<Rule>('tagsCount') != 44) ERROR('Rule.tagsCount');
if (offsetof<Rule>('referencesFirst') != 48) ERROR('Rule.referencesFirst');
if (offsetof<Rule>('referencesCount') != 52) ERROR('Rule.referencesCount');
if (offsetof<Rule>('falsePositivesFirst') != 56) ERROR('Rule.falsePositivesFirst');
if (offsetof<Rule>('falsePositivesCount') != 60) ERROR('Rule.falsePositivesCount');
if (offsetof<Rule>('groupsFirst') != 64) ERROR('Rule.groupsFirst');
if (offsetof<Rule>('groupsCount') != 68) ERROR('Rule.groupsCount');
if (offsetof<Rule>('degradationsFirst') != 72) ERROR('Rule.degradationsFirst');
if (offsetof<Rule>('degradationsCount') != 76) ERROR('Rule.degradationsCount');
if (offsetof<Rule>() != 80) ERROR('Rule');

@unmanaged
export class Degradation {
  codeOffset: u32;
  codeLength: u32;
  textOffset: u32;
  textLength: u32;
  line: u32;
  column: u32;
}
if (offsetof<Degradation>('codeOffset') != 0) ERROR('Degradation.codeOffset');
if (offsetof<Degradation>('codeLength') != 4) ERROR('Degradation.codeLength');
if (offsetof<Degradation>('textOffset') != 8) ERROR('Degradation.textOffset');
if (offsetof<Degradation>('textLength') != 12) ERROR('Degradation.textLength');
if (offsetof<Degradation>('line') != 16) ERROR('Degradation.line');
if (offsetof<Degradation>('column') != 20) ERROR('Degradation.column');
if (offsetof<Degradation>() != 24) ERROR('Degradation');

@unmanaged
export class TextItem {
  textOffset: u32;
  textLength: u32;
}
if (offsetof<TextItem>('textOffset') != 0) ERROR('TextItem.textOffset');
if (offsetof<TextItem>('textLength') != 4) ERROR('TextItem.textLength');
if (offsetof<TextItem>() != 8) ERROR('TextItem');

@unmanaged
export class FaultCell {
  kind: u32;
  stage: u32;
  detail: u32;
  index: u32;
  supplied: u32;
  declared: u32;
  event: u32;
  condition: u32;
  fuel: u32;
}
if (offsetof<FaultCell>('kind') != 0) ERROR('FaultCell.kind');
if (offsetof<FaultCell>('stage') != 4) ERROR('FaultCell.stage');
if (offsetof<FaultCell>('detail') != 8) ERROR('FaultCell.detail');
if (offsetof<FaultCell>('index') != 12) ERROR('FaultCell.index');
if (offsetof<FaultCell>('supplied') != 16) ERROR('FaultCell.supplied');
if (offsetof<FaultCell>('declared') != 20) ERROR('FaultCell.declared');
if (offsetof<FaultCell>('event') != 24) ERROR('FaultCell.event');
if (offsetof<FaultCell>('condition') != 28) ERROR('FaultCell.condition');
if (offsetof<FaultCell>('fuel') != 32) ERROR('FaultCell.fuel');
if (offsetof<FaultCell>() != 36) ERROR('FaultCell');

@unmanaged
export class VerdictCell {
  lines: u32;
  events: u32;
  consumed: u32;
  matches: u32;
  unread: u32;
  duplicateKeys: u32;
  badText: u32;
  fuel: u32;
}
if (offsetof<VerdictCell>('lines') != 0) ERROR('VerdictCell.lines');
if (offsetof<VerdictCell>('events') != 4) ERROR('VerdictCell.events');
if (offsetof<VerdictCell>('consumed') != 8) ERROR('VerdictCell.consumed');
if (offsetof<VerdictCell>('matches') != 12) ERROR('VerdictCell.matches');
if (offsetof<VerdictCell>('unread') != 16) ERROR('VerdictCell.unread');
if (offsetof<VerdictCell>('duplicateKeys') != 20) ERROR('VerdictCell.duplicateKeys');
if (offsetof<VerdictCell>('badText') != 24) ERROR('VerdictCell.badText');
if (offsetof<VerdictCell>('fuel') != 28) ERROR('VerdictCell.fuel');
if (offsetof<VerdictCell>() != 32) ERROR('VerdictCell');

@unmanaged
export class Match {
  line: u32;
  rule: u32;
}
if (offsetof<Match>('line') != 0) ERROR('Match.line');
if (offsetof<Match>('rule') != 4) ERROR('Match.rule');
if (offsetof<Match>() != 8) ERROR('Match');

@unmanaged
export class UnreadEvent {
  line: u32;
  reason: u32;
  position: u32;
}
if (offsetof<UnreadEvent>('line') != 0) ERROR('UnreadEvent.line');
if (offsetof<UnreadEvent>('reason') != 4) ERROR('UnreadEvent.reason');
if (offsetof<UnreadEvent>('position') != 8) ERROR('UnreadEvent.position');
if (offsetof<UnreadEvent>() != 12) ERROR('UnreadEvent');

@unmanaged
export class Budget {
  event: u32;
  batch: u32;
}
if (offsetof<Budget>('event') != 0) ERROR('Budget.event');
if (offsetof<Budget>('batch') != 4) ERROR('Budget.batch');
if (offsetof<Budget>() != 8) ERROR('Budget');

@unmanaged
export class SectionPlace {
  base: u32;
  count: u32;
}
if (offsetof<SectionPlace>('base') != 0) ERROR('SectionPlace.base');
if (offsetof<SectionPlace>('count') != 4) ERROR('SectionPlace.count');
if (offsetof<SectionPlace>() != 8) ERROR('SectionPlace');

@unmanaged
export class InputEntry {
  mark: u32;
  first: u32;
  last: u32;
  rank: u32;
}
if (offsetof<InputEntry>('mark') != 0) ERROR('InputEntry.mark');
if (offsetof<InputEntry>('first') != 4) ERROR('InputEntry.first');
if (offsetof<InputEntry>('last') != 8) ERROR('InputEntry.last');
if (offsetof<InputEntry>('rank') != 12) ERROR('InputEntry.rank');
if (offsetof<InputEntry>() != 16) ERROR('InputEntry');

@unmanaged
export class TraceCell {
  steps: u32;
  predicates: u32;
}
if (offsetof<TraceCell>('steps') != 0) ERROR('TraceCell.steps');
if (offsetof<TraceCell>('predicates') != 4) ERROR('TraceCell.predicates');
if (offsetof<TraceCell>() != 8) ERROR('TraceCell');

@unmanaged
export class TraceEntry {
  predicate: u32;
  holds: u32;
  value: u32;
  start: u32;
  length: u32;
}
if (offsetof<TraceEntry>('predicate') != 0) ERROR('TraceEntry.predicate');
if (offsetof<TraceEntry>('holds') != 4) ERROR('TraceEntry.holds');
if (offsetof<TraceEntry>('value') != 8) ERROR('TraceEntry.value');
if (offsetof<TraceEntry>('start') != 12) ERROR('TraceEntry.start');
if (offsetof<TraceEntry>('length') != 16) ERROR('TraceEntry.length');
if (offsetof<TraceEntry>() != 20) ERROR('TraceEntry');

@unmanaged
export class Mark {
  number: u32;
}
if (offsetof<Mark>('number') != 0) ERROR('Mark.number');
if (offsetof<Mark>() != 4) ERROR('Mark');

@unmanaged
export class Link {
  binding: u32;
  value: u32;
  next: u32;
}
if (offsetof<Link>('binding') != 0) ERROR('Link.binding');
if (offsetof<Link>('value') != 4) ERROR('Link.value');
if (offsetof<Link>('next') != 8) ERROR('Link.next');
if (offsetof<Link>() != 12) ERROR('Link');

@unmanaged
export class Value {
  kind: u32;
  start: u32;
  length: u32;
  folded: u32;
  foldedLength: u32;
  cased: u32;
  casedLength: u32;
}
if (offsetof<Value>('kind') != 0) ERROR('Value.kind');
if (offsetof<Value>('start') != 4) ERROR('Value.start');
if (offsetof<Value>('length') != 8) ERROR('Value.length');
if (offsetof<Value>('folded') != 12) ERROR('Value.folded');
if (offsetof<Value>('foldedLength') != 16) ERROR('Value.foldedLength');
if (offsetof<Value>('cased') != 20) ERROR('Value.cased');
if (offsetof<Value>('casedLength') != 24) ERROR('Value.casedLength');
if (offsetof<Value>() != 28) ERROR('Value');

@unmanaged
export class Memo {
  table: u32;
  form: u32;
  foldedLength: u32;
  fuel: u32;
  count: u32;
  gates: u32;
}
if (offsetof<Memo>('table') != 0) ERROR('Memo.table');
if (offsetof<Memo>('form') != 4) ERROR('Memo.form');
if (offsetof<Memo>('foldedLength') != 8) ERROR('Memo.foldedLength');
if (offsetof<Memo>('fuel') != 12) ERROR('Memo.fuel');
if (offsetof<Memo>('count') != 16) ERROR('Memo.count');
if (offsetof<Memo>('gates') != 20) ERROR('Memo.gates');
if (offsetof<Memo>() != 24) ERROR('Memo');

@unmanaged
export class MemoSlot {
  hash: u32;
  memo: u32;
}
if (offsetof<MemoSlot>('hash') != 0) ERROR('MemoSlot.hash');
if (offsetof<MemoSlot>('memo') != 4) ERROR('MemoSlot.memo');
if (offsetof<MemoSlot>() != 8) ERROR('MemoSlot');

@unmanaged
export class Recognition {
  low: u32;
  high: u32;
  fuel: u32;
  count: u32;
}
if (offsetof<Recognition>('low') != 0) ERROR('Recognition.low');
if (offsetof<Recognition>('high') != 4) ERROR('Recognition.high');
if (offsetof<Recognition>('fuel') != 8) ERROR('Recognition.fuel');
if (offsetof<Recognition>('count') != 12) ERROR('Recognition.count');
if (offsetof<Recognition>() != 16) ERROR('Recognition');

@unmanaged
export class Guess {
  sight: u32;
  node: u32;
  dues: u32;
  length: u32;
  next: u32;
}
if (offsetof<Guess>('sight') != 0) ERROR('Guess.sight');
if (offsetof<Guess>('node') != 4) ERROR('Guess.node');
if (offsetof<Guess>('dues') != 8) ERROR('Guess.dues');
if (offsetof<Guess>('length') != 12) ERROR('Guess.length');
if (offsetof<Guess>('next') != 16) ERROR('Guess.next');
if (offsetof<Guess>() != 20) ERROR('Guess');

@unmanaged
export class Frame {
  node: u32;
  close: u32;
  object: u32;
}
if (offsetof<Frame>('node') != 0) ERROR('Frame.node');
if (offsetof<Frame>('close') != 4) ERROR('Frame.close');
if (offsetof<Frame>('object') != 8) ERROR('Frame.object');
if (offsetof<Frame>() != 12) ERROR('Frame');

export const SECTION_BYTES: usize = memory.data<u32>([1, 1, 8, 16, 8, 4, 20, 48, 12, 32, 4, 4, 20, 40, 12, 4, 16, 12, 4, 8, 80, 8, 60, 1, 2, 12, 4, 24, 8, 8, 4]);

export const SECTION_LIMITS: usize = memory.data<u32>([33554432, 67108864, 4096, 65536, 131072, 262145, 65536, 4096, 65536, 262144, 8388608, 1048576, 2097152, 2097152, 1048576, 2097152, 262144, 2097152, 4194304, 262144, 262144, 2097152, 65536, 4194304, 16777216, 1048576, 1048576, 1048576, 1048576, 1048576, 16777216]);

export const FOLD_COUNT: u32 = 216;

export const FOLDS: usize = memory.data<i32>([65, 90, 1, 32, 192, 214, 1, 32, 216, 222, 1, 32, 256, 302, 2, 1, 306, 310, 2, 1, 313, 327, 2, 1, 330, 374, 2, 1, 376, 376, 1, -121, 377, 381, 2, 1, 383, 383, 1, -268, 385, 385, 1, 210, 386, 388, 2, 1, 390, 390, 1, 206, 391, 391, 1, 1, 393, 394, 1, 205, 395, 395, 1, 1, 398, 398, 1, 79, 399, 399, 1, 202, 400, 400, 1, 203, 401, 401, 1, 1, 403, 403, 1, 205, 404, 404, 1, 207, 406, 406, 1, 211, 407, 407, 1, 209, 408, 408, 1, 1, 412, 412, 1, 211, 413, 413, 1, 213, 415, 415, 1, 214, 416, 420, 2, 1, 422, 422, 1, 218, 423, 423, 1, 1, 425, 425, 1, 218, 428, 428, 1, 1, 430, 430, 1, 218, 431, 431, 1, 1, 433, 434, 1, 217, 435, 437, 2, 1, 439, 439, 1, 219, 440, 440, 1, 1, 444, 444, 1, 1, 452, 452, 1, 2, 453, 453, 1, 1, 455, 455, 1, 2, 456, 456, 1, 1, 458, 458, 1, 2, 459, 475, 2, 1, 478, 494, 2, 1, 497, 497, 1, 2, 498, 500, 2, 1, 502, 502, 1, -97, 503, 503, 1, -56, 504, 542, 2, 1, 544, 544, 1, -130, 546, 562, 2, 1, 570, 570, 1, 10795, 571, 571, 1, 1, 573, 573, 1, -163, 574, 574, 1, 10792, 577, 577, 1, 1, 579, 579, 1, -195, 580, 580, 1, 69, 581, 581, 1, 71, 582, 590, 2, 1, 880, 882, 2, 1, 886, 886, 1, 1, 895, 895, 1, 116, 902, 902, 1, 38, 904, 906, 1, 37, 908, 908, 1, 64, 910, 911, 1, 63, 913, 920, 1, 32, 921, 921, 1, -84, 922, 923, 1, 32, 924, 924, 1, -743, 925, 929, 1, 32, 931, 931, 1, 31, 932, 939, 1, 32, 953, 953, 1, -116, 956, 956, 1, -775, 963, 963, 1, -1, 975, 975, 1, 8, 976, 976, 1, -30, 977, 977, 1, -25, 981, 981, 1, -15, 982, 982, 1, -22, 984, 1006, 2, 1, 1008, 1008, 1, -54, 1009, 1009, 1, -48, 1012, 1012, 1, -60, 1013, 1013, 1, -64, 1015, 1015, 1, 1, 1017, 1017, 1, -7, 1018, 1018, 1, 1, 1021, 1023, 1, -130, 1024, 1039, 1, 80, 1040, 1071, 1, 32, 1120, 1152, 2, 1, 1162, 1214, 2, 1, 1216, 1216, 1, 15, 1217, 1229, 2, 1, 1232, 1326, 2, 1, 1329, 1366, 1, 48, 4256, 4293, 1, 7264, 4295, 4295, 1, 7264, 4301, 4301, 1, 7264, 5024, 5103, 1, 38864, 5104, 5109, 1, 8, 7296, 7296, 1, -6222, 7297, 7297, 1, -6221, 7298, 7298, 1, -6212, 7299, 7300, 1, -6210, 7301, 7301, 1, -6211, 7302, 7302, 1, -6204, 7303, 7303, 1, -6180, 7305, 7305, 1, 1, 7312, 7354, 1, -3008, 7357, 7359, 1, -3008, 7680, 7828, 2, 1, 7835, 7835, 1, -58, 7838, 7838, 1, -7615, 7840, 7934, 2, 1, 7944, 7951, 1, -8, 7960, 7965, 1, -8, 7976, 7983, 1, -8, 7992, 7999, 1, -8, 8008, 8013, 1, -8, 8025, 8031, 2, -8, 8040, 8047, 1, -8, 8072, 8079, 1, -8, 8088, 8095, 1, -8, 8104, 8111, 1, -8, 8120, 8121, 1, -8, 8122, 8123, 1, -74, 8124, 8124, 1, -9, 8126, 8126, 1, -7289, 8136, 8139, 1, -86, 8140, 8140, 1, -9, 8147, 8147, 1, -7235, 8152, 8153, 1, -8, 8154, 8155, 1, -100, 8163, 8163, 1, -7219, 8168, 8169, 1, -8, 8170, 8171, 1, -112, 8172, 8172, 1, -7, 8184, 8185, 1, -128, 8186, 8187, 1, -126, 8188, 8188, 1, -9, 8486, 8486, 1, -7517, 8490, 8490, 1, -8383, 8491, 8491, 1, -8262, 8498, 8498, 1, 28, 8544, 8559, 1, 16, 8579, 8579, 1, 1, 9398, 9423, 1, 26, 11264, 11311, 1, 48, 11360, 11360, 1, 1, 11362, 11362, 1, -10743, 11363, 11363, 1, -3814, 11364, 11364, 1, -10727, 11367, 11371, 2, 1, 11373, 11373, 1, -10780, 11374, 11374, 1, -10749, 11375, 11375, 1, -10783, 11376, 11376, 1, -10782, 11378, 11378, 1, 1, 11381, 11381, 1, 1, 11390, 11391, 1, -10815, 11392, 11490, 2, 1, 11499, 11501, 2, 1, 11506, 11506, 1, 1, 42560, 42568, 2, 1, 42570, 42570, 1, -35266, 42571, 42571, 1, -35267, 42572, 42604, 2, 1, 42624, 42650, 2, 1, 42786, 42798, 2, 1, 42802, 42862, 2, 1, 42873, 42875, 2, 1, 42877, 42877, 1, -35332, 42878, 42886, 2, 1, 42891, 42891, 1, 1, 42893, 42893, 1, -42280, 42896, 42898, 2, 1, 42902, 42920, 2, 1, 42922, 42922, 1, -42308, 42923, 42923, 1, -42319, 42924, 42924, 1, -42315, 42925, 42925, 1, -42305, 42926, 42926, 1, -42308, 42928, 42928, 1, -42258, 42929, 42929, 1, -42282, 42930, 42930, 1, -42261, 42931, 42931, 1, 928, 42932, 42946, 2, 1, 42948, 42948, 1, -48, 42949, 42949, 1, -42307, 42950, 42950, 1, -35384, 42951, 42953, 2, 1, 42955, 42955, 1, -42343, 42956, 42970, 2, 1, 42972, 42972, 1, -42561, 42997, 42997, 1, 1, 64262, 64262, 1, -1, 65313, 65338, 1, 32, 66560, 66599, 1, 40, 66736, 66771, 1, 40, 66928, 66938, 1, 39, 66940, 66954, 1, 39, 66956, 66962, 1, 39, 66964, 66965, 1, 39, 68736, 68786, 1, 64, 68944, 68965, 1, 32, 71840, 71871, 1, 32, 93760, 93791, 1, 32, 93856, 93880, 1, 27, 125184, 125217, 1, 34]);

export const FOLD_PAGE_COUNT: u32 = 490;

export const FOLD_PAGES: usize = memory.data<u8>([0, 3, 51, 63, 94, 100, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 105, 105, 105, 107, 107, 107, 107, 107, 107, 107, 107, 107, 117, 117, 121, 147, 147, 153, 153, 153, 154, 154, 154, 154, 154, 154, 154, 154, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 170, 175, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 203, 203, 203, 203, 204, 204, 204, 204, 204, 206, 210, 210, 210, 210, 210, 210, 210, 211, 212, 212, 212, 212, 212, 212, 212, 212, 212, 212, 212, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 213, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215, 215]);
