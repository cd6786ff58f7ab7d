/**
 * Literals tested on each value of a field: what is looked for is prepared once, because an array has thousands of values.
 */
import {
  AT_JOINED,
  NONE,
  PRICE_BYTES_SHIFT,
  PRICE_ENTRY,
  Predicate,
  PredicateKind,
  Section,
} from '../generated/layout';
import { burn } from '../fuel';
import { run } from '../memory';
import { readBytes, readText } from '../region';
import { same } from '../event/block';
import { firstLink, linkAt } from '../event/fields';
import { BORDER, join } from '../event/joined';
import { decode, hasText, valueAt } from '../event/value';
import { findLiteral } from './search';

/** Bytes of a literal that are in the price of the entry or operand; nearly all literals are shorter. */
export const SHORT: u32 = 64;

/** Whether a literal stands at an end of any value: most are told by its first eight bytes. */
export function testEnds(predicate: Predicate): bool {
  const size = predicate.literalLength;
  const literal = run(Section.Literals, predicate.literalOffset, size, 1);
  const unused = size < 8 ? 64 - ((<u64>size) << 3) : 0;
  const key = size == 0 ? 0 : readBytes<u64>(literal) << unused;
  const cased = predicate.cased != 0;
  const isExact = predicate.kind == PredicateKind.Exact;
  const isAtEnd = predicate.kind == PredicateKind.Suffix;
  for (let index = firstLink(predicate.field); index != NONE;) {
    const link = linkAt(index);
    index = link.next;
    const value = valueAt(link.value);
    if (!hasText(value)) continue;
    burn(PRICE_ENTRY);
    if ((cased ? value.cased : value.folded) == 0) decode(value, cased);
    const length = cased ? value.casedLength : value.foldedLength;
    if (size > length || (isExact && size < length)) continue;
    if (size == 0) return true;
    const text: usize = cased ? value.cased : value.folded;
    const at = isAtEnd ? text + (length - size) : text;
    if (size >= SHORT) burn(size >> PRICE_BYTES_SHIFT);
    if (readText<u64>(at) << unused == key && same(literal, at, size)) return true;
  }
  return false;
}

/** Whether a literal, of at least one byte, stands anywhere in any value. */
export function testInside(predicate: Predicate): bool {
  const first = firstLink(predicate.field);
  if (first == NONE) return false;
  const size = predicate.literalLength;
  const literal = run(Section.Literals, predicate.literalOffset, size, 1);
  if (size >= SHORT) burn(size >> PRICE_BYTES_SHIFT);
  const cased = predicate.cased != 0;
  if (linkAt(first).next != NONE) return isJoined(literal, size, predicate.field, cased);
  const value = valueAt(linkAt(first).value);
  if (!hasText(value)) return false;
  burn(PRICE_ENTRY);
  decode(value, cased);
  const text: usize = cased ? value.cased : value.folded;
  const end = text + (cased ? value.casedLength : value.foldedLength);
  return findLiteral(literal, size, text, end) < end;
}

/** Whether a literal stands in any of the texts of a field that has several. What has a border in it stands in none. */
function isJoined(literal: usize, size: u32, field: u32, cased: bool): bool {
  burn(PRICE_ENTRY);
  const end = join(field, cased);
  return findLiteral(literal, size, AT_JOINED, end) < end && !hasBorder(literal, size);
}

function hasBorder(literal: usize, size: u32): bool {
  for (let at: u32 = 0; at < size; at++) if (readBytes<u8>(literal + at) == BORDER) return true;
  return false;
}
