/**
 * The hashes of content: the compiler places entries by them, the core finds entries by them.
 *
 * Thirty-two bits, multiply and shift, so that both sides compute the same in machine words. They spread; they do not
 * protect: what a crafted file makes of its buckets is bounded by fuel.
 */
export const MULTIPLIERS = { LOW: 0x9e3779b1, HIGH: 0x85ebca77, MIX: 0xc2b2ae3d } as const;

/** Hash of a key of up to eight bytes. The bucket is its highest bits. */
export function hashKey(low: number, high: number): number {
  let hash = Math.imul(low, MULTIPLIERS.LOW) ^ Math.imul(high, MULTIPLIERS.HIGH);
  hash = Math.imul(hash ^ (hash >>> 15), MULTIPLIERS.MIX);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Hash of a gram: its highest bits are the filter bit, of those the highest the bucket. */
export function hashGram(gram: number): number {
  return Math.imul(gram, MULTIPLIERS.LOW) >>> 0;
}

/** Hash of any bytes. Source: FNV-1a. */
export function hashBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Hash of an edge of the path table: its parent and its unescaped key, of which the ends and the length count. */
export function hashEdge(parent: number, key: Uint8Array): number {
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  const low = key.length >= 4 ? view.getUint32(0, true) : littleEndian(key);
  const high = key.length >= 4 ? view.getUint32(key.length - 4, true) : 0;
  return hashKey(low ^ Math.imul(parent, MULTIPLIERS.MIX), high ^ Math.imul(key.length, MULTIPLIERS.HIGH));
}

/** Up to four bytes as one number, the first lowest. */
export function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => (number << 8) | byte, 0) >>> 0;
}

/** The highest `bits` of a hash; 0 bits are one bucket. */
export function topBits(hash: number, bits: number): number {
  return bits === 0 ? 0 : hash >>> (32 - bits);
}
