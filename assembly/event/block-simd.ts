/**
 * The byte kernels, sixteen bytes at a time. Each may read up to 65 bytes past what it answers for: behind the texts stands
 * the content, and behind that the end of memory; what is read there is masked out.
 *
 * `equalBits` and `classify` load what `findQuotes` has claimed, once for all that it asks about a block.
 */
import { claim, readBlock, writeBlock } from '../region';
import { state } from '../state';

/** Bit i: byte i of the 64 at `at` is `byte`. */
export function equalBits(at: usize, byte: u8): u64 {
  return bitsEqual(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), byte);
}

/** Finds quotes, backslashes and control characters among the 64 bytes at `at`, and leaves their bits in the state. */
export function classify(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  state().quoteBits = bitsEqual(a, b, c, d, 0x22);
  state().backslashBits = bitsEqual(a, b, c, d, 0x5c);
  const space = i8x16.splat(0x20);
  const least = v128.min<u8>(v128.min<u8>(a, b), v128.min<u8>(c, d));
  state().controlBits = v128.any_true(v128.lt<u8>(least, space))
    ? bits64(v128.lt<u8>(a, space), v128.lt<u8>(b, space), v128.lt<u8>(c, space), v128.lt<u8>(d, space))
    : 0;
}


@inline
function bitsEqual(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  return bits64(v128.eq<u8>(a, wanted), v128.eq<u8>(b, wanted), v128.eq<u8>(c, wanted), v128.eq<u8>(d, wanted));
}


@inline
function bits64(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = (<u32>i8x16.bitmask(a)) | ((<u32>i8x16.bitmask(b)) << 16);
  const high = (<u32>i8x16.bitmask(c)) | ((<u32>i8x16.bitmask(d)) << 16);
  return (<u64>low) | ((<u64>high) << 32);
}

/** Whether two runs of at least 16 bytes are equal behind the first eight; the last 16 overlap the ones before. */
export function sameBlocks(a: usize, b: usize, length: usize): bool {
  const last = length - 16;
  for (let at: usize = 8; at < last; at += 16) if (differ(a + at, b + at)) return false;
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
