/**
 * The envelope: header, section entries, and that the sections fill the file exactly, in the one way the writer has.
 */
import { readHeader, readSectionEntry } from '../content/view.js';
import { checksum } from '../format/checksum.js';
import { ALIGNMENT, align, FORMAT_VERSION, LIMITS, MAGIC, SECTIONS } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { COLUMNS, PREAMBLE_BYTES, recordBytes, SECTION_NAMES } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkEnvelope(bytes: Uint8Array): Rejection | undefined {
  if (bytes.length < PREAMBLE_BYTES) return { code: 'Truncated', found: bytes.length, expected: PREAMBLE_BYTES };
  if (bytes.length > LIMITS.CONTENT_BYTES.value)
    return { code: 'TooLarge', found: bytes.length, expected: LIMITS.CONTENT_BYTES.value };
  return checkHeader(bytes) ?? checkSections(bytes);
}

const CHECKSUM_AT = COLUMNS.Header.find(({ name }) => name === 'checksum')!.offset;

function checkHeader(bytes: Uint8Array): Rejection | undefined {
  const header = readHeader(bytes);
  if (header.magic !== MAGIC) return { code: 'NotContent', found: header.magic, expected: MAGIC };
  if (header.formatVersion !== FORMAT_VERSION)
    return { code: 'NewerFormat', found: header.formatVersion, expected: FORMAT_VERSION };
  if (header.length !== bytes.length) return { code: 'LengthMismatch', found: bytes.length, expected: header.length };
  const found = checksum(bytes, CHECKSUM_AT);
  if (header.checksum !== found) return { code: 'ChecksumMismatch', found, expected: header.checksum };
  if (header.layoutDigest !== LAYOUT_DIGEST)
    return { code: 'LayoutMismatch', found: header.layoutDigest, expected: LAYOUT_DIGEST };
  if (header.reserved !== 0) return { code: 'ReservedNotZero', found: header.reserved, expected: 0 };
  if (header.sectionCount !== SECTION_NAMES.length)
    return { code: 'LayoutMismatch', found: header.sectionCount, expected: SECTION_NAMES.length };
  return undefined;
}

function checkSections(bytes: Uint8Array): Rejection | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = PREAMBLE_BYTES;
  for (const [code, section] of SECTION_NAMES.entries()) {
    const entry = readSectionEntry(data, code);
    const offset = align(end, ALIGNMENT);
    if (entry.section !== code || entry.size !== recordBytes(section) || entry.offset !== offset)
      return { code: 'SectionMisplaced', section, found: entry.offset, expected: offset };
    if (entry.count > SECTIONS[section].limit)
      return { code: 'SectionTooLong', section, found: entry.count, expected: SECTIONS[section].limit };
    if (!isZero(bytes, end, offset)) return { code: 'GapNotZero', section, found: end };
    end = offset + entry.count * entry.size;
    if (end > bytes.length) return { code: 'SectionMisplaced', section, found: end, expected: bytes.length };
  }
  if (align(end, ALIGNMENT) !== bytes.length)
    return { code: 'SectionMisplaced', found: bytes.length, expected: align(end, ALIGNMENT) };
  return isZero(bytes, end, bytes.length) ? undefined : { code: 'GapNotZero', found: end };
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, bytes.length); at++) if (bytes[at] !== 0) return false;
  return true;
}
