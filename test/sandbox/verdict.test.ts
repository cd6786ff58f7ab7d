/** The verdict buffer as a hostile core would leave it: every number on both sides of its limit. */
import { expect, test } from 'vitest';
import { CORE_RECORDS, LIMITS, MEMORY, SECTIONS, UNREAD, VERDICT_CELL } from '../../src/format/layout.js';
import { readVerdict } from '../../src/sandbox/verdict.js';

type Cells = Record<(typeof VERDICT_CELL)[number], number>;

interface Buffer {
  readonly cells: Partial<Cells>;
  readonly matches?: readonly (readonly [line: number, rule: number])[];
  readonly unread?: readonly (readonly [line: number, reason: number, position: number])[];
}

const memory = new DataView(new ArrayBuffer(MEMORY.WINDOW));

/** One event of two lines matched the first of two rules; the other line was not believed. */
const GOOD: Cells = { lines: 2, events: 1, consumed: 10, matches: 1, unread: 1, duplicateKeys: 0, badText: 0, fuel: 7 };
const LENGTH = 10;
const RULES = 2;

function write({ cells, matches = [[0, 0]], unread = [[1, UNREAD.Malformed.code, 3]] }: Buffer): void {
  const put = (base: number, rows: readonly (readonly number[])[], width: number) =>
    rows.forEach((row, index) => {
      row.forEach((value, column) => {
        memory.setUint32(base + 4 * (width * index + column), value, true);
      });
    });
  put(MEMORY.VERDICT, [VERDICT_CELL.map((name) => cells[name] ?? GOOD[name])], VERDICT_CELL.length);
  put(MEMORY.MATCHES, matches, CORE_RECORDS.Match.length);
  put(MEMORY.UNREAD, unread, CORE_RECORDS.UnreadEvent.length);
}

const MANY = 0xffffffff;
/** A batch ends behind the event that used up its own. */
const MOST_FUEL = LIMITS.BATCH_FUEL.value + LIMITS.FUEL.value;
const malformed = UNREAD.Malformed.code;
const last = Math.max(...Object.values(UNREAD).map(({ code }) => code));
const rows = <T>(count: number, row: T) => Array.from({ length: count }, () => row);

/** `length` is that of the batch, by default LENGTH. */
const BUFFERS: readonly (Buffer & { name: string; length?: number; believed: boolean })[] = [
  { name: 'what a core leaves', cells: {}, believed: true },
  { name: 'nothing', cells: { lines: 0, events: 0, consumed: 0, matches: 0, unread: 0 }, believed: true },
  { name: 'as many lines as bytes', cells: { lines: LENGTH }, believed: true },
  { name: 'more lines than bytes', cells: { lines: LENGTH + 1 }, believed: false },
  { name: 'very many lines', cells: { lines: MANY }, believed: false },
  { name: 'a byte more consumed than there are', cells: { consumed: LENGTH + 1 }, believed: false },
  { name: 'very many bytes consumed', cells: { consumed: MANY }, believed: false },
  { name: 'events and unread are all lines', cells: { events: 1, unread: 1 }, believed: true },
  { name: 'more events and unread than lines', cells: { events: 2, unread: 1 }, believed: false },
  { name: 'events and unread that wrap to few', cells: { events: MANY, unread: 1 }, believed: false },
  { name: 'every event with duplicate keys', cells: { duplicateKeys: 1 }, believed: true },
  { name: 'more duplicate keys than events', cells: { duplicateKeys: 2 }, believed: false },
  { name: 'every event with bad text', cells: { badText: 1 }, believed: true },
  { name: 'more bad text than events', cells: { badText: 2 }, believed: false },
  { name: 'all the fuel that a batch may burn', cells: { fuel: MOST_FUEL }, believed: true },
  { name: 'more fuel than a batch may burn', cells: { fuel: MOST_FUEL + 1 }, believed: false },
  { name: 'a match of the last line and rule', cells: {}, matches: [[1, RULES - 1]], believed: true },
  { name: 'a match of the line behind the last', cells: {}, matches: [[2, 0]], believed: false },
  { name: 'a match of the rule behind the last', cells: {}, matches: [[0, RULES]], believed: false },
  { name: 'a match of very large numbers', cells: {}, matches: [[MANY, MANY]], believed: false },
  { name: 'one match more than there is room for', cells: { matches: SECTIONS.Rules.limit + 1 }, believed: false },
  { name: 'very many matches', cells: { matches: MANY }, believed: false },
  {
    name: 'as many unread as there is room for',
    cells: { lines: LIMITS.UNREAD.value, events: 0, matches: 0, unread: LIMITS.UNREAD.value },
    unread: rows(LIMITS.UNREAD.value, [0, malformed, 0]),
    length: LIMITS.UNREAD.value,
    believed: true,
  },
  {
    name: 'one unread more',
    cells: { lines: LIMITS.UNREAD.value + 1, events: 0, matches: 0, unread: LIMITS.UNREAD.value + 1 },
    unread: rows(LIMITS.UNREAD.value + 1, [0, malformed, 0]),
    length: LIMITS.UNREAD.value + 1,
    believed: false,
  },
  {
    name: 'the same match twice',
    cells: { matches: 2 },
    matches: [
      [0, 1],
      [0, 1],
    ],
    believed: false,
  },
  { name: 'an unread line behind the last', cells: {}, unread: [[2, malformed, 0]], believed: false },
  { name: 'an unread position at the end', cells: {}, unread: [[1, malformed, LENGTH]], believed: true },
  { name: 'an unread position behind the end', cells: {}, unread: [[1, malformed, LENGTH + 1]], believed: false },
  { name: 'the last reason', cells: {}, unread: [[1, last, 0]], believed: true },
  { name: 'no reason', cells: {}, unread: [[1, 0, 0]], believed: false },
  { name: 'a reason that is in no table', cells: {}, unread: [[1, last + 1, 0]], believed: false },
];
for (const { name, believed, length = LENGTH, ...buffer } of BUFFERS) {
  test(`verdict: ${name}`, () => {
    write(buffer);
    expect(readVerdict(memory, length, RULES) !== undefined).toBe(believed);
  });
}

test('verdict: as many matches as there is room for', () => {
  const rules = SECTIONS.Rules.limit;
  write({ cells: { matches: rules }, matches: Array.from({ length: rules }, (_, rule) => [0, rule]) });
  expect(readVerdict(memory, LENGTH, rules)?.matches).toHaveLength(2 * rules);
});

test('verdict: every number arrives where it belongs', () => {
  write({ cells: { lines: 5, events: 3, consumed: 9, duplicateKeys: 2, badText: 1 }, matches: [[4, 1]] });
  expect(readVerdict(memory, LENGTH, RULES)).toEqual({
    lines: 5,
    events: 3,
    consumed: 9,
    matches: Uint32Array.of(4, 1),
    unread: [{ line: 1, reason: 'Malformed', position: 3 }],
    duplicateKeys: 2,
    badText: 1,
    fuel: 7,
  });
});

test('verdict: matches come in order of line and rule', () => {
  const matches = ['1 1', '0 1', '1 0', '0 0'].map((pair) => pair.split(' ').map(Number) as [number, number]);
  write({ cells: { matches: 4, unread: 0 }, matches });
  expect(readVerdict(memory, LENGTH, RULES)?.matches).toEqual(Uint32Array.of(0, 0, 0, 1, 1, 0, 1, 1));
});

test('verdict: numbers large as the limits are sorted exactly', () => {
  const rule = SECTIONS.Rules.limit - 1;
  const lines = LIMITS.WINDOW_BYTES.value;
  const line = lines - 1;
  write({
    cells: { lines, matches: 3, unread: 0 },
    matches: [
      [line, rule],
      [line, rule - 1],
      [0, 0],
    ],
  });
  const expected = Uint32Array.of(0, 0, line, rule - 1, line, rule);
  expect(readVerdict(memory, lines, rule + 1)?.matches).toEqual(expected);
});
