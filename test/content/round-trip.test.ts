/** Written, read by the view, read by binary-parser: always the same records. */
import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { type ContentView, view } from '../../src/content/view.js';
import { type Sections, writeContent } from '../../src/content/writer.js';
import { ALIGNMENT, NONE, RECORDS, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, nameOf, PREAMBLE_BYTES, SECTION_NAMES } from '../../src/format/records.js';
import { withEntry } from '../validator/damage.js';
import { contentOf, SAMPLES, wholeContent } from './contents.js';
import { rewritten, sectionsOf } from './sections.js';

const CONTENTS = [
  ...SAMPLES.map(({ name }) => ({ name, bytes: contentOf(name) })),
  { name: 'all of them', bytes: wholeContent() },
];

describe.each(CONTENTS)('$name', ({ bytes }) => {
  const content = view(bytes);
  const { header, entries, sections } = inspect(bytes);

  test('has the header that binary-parser reads', () => expect(content.header).toEqual(header));

  test.each(SECTION_NAMES)('has the %s that binary-parser reads', (section) => {
    const { offset, count } = entries[SECTION_NAMES.indexOf(section)]!;
    expect([content.offsetOf(section), content.count(section)]).toEqual([offset, count]);
    expect(sectionsOf(content)[section]).toEqual(sections[section]);
  });

  test('is written again as it was', () => expect(rewritten(content)).toEqual(bytes));

  test('reads the same from the middle of a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(sectionsOf(view(shifted.subarray(3)))).toEqual(sections);
    expect(inspect(shifted.subarray(3)).sections).toEqual(sections);
  });
});

test('the samples have every section and every code', () => {
  const { sections } = inspect(wholeContent());
  expect(SECTION_NAMES.filter((section) => sections[section].length === 0)).toEqual([]);
  for (const [section, column] of coded()) {
    const rows = sections[section] as readonly Record<string, number>[];
    const found = new Set(rows.map((row) => nameOf(column.codes, row[column.name]!)));
    expect([...found].sort(), `${section}.${column.name}`).toEqual(Object.keys(column.codes).sort());
  }
});

/** Every column whose value is one of a table of codes. */
function coded() {
  return SECTION_NAMES.flatMap((section) =>
    COLUMNS[SECTIONS[section].record].flatMap(({ name, codes }) =>
      codes ? [[section, { name, codes }] as const] : [],
    ),
  );
}

test('what a view shows of literals and words is a copy', () => {
  const bytes = wholeContent();
  const content = view(bytes);
  content.literal({ offset: 0, length: content.count('Literals') }).fill(0);
  content.words('Operands', { first: 0, count: content.count('Operands') }).fill(0);
  expect(bytes).toEqual(wholeContent());
});

describe('what is not there is not read', () => {
  const good = contentOf('conditions');
  const rules = view(good).count('Rules');
  const [falseRules, falseOperands] = (['Rules', 'Operands'] as const).map((section) =>
    view(withEntry(good, section, 'count', 0x7fffffff)),
  ) as [ContentView, ContentView];
  const text = { offset: view(good).count('Text') - 1, length: 2 };
  const ROWS: readonly { readonly name: string; readonly read: () => unknown }[] = [
    { name: 'fewer bytes than a preamble', read: () => view(good.subarray(0, PREAMBLE_BYTES - 1)) },
    { name: 'the record before the first', read: () => view(good).record('Rules', -1) },
    { name: 'the record after the last', read: () => view(good).record('Rules', rules) },
    { name: 'a text that ends after its section', read: () => view(good).text(text) },
    { name: 'words after the last', read: () => view(good).words('Operands', { first: 0, count: NONE }) },
    { name: 'a record that is in the section but not in the file', read: () => falseRules.record('Rules', 1e6) },
    {
      name: 'more words than the file has',
      read: () => falseOperands.words('Operands', { first: 0, count: 0x7fffffff }),
    },
    {
      name: 'a section that begins after the file',
      read: () => view(withEntry(good, 'Rules', 'offset', NONE)).record('Rules', 0),
    },
  ];
  test.each(ROWS)('$name', ({ read }) =>
    expect(read).toThrow(expect.objectContaining({ name: 'RingfenceError', code: 'ContentMisread' })),
  );
});

describe('whatever the records hold', () => {
  const u = (bits: number) => fc.oneof(fc.constantFrom(0, 2 ** bits - 1), fc.nat({ max: 2 ** bits - 1 }));
  const COLUMN = {
    u8: u(8),
    u16: u(16),
    u32: u(32),
    text: fc.record({ offset: u(32), length: u(32) }),
    range: fc.record({ first: u(32), count: u(32) }),
  };
  const rowOf = (section: SectionName): Arbitrary<unknown> =>
    fc.record(Object.fromEntries(RECORDS[SECTIONS[section].record].map(({ name, type }) => [name, COLUMN[type]])));
  const rowsOf = (section: SectionName): Arbitrary<unknown> => {
    const { record } = SECTIONS[section];
    if (record === 'Byte') return fc.uint8Array({ maxLength: 20 });
    const row = record === 'Word' ? COLUMN.u32 : record === 'Short' ? COLUMN.u16 : rowOf(section);
    return fc.array(row, { maxLength: 3 });
  };
  const arbitrary = fc.record({
    identity: fc.record({ schema: COLUMN.text, schemaVersion: COLUMN.u32, contentVersion: COLUMN.u32 }),
    sections: fc.record(Object.fromEntries(SECTION_NAMES.map((section) => [section, rowsOf(section)]))),
  });

  test('both readers read what was written', () => {
    fc.assert(
      fc.property(arbitrary, ({ identity, sections }) => {
        const bytes = writeContent(identity, sections as unknown as Sections) as Uint8Array;
        expect(bytes.length % ALIGNMENT).toBe(0);
        expect(view(bytes).header).toMatchObject({ ...identity, length: bytes.length });
        expect(sectionsOf(view(bytes))).toEqual(sections);
        expect(inspect(bytes).sections).toEqual(sections);
      }),
      { numRuns: 300 },
    );
  });
});
