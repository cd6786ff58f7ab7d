/** The byte kernels: the build with SIMD takes the wide ones. */
import { claim } from '../region';
import * as scalar from './block-scalar';
import * as simd from './block-simd';

/**
 * The quote that ends the text at `at`; 0 when something may not stand in it: a control character, such as the line feed
 * that ends the event, or a backslash that escapes nothing.
 */
@inline
export function textEnd(at: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.textEnd(at);
  return scalar.textEnd(at);
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
@inline
export function findByte(at: usize, end: usize, byte: u8): usize {
  if (ASC_FEATURE_SIMD) return simd.findByte(at, end, byte);
  return scalar.findByte(at, end, byte);
}

/** The first place at or after `at` and before `end` of `one` with `other` so far behind it; `end` when there is none. */
@inline
export function findPair(at: usize, end: usize, one: u8, other: u8, distance: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.findPair(at, end, one, other, distance);
  return scalar.findPair(at, end, one, other, distance);
}

/** The first byte at or after `at` and before `end` that is in a set of bytes; `end` when none is. */
@inline
export function findMember(set: usize, at: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.findMember(set, at, end);
  return scalar.findMember(set, at, end);
}

/** The same of a byte before one of another set, or before `end`. */
@inline
export function findMembers(set: usize, other: usize, at: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) return simd.findMembers(set, other, at, end);
  return scalar.findMembers(set, other, at, end);
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

/** Which of the 64 bytes at `at` begin a pair of a class: the first is bit 0. */
@inline
export function pairBits(classes: usize, at: usize): u64 {
  if (ASC_FEATURE_SIMD) return simd.pairBits(classes, at);
  return scalar.pairBits(classes, at);
}

/** Whether two runs of bytes are equal; both have 16 readable bytes whatever the length. */
@inline
export function same(a: usize, b: usize, length: usize): bool {
  const bytes = max<usize>(length, 16);
  claim(a, bytes);
  claim(b, bytes);
  return equal(a, b, length);
}

/** The same for a caller that has compared where both are: nothing is compared here. */
@inline
export function equal(a: usize, b: usize, length: usize): bool {
  if (ASC_FEATURE_SIMD) return simd.equal(a, b, length);
  return scalar.equal(a, b, length);
}

/** The same of runs that mostly have 16 to 32 bytes, where 32 are readable whatever the length. */
@inline
export function equalLong(a: usize, b: usize, length: usize): bool {
  if (ASC_FEATURE_SIMD) return simd.equalLong(a, b, length);
  return scalar.equal(a, b, length);
}
