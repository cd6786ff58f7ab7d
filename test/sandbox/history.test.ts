/**
 * What the core remembers from event to event, memos of values and guesses of keys, never shows: an event is answered
 * the same, and burns the same, whatever was answered before.
 */
import { describe, expect, test } from 'vitest';
import { LIMITS, REGION_ROWS } from '../../src/format/layout.js';
import type { AcceptedContent } from '../../src/index.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { declaredGroups } from '../../src/supervisor/declared.js';
import { accepted, bytesOf, contentOf, LOG_SOURCE } from './content.js';

/** Six bytes each, all in one text and one more than are collected at a time. */
const TEXT = Array.from({ length: 100 }, (_, index) => 100 + index).join('');
const FOUND = Array.from({ length: LIMITS.FOUND.value + 1 }, (_, at) => TEXT.slice(at, at + 6));

const content = await accepted(
  contentOf({
    Exact: '{a: x}',
    Other: '{b: x}',
    Number: '{a: 5}',
    True: "{a: 'true'}",
    Cased: "{a|cased: 'X'}",
    Inside: "{a|contains: 'windows'}",
    Start: "{a|startswith: 'c:\\windows\\system32'}",
    Twice: "{a: 'p\\\\\\\\q'}",
    Once: "{a: 'p\\\\q'}",
    Late: "{a|re: 'win[a-z]+s.sys'}",
    LateFolded: "{a|re|i: 'win[a-z]+s.sys'}",
    Beside: "{a|re: 'zqxjkvqzeeeeeeeeqjzx[0-9]'}",
    Nested: '{c.d: x}',
    Inner: '{c.a: x}',
    Gate: "{a|contains|all: ['windows', 'system']}",
  }),
);
const many = await accepted(
  contentOf(Object.fromEntries(FOUND.map((part, at) => [`M${at}`, `{a|contains: '${part}'}`]))),
);

/** Events as they stand in JSON, without the keys of their log source. */
const ROWS: readonly {
  readonly name: string;
  readonly json: string;
  readonly content?: AcceptedContent;
  readonly encoding?: 'latin1';
}[] = [
  { name: 'a text', json: '"a":"x"' },
  { name: 'the text in another field', json: '"b":"x"' },
  { name: 'both', json: '"a":"x","b":"x"' },
  { name: 'the other way round', json: '"b":"x","a":"x"' },
  { name: 'a key that nobody knows between', json: '"a":"x","zz":"x","b":"x"' },
  { name: 'blanks between', json: '"a" : "x" , "b" : "x"' },
  { name: 'a key spelled with an escape', json: '"\\u0061":"x"' },
  { name: 'a key with an escape that is not UTF-8', json: '"\\u0061\xff":1', encoding: 'latin1' },
  { name: 'the same behind another', json: '"zz":1,"\\u0061\xff":1', encoding: 'latin1' },
  { name: 'a key twice', json: '"a":"x","a":"y"' },
  { name: 'a key twice in two spellings', json: '"a":"x" ,"a":"x"' },
  { name: 'the key in an object that nobody knows', json: '"q":{"a":"x","b":"x"}' },
  { name: 'the key in an object that has another', json: '"c":{"a":"x","d":"x"}' },
  { name: 'a key first in its object', json: '"c":{"d":"x"}' },
  { name: 'the same with blanks behind the colon', json: '"c":{"d": "x"}' },
  { name: 'both with blanks before their values', json: '"a": "x","b":  "x"' },
  { name: 'both with other blanks', json: '"a":\t"x","b": "x"' },
  { name: 'the key behind another, without a comma', json: '"c":{"a":"x""d":"x"}' },
  { name: 'the key first, then not', json: '"c":[{"d":"x"},{"a":"x","d":"x"}]' },
  { name: 'the key first, behind a comma', json: '"c":{,"d":"x"}' },
  { name: 'an object without keys', json: '"c":{}' },
  { name: 'an empty key', json: '"":"x"' },
  { name: 'texts that late ones hold for or not, one behind the other', json: '"a":["windows.sys","winnts.sys"]' },
  { name: 'the other one alone', json: '"a":"winnts.sys"' },
  { name: 'a literal as a whole', json: '"a":"zqxjkvqzeeeeeeeeqjzx"' },
  { name: 'its beginning alone', json: '"a":"zqxjkvqz"' },
  { name: 'its beginning, and its end behind the text', json: '"a":"yyyyyyyyyzqxjkvqz","zz":"qjzxqjzx"' },
  { name: 'a number', json: '"a":5' },
  { name: 'its digits', json: '"a":"5"' },
  { name: 'a truth value', json: '"a":true' },
  { name: 'its word', json: '"a":"true"' },
  { name: 'upper case', json: '"a":"X"' },
  { name: 'a text spelled with an escape', json: '"a":"\\u0078"' },
  { name: 'two backslashes', json: '"a":"p\\\\\\\\q"' },
  { name: 'one backslash', json: '"a":"p\\\\q"' },
  { name: 'a path', json: '"a":"C:\\\\Windows\\\\System32\\\\windows.sys"' },
  { name: 'a path with another middle', json: '"a":"C:\\\\Windows\\\\Syste_32\\\\windows.sys"' },
  { name: 'a long text', json: `"a":"${'-'.repeat(9)}windows${'-'.repeat(32)}"` },
  { name: 'one that differs where no hash looks', json: `"a":"${'-'.repeat(9)}wind-ws${'-'.repeat(32)}"` },
  { name: 'half a surrogate pair', json: '"a":"windows \\ud800"' },
  { name: 'bytes that are no UTF-8', json: '"a":"windows \u00ff"', encoding: 'latin1', content: many },
  { name: 'an array', json: '"a":["x","5","windows system"]' },
  { name: 'an array with one value twice', json: '"a":["windows","windows"]' },
  { name: 'the longest value with a memo', json: `"a":"${'w'.repeat(LIMITS.MEMO_BYTES.value - 7)}windows"` },
  { name: 'a byte more', json: `"a":"${'w'.repeat(LIMITS.MEMO_BYTES.value - 6)}windows"` },
  { name: 'as much found as fits', json: `"a":"${TEXT.slice(1, LIMITS.FOUND.value + 6)}"`, content: many },
  { name: 'more', json: `"a":"${TEXT}"`, content: many },
];

const core = await loadCore();

function loaded(of: AcceptedContent): Sandbox {
  const sandbox = new Sandbox(core);
  expect(sandbox.load(of)).toBeUndefined();
  return sandbox;
}

function answer(sandbox: Sandbox, json: string, encoding: 'utf8' | 'latin1' = 'utf8') {
  const line = `{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,${json}}\n`;
  const { verdict, fault } = sandbox.scan(Buffer.from(line, encoding));
  expect(fault).toBeUndefined();
  return { ...verdict, matches: [...verdict.matches] };
}

describe('an event answered again', () => {
  for (const { name, json, encoding, content: of = content } of ROWS)
    test(`${name}: the same five times`, () => {
      const first = answer(loaded(of), json, encoding);
      const sandbox = loaded(of);
      for (let round = 0; round < 5; round++) expect(answer(sandbox, json, encoding)).toEqual(first);
    });
});

test('every event between all others is answered as if it came first', () => {
  const rows = ROWS.filter((row) => row.content === undefined);
  const first = rows.map(({ json, encoding }) => answer(loaded(content), json, encoding));
  expect(new Set(first.map(({ matches }) => matches.join())).size).toBeGreaterThan(8);
  const sandbox = loaded(content);
  for (let one = 0; one < rows.length; one++)
    for (let other = 0; other < rows.length; other++)
      for (const row of [one, other])
        expect(
          answer(sandbox, rows[row]!.json, rows[row]!.encoding),
          `${rows[row]!.name} beside ${rows[one]!.name}`,
        ).toEqual(first[row]);
});

test('other content on the same sandbox knows nothing of the content before', async () => {
  const [x, y] = await Promise.all(["{a: 'x'}", "{a: 'y'}"].map(async (of) => accepted(contentOf({ A: of }))));
  const sandbox = loaded(x!);
  for (let round = 0; round < 3; round++) expect(answer(sandbox, '"a":"x"').matches).toEqual([0, 0]);
  expect(sandbox.load(y!)).toBeUndefined();
  expect(answer(sandbox, '"a":"x"').matches).toEqual([]);
});

test('an input record and an event with the same bytes are two values', async () => {
  const schema = { name: 'one', version: 1, fields: ['a'] };
  const of = await accepted(contentOf({ Twice: "{a: 'p\\\\\\\\q'}" }, { schema }));
  const sandbox = new Sandbox(core);
  expect(sandbox.load(of, declaredGroups(of.view, LOG_SOURCE))).toBeUndefined();
  for (let round = 0; round < 3; round++) {
    expect([...sandbox.evaluate(['p\\\\q']).verdict.matches]).toEqual([0, 0]);
    expect([...sandbox.scan(bytesOf('{"a":"p\\\\q"}\n')).verdict.matches]).toEqual([]);
  }
});

test('when memos have filled their region, twice, nothing changes', () => {
  const room = REGION_ROWS.find(({ name }) => name === 'MEMOS')!.bytes;
  const path = '"a":"c:\\\\windows\\\\windows.sys"';
  // in the second value of an array, one that has just been seen is seen again
  const json = (index: number) =>
    `${path},"b":"${'windows '.repeat(120)}${index}","c":{"d":["${'windows '.repeat(60)}${index}","${'windows '.repeat(60)}${index}"]}`;
  const sandbox = loaded(content);
  const { matches } = answer(loaded(content), json(1000));
  expect(matches.length).toBeGreaterThan(0);
  // the first memo of the region, which what comes after it is forgotten would overwrite
  for (let round = 0; round < 3; round++) answer(sandbox, path);
  const last = 1000 + Math.ceil((2 * room) / json(1000).length);
  for (let index = 1000; index < last; index++)
    for (let round = 0; round < 3; round++) expect(answer(sandbox, json(index)).matches).toEqual(matches);
});
