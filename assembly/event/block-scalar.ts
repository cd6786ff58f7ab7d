/** The byte kernels of `block-simd.ts`, one byte at a time, for engines without SIMD. */
import { readBytes, readText, writeText } from '../region';
import { isEscape } from './code-point';

/** The quote that ends the text at `at`, or 0. */
export function textEnd(at: usize): usize {
  while (true) {
    const byte = readText<u8>(at);
    if (byte == 0x22) return at;
    if (byte < 0x20) return 0;
    if (byte == 0x5c && !isEscape(++at)) return 0;
    at++;
  }
}

/** Whether two runs of bytes are equal, eight at a time; the last eight overlap the ones before. */
export function equal(a: usize, b: usize, length: usize): bool {
  if (length < 8) return length == 0 || (readBytes<u64>(a) ^ readBytes<u64>(b)) << ((8 - <u64>length) << 3) == 0;
  const last = length - 8;
  for (let at: usize = 0; at < last; at += 8) if (readBytes<u64>(a + at) != readBytes<u64>(b + at)) return false;
  return readBytes<u64>(a + last) == readBytes<u64>(b + last);
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
export function findByte(at: usize, end: usize, byte: u8): usize {
  while (at < end && readText<u8>(at) != byte) at++;
  return at;
}

/** The first place at or after `at` and before `end` of `one` with `other` so far behind it; `end` when there is none. */
export function findPair(at: usize, end: usize, one: u8, other: u8, distance: usize): usize {
  while (at < end && (readText<u8>(at) != one || readText<u8>(at + distance) != other)) at++;
  return at;
}

/** The first byte at or after `at` and before `end` that is in a set of bytes; `end` when none is. */
export function findMember(set: usize, at: usize, end: usize): usize {
  while (at < end && !isMember(set, at)) at++;
  return at;
}

/** The same of a byte before one of another set, or before `end`. */
export function findMembers(set: usize, other: usize, at: usize, end: usize): usize {
  while (at < end && !(isMember(set, at) && (at + 1 == end || isMember(other, at + 1)))) at++;
  return at;
}


@inline
function isMember(set: usize, at: usize): bool {
  const byte = <u32>readText<u8>(at);
  const bits = <u32>readBytes<u8>(set + <usize>(((byte >> 7) << 4) | (byte & 15)));
  return ((bits >> ((byte >> 4) & 7)) & 1) != 0;
}

/** The next line feed at or after `at`; the caller guarantees that there is one. */
export function lineFeed(at: usize): usize {
  while (readText<u8>(at) != 0x0a) at++;
  return at;
}

/** Copies from `from` until `end` or a backslash or a byte above 0x7f, A-Z as a-z when `folds`; returns how many. */
export function copyPlain(to: usize, from: usize, end: usize, folds: bool): usize {
  const start = from;
  for (; from < end; from++, to++) {
    const byte = readText<u8>(from);
    if (byte == 0x5c || byte >= 0x80) break;
    writeText<u8>(to, folds && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
  }
  return from - start;
}

/** Which of the 64 bytes at `at` begin a pair of a class: the first is bit 0. */
export function pairBits(classes: usize, at: usize): u64 {
  let bits: u64 = 0;
  for (let index: usize = 0; index < 64; index++) {
    const first = <usize>readText<u8>(at + index);
    const second = <usize>readText<u8>(at + index + 1);
    const ofFirst = readBytes<u8>(classes + (first & 15)) & readBytes<u8>(classes + (first >> 4) + 16);
    const ofSecond = readBytes<u8>(classes + (second & 15) + 32) & readBytes<u8>(classes + (second >> 4) + 48);
    bits |= (<u64>((ofFirst & ofSecond) != 0)) << (<u64>index);
  }
  return bits;
}
