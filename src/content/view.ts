/**
 * Content files as records: what the writer wrote, read back by section and index.
 *
 * For bytes whose envelope the validator has recognised. That what the records refer to is there is the validator's to
 * say, too: reading here never leaves the bytes, but it may read nonsense.
 */
import { SECTIONS, type SectionName } from '../format/layout.js';
import {
  COLUMNS,
  type PlacedColumn,
  PREAMBLE_BYTES,
  type Range,
  RECORD_BYTES,
  type RecordIn,
  type RecordOf,
  recordBytes,
  SECTION_NAMES,
  type TextRef,
} from '../format/records.js';

/** Where a section lies. */
export interface SectionRun {
  readonly offset: number;
  readonly count: number;
}

export interface ContentView {
  readonly bytes: Uint8Array;
  readonly header: RecordOf<'Header'>;
  readonly count: (section: SectionName) => number;
  /** Where the section begins, in bytes from the start of the file. */
  readonly offsetOf: (section: SectionName) => number;
  /** Throws a RangeError when the index leaves the section. */
  readonly record: <S extends SectionName>(section: S, index: number) => RecordIn<S>;
  /** The text at a reference into Text; what is not UTF-8 reads as U+FFFD. */
  readonly text: (ref: TextRef) => string;
  /** The bytes at a reference into Text. */
  readonly textBytes: (ref: TextRef) => Uint8Array;
  /** The bytes at a reference into Literals. */
  readonly literal: (ref: TextRef) => Uint8Array;
  /** The numbers of a run in a section of words. */
  readonly words: (section: SectionName, run: Range) => Uint32Array;
}

/** Reads `bytes`, which must be at least a preamble and have sections inside the file, 4-byte aligned or not. */
export function view(bytes: Uint8Array): ContentView {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const runs = Object.fromEntries(
    SECTION_NAMES.map((name, index): [string, SectionRun] => [name, readSectionEntry(data, index)]),
  ) as Readonly<Record<SectionName, SectionRun>>;
  const decoder = new TextDecoder();
  const slice = (section: 'Text' | 'Literals', { offset, length }: TextRef) =>
    bytes.subarray(runs[section].offset + offset, runs[section].offset + offset + length);
  return {
    bytes,
    header: readRecord(data, 0, COLUMNS.Header) as RecordOf<'Header'>,
    count: (section) => runs[section].count,
    offsetOf: (section) => runs[section].offset,
    record: <S extends SectionName>(section: S, index: number) => {
      const { offset, count } = runs[section];
      if (index < 0 || index >= count) throw new RangeError(`record ${index} of ${count} in ${section}`);
      return readRecord(data, offset + index * recordBytes(section), COLUMNS[SECTIONS[section].record]) as RecordIn<S>;
    },
    text: (ref) => decoder.decode(slice('Text', ref)),
    textBytes: (ref) => slice('Text', ref),
    literal: (ref) => slice('Literals', ref),
    words: (section, { first, count }) => {
      const words = new Uint32Array(count);
      const from = runs[section].offset + 4 * first;
      for (let index = 0; index < count; index++) words[index] = data.getUint32(from + 4 * index, true);
      return words;
    },
  };
}

/** Section entry `index` of the preamble. */
export function readSectionEntry(data: DataView, index: number): RecordOf<'SectionEntry'> {
  const at = RECORD_BYTES.Header + index * RECORD_BYTES.SectionEntry;
  return readRecord(data, at, COLUMNS.SectionEntry) as RecordOf<'SectionEntry'>;
}

/** The header; the bytes must be at least a preamble. */
export function readHeader(bytes: Uint8Array): RecordOf<'Header'> {
  const data = new DataView(bytes.buffer, bytes.byteOffset, PREAMBLE_BYTES);
  return readRecord(data, 0, COLUMNS.Header) as RecordOf<'Header'>;
}

function readRecord(data: DataView, at: number, columns: readonly PlacedColumn[]): object {
  const record: Record<string, unknown> = {};
  for (const { name, type, offset } of columns) record[name] = READERS[type](data, at + offset);
  return record;
}

const READERS = {
  u8: (data: DataView, at: number) => data.getUint8(at),
  u16: (data: DataView, at: number) => data.getUint16(at, true),
  u32: (data: DataView, at: number) => data.getUint32(at, true),
  text: (data: DataView, at: number) => ({ offset: data.getUint32(at, true), length: data.getUint32(at + 4, true) }),
  range: (data: DataView, at: number) => ({ first: data.getUint32(at, true), count: data.getUint32(at + 4, true) }),
} as const;
