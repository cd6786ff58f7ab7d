/** Content as sections again, by way of the view: what the writer needs to write the same file. */
import { PackedRecords } from '../../src/content/packed.js';
import type { ContentView } from '../../src/content/view.js';
import { type Sections, writeContent } from '../../src/content/writer.js';
import { SECTIONS, type SectionName } from '../../src/format/layout.js';
import { recordBytes, SECTION_NAMES } from '../../src/format/records.js';

export function sectionsOf(content: ContentView): Sections {
  return Object.fromEntries(SECTION_NAMES.map((section) => [section, rowsOf(content, section)])) as unknown as Sections;
}

/** Sections of a file, written by the writer's own means. */
export type Written = ReadonlyMap<SectionName, PackedRecords<SectionName>>;

export function writtenSections(content: ContentView): Written {
  return new Map(SECTION_NAMES.map((section) => [section, packed(content, section)]));
}

/**
 * The file that the writer makes of what the view says. A section that stands in it as in one that was written before is
 * what was written then: of a million files that differ in one record each, the rest is not asked again.
 */
export function rewritten(content: ContentView, before: readonly Written[] = []): Uint8Array {
  const { schema, schemaVersion, contentVersion } = content.header;
  const sections = SECTION_NAMES.map((section) => {
    const run = runOf(content, section);
    const known = before.find((written) => Buffer.compare(written.get(section)!.bytes, run) === 0)?.get(section);
    return [section, known ?? rowsOf(content, section)];
  });
  return writeContent({ schema, schemaVersion, contentVersion }, Object.fromEntries(sections)) as Uint8Array;
}

function packed(content: ContentView, section: SectionName): PackedRecords<SectionName> {
  const records = new PackedRecords(section);
  for (let index = 0; index < content.count(section); index++) records.push(content.record(section, index));
  return records;
}

/** The records of a section as they stand in the file. */
export function runOf(content: ContentView, section: SectionName): Uint8Array {
  const from = content.offsetOf(section);
  return content.bytes.subarray(from, from + content.count(section) * recordBytes(section));
}

function rowsOf(content: ContentView, section: SectionName): ArrayLike<unknown> {
  const count = content.count(section);
  const { record } = SECTIONS[section];
  if (record === 'Byte') return runOf(content, section).slice();
  if (record === 'Word') return Array.from(content.words(section, { first: 0, count }));
  if (section === 'Transitions') return Array.from({ length: count }, (_, at) => content.record(section, at).value);
  return Array.from({ length: count }, (_, index) => content.record(section, index));
}
