/**
 * References: every index, range, text and code in every record, by the rows of the format tables.
 *
 * Ranges share nothing: each begins where the one before it into the same section ended, and the last ends with the
 * section, as the writer makes them. So whatever follows ranges costs time linear in the file.
 */
import type { ContentView } from '../content/view.js';
import { type Codes, SECTIONS, type SectionName } from '../format/layout.js';
import { COLUMNS, type PlacedColumn, recordBytes, SECTION_NAMES } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkReferences(content: ContentView): Rejection | undefined {
  const { bytes, count, header } = content;
  if (header.fieldCount !== count('Fields'))
    return { code: 'FieldCountMismatch', found: header.fieldCount, expected: count('Fields') };
  if (header.schema.offset + header.schema.length > count('Text'))
    return { code: 'RangeOutOfSection', column: 'schema' };
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const ends = new Map<SectionName, number>();
  for (const section of SECTION_NAMES) {
    const rejection = checkSection(content, data, section, ends);
    if (rejection) return rejection;
  }
  for (const [section, end] of ends)
    if (end !== count(section)) return { code: 'RangeNotNext', section, found: end, expected: count(section) };
  return undefined;
}

function checkSection(
  { count, offsetOf }: ContentView,
  data: DataView,
  section: SectionName,
  ends: Map<SectionName, number>,
): Rejection | undefined {
  const row: { readonly record: keyof typeof COLUMNS; readonly of?: string } = SECTIONS[section];
  const of = row.of as SectionName | undefined;
  const columns = of === undefined ? COLUMNS[row.record] : COLUMNS[row.record].map((column) => ({ ...column, of }));
  const checks = columns.flatMap((column) => checkOf(column, count, ends));
  if (checks.length === 0) return undefined;
  const size = recordBytes(section);
  for (let index = 0, at = offsetOf(section); index < count(section); index++, at += size) {
    for (const { column, check } of checks) {
      const rejection = check(data, at + column.offset);
      if (rejection) return { ...rejection, section, index, column: column.name };
    }
  }
  return undefined;
}

type Check = (data: DataView, at: number) => Rejection | undefined;

/** What a column asks of its value; nothing for a plain number. */
function checkOf(
  column: PlacedColumn,
  count: ContentView['count'],
  ends: Map<SectionName, number>,
): { column: PlacedColumn; check: Check }[] {
  const { name, type, of, none, codes } = column;
  const read = READ[type as keyof typeof READ];
  if (name.startsWith('reserved')) return [{ column, check: (data, at) => checkZero(read(data, at)) }];
  if (codes) return [{ column, check: (data, at) => checkCode(codes, read(data, at)) }];
  if (of === undefined) return [];
  const limit = count(of);
  if (type === 'text') return [{ column, check: (data, at) => checkRange(data, at, limit) }];
  if (type === 'range')
    return [{ column, check: (data, at) => checkRange(data, at, limit) ?? checkNext(data, at, of, ends) }];
  return [{ column, check: (data, at) => checkIndex(read(data, at), limit, none) }];
}

const READ = {
  u8: (data: DataView, at: number) => data.getUint8(at),
  u16: (data: DataView, at: number) => data.getUint16(at, true),
  u32: (data: DataView, at: number) => data.getUint32(at, true),
} as const;

function checkZero(found: number): Rejection | undefined {
  return found === 0 ? undefined : { code: 'ReservedNotZero', found, expected: 0 };
}

function checkCode(codes: Codes, found: number): Rejection | undefined {
  for (const name in codes) if (codes[name]!.code === found) return undefined;
  return { code: 'UnknownCode', found };
}

function checkIndex(found: number, limit: number, none: number | undefined): Rejection | undefined {
  return found < limit || found === none ? undefined : { code: 'IndexOutOfSection', found, expected: limit };
}

function checkRange(data: DataView, at: number, limit: number): Rejection | undefined {
  const end = data.getUint32(at, true) + data.getUint32(at + 4, true);
  return end <= limit ? undefined : { code: 'RangeOutOfSection', found: end, expected: limit };
}

/** An empty range may stand anywhere. */
function checkNext(data: DataView, at: number, of: SectionName, ends: Map<SectionName, number>): Rejection | undefined {
  const [first, length] = [data.getUint32(at, true), data.getUint32(at + 4, true)];
  const expected = ends.get(of) ?? 0;
  ends.set(of, length === 0 ? expected : first + length);
  return length === 0 || first === expected ? undefined : { code: 'RangeNotNext', found: first, expected };
}
