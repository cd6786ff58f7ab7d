/**
 * Quotes: the first pass over an event finds its texts, 64 bytes at a time, without a branch for each.
 *
 * A quote behind an odd run of backslashes is none: the runs are followed for all 64 bytes at once by a carry that an
 * addition lets run through them. The quotes in order are the ends of texts, whatever else stands in the event; what may
 * not stand in a text is noted, and believed only if the second pass, `scan.ts`, finds it in one. A raw line feed ends
 * the event. Source: G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per Second", 2019, 3.1.
 */
import { AT_QUOTES, Fault, QUOTES_BYTES } from '../generated/layout';
import { fail } from '../fault';
import { claim, numberIn, readText } from '../region';
import { state } from '../state';
import { classify, equalBits } from './block';
import { hexDigit } from './code-point';

const LINE_FEED: u8 = 0x0a;
const LETTER_N: u8 = 0x6e;
const LETTER_R: u8 = 0x72;

const BLOCK: usize = 64;
const EVEN: u64 = 0x5555555555555555;

/** The address of quote `index` of the event. */
@inline
export function quoteAt(index: u32): usize {
  return numberIn<u32>(AT_QUOTES, QUOTES_BYTES, index);
}

/**
 * Finds the quotes of the event at `at`, up to a line feed that the caller guarantees, reading at most 64 bytes past it.
 * Leaves in the state how many there are and the first byte that may not stand in a text though it does.
 */
export function findQuotes(at: usize): void {
  let block = at & ~(BLOCK - 1);
  const before = <u64>(at - block);
  let bits: u64 = u64.MAX_VALUE << before;
  let carry: u64 = 0;
  let inText: u64 = 0;
  let to: usize = AT_QUOTES;
  let broken: usize = 0;
  while (true) {
    claim(block, BLOCK);
    classify(block);
    const controls = state().controlBits & bits;
    const feeds = controls != 0 ? equalBits(block, LINE_FEED) & bits : 0;
    if (feeds != 0) bits &= (feeds & -feeds) - 1;
    const backslashes = state().backslashBits & bits;
    let quotes = state().quoteBits & bits;
    let bad = controls & bits;
    if ((backslashes | carry) != 0) {
      const runs = backslashes & ~carry;
      const behind = (runs << 1) | carry;
      const sum = (runs & ~EVEN & ~behind) + runs;
      const escaped = (EVEN ^ (sum << 1)) & behind & bits;
      carry = <u64>(sum < runs);
      const letters = escaped & ~(backslashes | quotes);
      if (letters != 0) bad |= badEscapes(block, letters);
      quotes &= ~escaped;
    }
    if (bad != 0 && broken == 0) {
      bad &= between(quotes) ^ inText;
      if (bad != 0) broken = block + <usize>ctz(bad);
    }
    inText ^= 0 - (popcnt(quotes) & 1);
    if (quotes != 0) to = append(to, block, quotes);
    if (feeds != 0) break;
    block += BLOCK;
    bits = u64.MAX_VALUE;
  }
  state().quotes = <u32>((to - AT_QUOTES) >> 2);
  state().broken = <u32>broken;
}

/** From each odd bit, inclusive, to the next even one, exclusive. */
@inline
function between(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** Appends the addresses of the bits; eight are written always, because most blocks have fewer: no loop to guess. */
@inline
function append(to: usize, block: usize, bits: u64): usize {
  const end = to + ((<usize>popcnt(bits)) << 2);
  let rest = bits;
  let at = to;
  do {
    if (at - AT_QUOTES > QUOTES_BYTES - 32) fail(Fault.AccessOutOfBounds, <u32>AT_QUOTES, <u32>(at - AT_QUOTES));
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 0);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 4);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 8);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 12);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 16);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 20);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 24);
    rest &= rest - 1;
    store<u32>(at, <u32>(block + <usize>ctz(rest)), 28);
    rest &= rest - 1;
    at += 32;
  } while (rest != 0);
  return end;
}

/** Of the escaped bytes those that make no escape: after quotes and backslashes n and r are the most frequent. */
function badEscapes(block: usize, escaped: u64): u64 {
  let rest = escaped & ~(equalBits(block, LETTER_N) | equalBits(block, LETTER_R));
  let bad: u64 = 0;
  for (; rest != 0; rest &= rest - 1) {
    if (!isEscape(block + <usize>ctz(rest))) bad |= rest & -rest;
  }
  return bad;
}

/** Letters from b to u that may stand behind a backslash: b f n r t u. */
const LETTERS: u32 = 0x000d1011;

function isEscape(at: usize): bool {
  const byte = <u32>readText<u8>(at);
  const letter = byte - 0x62;
  if (letter >= 20 || ((LETTERS >> letter) & 1) == 0) return byte == 0x2f;
  if (byte != 0x75) return true;
  for (let index: usize = 1; index < 5; index++) if (hexDigit(readText<u8>(at + index)) > 15) return false;
  return true;
}
