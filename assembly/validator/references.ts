/**
 * References: every index, range, text and code in every record, by the rows of the format tables.
 *
 * Ranges share nothing: each begins where the one before it into the same section ended, and the last ends with the
 * section, as the writer makes them. So whatever follows ranges costs time linear in the file.
 */
import {
  AT_COLUMNS,
  AT_ENDS,
  Asks,
  COLUMN_CHECKS,
  COLUMN_CHECK_COUNT,
  ColumnCheck,
  RejectionCode,
} from '../generated/judge';
import { Header, SECTION_COUNT, Section } from '../generated/layout';
import { refuse, refuseColumn, refuseColumnOf } from './refusal';
import { claim, countOf, header, numberIn, row, setNumberIn, sizeOf } from './sections';

export function checkReferences(): bool {
  const head = header();
  const fields = countOf(Section.Fields);
  if (head.fieldCount != fields) return refuse(RejectionCode.FieldCountMismatch, NaN, NaN, head.fieldCount, fields);
  if (<u64>head.schemaOffset + <u64>head.schemaLength > <u64>countOf(Section.Text))
    return refuseColumnOf(RejectionCode.RangeOutOfSection, NaN, NaN, NaN, offsetof<Header>('schemaOffset'));
  for (let first: u32 = 0; first < COLUMN_CHECK_COUNT; first = endOf(first)) if (!checkSection(first)) return false;
  return checkEnds();
}


@inline
function checkAt(index: u32): ColumnCheck {
  return row<ColumnCheck>(COLUMN_CHECKS, COLUMN_CHECK_COUNT * offsetof<ColumnCheck>(), index);
}

/** Where the rows of another section begin. */
function endOf(first: u32): u32 {
  const check = checkAt(first);
  let end = first + 1;
  while (end < COLUMN_CHECK_COUNT && checkAt(end).section == check.section) end++;
  return end;
}

/** `first` is the first row of the section. */
function checkSection(first: u32): bool {
  const end = endOf(first);
  for (let index = first; index < end; index++) {
    const check = checkAt(index);
    if (!(check.bytes == 8 ? checkPairs(check) : checkNumbers(check))) return false;
  }
  for (let index = first; index < end; index++) if (isFirstInto(first, index) && !checkOrder(index, end)) return false;
  return true;
}

function checkNumbers(check: ColumnCheck): bool {
  if (check.bytes == 1) return checkNumbersOf<u8>(check);
  if (check.bytes == 2) return checkNumbersOf<u16>(check);
  return checkNumbersOf<u32>(check);
}

function checkNumbersOf<T>(check: ColumnCheck): bool {
  if (check.asks == Asks.Code) return checkCodes<T>(check);
  if (check.asks == Asks.Zero) return checkBelow<T>(check, 1, 0, RejectionCode.ReservedNotZero, 0);
  const limit = countOf(check.of);
  const none: u32 = check.asks == Asks.IndexOrNone ? check.more : 0;
  return checkBelow<T>(check, limit, none, RejectionCode.IndexOutOfSection, limit);
}

/** The codes of a table are the bits of `more`. */
function checkCodes<T>(check: ColumnCheck): bool {
  const known = check.more;
  const size = sizeOf(check.section);
  let at = claim(check.section, 0, countOf(check.section)) + check.offset;
  for (let left = countOf(check.section); left > 0; left--, at += size) {
    const found = <u32>load<T>(at);
    if (found > 31 || ((known >> found) & 1) == 0) return wrong(check, left, RejectionCode.UnknownCode, found);
  }
  return true;
}

/** Numbers are below the limit, or `none`, which is 0 where there is no such number. */
function checkBelow<T>(check: ColumnCheck, limit: u32, none: u32, code: i32, expected: u32): bool {
  const size = sizeOf(check.section);
  let at = claim(check.section, 0, countOf(check.section)) + check.offset;
  for (let left = countOf(check.section); left > 0; left--, at += size) {
    const found = <u32>load<T>(at);
    if (found >= limit && (found != none || none == 0)) return wrong(check, left, code, found, expected);
  }
  return true;
}

/** Texts and ranges. */
function checkPairs(check: ColumnCheck): bool {
  const limit = <u64>countOf(check.of);
  const size = sizeOf(check.section);
  let at = claim(check.section, 0, countOf(check.section)) + check.offset;
  for (let left = countOf(check.section); left > 0; left--, at += size) {
    const end = <u64>load<u32>(at) + <u64>load<u32>(at, 4);
    if (end > limit) return wrong(check, left, RejectionCode.RangeOutOfSection, <f64>end, <f64>limit);
  }
  return true;
}

/** In the record behind which, with itself, so many are left. */
function wrong(check: ColumnCheck, left: u32, code: i32, found: f64, expected: f64 = NaN): bool {
  return refuseColumn(code, check.section, countOf(check.section) - left, check.offset, found, expected);
}

/** Whether a row is of ranges, and none before it, from `first` on, of ranges into the same section. */
function isFirstInto(first: u32, index: u32): bool {
  const check = checkAt(index);
  if (check.asks != Asks.Range) return false;
  for (let before = first; before < index; before++)
    if (checkAt(before).asks == Asks.Range && checkAt(before).of == check.of) return false;
  return true;
}

/** Record by record, where several columns, of rows up to `rows`, lead to the same section. An empty range may stand anywhere. */
function checkOrder(first: u32, rows: u32): bool {
  const section = checkAt(first).section;
  const target = checkAt(first).of;
  const columns = columnsInto(first, rows);
  const size = sizeOf(section);
  const count = countOf(section);
  let at = claim(section, 0, count);
  let end = numberIn<u32>(AT_ENDS, SECTION_COUNT << 2, target);
  for (let index: u32 = 0; index < count; index++, at += size) {
    for (let column: u32 = 0; column < columns; column++) {
      const offset = offsetOf(column);
      const length = load<u32>(at + offset, 4);
      if (length == 0) continue;
      const found = load<u32>(at + offset);
      if (found != end) return refuseColumn(RejectionCode.RangeNotNext, section, index, offset, found, end);
      end = found + length;
    }
  }
  setNumberIn<u32>(AT_ENDS, SECTION_COUNT << 2, target, end);
  return true;
}

/** Notes the columns of ranges that lead where those of the first row do, and answers how many they are. */
function columnsInto(first: u32, rows: u32): u32 {
  const target = checkAt(first).of;
  let columns: u32 = 0;
  for (let index = first; index < rows; index++) {
    const check = checkAt(index);
    if (check.asks != Asks.Range || check.of != target) continue;
    setNumberIn<u32>(AT_COLUMNS, COLUMN_CHECK_COUNT << 2, columns++, check.offset);
  }
  return columns;
}


@inline
function offsetOf(column: u32): u32 {
  return numberIn<u32>(AT_COLUMNS, COLUMN_CHECK_COUNT << 2, column);
}

/** Whether the last range into each section ends with it. */
function checkEnds(): bool {
  for (let index: u32 = 0; index < COLUMN_CHECK_COUNT; index++) {
    const check = checkAt(index);
    if (check.asks != Asks.Range) continue;
    const end = numberIn<u32>(AT_ENDS, SECTION_COUNT << 2, check.of);
    if (end != countOf(check.of)) return refuse(RejectionCode.RangeNotNext, check.of, NaN, end, countOf(check.of));
  }
  return true;
}
