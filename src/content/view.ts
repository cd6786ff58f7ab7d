/**
 * Content files as records: what the writer wrote, read back by section and index.
 *
 * That what the records refer to is there is the validator's to say, and not taken for granted: reading outside a section,
 * or a section outside the bytes, throws RingfenceError ContentMisread, and nothing else is thrown.
 */
import { RingfenceError } from '../error.js';
import { SECTIONS, type SectionName } from '../format/layout.js';
import { ownBytes } from '../format/own-bytes.js';
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

export interface ContentView {
  /** What the view was made of; of accepted content a copy, made when it is asked for. */
  readonly bytes: Uint8Array;
  readonly header: RecordOf<'Header'>;
  readonly count: (section: SectionName) => number;
  /** Where the section begins, in bytes from the start of the file. */
  readonly offsetOf: (section: SectionName) => number;
  readonly record: <S extends SectionName>(section: S, index: number) => RecordIn<S>;
  /** The text at a reference into Text; what is not UTF-8 reads as U+FFFD. */
  readonly text: (ref: TextRef) => string;
  /** A copy of the bytes at a reference into Literals. */
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
  return {
    bytes,
    header: readRecord(data, 0, COLUMNS.Header) as RecordOf<'Header'>,
    count: (section) => runs[section].count,
    offsetOf: (section) => runs[section].offset,
    record: <S extends SectionName>(section: S, index: number) =>
      readRecord(data, placeOf(section, index, 1), COLUMNS[SECTIONS[section].record]) as RecordIn<S>,
    text: (ref) => decoder.decode(slice('Text', ref)),
    literal: (ref) => ownBytes(slice('Literals', ref)),
    words: (section, { first, count }) => {
      const at = placeOf(section, first, count);
      return Uint32Array.from({ length: count }, (_, index) => data.getUint32(at + 4 * index, true));
    },
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
