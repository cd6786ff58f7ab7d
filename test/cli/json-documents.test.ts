import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitDocuments } from '../../src/cli/json-documents.js';
import { inChunks, rendered } from './events-rendered.js';

const LIMIT = 16;

const DOCUMENTS: readonly { name: string; input: string; lines: readonly string[] }[] = [
  { name: 'nothing', input: '', lines: [] },
  { name: 'white space', input: ' \r\n\t\n', lines: [] },
  { name: 'an empty array', input: '[\n]\n', lines: [] },
  { name: 'one object', input: '{"a":1}', lines: ['1 {"a":1}'] },
  { name: 'one object over lines', input: '\n{\n "a": 1\r\n}\n', lines: ['2 {\t "a": 1\t\t}'] },
  { name: 'an array', input: '[{"a":1},{"b":2}]', lines: ['1 {"a":1}', '1 {"b":2}'] },
  { name: 'an array over lines', input: '[\n  {"a":1},\n  {"b":2}\n]', lines: ['2 {"a":1}', '3 {"b":2}'] },
  { name: 'one after the other', input: '{}{"a":1}\n\n{}', lines: ['1 {}', '1 {"a":1}', '3 {}'] },
  { name: 'arrays one after the other', input: '[{}]\n[{}]', lines: ['1 {}', '2 {}'] },
  { name: 'objects inside objects', input: '{"a":{"b":{}}}{}', lines: ['1 {"a":{"b":{}}}', '1 {}'] },
  { name: 'braces inside strings', input: '{"}{":"}"}\n{}', lines: ['1 {"}{":"}"}', '2 {}'] },
  { name: 'escaped quotes', input: '{"\\"}":"\\\\"}{}', lines: ['1 {"\\"}":"\\\\"}', '1 {}'] },
  { name: 'as long as fits', input: '{"a":"1234567"}{}', lines: ['1 {"a":"1234567"}', '1 {}'] },
  { name: 'one byte too long', input: '{}{"a":"12345678"}{}', lines: ['1 {}', '1:3 EventTooLong', '1 {}'] },
  {
    name: 'far too long over lines',
    input: `{}\n {"a":\n"${'}'.repeat(40)}\\"}",\n"b":{}} {}\n{}`,
    lines: ['1 {}', '2:2 EventTooLong', '4 {}', '5 {}'],
  },
  { name: 'a number between', input: '{} 1 {}\n{}', lines: ['1 {}', '1:4 NotAnEvent', '2 {}'] },
  { name: 'numbers in an array', input: '[1, 2, {}, 3]', lines: ['1:2 NotAnEvent', '1 {}', '1:12 NotAnEvent'] },
  { name: 'an object in a string in an array', input: '[",{", {}]', lines: ['1:2 NotAnEvent', '1 {}'] },
  { name: 'a string before an object', input: '[1, "a" {}, {}]', lines: ['1:2 NotAnEvent', '1 {}'] },
  { name: 'escapes in a string between', input: '"\\",{}\\\\",{}', lines: ['1:1 NotAnEvent', '1 {}'] },
  { name: 'a quote too many between', input: '\'"\n{}', lines: ['1:1 NotAnEvent', '2 {}'] },
  { name: 'a brace too many', input: '{}} {}\n\t{}', lines: ['1 {}', '1:3 NotAnEvent', '2 {}'] },
  { name: 'no JSON at all', input: 'title: x\nlevel: {high}\n', lines: ['1:1 NotAnEvent'] },
  { name: 'a line break inside a string', input: '{"a":"b\r\n"}\n{}', lines: ['1 {"a":"b\t\t"}', '3 {}'] },
  { name: 'a string that does not end', input: '{"a":"b\n}\n{}', lines: ['1:1 EventUnterminated'] },
  { name: 'an escaped line break', input: '{"a":"\\\n"}\n{}', lines: ['1 {"a":"\\\t"}', '3 {}'] },
  { name: 'an object that does not end', input: '{}\n {"a":{}', lines: ['1 {}', '2:2 EventUnterminated'] },
  { name: 'a string that never ends', input: '{"a":"}', lines: ['1:1 EventUnterminated'] },
  { name: 'an array that does not end', input: '\n[{},\n{},', lines: ['2 {}', '3 {}', '2:1 ArrayUnterminated'] },
  { name: 'NUL and bytes beyond ASCII', input: '{"\0":"\xff"}', lines: ['1 {"\0":"\xff"}'] },
];
for (const { name, input, lines } of DOCUMENTS) {
  test(`documents: ${name}`, async () => {
    const bytes = Buffer.from(input, 'latin1');
    for (let length = 1; length <= bytes.length + 1; length += 1) {
      expect(await rendered(splitDocuments(inChunks(bytes, length), LIMIT), LIMIT)).toEqual(lines);
      expect(await rendered(splitDocuments(inChunks(bytes, length, 100), LIMIT), LIMIT)).toEqual(lines);
    }
  });
}

const LENGTHS = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });

test('documents: any objects, laid out in any way, are those JSON.parse reads', async () => {
  const objects = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 4 }));
  const layout = fc.record({
    indent: fc.integer({ min: 0, max: 3 }),
    array: fc.boolean(),
    gap: fc.constantFrom('', '\n'),
  });
  await fc.assert(
    fc.asyncProperty(objects, layout, LENGTHS, async (events, { indent, array, gap }, chunks) => {
      const text = array
        ? JSON.stringify(events, null, indent)
        : events.map((event) => JSON.stringify(event, null, indent)).join(gap);
      const parsed: unknown[] = [];
      for await (const event of splitDocuments(inChunks(Buffer.from(text), ...chunks), 1 << 16)) {
        if (event.kind === 'problem') throw new Error(event.text);
        for (const line of Buffer.from(event.bytes).toString().trimEnd().split('\n')) parsed.push(JSON.parse(line));
      }
      expect(parsed).toEqual(JSON.parse(JSON.stringify(events)));
    }),
    { numRuns: 500 },
  );
});

test('documents: hostile bytes give the same answer in any chunks, and each line is an object', async () => {
  const hostile = fc.array(fc.constantFrom(...'{}[]",\\\n\r a1', '{}\n'), { maxLength: 80 }).map((all) => all.join(''));
  await fc.assert(
    fc.asyncProperty(hostile, LENGTHS, fc.integer({ min: 3, max: 30 }), async (text, chunks, limit) => {
      const bytes = Buffer.from(text);
      const answer = await rendered(splitDocuments(inChunks(bytes, 100), limit), limit);
      expect(await rendered(splitDocuments(inChunks(bytes, ...chunks), limit), limit)).toEqual(answer);
      for (const line of answer) expect(line).toMatch(/^\d+ \{[^\n\r]*\}$|^\d+:\d+ [A-Z]\w+$/);
    }),
    { numRuns: 3000 },
  );
});
