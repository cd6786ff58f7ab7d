/** Content as sections again, by way of the view: what the writer needs to write the same file. */
import type { ContentView } from '../../src/content/view.js';
import { type Sections, writeContent } from '../../src/content/writer.js';
import { SECTIONS, type SectionName } from '../../src/format/layout.js';
import { SECTION_NAMES } from '../../src/format/records.js';

export function sectionsOf(content: ContentView): Sections {
  return Object.fromEntries(SECTION_NAMES.map((section) => [section, rowsOf(content, section)])) as unknown as Sections;
}

/** The file that the writer makes of what the view says. */
export function rewritten(content: ContentView): Uint8Array {
  const { schema, schemaVersion, contentVersion } = content.header;
  return writeContent({ schema, schemaVersion, contentVersion }, sectionsOf(content)) as Uint8Array;
}

function rowsOf(content: ContentView, section: SectionName): ArrayLike<unknown> {
  const count = content.count(section);
  const { record } = SECTIONS[section];
  if (record === 'Byte') return content.bytes.slice(content.offsetOf(section), content.offsetOf(section) + count);
  if (record === 'Word') return Array.from(content.words(section, { first: 0, count }));
  if (section === 'Transitions') return Array.from({ length: count }, (_, at) => content.record(section, at).value);
  return Array.from({ length: count }, (_, index) => content.record(section, index));
}
