/** A row for every rejection, a row for every column that has to be something, and both sides of what is allowed. */
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { view } from '../../src/content/view.js';
import { NONE, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, SECTION_NAMES } from '../../src/format/records.js';
import { describeRejection, REJECTIONS, type Rejection, type RejectionCode } from '../../src/validator/rejection.js';
import { isRejection, type ValidateOptions, validate } from '../../src/validator/validate.js';
import { resealed, withEntry, withHeader, withRecord } from './damage.js';
import { FIELDS_READ, GOOD, type ProgramStep, PUSH, program, ROWS } from './rows.js';

const CONTENT = inspect(GOOD);
const VIEW = view(GOOD);

async function rejection(bytes: Uint8Array, options?: ValidateOptions): Promise<Rejection | undefined> {
  const answer = await validate(bytes, options);
  return isRejection(answer) ? answer : undefined;
}

describe.each(Object.keys(REJECTIONS) as RejectionCode[])('%s', (code) => {
  test('has a row', () => expect(ROWS[code].length).toBeGreaterThan(0));
  for (const [name, bytes, supplied] of ROWS[code]) {
    test(name, async () => {
      expect((await rejection(bytes, supplied === undefined ? {} : { supplied }))?.code).toBe(code);
    });
  }
});

/** Every column that has to be something, with the first value that is not that. */
const COLUMN_ROWS = SECTION_NAMES.flatMap((section) => {
  const row: { record: keyof typeof COLUMNS; of?: string } = SECTIONS[section];
  return COLUMNS[row.record].flatMap((column) => {
    const target = (column.of ?? row.of) as SectionName | undefined;
    const at = VIEW.offsetOf(section) + column.offset;
    const wrong = (code: RejectionCode, value: number, more = 0) => [{ section, column, code, at: at + more, value }];
    if (column.name.startsWith('reserved')) return wrong('ReservedNotZero', 1);
    if (column.codes) return wrong('UnknownCode', 1 + Math.max(...Object.values(column.codes).map(({ code }) => code)));
    if (target === undefined) return [];
    if (column.type !== 'text' && column.type !== 'range') return wrong('IndexOutOfSection', VIEW.count(target));
    const first = new DataView(GOOD.buffer).getUint32(at, true);
    return wrong('RangeOutOfSection', VIEW.count(target) - first + 1, 4);
  });
});

test('columns that have to be something are many', () => expect(COLUMN_ROWS.length).toBeGreaterThan(50));

test.each(COLUMN_ROWS)('$code: $section.$column.name of $value', async ({ section, column, code, at, value }) => {
  const bytes = GOOD.slice();
  const data = new DataView(bytes.buffer);
  if (column.type === 'u8') data.setUint8(at, value);
  else if (column.type === 'u16') data.setUint16(at, value, true);
  else data.setUint32(at, value, true);
  expect(await rejection(resealed(bytes))).toMatchObject({ code, section, index: 0, column: column.name });
});

const ACCEPTED: readonly (readonly [name: string, bytes: Uint8Array, options?: ValidateOptions])[] = [
  ['as it is', GOOD],
  ['one predicate', program(PUSH)],
  ['sixty-four deep', program(...Array<ProgramStep>(64).fill(PUSH), ...Array<ProgramStep>(63).fill(['And', 0]))],
  ['as many fields as are read', GOOD, { supplied: FIELDS_READ }],
  ['more fields than are declared', GOOD, { supplied: 4096 }],
  ['a place without a wildcard', withRecord(CONTENT, 'PathNodes', 0, { wildcard: NONE })],
  ["another number of the publisher's", withHeader(GOOD, 'contentVersion', NONE)],
];

describe('accepted', () => {
  for (const [name, bytes, options] of ACCEPTED) {
    test(name, async () => expect(await rejection(bytes, options)).toBeUndefined());
  }

  test('is a copy: what its owner does to the bytes afterwards does not matter', async () => {
    const bytes = GOOD.slice();
    const answer = await validate(bytes);
    bytes.fill(0);
    expect(isRejection(answer)).toBe(false);
    if (!isRejection(answer)) expect(Buffer.compare(answer.view.bytes, GOOD)).toBe(0);
  });
});

test('a rejection in one line', async () => {
  const bytes = withEntry(GOOD, 'Fields', 'count', SECTIONS.Fields.limit + 1);
  expect(describeRejection((await rejection(bytes))!)).toBe(
    'SectionTooLong in Fields: a section has at most as many records as its limit (found 4097, expected 4096)',
  );
  const deep = withRecord(CONTENT, 'Predicates', 3, { kind: 99 });
  expect(describeRejection((await rejection(deep))!)).toBe(
    'UnknownCode in Predicates[3].kind: a code is in its table (found 99)',
  );
});
