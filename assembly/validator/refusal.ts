/** The cell that says why content is refused: the first reason, which ends it. What is not stated is not a number. */
import { AT_REJECTION, RejectionCell } from '../generated/judge';


@inline
function rejection(): RejectionCell {
  return changetype<RejectionCell>(AT_REJECTION);
}

/** What is refused, in a section or of its own. Answers false, so that a check ends with it. */
export function refuse(code: i32, section: f64 = NaN, index: f64 = NaN, found: f64 = NaN, expected: f64 = NaN): bool {
  const cell = rejection();
  cell.code = code;
  cell.section = section;
  cell.index = index;
  cell.columnOf = NaN;
  cell.column = NaN;
  cell.found = found;
  cell.expected = expected;
  return false;
}

/** What is refused because of one column, `offset` bytes from the start of its record. */
export function refuseColumn(
  code: i32,
  section: f64,
  index: f64,
  offset: usize,
  found: f64 = NaN,
  expected: f64 = NaN,
): bool {
  return refuseColumnOf(code, section, index, section, offset, found, expected);
}

/** The same, for a column that records of another section have. */
export function refuseColumnOf(
  code: i32,
  section: f64,
  index: f64,
  columnOf: f64,
  offset: usize,
  found: f64 = NaN,
  expected: f64 = NaN,
): bool {
  refuse(code, section, index, found, expected);
  rejection().columnOf = columnOf;
  rejection().column = <f64>offset;
  return false;
}
