// Rendered from src/format by `npm run generate`; not to be edited.

export enum RejectionCode {
  Truncated = 1,
  TooLarge = 2,
  NotContent = 3,
  NewerFormat = 4,
  LayoutMismatch = 5,
  LengthMismatch = 6,
  ChecksumMismatch = 7,
  SectionMisplaced = 8,
  SectionTooLong = 9,
  GapNotZero = 10,
  ReservedNotZero = 11,
  FieldCountMismatch = 12,
  IndexOutOfSection = 13,
  RangeOutOfSection = 14,
  RangeNotNext = 15,
  UnknownCode = 16,
  PathBucketsMalformed = 17,
  PathRootMissing = 18,
  GroupMissing = 19,
  LookupMalformed = 20,
  EntryMisplaced = 21,
  EntryKeyWrong = 22,
  PredicateMalformed = 23,
  PredicateUnreachable = 24,
  EntryPredicateWrong = 25,
  AutomatonMalformed = 26,
  StackUnderflow = 27,
  StackTooDeep = 28,
  StackUnbalanced = 29,
  SkipTooFar = 30,
  SkipUnbalanced = 31,
  OperandsMalformed = 32,
  FieldNotSupplied = 33,
  Unjudged = 34,
}

export enum Asks {
  Zero = 1,
  Code = 2,
  Index = 3,
  IndexOrNone = 4,
  Text = 5,
  Range = 6,
}

export const COLUMN_CHECK_COUNT: u32 = 72;
export const STEP_CODES: u32 = 7;
export const AT_REJECTION: usize = 0x8000;
export const AT_ENDS: usize = 0x8100;
export const AT_COLUMNS: usize = 0x8200;
export const AT_TABLES: usize = 0x8400;
export const AT_JUDGED: usize = 0x10000;

@unmanaged
export class RejectionCell {
  code: f64;
  section: f64;
  index: f64;
  columnOf: f64;
  column: f64;
  found: f64;
  expected: f64;
}
if (offsetof<RejectionCell>('code') != 0) ERROR('RejectionCell.code');
if (offsetof<RejectionCell>('section') != 8) ERROR('RejectionCell.section');
if (offsetof<RejectionCell>('index') != 16) ERROR('RejectionCell.index');
if (offsetof<RejectionCell>('columnOf') != 24) ERROR('RejectionCell.columnOf');
if (offsetof<RejectionCell>('column') != 32) ERROR('RejectionCell.column');
if (offsetof<RejectionCell>('found') != 40) ERROR('RejectionCell.found');
if (offsetof<RejectionCell>('expected') != 48) ERROR('RejectionCell.expected');
if (offsetof<RejectionCell>() != 56) ERROR('RejectionCell');

@unmanaged
export class ColumnCheck {
  section: u32;
  offset: u32;
  bytes: u32;
  asks: u32;
  of: u32;
  more: u32;
}
if (offsetof<ColumnCheck>('section') != 0) ERROR('ColumnCheck.section');
if (offsetof<ColumnCheck>('offset') != 4) ERROR('ColumnCheck.offset');
if (offsetof<ColumnCheck>('bytes') != 8) ERROR('ColumnCheck.bytes');
if (offsetof<ColumnCheck>('asks') != 12) ERROR('ColumnCheck.asks');
if (offsetof<ColumnCheck>('of') != 16) ERROR('ColumnCheck.of');
if (offsetof<ColumnCheck>('more') != 20) ERROR('ColumnCheck.more');
if (offsetof<ColumnCheck>() != 24) ERROR('ColumnCheck');

export const COLUMN_CHECKS: usize = memory.data<u32>([2, 0, 8, 5, 0, 0, 3, 0, 8, 6, 4, 0, 3, 8, 4, 4, 3, 4294967295, 3, 12, 1, 2, 0, 3, 3, 13, 1, 2, 0, 3, 3, 14, 1, 2, 0, 15, 3, 15, 1, 2, 0, 3, 4, 0, 2, 3, 2, 0, 4, 2, 2, 1, 0, 0, 6, 0, 4, 3, 3, 0, 6, 4, 4, 3, 3, 0, 6, 8, 8, 5, 0, 0, 6, 16, 4, 2, 0, 3, 7, 0, 8, 5, 0, 0, 7, 8, 8, 5, 0, 0, 7, 16, 8, 5, 0, 0, 7, 24, 8, 5, 0, 0, 7, 32, 8, 6, 8, 0, 7, 40, 8, 6, 19, 0, 8, 0, 4, 4, 2, 65535, 8, 4, 8, 6, 9, 0, 9, 0, 1, 2, 0, 126, 9, 2, 1, 2, 0, 3, 9, 6, 2, 1, 0, 0, 9, 8, 8, 6, 10, 0, 9, 16, 8, 6, 11, 0, 9, 24, 8, 6, 12, 0, 12, 8, 4, 3, 13, 0, 13, 0, 1, 2, 0, 8388606, 13, 1, 1, 2, 0, 3, 13, 2, 1, 2, 0, 31, 13, 3, 1, 2, 0, 3, 13, 4, 4, 4, 2, 65535, 13, 8, 8, 5, 1, 0, 13, 16, 8, 6, 14, 0, 13, 24, 4, 4, 22, 4294967295, 13, 28, 4, 4, 2, 4294967295, 13, 32, 8, 6, 15, 0, 14, 0, 4, 2, 0, 14, 14, 4, 8, 5, 1, 0, 15, 0, 4, 3, 16, 0, 16, 0, 4, 2, 0, 14, 16, 8, 8, 6, 17, 0, 17, 0, 1, 2, 0, 126, 17, 1, 1, 2, 0, 3, 17, 4, 8, 6, 18, 0, 18, 0, 4, 3, 13, 0, 19, 0, 4, 3, 16, 0, 19, 4, 4, 4, 13, 4294967295, 20, 0, 8, 5, 0, 0, 20, 8, 8, 5, 0, 0, 20, 16, 8, 5, 0, 0, 20, 24, 8, 5, 0, 0, 20, 32, 8, 5, 0, 0, 20, 40, 8, 6, 21, 0, 20, 48, 8, 6, 21, 0, 20, 56, 8, 6, 21, 0, 20, 64, 8, 6, 26, 0, 20, 72, 8, 6, 27, 0, 21, 0, 8, 5, 0, 0, 22, 0, 1, 2, 0, 14, 22, 12, 8, 6, 23, 0, 22, 20, 8, 6, 24, 0, 22, 28, 8, 6, 25, 0, 22, 36, 8, 6, 28, 0, 22, 44, 8, 6, 29, 0, 22, 52, 8, 6, 30, 0, 25, 0, 1, 2, 0, 30, 25, 3, 1, 1, 0, 0, 26, 0, 4, 3, 7, 0, 27, 0, 8, 5, 0, 0, 27, 8, 8, 5, 0, 0]);

export const STEP_POPS: usize = memory.data<u8>([0, 0, 0, 0, 2, 2, 1]);

export const STEP_PUSHES: usize = memory.data<u8>([0, 1, 1, 1, 1, 1, 1]);
