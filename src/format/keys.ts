/**
 * The hashes of content: the compiler places entries by them, the core finds entries by them.
 *
 * Thirty-two bits, multiply and shift, so that both sides compute the same in machine words. They spread; they do not
 * protect: what a crafted file makes of its buckets is bounded by fuel.
 */
export const MULTIPLIERS = { LOW: 0x9e3779b1, HIGH: 0x85ebca77, MIX: 0xc2b2ae3d } as const;

/** Hash of a key of up to eight bytes: its highest bits are the filter bit or the bucket. */
export function hashKey(low: number, high: number): number {
  return (Math.imul(low, MULTIPLIERS.LOW) ^ Math.imul(high, MULTIPLIERS.HIGH)) >>> 0;
}

/** Hash of any bytes. Source: FNV-1a. */
export function hashBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Hash of a text, four bytes at a time, then one. */
export function hashText(bytes: Uint8Array): number {
  let hash = bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) hash = Math.imul(hash ^ littleEndian(bytes, at), MULTIPLIERS.MIX);
  for (; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, MULTIPLIERS.MIX);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Hash of an edge of the path table: its parent and its unescaped key, of which the ends and the length count. */
export function hashEdge(parent: number, key: Uint8Array): number {
  const high = key.length >= 4 ? littleEndian(key, key.length - 4) : 0;
  return hashKey(
    littleEndian(key) ^ Math.imul(parent, MULTIPLIERS.MIX),
    high ^ Math.imul(key.length, MULTIPLIERS.HIGH),
  );
}

/** The bytes from a place on as one number, the first lowest: four, or `count`, or what there is. */
export function littleEndian(bytes: Uint8Array, from = 0, count = 4): number {
  let number = 0;
  for (let at = Math.min(from + count, bytes.length) - 1; at >= from; at--) number = (number << 8) | bytes[at]!;
  return number >>> 0;
}

/** The first four bytes of the key of `width` bytes, up to eight, at a place. */
export function keyLow(bytes: Uint8Array, at: number, width: number): number {
  return littleEndian(bytes, at, Math.min(width, 4));
}

/** The other bytes of the key. */
export function keyHigh(bytes: Uint8Array, at: number, width: number): number {
  return littleEndian(bytes, at + 4, width - 4);
}

/**
 * Where a key is in a filter of 2^bits bits: a word, and the two bits that it sets there. One bit for each key would let
 * more others pass.
 */
export function filterPlace(hash: number, bits: number): { readonly word: number; readonly mask: number } {
  const first = (hash >>> (32 - bits)) & 31;
  const second = (hash >>> (27 - bits)) & 31;
  return { word: topBits(hash, bits - 5), mask: ((1 << first) | (1 << second)) >>> 0 };
}

/** Words of the tables of classes that stand before the filters of a lookup. */
export const CLASS_WORDS = 16;

/** Whether a gram that begins with these four bytes, the first lowest, is looked for: its first two are of a class. */
export function isOfClass(classes: Uint8Array, key: number): boolean {
  const first = key & 0xff;
  const second = (key >>> 8) & 0xff;
  const ofFirst = classes[first & 15]! & classes[16 + (first >> 4)]!;
  return (ofFirst & classes[32 + (second & 15)]! & classes[48 + (second >> 4)]!) !== 0;
}

/** How far in front of a key, and behind its beginning, stand the bytes of the literal that are compared beside it. */
export const BESIDE = 16;

/** The highest `bits` of a hash; 0 bits are one bucket. */
export function topBits(hash: number, bits: number): number {
  return bits === 0 ? 0 : hash >>> (32 - bits);
}
