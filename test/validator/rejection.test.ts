/** A row for every rejection, a row for every column that has to be something, and both sides of what is allowed. */
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { SECTIONS } from '../../src/format/layout.js';
import { describeRejection, REJECTIONS, type Rejection, type RejectionCode } from '../../src/validator/rejection.js';
import { isRejection, type ValidateOptions, validate } from '../../src/validator/validate.js';
import { withEntry, withRecord } from './damage.js';
import { ACCEPTED, REFUSED_BY_COLUMN, refusedBy } from './judgements.js';
import { GOOD } from './rows.js';

const CONTENT = inspect(GOOD);

async function rejection(bytes: Uint8Array, options?: ValidateOptions): Promise<Rejection | undefined> {
  const answer = await validate(bytes, options);
  if (!isRejection(answer)) return undefined;
  expect(Object.values(answer).filter((value) => value === undefined || Number.isNaN(value))).toEqual([]);
  return answer;
}

describe.each(Object.keys(REJECTIONS) as RejectionCode[])('%s', (code) => {
  test('has a row', () => expect(refusedBy(code).length).toBeGreaterThan(0));
  for (const { name, bytes, options, rejection: expected } of refusedBy(code)) {
    test(name, async () => expect(await rejection(bytes, options)).toMatchObject(expected!));
  }
});

test('columns that have to be something are many', () => expect(REFUSED_BY_COLUMN.length).toBeGreaterThan(50));

test.each(REFUSED_BY_COLUMN)('$name', async ({ bytes, rejection: expected }) => {
  expect(await rejection(bytes)).toMatchObject(expected!);
});

describe('accepted', () => {
  for (const { name, bytes, options } of ACCEPTED) {
    test(name, async () => expect(await rejection(bytes, options)).toBeUndefined());
  }

  test.each([
    { name: 'bytes', bytes: GOOD.slice() },
    { name: 'a Buffer, whose slice is no copy', bytes: Buffer.from(GOOD) },
  ])('is a copy of $name: what their owner does to them meanwhile does not matter', async ({ bytes }) => {
    const validation = validate(bytes);
    bytes.fill(0);
    const answer = await validation;
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
