/**
 * Content files as records: what the writer wrote, read back by section and index.
 *
 * That what the records refer to is there is the validator's to say, and not taken for granted: reading outside a section,
 * or a section outside the bytes, throws RingfenceError ContentMisread, and nothing else is thrown.
 */
import { RingfenceError } from '../error.js';
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

/** Where a section lies, and how many of the records that it says it has are in the file. */
interface SectionRun {
  readonly offset: number;
  readonly count: number;
  readonly present: number;
}

/** Columns of a record that are one number, and those that are a text or a range. */
type ColumnsOf<S extends SectionName, T> = {
  [C in keyof RecordIn<S>]: RecordIn<S>[C] extends T ? C & string : never;
}[keyof RecordIn<S>];

/** Offsets or firsts, and lengths or counts, by record. */
export interface Pairs {
  readonly from: Uint32Array;
  readonly count: Uint32Array;
}

export interface ContentView {
  readonly bytes: Uint8Array;
  readonly header: RecordOf<'Header'>;
  readonly count: (section: SectionName) => number;
  /** Where the section begins, in bytes from the start of the file. */
  readonly offsetOf: (section: SectionName) => number;
  readonly record: <S extends SectionName>(section: S, index: number) => RecordIn<S>;
  /** A column of numbers of all records of a section: for whoever reads them all, without an object for each. */
  readonly column: <S extends SectionName>(section: S, name: ColumnsOf<S, number>) => Uint32Array;
  /** A column of texts or ranges of all records of a section. */
  readonly pairs: <S extends SectionName>(section: S, name: ColumnsOf<S, TextRef | Range>) => Pairs;
  /** The text at a reference into Text; what is not UTF-8 reads as U+FFFD. */
  readonly text: (ref: TextRef) => string;
  /** The bytes at a reference into Text. */
  readonly textBytes: (ref: TextRef) => Uint8Array;
  /** The bytes at a reference into Literals. */
  readonly literal: (ref: TextRef) => Uint8Array;
  /** The numbers of a run in a section of words. */
  readonly words: (section: SectionName, run: Range) => Uint32Array;
}

/** For whoever finds that content is not what it says it is. */
export function misread(what: string): never {
  throw new RingfenceError('ContentMisread', `content that was accepted has no ${what}`);
}

/** Throws RingfenceError ContentMisread, as all that reads the view does, when the bytes are too few for a preamble. */
export function view(bytes: Uint8Array): ContentView {
  if (bytes.length < PREAMBLE_BYTES) misread('preamble');
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const runs = Object.fromEntries(
    SECTION_NAMES.map((name, index): [string, SectionRun] => [name, placeSection(data, name, index)]),
  ) as Readonly<Record<SectionName, SectionRun>>;
  const decoder = new TextDecoder();
  /** Where records begin that are all there. */
  const placeOf = (section: SectionName, first: number, count: number): number => {
    const { offset, present } = runs[section];
    if (first < 0 || first + count > present) misread(`${section} ${first} to ${first + count}`);
    return offset + first * recordBytes(section);
  };
  const slice = (section: 'Text' | 'Literals', { offset, length }: TextRef) => {
    const at = placeOf(section, offset, length);
    return bytes.subarray(at, at + length);
  };
  const readAll = (section: SectionName, column: Pick<PlacedColumn, 'type' | 'offset'>) => {
    const { count } = runs[section];
    return readColumn(data, placeOf(section, 0, count), count, recordBytes(section), column);
  };
  return {
    bytes,
    header: readRecord(data, 0, COLUMNS.Header) as RecordOf<'Header'>,
    count: (section) => runs[section].count,
    offsetOf: (section) => runs[section].offset,
    record: <S extends SectionName>(section: S, index: number) =>
      readRecord(data, placeOf(section, index, 1), COLUMNS[SECTIONS[section].record]) as RecordIn<S>,
    column: (section, name) => readAll(section, placedColumn(section, name)),
    pairs: (section, name) => {
      const { offset } = placedColumn(section, name);
      const half = (at: number) => readAll(section, { type: 'u32', offset: offset + at });
      return { from: half(0), count: half(4) };
    },
    text: (ref) => decoder.decode(slice('Text', ref)),
    textBytes: (ref) => slice('Text', ref),
    literal: (ref) => slice('Literals', ref),
    words: (section, { first, count }) =>
      readColumn(data, placeOf(section, first, count), count, recordBytes(section), { type: 'u32', offset: 0 }),
  };
}

function placeSection(data: DataView, section: SectionName, index: number): SectionRun {
  const { offset, count } = readSectionEntry(data, index);
  const room = Math.floor(Math.max(0, data.byteLength - offset) / recordBytes(section));
  return { offset, count, present: Math.min(count, room) };
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

function placedColumn(section: SectionName, name: string): PlacedColumn {
  return COLUMNS[SECTIONS[section].record].find((column) => column.name === name)!;
}

/** A column of `count` records of `size` bytes from `at`. */
function readColumn(
  data: DataView,
  at: number,
  count: number,
  size: number,
  { type, offset }: Pick<PlacedColumn, 'type' | 'offset'>,
): Uint32Array {
  const values = new Uint32Array(count);
  COLUMN_READERS[type as keyof typeof COLUMN_READERS](data, at + offset, size, values);
  return values;
}

/** A loop for each, in which no call is left: a large file has some hundred thousand numbers. */
const COLUMN_READERS = {
  u8: (data: DataView, from: number, size: number, to: Uint32Array) => {
    for (let index = 0, at = from; index < to.length; index++, at += size) to[index] = data.getUint8(at);
  },
  u16: (data: DataView, from: number, size: number, to: Uint32Array) => {
    for (let index = 0, at = from; index < to.length; index++, at += size) to[index] = data.getUint16(at, true);
  },
  u32: (data: DataView, from: number, size: number, to: Uint32Array) => {
    for (let index = 0, at = from; index < to.length; index++, at += size) to[index] = data.getInt32(at, true);
  },
} as const;

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
