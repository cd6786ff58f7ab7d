/**
 * Literals in texts, sixteen bytes at a time.
 *
 * Looked for are two bytes of the literal at once, its first and the last that is another one: a text that is made to have
 * many places with the one has few with both, so that few are compared in full.
 */
import { PRICE_BYTES_SHIFT } from '../generated/layout';
import { burn } from '../fuel';
import { readBytes } from '../region';
import { findPair, same } from '../event/block';

/** The first place at or after `at` from which a literal of `size` bytes, at least one, stands before `end`; else `end`. */
export function findLiteral(literal: usize, size: u32, at: usize, end: usize): usize {
  if (at > end || <usize>size > end - at) return end;
  const first = readBytes<u8>(literal);
  const distance = distanceOf(literal, size);
  const other = readBytes<u8>(literal + distance);
  const beyond = end - size + 1;
  while (true) {
    const found = findPair(at, beyond, first, other, distance);
    burn(((<u32>(found - at)) >> PRICE_BYTES_SHIFT) + 1);
    if (found == beyond) return end;
    burn(size >> PRICE_BYTES_SHIFT);
    if (same(literal, found, size)) return found;
    at = found + 1;
  }
}

/** How far behind the first byte of a literal stands the last that is another one, or the last. */
export function distanceOf(literal: usize, size: u32): usize {
  const first = readBytes<u8>(literal);
  for (let distance: usize = size - 1; distance > 0; distance--)
    if (readBytes<u8>(literal + distance) != first) return distance;
  return size - 1;
}
