/** The tables in themselves: aligned records, codes of their own, regions that hold what the limits allow. */
import { describe, expect, test } from 'vitest';
import * as layout from '../../src/format/layout.js';
import { COLUMNS, nameOf, PREAMBLE_BYTES, RECORD_BYTES, SECTION_NAMES } from '../../src/format/records.js';

const { LIMITS, MEMORY, RECORDS, REGION_ROWS, SECTIONS } = layout;

/** How columns are loaded: in words of so many bytes. */
const WORDS: Readonly<Record<layout.ColumnType, number>> = { u8: 1, u16: 2, u32: 4, text: 4, range: 4 };

describe.each(Object.keys(RECORDS) as layout.RecordName[])('record %s', (record) => {
  test.each(COLUMNS[record].map((column) => [column.name, column] as const))('%s is aligned', (_, { type, offset }) => {
    expect(offset % WORDS[type]).toBe(0);
  });
  test('is as long as a run of it needs', () => {
    const widest = Math.max(...COLUMNS[record].map(({ type }) => WORDS[type]));
    expect(RECORD_BYTES[record] % widest).toBe(0);
    expect(layout.ALIGNMENT % widest).toBe(0);
  });
  test('has a column of each name once', () => {
    const names = RECORDS[record].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

const CODES: readonly (readonly [string, layout.Codes])[] = Object.entries(layout).flatMap(([name, table]) =>
  isCodes(table) ? [[name, table] as const] : [],
);

function isCodes(table: unknown): table is layout.Codes {
  if (typeof table !== 'object' || table === null) return false;
  const rows: unknown[] = Object.values(table);
  return rows.length > 0 && rows.every((row) => typeof row === 'object' && row !== null && 'code' in row);
}

test('there are tables of codes', () => expect(CODES.length).toBeGreaterThan(10));

test.each(CODES)('codes of %s are each its own', (_, table) => {
  const codes = Object.values(table).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const [name, { code }] of Object.entries(table)) expect(nameOf(table, code)).toBe(name);
  expect(nameOf(table, Math.max(...codes) + 1)).toBeUndefined();
});

test('sections stand in order of code', () => {
  expect(SECTION_NAMES.map((name) => SECTIONS[name].code)).toEqual(SECTION_NAMES.map((_, index) => index));
  expect(PREAMBLE_BYTES % layout.ALIGNMENT).toBe(0);
});

/** What each region must hold, in bytes. */
const NEEDS: Readonly<Record<string, number>> = {
  FAULT: layout.FAULT_CELL.length * 4,
  VERDICT: layout.VERDICT_CELL.length * 4,
  SECTION_BASES: SECTION_NAMES.length * 8,
  DECLARED: 4 + SECTIONS.Groups.limit * 4,
  SEEN: SECTIONS.Groups.limit,
  ACTIVE: SECTIONS.Groups.limit * 4,
  NESTING: LIMITS.DEPTH.value * layout.coreRecordBytes('Frame'),
  NODE_MARKS: SECTIONS.PathNodes.limit * 4,
  GROUP_MARKS: SECTIONS.Groups.limit * 4,
  CONDITION_MARKS: SECTIONS.Conditions.limit * 4,
  CANDIDATES: SECTIONS.Conditions.limit * 4,
  RULE_MARKS: SECTIONS.Rules.limit * 4,
  PREDICATE_MARKS: SECTIONS.Predicates.limit * 4,
  VALUES: LIMITS.VALUES.value * layout.coreRecordBytes('Value'),
  MATCHES: SECTIONS.Rules.limit * layout.coreRecordBytes('Match'),
  UNREAD: LIMITS.UNREAD.value * layout.coreRecordBytes('UnreadEvent'),
  WINDOW: LIMITS.WINDOW_BYTES.value + 128,
  // each value decoded twice, at most three bytes for one, and sixteen behind each
  ARENA: 2 * (3 * LIMITS.WINDOW_BYTES.value + 16 * LIMITS.VALUES.value) + 64,
};

describe('core memory', () => {
  const addressOf = (name: string) => MEMORY[name as keyof typeof MEMORY];

  test.each(Object.entries(NEEDS))('%s has room for %d bytes', (name, bytes) => {
    expect(REGION_ROWS.find((region) => region.name === name)!.bytes).toBeGreaterThanOrEqual(bytes);
  });

  test('regions follow each other with gaps, aligned', () => {
    let end = 0;
    for (const { name, bytes } of REGION_ROWS) {
      expect(addressOf(name), name).toBeGreaterThanOrEqual(end + 64);
      expect(addressOf(name) % 64, name).toBe(0);
      end = addressOf(name) + bytes;
    }
    expect(MEMORY.CONTENT).toBeGreaterThanOrEqual(end + 64);
  });

  test('the largest content and the largest input table are both in it', () => {
    const input = SECTIONS.Fields.limit * layout.coreRecordBytes('InputEntry');
    expect(MEMORY.CONTENT % layout.ALIGNMENT).toBe(0);
    expect(MEMORY.CONTENT + LIMITS.CONTENT_BYTES.value + input).toBeLessThanOrEqual(MEMORY.END);
    expect(MEMORY.END).toBe(layout.PAGES * 65536);
  });
});
