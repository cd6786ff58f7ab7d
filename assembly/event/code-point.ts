/**
 * Code points: UTF-8 in and out, JSON escapes, case folding.
 *
 * What is not UTF-8 reads as U+FFFD, one for each maximal subpart, as browsers do, so that a stray byte does not hide
 * the rest of a value from the rules. Source: WHATWG Encoding, "UTF-8 decoder"; RFC 8259, section 7.
 */
import { FOLDS, FOLD_COUNT, FOLD_PAGES, FOLD_PAGE_COUNT } from '../generated/layout';
import { numberIn, readText, writeText } from '../region';
import { state } from '../state';

const REPLACEMENT: u32 = 0xfffd;

/** The code point at `at` in the low 24 bits, and above them how many bytes it takes. `at` < `end`. */
export function readUtf8(at: usize, end: usize): u32 {
  const lead = <u32>readText<u8>(at);
  if (lead < 0x80) return lead | (1 << 24);
  let more: u32 = 0;
  let low: u32 = 0x80;
  let high: u32 = 0xbf;
  let point: u32 = 0;
  if (lead >= 0xc2 && lead <= 0xdf) {
    more = 1;
    point = lead & 0x1f;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    more = 2;
    point = lead & 0x0f;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    more = 3;
    point = lead & 0x07;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
  } else return bad(1);
  for (let index: u32 = 1; index <= more; index++) {
    const byte: u32 = at + index < end ? <u32>readText<u8>(at + index) : 0;
    if (byte < low || byte > high) return bad(index);
    point = (point << 6) | (byte & 0x3f);
    low = 0x80;
    high = 0xbf;
  }
  return point | ((more + 1) << 24);
}

function bad(bytes: u32): u32 {
  state().badText = 1;
  return REPLACEMENT | (bytes << 24);
}

/** Writes a code point; returns how many bytes. */
export function writeUtf8(to: usize, point: u32): u32 {
  if (point < 0x80) {
    writeText<u8>(to, <u8>point);
    return 1;
  }
  if (point < 0x800) {
    writeText<u8>(to, <u8>(0xc0 | (point >> 6)));
    writeText<u8>(to + 1, <u8>(0x80 | (point & 0x3f)));
    return 2;
  }
  if (point < 0x10000) {
    writeText<u8>(to, <u8>(0xe0 | (point >> 12)));
    writeText<u8>(to + 1, <u8>(0x80 | ((point >> 6) & 0x3f)));
    writeText<u8>(to + 2, <u8>(0x80 | (point & 0x3f)));
    return 3;
  }
  writeText<u8>(to, <u8>(0xf0 | (point >> 18)));
  writeText<u8>(to + 1, <u8>(0x80 | ((point >> 12) & 0x3f)));
  writeText<u8>(to + 2, <u8>(0x80 | ((point >> 6) & 0x3f)));
  writeText<u8>(to + 3, <u8>(0x80 | (point & 0x3f)));
  return 4;
}

/**
 * The code point of the escape whose backslash is at `at`, and its bytes, as `readUtf8`. The scan has seen that the
 * escape is whole. A surrogate without its other half reads as U+FFFD.
 */
export function readEscape(at: usize): u32 {
  const letter = readText<u8>(at + 1);
  switch (<i32>letter) {
    case 0x62:
      return 0x08 | (2 << 24);
    case 0x66:
      return 0x0c | (2 << 24);
    case 0x6e:
      return 0x0a | (2 << 24);
    case 0x72:
      return 0x0d | (2 << 24);
    case 0x74:
      return 0x09 | (2 << 24);
    case 0x75:
      break;
    default:
      return (<u32>letter) | (2 << 24);
  }
  const unit = readHex4(at + 2);
  if ((unit & 0xf800) != 0xd800) return unit | (6 << 24);
  if (unit < 0xdc00 && readText<u16>(at + 6) == 0x755c) {
    const low = readHex4(at + 8);
    if ((low & 0xfc00) == 0xdc00) return (0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff)) | (12 << 24);
  }
  return REPLACEMENT | (6 << 24);
}

function readHex4(at: usize): u32 {
  let number: u32 = 0;
  for (let index: usize = 0; index < 4; index++) number = (number << 4) | hexDigit(readText<u8>(at + index));
  return number;
}

/** Letters from b to u that may stand behind a backslash: b f n r t u. */
const LETTERS: u32 = 0x000d1011;

/** Whether what stands `at` behind a backslash makes an escape of JSON with it. */
export function isEscape(at: usize): bool {
  const byte = <u32>readText<u8>(at);
  const letter = byte - 0x62;
  if (letter >= 20 || ((LETTERS >> letter) & 1) == 0) return byte == 0x2f || byte == 0x22 || byte == 0x5c;
  if (byte != 0x75) return true;
  for (let index: usize = 1; index < 5; index++) if (hexDigit(readText<u8>(at + index)) > 15) return false;
  return true;
}

/** The value of a hexadecimal digit, 16 for any other byte. */
export function hexDigit(byte: u8): u32 {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 16;
}

/** The code point that stands for all spellings of `point`: of most pages there are few rows to look at. */
export function foldPoint(point: u32): u32 {
  if (point < 0x80) return point - 0x41 < 26 ? point + 32 : point;
  const page = point >> 8;
  if (page >= FOLD_PAGE_COUNT) return point;
  let low = <i32>ofPage(page);
  let high = <i32>ofPage(page + 1);
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (point < ofFold(middle, 0)) high = middle - 1;
    else if (point > ofFold(middle, 1)) low = middle + 1;
    else return (point - ofFold(middle, 0)) % ofFold(middle, 2) == 0 ? point + ofFold(middle, 3) : point;
  }
  return point;
}

/** The first row of FOLDS that does not end before a page of 256 code points; of the last page, and behind it, the last row. */
@inline
function ofPage(page: u32): u32 {
  return numberIn<u8>(FOLD_PAGES, FOLD_PAGE_COUNT + 1, page);
}

/** A column of a row of FOLDS: first and last point, the step from one to the next, what to add. */
@inline
function ofFold(row: u32, column: u32): u32 {
  return numberIn<u32>(FOLDS, FOLD_COUNT << 4, (row << 2) + column);
}
