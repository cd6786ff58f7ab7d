/**
 * The audit of a module's bytes, before an engine compiles them: it can call nothing, starts nothing, and all its
 * state is one memory, so that writing that memory is a complete reset.
 *
 * Source: WebAssembly core specification 1.0, 5.5 "Modules".
 */
/** Pages of the one memory, before it grows and at most. */
export interface Pages {
  readonly minimum: number;
  readonly maximum: number;
}

const SECTION = { Import: 2, Table: 4, Memory: 5, Global: 6, Start: 8, Element: 9 } as const;

/** What is wrong with a module, in words; undefined when nothing is. */
export function auditModule(bytes: Uint8Array, pages: Pages): string | undefined {
  const sections = readSections(bytes);
  if (!sections) return 'it is not a WebAssembly module';
  if (sections.has(SECTION.Import)) return 'it imports';
  if (sections.has(SECTION.Start)) return 'it has a start function';
  if (sections.has(SECTION.Table) || sections.has(SECTION.Element)) return 'it has a table';
  return auditMemory(sections.get(SECTION.Memory), pages) ?? auditGlobals(sections.get(SECTION.Global));
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function readSections(bytes: Uint8Array): Map<number, Reader> | undefined {
  const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  if (magic.some((byte, index) => bytes[index] !== byte)) return undefined;
  const sections = new Map<number, Reader>();
  const reader: Reader = { bytes, at: 8 };
  while (reader.at < bytes.length) {
    const id = bytes[reader.at++]!;
    const size = readU32(reader);
    sections.set(id, { bytes: bytes.subarray(reader.at, reader.at + size), at: 0 });
    reader.at += size;
  }
  return sections;
}

function auditMemory(reader: Reader | undefined, { minimum, maximum }: Pages): string | undefined {
  if (!reader || readU32(reader) !== 1) return 'it does not have exactly one memory';
  const hasMaximum = readU32(reader) === 1;
  const isRight = readU32(reader) === minimum && hasMaximum && readU32(reader) === maximum;
  if (isRight) return undefined;
  return `its memory is not ${minimum === maximum ? `${minimum} pages, fixed` : `${minimum} to ${maximum} pages`}`;
}

const I32_CONST = 0x41;
const I64_CONST = 0x42;
const END = 0x0b;

function auditGlobals(reader: Reader | undefined): string | undefined {
  if (!reader) return undefined;
  for (let left = readU32(reader); left > 0; left--) {
    reader.at++;
    if (reader.bytes[reader.at++] !== 0) return 'it has a mutable global';
    const constant = reader.bytes[reader.at++];
    if (constant !== I32_CONST && constant !== I64_CONST) return 'it has a global that is not an integer constant';
    while (reader.bytes[reader.at++]! & 0x80);
    if (reader.bytes[reader.at++] !== END) return 'it has a global that is not an integer constant';
  }
  return undefined;
}

/** An unsigned LEB128 number; past the end of the bytes it reads zeros. */
function readU32(reader: Reader): number {
  let number = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? 0;
    number += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return number;
}
