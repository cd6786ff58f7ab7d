/**
 * CRC-32C (Castagnoli), which finds every single-bit flip and every burst up to 32 bits in a content file.
 *
 * It tells damage, not malice: who can write a file can write its checksum. Source: RFC 3720, appendix B.4.
 */
/** Bytes that are taken at a time. */
const STEP = 4;

/** By how many zero bytes come behind a byte, and by byte: what it makes of the checksum. */
const TABLES: readonly Int32Array[] = (() => {
  const tables = Array.from({ length: STEP }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (const table of tables) {
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
      table[byte] = crc;
    }
  }
  return tables;
})();

/** The checksum of `bytes` as an unsigned 32-bit number, the four bytes from `hole` read as zero. */
export function checksum(bytes: Uint8Array, hole = bytes.length): number {
  const before = extend(0xffffffff, bytes.subarray(0, hole));
  const over = extend(before, new Uint8Array(Math.min(4, bytes.length - hole)));
  return (extend(over, bytes.subarray(hole + 4)) ^ 0xffffffff) >>> 0;
}

/** Signed numbers all the way, which every engine has without a box before it has optimised this. */
function extend(start: number, bytes: Uint8Array): number {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [last, third, second, first] = TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
  let crc = start;
  let at = 0;
  for (; at + STEP <= bytes.length; at += STEP) {
    const word = crc ^ data.getInt32(at, true);
    crc = first[word & 0xff]! ^ second[(word >>> 8) & 0xff]! ^ third[(word >>> 16) & 0xff]! ^ last[word >>> 24]!;
  }
  for (; at < bytes.length; at++) crc = last[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return crc;
}
