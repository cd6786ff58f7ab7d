/**
 * Records as bytes: how they stand in a file, and a list that has them so from the start.
 *
 * Of 100,000 rules there are millions; as objects they would take gigabytes.
 */
import { SECTIONS, type SectionName } from '../format/layout.js';
import { COLUMNS, type PlacedColumn, type RecordIn, recordBytes } from '../format/records.js';

/** Records of a section in the order in which they are added. */
export class PackedRecords<S extends SectionName> {
  readonly #columns: readonly PlacedColumn[];
  readonly #size: number;
  #data = new DataView(new ArrayBuffer(1 << 10));
  #length = 0;

  constructor(section: S) {
    this.#columns = COLUMNS[SECTIONS[section].record];
    this.#size = recordBytes(section);
  }

  /** How many there are. */
  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.#data.buffer, 0, this.#length * this.#size);
  }

  /** Adds a record, and returns how many there are then. */
  push(record: RecordIn<S>): number {
    const at = this.#length * this.#size;
    if (at + this.#size > this.#data.byteLength) this.#grow();
    writeRecord(this.#data, at, this.#columns, record);
    return ++this.#length;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#data.byteLength);
    larger.set(this.bytes);
    this.#data = new DataView(larger.buffer);
  }
}

export function writeRecord(data: DataView, at: number, columns: readonly PlacedColumn[], record: object): void {
  for (const { name, type, offset } of columns)
    WRITERS[type](data, at + offset, (record as Record<string, never>)[name]!);
}

export const WRITERS = {
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
