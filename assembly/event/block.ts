/** The byte kernels: the build with SIMD takes the wide ones. */
import * as scalar from './block-scalar';
import * as simd from './block-simd';

/** The first quote, backslash or control character at or after `at`. */
@inline
export function plainEnd(at: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.plainEnd(at);
  return scalar.plainEnd(at);
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

/** Whether two runs of bytes are equal. */
export function same(a: usize, b: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false;
  for (; at < length; at++) if (load<u8>(a + at) != load<u8>(b + at)) return false;
  return true;
}
