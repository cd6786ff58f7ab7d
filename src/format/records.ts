/**
 * Records as types and offsets, worked out from the rows of `layout.ts`.
 *
 * A column of type `text` or `range` takes two u32; every other column takes its own size. Columns stand in order
 * without gaps; the rows are so ordered that each is aligned to its size.
 */
import {
  type Codes,
  type Column,
  type ColumnType,
  RECORDS,
  type RecordName,
  SECTIONS,
  type SectionName,
} from './layout.js';

export interface TextRef {
  readonly offset: number;
  readonly length: number;
}

export interface Range {
  readonly first: number;
  readonly count: number;
}

type ValueOf<C extends { readonly type: ColumnType }> = C['type'] extends 'text'
  ? TextRef
  : C['type'] extends 'range'
    ? Range
    : number;

/** A record with its columns by name. */
export type RecordOf<N extends RecordName> = {
  readonly [C in (typeof RECORDS)[N][number] as C['name']]: ValueOf<C>;
};

export type RecordIn<S extends SectionName> = RecordOf<(typeof SECTIONS)[S]['record']>;

export interface PlacedColumn extends Column {
  readonly offset: number;
}

const SIZES: Readonly<Record<ColumnType, number>> = { u8: 1, u16: 2, u32: 4, text: 8, range: 8 };

/** The columns of each record with their offsets. */
export const COLUMNS = Object.fromEntries(
  Object.entries(RECORDS).map(([name, columns]) => [name, place(columns)]),
) as unknown as Readonly<Record<RecordName, readonly PlacedColumn[]>>;

export const RECORD_BYTES = Object.fromEntries(
  Object.entries(COLUMNS).map(([name, columns]) => [name, columns.reduce((sum, { type }) => sum + SIZES[type], 0)]),
) as Readonly<Record<RecordName, number>>;

/** The sections in order of code. */
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

/** Bytes before the first section: header and section entries. */
export const PREAMBLE_BYTES = RECORD_BYTES.Header + SECTION_NAMES.length * RECORD_BYTES.SectionEntry;

/** Bytes of one record of a section. */
export function recordBytes(section: SectionName): number {
  return RECORD_BYTES[SECTIONS[section].record];
}

/** The name of a code, or undefined when no row has it. */
export function nameOf<T extends Codes>(codes: T, code: number): (keyof T & string) | undefined {
  for (const name in codes) if (codes[name]!.code === code) return name;
  return undefined;
}

function place(columns: readonly Column[]): PlacedColumn[] {
  let offset = 0;
  return columns.map((column) => {
    const placed = { ...column, offset };
    offset += SIZES[column.type];
    return placed;
  });
}
