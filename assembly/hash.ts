/** The hashes by which the compiler placed entries: the twin of src/format/keys.ts. */
import { MULTIPLY_HIGH, MULTIPLY_LOW, MULTIPLY_MIX } from './generated/layout';
import { claim } from './region';

/** Hash of a key of up to eight bytes. */
@inline
export function hashKey(low: u32, high: u32): u32 {
  return (low * MULTIPLY_LOW) ^ (high * MULTIPLY_HIGH);
}

/** Hash of a text, four bytes at a time, then one. */
export function hashText(at: usize, length: u32): u32 {
  claim(at, length);
  const end = at + length;
  let hash = length;
  for (; at + 4 <= end; at += 4) hash = (hash ^ load<u32>(at)) * MULTIPLY_MIX;
  for (; at < end; at++) hash = (hash ^ load<u8>(at)) * MULTIPLY_MIX;
  return hash ^ (hash >> 15);
}

/** The highest `bits` of a hash; 0 bits are one bucket. */
@inline
export function topBits(hash: u32, bits: u32): u32 {
  return bits == 0 ? 0 : hash >> (32 - bits);
}
