/**
 * Records as a content file: sections in order of code, aligned, zero between, checksum last.
 *
 * The bytes are a function of the records alone; the same records give the same file on every machine.
 */
import { checksum } from '../format/checksum.js';
import { ALIGNMENT, align, FORMAT_VERSION, LIMITS, MAGIC, SECTIONS, type SectionName } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import {
  COLUMNS,
  type PlacedColumn,
  PREAMBLE_BYTES,
  RECORD_BYTES,
  type RecordIn,
  type RecordOf,
  recordBytes,
  SECTION_NAMES,
} from '../format/records.js';

type NumberSection =
  | 'Transitions'
  | 'PathBuckets'
  | 'Buckets'
  | 'Filters'
  | 'Gates'
  | 'Operands'
  | 'Always'
  | 'RuleGroups';

/** Heaps as bytes, sections of numbers as such, all others as records. */
export type Sections = {
  readonly [S in SectionName]: S extends 'Text' | 'Literals' | 'Classes'
    ? Uint8Array
    : S extends NumberSection
      ? ArrayLike<number>
      : readonly RecordIn<S>[];
};

export type Identity = Pick<RecordOf<'Header'>, 'schema' | 'schemaVersion' | 'contentVersion'>;

/** A section has more records than the format allows. */
export interface SectionFull {
  /** `content`: the file is too long, in bytes. */
  readonly section: SectionName | 'content';
  readonly count: number;
  readonly limit: number;
}

/** The file, or the first section that is over its limit. */
export function writeContent(identity: Identity, sections: Sections): Uint8Array | SectionFull {
  for (const section of SECTION_NAMES) {
    const { limit } = SECTIONS[section];
    const count = sections[section].length;
    if (count > limit) return { section, count, limit };
  }
  const { offsets, end } = place(sections);
  const limit = LIMITS.CONTENT_BYTES.value;
  if (end > limit) return { section: 'content', count: end, limit };
  const bytes = new Uint8Array(end);
  const data = new DataView(bytes.buffer);
  const header = {
    ...identity,
    magic: MAGIC,
    formatVersion: FORMAT_VERSION,
    length: bytes.length,
    checksum: 0,
    layoutDigest: LAYOUT_DIGEST,
    sectionCount: SECTION_NAMES.length,
    fieldCount: sections.Fields.length,
    reserved: 0,
  };
  writeRecord(data, 0, COLUMNS.Header, header);
  SECTION_NAMES.forEach((section, index) => {
    const at = RECORD_BYTES.Header + index * RECORD_BYTES.SectionEntry;
    const entry = {
      section: index,
      offset: offsets[section],
      count: sections[section].length,
      size: recordBytes(section),
    };
    writeRecord(data, at, COLUMNS.SectionEntry, entry);
    writeSection(data, offsets[section], section, sections[section]);
  });
  writeRecord(data, 0, COLUMNS.Header, { ...header, checksum: checksum(bytes) });
  return bytes;
}

function place(sections: Sections): { offsets: Record<SectionName, number>; end: number } {
  const offsets = {} as Record<SectionName, number>;
  let end = align(PREAMBLE_BYTES, ALIGNMENT);
  for (const section of SECTION_NAMES) {
    offsets[section] = end;
    end = align(end + sections[section].length * recordBytes(section), ALIGNMENT);
  }
  return { offsets, end };
}

function writeSection(data: DataView, at: number, section: SectionName, rows: Sections[SectionName]): void {
  if (rows instanceof Uint8Array) {
    new Uint8Array(data.buffer).set(rows, at);
    return;
  }
  const { record } = SECTIONS[section];
  const size = recordBytes(section);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    if (typeof row !== 'number') writeRecord(data, at + size * index, COLUMNS[record], row);
    else if (size === 2) WRITERS.u16(data, at + 2 * index, row);
    else WRITERS.u32(data, at + 4 * index, row);
  }
}

function writeRecord(data: DataView, at: number, columns: readonly PlacedColumn[], record: object): void {
  for (const { name, type, offset } of columns)
    WRITERS[type](data, at + offset, (record as Record<string, never>)[name]!);
}

const WRITERS = {
  u8: (data: DataView, at: number, value: number) => data.setUint8(at, value),
  u16: (data: DataView, at: number, value: number) => data.setUint16(at, value, true),
  u32: (data: DataView, at: number, value: number) => data.setUint32(at, value, true),
  text: (data: DataView, at: number, { offset, length }: { offset: number; length: number }) => {
    data.setUint32(at, offset, true);
    data.setUint32(at + 4, length, true);
  },
  range: (data: DataView, at: number, { first, count }: { first: number; count: number }) => {
    data.setUint32(at, first, true);
    data.setUint32(at + 4, count, true);
  },
} as const;
