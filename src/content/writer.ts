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
  PREAMBLE_BYTES,
  RECORD_BYTES,
  type RecordIn,
  type RecordOf,
  recordBytes,
  SECTION_NAMES,
} from '../format/records.js';
import { PackedRecords, WRITERS, writeRecord } from './packed.js';

type NumberSection =
  | 'Transitions'
  | 'PathBuckets'
  | 'Buckets'
  | 'Filters'
  | 'Gates'
  | 'Operands'
  | 'RuleGroups'
  | 'Leaves';

/** Heaps as bytes, sections of numbers as such, all others as records. */
export type Sections = {
  readonly [S in SectionName]: S extends 'Text' | 'Literals' | 'Classes'
    ? Uint8Array
    : S extends NumberSection
      ? ArrayLike<number>
      : readonly RecordIn<S>[];
};

/** Sections of which some are bytes already. */
export type MadeSections = { readonly [S in SectionName]: Sections[S] | PackedRecords<S> };

export type Identity = Pick<RecordOf<'Header'>, 'schema' | 'schemaVersion' | 'contentVersion'>;

/** A section has more records than the format allows. */
export interface SectionFull {
  /** `content`: the file is too long, in bytes. */
  readonly section: SectionName | 'content';
  readonly count: number;
  readonly limit: number;
}

/** The file, or the first section that is over its limit. */
export function writeContent(identity: Identity, sections: MadeSections): Uint8Array | SectionFull {
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

function place(sections: MadeSections): { offsets: Record<SectionName, number>; end: number } {
  const offsets = {} as Record<SectionName, number>;
  let end = align(PREAMBLE_BYTES, ALIGNMENT);
  for (const section of SECTION_NAMES) {
    offsets[section] = end;
    end = align(end + sections[section].length * recordBytes(section), ALIGNMENT);
  }
  return { offsets, end };
}

function writeSection(data: DataView, at: number, section: SectionName, rows: MadeSections[SectionName]): void {
  if (rows instanceof Uint8Array || rows instanceof PackedRecords) {
    new Uint8Array(data.buffer).set(rows instanceof PackedRecords ? rows.bytes : rows, at);
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
