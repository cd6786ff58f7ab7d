/** Input records: values as bytes, and as the core reads them. */
import { expect, test } from 'vitest';
import { LIMITS, NONE, SECTIONS, VALUES } from '../../src/format/layout.js';
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
  { name: 'a text that leaves no room for the value behind it', values: ['x'.repeat(WINDOW - 12), null], fits: false },
  { name: 'a text that leaves room for half of it', values: ['x'.repeat(WINDOW - 16), null], fits: false },
  { name: 'a text that leaves room for it', values: ['x'.repeat(WINDOW - 20), null], fits: true },
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

const words = (...numbers: readonly number[]) => new Uint8Array(Uint32Array.from(numbers).buffer);
const nothings = (count: number) => words(count, ...Array<number[]>(count).fill([Nothing.code, 0]).flat());
const FIELDS = SECTIONS.Fields.limit;
const [LETTER, DIGIT] = ['x', '7'].map((text) => text.charCodeAt(0)) as [number, number];

const READ: readonly { name: string; bytes: Uint8Array; values: readonly InputValue[] | undefined }[] = [
  { name: 'a number', bytes: words(1, Numeric.code, 1, DIGIT), values: [7n] },
  { name: 'as many values as there are fields', bytes: nothings(FIELDS), values: Array(FIELDS).fill(undefined) },
  { name: 'one value more', bytes: nothings(FIELDS + 1), values: undefined },
  { name: 'part of a count', bytes: words(0).subarray(0, 3), values: undefined },
  { name: 'part of a value', bytes: nothings(2).subarray(0, -1), values: undefined },
  { name: 'bytes behind the last value', bytes: words(0, 0), values: undefined },
  { name: 'a kind that is none', bytes: words(1, 99, 0), values: undefined },
  { name: 'a text that ends behind the bytes', bytes: words(1, Text.code, 5, LETTER), values: undefined },
  { name: 'a text as long as a number goes', bytes: words(1, Text.code, NONE), values: undefined },
  { name: 'a number that is none', bytes: words(1, Numeric.code, 1, LETTER), values: undefined },
];
for (const { name, bytes, values } of READ)
  test(`record: read of ${name}`, () => expect(readRecord(bytes)).toEqual(values));

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
