/** The JSON reader: the same values as `JSON.parse`, and what `JSON.parse` loses. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromParsed, isArray, isNumber, isObject, type Json, parseEvent } from './json.js';

/** Back to what `JSON.parse` gives. */
function toParsed(value: Json): unknown {
  if (isArray(value)) return value.map(toParsed);
  if (isNumber(value)) return Number(value.number);
  if (!isObject(value)) return value;
  return Object.fromEntries([...value].map(([key, values]) => [key, toParsed(values.at(-1)!)]));
}

test('json: reads what JSON.parse reads', () => {
  const text = fc.tuple(fc.json(), fc.constantFrom(0, 1, '\t', '\r\n ')).map(([json, indent]) => {
    return JSON.stringify(JSON.parse(json), null, indent);
  });
  fc.assert(
    fc.property(text, (json) => {
      expect(toParsed(parseEvent(json))).toEqual(JSON.parse(json));
    }),
  );
});

test('json: refuses what JSON.parse refuses', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '}', ',', '0', '\\', '\u0001'))
    .map(([json, place, sign]) => {
      const at = place % (json.length + 1);
      return json.slice(0, at) + sign + json.slice(at + 1);
    });
  fc.assert(
    fc.property(broken, (json) => {
      const reads = (read: (text: string) => unknown) => {
        try {
          read(json);
          return true;
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return false;
        }
      };
      expect(reads(parseEvent)).toBe(reads(JSON.parse));
    }),
    { numRuns: 1000 },
  );
});

test('json: a parsed value makes the same tree where nothing is lost', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(toParsed(fromParsed(JSON.parse(json)))).toEqual(JSON.parse(json));
    }),
  );
});

const TREES: readonly { name: string; text: string | Uint8Array; tree: Json }[] = [
  { name: 'a number keeps its text', text: '-9223372036854775808', tree: { number: '-9223372036854775808' } },
  { name: 'and its spelling', text: '4.6880E+3', tree: { number: '4.6880E+3' } },
  { name: 'equal keys keep all values', text: '{"a":1,"a":null}', tree: new Map([['a', [{ number: '1' }, null]]]) },
  { name: 'keys are equal after their escapes', text: '{"a":true,"\\u0061":[]}', tree: new Map([['a', [true, []]]]) },
  { name: 'a lone surrogate', text: '"a\\ud800b\\udc00"', tree: 'a\ufffdb\ufffd' },
  { name: 'a pair of surrogate escapes', text: '"\\ud83d\\ude00"', tree: '\u{1f600}' },
  { name: 'invalid UTF-8', text: Uint8Array.of(0x22, 0xff, 0x61, 0x22), tree: '\ufffda' },
];
for (const { name, text, tree } of TREES) test(`json: ${name}`, () => expect(parseEvent(text)).toEqual(tree));
