/**
 * The byte kernels, sixteen bytes at a time. Each may read up to 65 bytes past what it answers for: behind the texts stands
 * the content, and behind that the end of memory; what is read there is masked out.
 */
import { claim, readBlock, writeBlock } from '../region';
import { isEscape } from './code-point';

const EVEN: u32 = 0x55555555;

/** The quote that ends the text at `at`, or 0, 32 bytes at a time; most texts have no backslash. */
@inline
export function textEnd(at: usize): usize {
  while (true) {
    claim(at, 32);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const quotes = equal32(a, b, 0x22);
    const others = bits32(isOther(a), isOther(b));
    if (others & ((quotes & -quotes) - 1)) return escapedEnd(at);
    if (quotes != 0) return at + <usize>ctz(quotes);
    at += 32;
  }
}

/** A backslash, or what no text has. */
@inline
function isOther(block: v128): v128 {
  return v128.or(v128.eq<u8>(block, i8x16.splat(0x5c)), v128.le<u8>(block, i8x16.splat(0x1f)));
}

/**
 * The same of a text with backslashes.
 *
 * A quote behind an odd run of backslashes is none: the runs are followed for all bytes at once by a carry that an addition
 * lets run through them. Source: G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per Second", 2019, 3.1.
 */
function escapedEnd(at: usize): usize {
  let carry: u32 = 0;
  while (true) {
    claim(at, 32);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const highest = i8x16.splat(0x1f);
    const backslashes = equal32(a, b, 0x5c);
    let quotes = equal32(a, b, 0x22);
    let bad = bits32(v128.le<u8>(a, highest), v128.le<u8>(b, highest));
    if ((backslashes | carry) != 0) {
      const runs = backslashes & ~carry;
      const behind = (runs << 1) | carry;
      const sum = (runs & ~EVEN & ~behind) + runs;
      const escaped = (EVEN ^ (sum << 1)) & behind;
      carry = <u32>(sum < runs);
      let letters = escaped & ~(backslashes | quotes);
      quotes &= ~escaped;
      letters &= (quotes & -quotes) - 1;
      // after quotes and backslashes n and r are the most frequent
      if (letters != 0) letters &= ~(equal32(a, b, 0x6e) | equal32(a, b, 0x72));
      for (; letters != 0; letters &= letters - 1) if (!isEscape(at + <usize>ctz(letters))) return 0;
    }
    bad &= (quotes & -quotes) - 1;
    if (bad != 0) return 0;
    if (quotes != 0) return at + <usize>ctz(quotes);
    at += 32;
  }
}


@inline
function equal32(a: v128, b: v128, byte: u8): u32 {
  const wanted = i8x16.splat(byte);
  return bits32(v128.eq<u8>(a, wanted), v128.eq<u8>(b, wanted));
}


@inline
function bits32(a: v128, b: v128): u32 {
  return (<u32>i8x16.bitmask(a)) | ((<u32>i8x16.bitmask(b)) << 16);
}


@inline
function bits64(a: v128, b: v128, c: v128, d: v128): u64 {
  return (<u64>bits32(a, b)) | ((<u64>bits32(c, d)) << 32);
}

/** Whether two runs of bytes are equal. Most have up to sixteen: these are told without a branch for their length. */
@inline
export function equal(a: usize, b: usize, length: usize): bool {
  const agree = <usize>ctz(~equal16(a, b));
  return agree >= length || (agree == 16 && equalBlocks(a, b, length));
}

/** As many bits from the lowest as bytes are equal, of sixteen. */
@inline
function equal16(a: usize, b: usize): u32 {
  return i8x16.bitmask(v128.eq<u8>(v128.load(a), v128.load(b)));
}

/** The same of runs that mostly have 16 to 32 bytes. */
@inline
export function equalLong(a: usize, b: usize, length: usize): bool {
  const agree = <usize>ctz(~(equal16(a, b) | (equal16(a + 16, b + 16) << 16)));
  return agree >= length || (agree == 32 && equalBlocks(a, b, length));
}

/** The same of more than sixteen bytes, the first of which are equal; the last sixteen overlap the ones before. */
function equalBlocks(a: usize, b: usize, length: usize): bool {
  const last = length - 16;
  for (let at: usize = 16; at < last; at += 16) if (differ(a + at, b + at)) return false;
  return !differ(a + last, b + last);
}


@inline
function differ(a: usize, b: usize): bool {
  return v128.any_true(v128.xor(v128.load(a), v128.load(b)));
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
export function findByte(at: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (; at < end; at += 16) {
    const mask = i8x16.bitmask(v128.eq<u8>(readBlock(at), wanted));
    if (mask) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

/** The first place at or after `at` and before `end` of `one` with `other` so far behind it; `end` when there is none. */
@inline
export function findPair(at: usize, end: usize, one: u8, other: u8, distance: usize): usize {
  const ones = i8x16.splat(one);
  const others = i8x16.splat(other);
  for (; at < end; at += 16) {
    const both = v128.and(v128.eq<u8>(readBlock(at), ones), v128.eq<u8>(readBlock(at + distance), others));
    const mask = i8x16.bitmask(both);
    if (mask) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

/** The first byte at or after `at` and before `end` that is in a set of bytes; `end` when none is. */
export function findMember(set: usize, at: usize, end: usize): usize {
  const low = readBlock(set);
  const high = readBlock(set + 16);
  for (; at < end; at += 16) {
    const mask = membersAt(low, high, at);
    if (mask) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

/** The same of a byte before one of another set, or before `end`. */
export function findMembers(set: usize, other: usize, at: usize, end: usize): usize {
  const low = readBlock(set);
  const high = readBlock(set + 16);
  const otherLow = readBlock(other);
  const otherHigh = readBlock(other + 16);
  for (; at < end; at += 16) {
    let mask = membersAt(low, high, at);
    if (mask == 0) continue;
    mask &= membersAt(otherLow, otherHigh, at + 1) | lastAt(at, end);
    if (mask) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

/** Which of sixteen bytes are in a set, a bit each. */
@inline
function membersAt(low: v128, high: v128, at: usize): i32 {
  const block = readBlock(at);
  const top = i8x16.splat(-128);
  const halves = i8x16.splat(-113);
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  // a table has nothing at a byte of the other half
  const known = v128.or(
    v128.swizzle(low, v128.and(block, halves)),
    v128.swizzle(high, v128.and(v128.xor(block, top), halves)),
  );
  return i8x16.bitmask(v128.ne<i8>(v128.and(known, v128.swizzle(bits, v128.shr<u8>(block, 4))), i8x16.splat(0)));
}

/** The bit of the last byte before `end`, if it is among sixteen. */
@inline
function lastAt(at: usize, end: usize): i32 {
  const last = end - 1 - at;
  return last < 16 ? 1 << (<i32>last) : 0;
}

/** The next line feed at or after `at`; the caller guarantees that there is one. */
export function lineFeed(at: usize): usize {
  const feed = i8x16.splat(0x0a);
  while (true) {
    const mask = i8x16.bitmask(v128.eq<u8>(readBlock(at), feed));
    if (mask) return at + <usize>ctz(mask);
    at += 16;
  }
}

/**
 * Copies from `from` until `end` or a backslash or a byte above 0x7f, A-Z as a-z when `folds`; returns how many. Writes
 * up to 15 bytes more.
 */
export function copyPlain(to: usize, from: usize, end: usize, folds: bool): usize {
  const start = from;
  const backslash = i8x16.splat(0x5c);
  const beforeA = i8x16.splat(0x40);
  const afterZ = i8x16.splat(0x5b);
  const bit = folds ? i8x16.splat(0x20) : i8x16.splat(0);
  while (from < end) {
    const block = readBlock(from);
    const upper = v128.and(v128.gt<i8>(block, beforeA), v128.lt<i8>(block, afterZ));
    writeBlock(to, v128.or(block, v128.and(upper, bit)));
    const mask = i8x16.bitmask(v128.or(v128.eq<u8>(block, backslash), block));
    if (mask) {
      from += <usize>ctz(mask);
      break;
    }
    from += 16;
    to += 16;
  }
  return (from < end ? from : end) - start;
}

/**
 * Which of the 64 bytes at `at` begin a pair of a class: the first is bit 0. `classes` are a run of 64 bytes, see
 * Lookup.filter.
 */
export function pairBits(classes: usize, at: usize): u64 {
  claim(at, 65);
  claim(classes, 64);
  const firstLow = v128.load(classes);
  const firstHigh = v128.load(classes, 16);
  const secondLow = v128.load(classes, 32);
  const secondHigh = v128.load(classes, 48);
  return ~bits64(
    pairsAt(firstLow, firstHigh, secondLow, secondHigh, at),
    pairsAt(firstLow, firstHigh, secondLow, secondHigh, at + 16),
    pairsAt(firstLow, firstHigh, secondLow, secondHigh, at + 32),
    pairsAt(firstLow, firstHigh, secondLow, secondHigh, at + 48),
  );
}

/** Bytes that are 0 where a pair of a class begins. */
@inline
function pairsAt(firstLow: v128, firstHigh: v128, secondLow: v128, secondHigh: v128, at: usize): v128 {
  const half = i8x16.splat(15);
  const first = v128.load(at);
  const second = v128.load(at, 1);
  const ofFirst = v128.and(
    v128.swizzle(firstLow, v128.and(first, half)),
    v128.swizzle(firstHigh, v128.shr<u8>(first, 4)),
  );
  const ofSecond = v128.and(
    v128.swizzle(secondLow, v128.and(second, half)),
    v128.swizzle(secondHigh, v128.shr<u8>(second, 4)),
  );
  return v128.eq<u8>(v128.and(ofFirst, ofSecond), i8x16.splat(0));
}
