/**
 * Sets of bytes as content has them: 16 bytes for bytes below 128, 16 for the others, each by the lower half of a byte, with
 * a bit for each upper half. So the core tells with three lookups which of sixteen bytes are in a set.
 */

import { littleEndian } from './keys.js';

/** Words of a set. */
export const BYTE_SET_WORDS = 8;

/** Of a state of an automaton that stays on many bytes: two sets. */
export const LOOP_WORDS = 2 * BYTE_SET_WORDS;

/** The words of the set of those bytes. */
export function byteSetOf(has: (byte: number) => boolean): readonly number[] {
  const tables = new Uint8Array(4 * BYTE_SET_WORDS);
  for (let byte = 0; byte < 256; byte++)
    if (has(byte)) tables[((byte >> 7) << 4) | (byte & 15)]! |= 1 << ((byte >> 4) & 7);
  return Array.from({ length: BYTE_SET_WORDS }, (_, word) => littleEndian(tables, 4 * word));
}
