/** Input records: values as bytes, and as the core reads them. */
import { expect, test } from 'vitest';
import { LIMITS, SECTIONS, VALUES } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { type InputValue, readRecord, writeRecord } from '../../src/sandbox/record.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { declaredGroups } from '../../src/supervisor/declared.js';
import { accepted, contentOf, LOG_SOURCE } from './content.js';

const { Text, Number: Numeric, True, False, Null, Nothing } = VALUES;
const WINDOW = LIMITS.WINDOW_BYTES.value;

/** One value, and its kind and text in the window. */
const WRITTEN: readonly { name: string; value: InputValue; kind: number; text: string }[] = [
  { name: 'a text', value: 'abc', kind: Text.code, text: 'abc' },
  { name: 'an empty text', value: '', kind: Text.code, text: '' },
  { name: 'a text of several bytes a character', value: 'ä€😀', kind: Text.code, text: 'ä€😀' },
  { name: 'half a surrogate pair', value: 'a\ud800', kind: Text.code, text: 'a\ufffd' },
  { name: 'a NUL', value: '\0', kind: Text.code, text: '\0' },
  { name: 'a number', value: 4688, kind: Numeric.code, text: '4688' },
  { name: 'a negative number', value: -0.5, kind: Numeric.code, text: '-0.5' },
  { name: 'a number beyond 2^53', value: -9223372036854775808n, kind: Numeric.code, text: '-9223372036854775808' },
  { name: 'true', value: true, kind: True.code, text: '' },
  { name: 'false', value: false, kind: False.code, text: '' },
  { name: 'null', value: null, kind: Null.code, text: '' },
  { name: 'a field that the event does not have', value: undefined, kind: Nothing.code, text: '' },
];
for (const { name, value, kind, text } of WRITTEN) {
  test(`record: ${name}`, () => {
    const window = new Uint8Array(WINDOW);
    const bytes = Buffer.from(text);
    const padded = Math.ceil(bytes.length / 4) * 4;
    expect(writeRecord(window, [value, 'next'])).toBe(4 + 8 + padded + 8 + 4);
    const data = new DataView(window.buffer);
    expect([0, 4, 8].map((at) => data.getUint32(at, true))).toEqual([2, kind, bytes.length]);
    expect(Buffer.from(window.subarray(12, 12 + bytes.length)).toString()).toBe(text);
    expect(data.getUint32(12 + padded, true), 'the next value').toBe(Text.code);
  });
}

const SIZES: readonly { name: string; values: readonly InputValue[]; fits: boolean }[] = [
  { name: 'no values', values: [], fits: true },
  { name: 'as many values as there are fields', values: Array(SECTIONS.Fields.limit).fill(undefined), fits: true },
  { name: 'one value more', values: Array(SECTIONS.Fields.limit + 1).fill(undefined), fits: false },
  {
    name: 'a text that fits whatever its characters are',
    values: ['€'.repeat(Math.floor((WINDOW - 12) / 3))],
    fits: true,
  },
  { name: 'a text in ASCII of nearly the whole window', values: ['x'.repeat(WINDOW - 12)], fits: true },
  { name: 'a text longer than the window', values: ['x'.repeat(WINDOW)], fits: false },
  { name: 'many texts that are too long together', values: Array(20).fill('€'.repeat(20_000)), fits: false },
];
for (const { name, values, fits } of SIZES) {
  test(`record: ${name}`, () => {
    const guarded = new Uint8Array(WINDOW + 16).fill(0xee);
    expect(writeRecord(guarded, values) !== undefined).toBe(fits);
    expect(
      guarded.subarray(WINDOW).every((byte) => byte === 0xee),
      'the bytes behind',
    ).toBe(true);
  });
}

test('record: bytes that are none are not read', () => {
  const limit = SECTIONS.Fields.limit;
  const nothings = (count: number) => {
    const words = new Uint32Array(1 + 2 * count).map((_, at) => (at === 0 ? count : at % 2 === 1 ? Nothing.code : 0));
    return new Uint8Array(words.buffer);
  };
  expect(readRecord(nothings(limit))).toEqual(Array(limit).fill(undefined));
  for (const bytes of [nothings(limit + 1), nothings(2).subarray(0, -1), nothings(0).subarray(0, 3)])
    expect(readRecord(bytes)).toBeUndefined();
});

const schema = { name: 'two', version: 1, fields: ['a', 'b'] };
const content = await accepted(
  contentOf(
    {
      Text: '{a: abc}',
      Five: '{a: 5}',
      Missing: '{a: null}',
      Any: "{a: '*'}",
      Yes: "{a: 'true'}",
      Blank: "{a: ''}",
    },
    { schema },
  ),
);
const { view } = content;
const sandbox = new Sandbox(await loadCore());
sandbox.load(content, declaredGroups(view, LOG_SOURCE));

const MATCHED: readonly { value: InputValue; titles: readonly string[] }[] = [
  { value: 'ABC', titles: ['Any', 'Text'] },
  { value: 5, titles: ['Any', 'Five'] },
  { value: '5', titles: ['Any', 'Five'] },
  { value: 5n, titles: ['Any', 'Five'] },
  { value: '5.0', titles: ['Any', 'Five'] },
  { value: true, titles: ['Any', 'Yes'] },
  { value: false, titles: ['Any'] },
  { value: '', titles: ['Any', 'Blank'] },
  { value: null, titles: ['Missing'] },
  { value: undefined, titles: ['Missing'] },
];
for (const { value, titles } of MATCHED) {
  test(`record: rules on ${typeof value} ${String(value)}`, () => {
    const { verdict, fault } = sandbox.evaluate([value, 'other']);
    expect(fault).toBeUndefined();
    const rules = [...verdict.matches].filter((_, index) => index % 2 === 1);
    expect(rules.map((rule) => view.text(view.record('Rules', rule).title)).sort()).toEqual(titles);
    expect(verdict).toMatchObject({ lines: 1, events: 1, unread: [] });
  });
}
