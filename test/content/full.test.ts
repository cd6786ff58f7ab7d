/** Every section on each side of its limit. */
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { view } from '../../src/content/view.js';
import { type Sections, writeContent } from '../../src/content/writer.js';
import { SECTIONS, type SectionName } from '../../src/format/layout.js';
import { SECTION_NAMES } from '../../src/format/records.js';
import { ContentTooLarge, compile } from '../../src/plan/compile.js';
import { wholeContent } from './contents.js';

const { header, sections } = inspect(wholeContent());

/** The content with so many records in one section, all of them like its first. */
function withCount(section: SectionName, count: number): Sections {
  const rows = sections[section];
  const filled = rows instanceof Uint8Array ? new Uint8Array(count) : new Array(count).fill(rows[0]);
  return { ...sections, [section]: filled };
}

describe.each(SECTION_NAMES)('%s', (section) => {
  const { limit } = SECTIONS[section];
  test('as many as the limit', () => {
    const bytes = writeContent(header, withCount(section, limit)) as Uint8Array;
    expect(view(bytes).count(section)).toBe(limit);
  });
  test('one more', () => {
    expect(writeContent(header, withCount(section, limit + 1))).toEqual({ section, count: limit + 1, limit });
  });
});

test('compile throws what the writer answers', () => {
  const fields = Array.from({ length: SECTIONS.Fields.limit + 1 }, (_, field) => `f${field}`);
  expect(() => compile([], { schema: { name: 's', version: 1, fields } })).toThrow(ContentTooLarge);
});
