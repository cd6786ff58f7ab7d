/**
 * The envelope: header, section entries, and that the sections fill the file exactly, in the one way the writer has.
 */
import { readHeader, readSectionEntry } from '../content/view.js';
import { ALIGNMENT, align, FORMAT_VERSION, LIMITS, MAGIC, SECTIONS } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { PREAMBLE_BYTES, recordBytes, SECTION_NAMES } from '../format/records.js';
import type { Rejection } from './rejection.js';

/** Of files of this size nothing is looked at. */
export function checkSize(found: number): Rejection | undefined {
  if (found < PREAMBLE_BYTES) return { code: 'Truncated', found, expected: PREAMBLE_BYTES };
  if (found > LIMITS.CONTENT_BYTES.value) return { code: 'TooLarge', found, expected: LIMITS.CONTENT_BYTES.value };
  return undefined;
}

/** What the file says it is. */
export function checkKind(bytes: Uint8Array): Rejection | undefined {
  const { magic, formatVersion, length } = readHeader(bytes);
  if (magic !== MAGIC) return { code: 'NotContent', found: magic, expected: MAGIC };
  if (formatVersion !== FORMAT_VERSION) return { code: 'NewerFormat', found: formatVersion, expected: FORMAT_VERSION };
  if (length !== bytes.length) return { code: 'LengthMismatch', found: bytes.length, expected: length };
  return undefined;
}

/** What it says of the rest; `checksum` is that of the bytes. */
export function checkEnvelope(bytes: Uint8Array, checksum: number): Rejection | undefined {
  const header = readHeader(bytes);
  if (header.checksum !== checksum) return { code: 'ChecksumMismatch', found: checksum, expected: header.checksum };
  if (header.layoutDigest !== LAYOUT_DIGEST)
    return { code: 'LayoutMismatch', found: header.layoutDigest, expected: LAYOUT_DIGEST };
  if (header.reserved !== 0) return { code: 'ReservedNotZero', found: header.reserved, expected: 0 };
  if (header.sectionCount !== SECTION_NAMES.length)
    return { code: 'LayoutMismatch', found: header.sectionCount, expected: SECTION_NAMES.length };
  return checkSections(bytes);
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
