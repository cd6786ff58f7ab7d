/** The hashes by which the compiler placed entries: the twin of src/format/keys.ts. */
import { MULTIPLY_HIGH, MULTIPLY_LOW, MULTIPLY_MIX } from './generated/layout';

/** Hash of a key of up to eight bytes. */
@inline
export function hashKey(low: u32, high: u32): u32 {
  let hash = (low * MULTIPLY_LOW) ^ (high * MULTIPLY_HIGH);
  hash = (hash ^ (hash >> 15)) * MULTIPLY_MIX;
  return hash ^ (hash >> 13);
}

/** Hash of a gram. */
@inline
export function hashGram(gram: u32): u32 {
  return gram * MULTIPLY_LOW;
}

/** Hash of any bytes. Source: FNV-1a. */
export function hashBytes(at: usize, length: u32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let index: u32 = 0; index < length; index++) hash = (hash ^ load<u8>(at + index)) * 0x01000193;
  return hash;
}

/** The highest `bits` of a hash; 0 bits are one bucket. */
@inline
export function topBits(hash: u32, bits: u32): u32 {
  return bits == 0 ? 0 : hash >> (32 - bits);
}
