/**
 * Rejections: why bytes are not content. The first one found ends the validation.
 */
import type { SectionName } from '../format/layout.js';

export type RejectionCode = keyof typeof REJECTIONS;

export interface Rejection {
  readonly code: RejectionCode;
  /** Where it shows. */
  readonly section?: SectionName;
  readonly index?: number;
  readonly column?: string;
  /** What was found and what was expected, where both are numbers. */
  readonly found?: number;
  readonly expected?: number;
}

/** Every code with what the validator asks for. */
export const REJECTIONS = {
  Truncated: 'a content file has at least a header and its section entries',
  TooLarge: 'a content file is not larger than the limit',
  NotContent: 'a content file begins with RING',
  NewerFormat: 'the format version is the one this build reads',
  LayoutMismatch: 'the file is written with the tables of this build',
  LengthMismatch: 'the header states the length of the file',
  ChecksumMismatch: 'the checksum is that of the bytes: the file is damaged',
  SectionMisplaced: 'sections follow each other in order, aligned, up to the end of the file',
  SectionTooLong: 'a section has at most as many records as its limit',
  GapNotZero: 'bytes between sections are zero',
  ReservedNotZero: 'reserved columns are zero',
  FieldCountMismatch: 'the header declares as many fields as there are',
  IndexOutOfSection: 'an index is inside the section it points into',
  RangeOutOfSection: 'a range is inside the section it points into',
  RangeNotNext: 'a range begins where the one before it ended, and the last ends with its section',
  UnknownCode: 'a code is in its table',
  PathBucketsMalformed: 'path buckets are ends of runs of edges, a power of two of them',
  PathRootMissing: 'there is a path node for the event',
  GroupMissing: 'there is a group 0',
  LookupMalformed: 'a lookup has the width, buckets and filter of its kind',
  EntryMisplaced: 'an entry is in the bucket of its key, and its filter bit is set',
  EntryKeyWrong: 'the key of an entry is in the literal of its predicate',
  PredicateMalformed: 'a predicate has the automaton, the other field and the literal that its kind needs',
  PredicateUnreachable: 'a predicate is marked as indexed when a lookup finds it, and only then',
  EntryPredicateWrong: 'a lookup finds predicates of its field, its case and its kind',
  AutomatonMalformed: 'the states and classes of an automaton are its own',
  StackUnderflow: 'a condition pops no more values than it pushed',
  StackTooDeep: 'a condition has at most 64 values on its stack',
  StackUnbalanced: 'a condition leaves one value',
  SkipTooFar: 'a step passes over steps of its own condition only',
  SkipUnbalanced: 'where steps are passed over, the stack is as high as if they were taken',
  OperandsMalformed: 'a step has the operands of its operator',
  FieldNotSupplied: 'content reads only fields that the integration supplies',
} as const;

/** One line: code, where, what was found, what was expected. */
export function describeRejection({ code, section, index, column, found, expected }: Rejection): string {
  const where =
    section === undefined
      ? ''
      : ` in ${section}${index === undefined ? '' : `[${index}]`}${column === undefined ? '' : `.${column}`}`;
  const numbers = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ];
  return `${code}${where}: ${REJECTIONS[code]}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}`;
}
