/** The byte kernels: the build with SIMD takes the wide ones. */
import { claim } from '../region';
import * as scalar from './block-scalar';
import * as simd from './block-simd';

/** Which of the 64 bytes at `at`, which the caller has claimed, are `byte`: the first is bit 0. */
@inline
export function equalBits(at: usize, byte: u8): u64 {
  if (ASC_FEATURE_SIMD) return simd.equalBits(at, byte);
  return scalar.equalBits(at, byte);
}

/** Which of the 64 bytes at `at`, which the caller has claimed, are control characters: the first is bit 0. */
@inline
export function controlBits(at: usize): u64 {
  if (ASC_FEATURE_SIMD) return simd.controlBits(at);
  return scalar.controlBits(at);
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
@inline
export function findByte(at: usize, end: usize, byte: u8): usize {
  if (ASC_FEATURE_SIMD) return simd.findByte(at, end, byte);
  return scalar.findByte(at, end, byte);
}

/** The next line feed at or after `at`; the caller guarantees that there is one. */
@inline
export function lineFeed(at: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.lineFeed(at);
  return scalar.lineFeed(at);
}

/** Copies plain ASCII, folded when `folds`; returns how many bytes. */
@inline
export function copyPlain(to: usize, from: usize, end: usize, folds: bool): usize {
  if (ASC_FEATURE_SIMD) return simd.copyPlain(to, from, end, folds);
  return scalar.copyPlain(to, from, end, folds);
}

/** Which of the 16 bytes at `at` begin a pair of a class: the first is bit 0. */
@inline
export function pairBits(classes: usize, at: usize): u32 {
  if (ASC_FEATURE_SIMD) return simd.pairBits(classes, at);
  return scalar.pairBits(classes, at);
}

/** Whether two runs of bytes are equal; both have 8 readable bytes whatever the length. */
@inline
export function same(a: usize, b: usize, length: usize): bool {
  claim(a, 8);
  claim(b, 8);
  if (length >= 8) return load<u64>(a) == load<u64>(b) && sameRest(a, b, length - 8);
  return length == 0 || (load<u64>(a) ^ load<u64>(b)) << ((8 - <u64>length) << 3) == 0;
}

/** The rest behind the first 8 bytes; its end is compared in one step that overlaps the one before. */
function sameRest(a: usize, b: usize, rest: usize): bool {
  claim(a, rest + 8);
  claim(b, rest + 8);
  if (load<u64>(a + rest) != load<u64>(b + rest)) return false;
  for (let at: usize = 8; at < rest; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false;
  return true;
}
