/**
 * CRC-32C (Castagnoli): the twin of src/format/checksum.ts, eight bytes at a time.
 *
 * Source: RFC 3720, appendix B.4.
 */
import { AT_TABLES } from '../generated/judge';
import { Header } from '../generated/layout';
import { claimBytes, header, numberIn, setNumberIn } from './sections';

/** Bytes that are taken at a time, with a table for each. */
const STEP: u32 = 8;
const TABLES_BYTES: usize = STEP << 10;
/** An engine makes better code of a function while it is called again and again. */
const PIECE: u32 = 1 << 15;

/** The checksum of the content, with its own four bytes read as zero. */
export function checksumOf(): u32 {
  makeTables();
  const hole = <u32>offsetof<Header>('checksum');
  const head = header();
  let crc = extend(u32.MAX_VALUE, 0, hole);
  for (let zeros = 0; zeros < 4; zeros++) crc = tableAt(0, crc & 0xff) ^ (crc >> 8);
  for (let from = hole + 4; from < head.length; from += PIECE) crc = extend(crc, from, min(from + PIECE, head.length));
  return ~crc;
}

/** By how many zero bytes come behind a byte, and by byte: what it makes of the checksum. */
function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x82f63b78 : crc >> 1;
    setNumberIn<u32>(AT_TABLES, TABLES_BYTES, byte, crc);
  }
  for (let at: u32 = 256; at < STEP << 8; at++) {
    const crc = numberIn<u32>(AT_TABLES, TABLES_BYTES, at - 256);
    setNumberIn<u32>(AT_TABLES, TABLES_BYTES, at, tableAt(0, crc & 0xff) ^ (crc >> 8));
  }
}


@inline
function tableAt(table: u32, byte: u32): u32 {
  return numberIn<u32>(AT_TABLES, TABLES_BYTES, (table << 8) | byte);
}

/** The checksum of what came before, and of the bytes of the content from `from` to `to`. */
function extend(crc: u32, from: u32, to: u32): u32 {
  let at = claimBytes(from, to);
  const end = at + (to - from);
  for (; at + STEP <= end; at += STEP) {
    const word = load<u64>(at) ^ (<u64>crc);
    crc =
      load<u32>(AT_TABLES + 7 * 1024 + (((<usize>word) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 6 * 1024 + (((<usize>(word >> 8)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 5 * 1024 + (((<usize>(word >> 16)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 4 * 1024 + (((<usize>(word >> 24)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 3 * 1024 + (((<usize>(word >> 32)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 2 * 1024 + (((<usize>(word >> 40)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + 1 * 1024 + (((<usize>(word >> 48)) & 0xff) << 2)) ^
      load<u32>(AT_TABLES + ((<usize>(word >> 56)) << 2));
  }
  for (; at < end; at++) crc = tableAt(0, (crc ^ load<u8>(at)) & 0xff) ^ (crc >> 8);
  return crc;
}
