/**
 * CRC-32C (Castagnoli), which finds every single-bit flip and every burst up to 32 bits in a content file.
 *
 * It tells damage, not malice: who can write a file can write its checksum. Source: RFC 3720, appendix B.4.
 */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** The checksum of `bytes` as an unsigned 32-bit number, the four bytes from `hole` read as zero. */
export function checksum(bytes: Uint8Array, hole = bytes.length): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) {
    const byte = at >= hole && at < hole + 4 ? 0 : bytes[at]!;
    crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
