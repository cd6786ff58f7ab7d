/**
 * Counts of grams: how many literals stand behind each.
 *
 * A hash table in flat arrays: the planner asks for every gram of every literal, and a text for each of them takes longer
 * than all the rest of planning.
 */
import { hashKey, topBits } from '../format/keys.js';

/** By slot; a slot whose count is 0 is free. */
export interface Counts {
  readonly counts: Uint32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly widths: Uint8Array;
  readonly bits: number;
}

/** Room for so many grams, at least half of it free. */
export function countsFor(grams: number): Counts {
  const bits = Math.ceil(Math.log2(grams + 1)) + 1;
  const slots = 2 ** bits;
  return {
    counts: new Uint32Array(slots),
    low: new Uint32Array(slots),
    high: new Uint32Array(slots),
    widths: new Uint8Array(slots),
    bits,
  };
}

/** The slot of a gram, its key in two numbers as in a lookup: its own, or the one that it gets when it is counted. */
export function slotOf({ counts, low, high, widths, bits }: Counts, keyLow: number, keyHigh: number, width: number) {
  let slot = topBits(hashKey(keyLow, keyHigh), bits);
  while (counts[slot] !== 0 && (low[slot] !== keyLow || high[slot] !== keyHigh || widths[slot] !== width))
    slot = (slot + 1) % counts.length;
  if (counts[slot] === 0) {
    low[slot] = keyLow;
    high[slot] = keyHigh;
    widths[slot] = width;
  }
  return slot;
}
