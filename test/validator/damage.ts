/** Content files with one thing changed and everything that guards it made right again. */
import type { Inspection } from '../../src/content/dump.js';
import { type Sections, writeContent } from '../../src/content/writer.js';
import { checksum } from '../../src/format/checksum.js';
import { type ColumnType, type RecordName, SECTIONS, type SectionName } from '../../src/format/layout.js';
import {
  COLUMNS,
  type Range,
  RECORD_BYTES,
  type RecordIn,
  type RecordOf,
  SECTION_NAMES,
} from '../../src/format/records.js';

const CHECKSUM_AT = placeOf('Header', 'checksum').offset;

/** A copy whose checksum is that of its bytes. */
export function resealed(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(CHECKSUM_AT, checksum(copy, CHECKSUM_AT), true);
  return copy;
}

/** The file with a number in its header changed. */
export function withHeader(bytes: Uint8Array, column: keyof RecordOf<'Header'>, value: number): Uint8Array {
  return withNumber(bytes, placeOf('Header', column).offset, value);
}

/** The file with a number in a section entry changed. */
export function withEntry(
  bytes: Uint8Array,
  section: SectionName,
  column: keyof RecordOf<'SectionEntry'>,
  value: number,
): Uint8Array {
  return withNumber(bytes, entryAt(section) + placeOf('SectionEntry', column).offset, value);
}

/** The file with a u32 changed. */
export function withNumber(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return resealed(copy);
}

/** The file cut or filled with zeros to so many bytes, stating that length. */
export function withLength(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(length);
  copy.set(bytes.subarray(0, length));
  return withHeader(copy, 'length', length);
}

/** The file written again with other sections; the header keeps what the writer does not work out. */
export function withSections({ header, sections }: Inspection, changed: Partial<Sections>): Uint8Array {
  return writeContent(header, { ...sections, ...changed }) as Uint8Array;
}

/** The file with some columns of a record changed. */
export function withRecord<S extends SectionName>(
  content: Inspection,
  section: S,
  index: number,
  change: Partial<RecordIn<S>>,
): Uint8Array {
  const rows = Array.from(content.sections[section] as ArrayLike<unknown>);
  const row = rows[index];
  rows[index] = typeof row === 'number' ? (change as { value: number }).value : { ...(row as object), ...change };
  return withSections(content, { [section]: rows } as Partial<Sections>);
}

/** The file with other records in the range of one column of a record; the ranges behind it begin accordingly. */
export function withRange<S extends SectionName>(
  content: Inspection,
  section: S,
  index: number,
  column: string,
  records: readonly unknown[],
): Uint8Array {
  const target = COLUMNS[SECTIONS[section].record].find(({ name }) => name === column)!.of as SectionName;
  const all = content.sections[target] as ArrayLike<unknown>;
  const kept: unknown[] = [];
  const owners = Array.from(content.sections[section] as unknown as ArrayLike<Record<string, Range>>, (owner, at) => {
    const { first, count } = owner[column]!;
    const part = at === index ? records : Array.from({ length: count }, (_, one) => all[first + one]);
    const range = { first: kept.length, count: part.length };
    for (const one of part) kept.push(one);
    return { ...owner, [column]: range };
  });
  const rows = all instanceof Uint8Array ? Uint8Array.from(kept as number[]) : kept;
  return withSections(content, { [section]: owners, [target]: rows } as Partial<Sections>);
}

/** Where a section's entry stands. */
export function entryAt(section: SectionName): number {
  return RECORD_BYTES.Header + SECTION_NAMES.indexOf(section) * RECORD_BYTES.SectionEntry;
}

/** Offset and type of a column. */
export function placeOf(record: RecordName, column: string): { readonly offset: number; readonly type: ColumnType } {
  return COLUMNS[record].find(({ name }) => name === column)!;
}
