/** Rows beside the conformance vectors: what they leave open, and what the oracle refuses. */
import { describe, expect, test } from 'vitest';
import { oracleRule } from './rule.js';
import { UnsupportedRule } from './unsupported.js';

interface Row {
  readonly name: string;
  /** The items of one selection, as YAML in flow style. */
  readonly items: string;
  readonly matching?: readonly string[];
  readonly other?: readonly string[];
}

const BIG = '9007199254740993';

const ROWS: readonly Row[] = [
  {
    name: 'a number is equal in every spelling',
    items: '{A: 4688}',
    matching: ['4688', '4688.0', '4.688e3', '46880E-1', '"4688"', '"04688"', '"4688.00"', '[1, 4688]'],
    other: ['4689', '"0x1250"', '" 4688"', '"4688 "', '""', '"+4688"', 'true', 'null', '{}', '[]', '"4688."'],
  },
  { name: 'a number beyond 2^53', items: `{A: ${BIG}}`, matching: [BIG, `"${BIG}"`], other: ['9007199254740992'] },
  { name: 'a fraction in the rule', items: '{A: 4688.0}', matching: ['4688', '"4688"'], other: ['46880'] },
  { name: 'a negative zero is zero', items: '{A: 0}', matching: ['-0', '0.0', '0e9', '"-0"'], other: ['""', '1'] },
  {
    name: 'a text of digits is text',
    items: '{A: "4688"}',
    matching: ['4688', '"4688"'],
    other: ['4688.0', '"04688"'],
  },
  { name: 'a pattern reads the text of a number', items: '{A|endswith: ".0"}', matching: ['4688.0'], other: ['4688'] },
  {
    name: 'a number keeps its zeros as text',
    items: '{A|contains: 00000429}',
    matching: ['"x00000429"'],
    other: ['429'],
  },
  { name: 'a boolean is its text', items: '{A: true}', matching: ['true', '"TRUE"'], other: ['false', '1', '"yes"'] },
  { name: 'a text against a boolean', items: '{A|startswith: FA}', matching: ['false'], other: ['true'] },
  { name: 'Kelvin sign and long s', items: '{A: ks}', matching: ['"KS"', '"\\u212a\\u017f"'] },
  { name: 'sharp s', items: '{A: ß}', matching: ['"\\u1e9e"'], other: ['"ss"'] },
  { name: 'final sigma', items: '{A: σς}', matching: ['"ΣΣ"', '"ςσ"'] },
  { name: 'dotted capital I', items: '{A: İ}', matching: ['"İ"'], other: ['"i"', '"I"', '"ı"', '"i\\u0307"'] },
  { name: 'any value that has a text', items: "{A: '*'}", matching: ['""', '0', 'false'], other: ['null', '{}', '[]'] },
  { name: 'the empty text', items: "{A: ''}", matching: ['""', '["x", ""]'], other: ['0', 'null', '[]', '{}', '" "'] },
  { name: 'null', items: '{A: null}', matching: ['null', '[]', '[[]]', '[1, null]'], other: ['""', '{}', '[{}]', '0'] },
  { name: 'presence', items: '{A|exists: true}', matching: ['null', '[]', '{}', '""'] },
  { name: 'equal keys count like an array', items: '{A: [x, y]}', matching: ['1, "A": "Y"', '"X", "A": 1'] },
  { name: 'null beside a value', items: '{A: null}', matching: ['1, "A": null'] },
  {
    name: 'all over several elements',
    items: '{A|all: [x, y]}',
    matching: ['["x", "y"]', '"x", "A": "y"'],
    other: ['"x"'],
  },
  { name: 'neq over an array', items: '{A|neq: x}', matching: ['["y"]', '[]'], other: ['["y", "x"]'] },
  { name: 'neq of a number', items: '{A|neq: 5}', matching: ['6', '"x"', 'null'], other: ['5.0', '"05"'] },
  { name: 'neq of all', items: '{A|contains|all|neq: [x, y]}', matching: ['"x"'], other: ['"xy"'] },
  { name: 'a lone surrogate is U+FFFD', items: '{A: "a\\uFFFD"}', matching: ['"a\\ud800"'] },
  { name: '? is one code point', items: "{A: 'a??'}", matching: ['"a😀😀"', '"a\\n\\n"'], other: ['"a😀"'] },
  { name: 'escaped wildcards', items: "{A: '\\*\\?\\\\'}", matching: ['"*?\\\\"'], other: ['"xx\\\\"'] },
  { name: 'signs of expressions are text', items: "{A: '(a|b)[c]^.$+{}'}", matching: ['"(A|B)[C]^.$+{}"'] },
  { name: 'contains of nothing', items: "{A|contains: ''}", matching: ['""', '5'], other: ['null'] },
  { name: 'windash on any dash of a rule', items: "{A|windash: '—x'}", matching: ['"/x"', '"-x"', '"―x"'] },
  { name: 'windash behind a wildcard', items: "{A|windash: 'a*-b'}", matching: ['"a/b"'], other: ['"a=b"'] },
  {
    name: 'windash keeps a slash in a word',
    items: "{A|windash: 'start/b'}",
    matching: ['"start/b"'],
    other: ['"start-b"'],
  },
  { name: 'windash under all', items: '{A|contains|all|windash: [-a, -b]}', matching: ['"/a –b"'], other: ['"/a"'] },
  { name: 'base64 is not case-sensitive', items: '{A|base64|contains: foobar}', matching: ['"zm9vymfy"'] },
  {
    name: 'cased base64 is',
    items: '{A|base64|contains|cased: foobar}',
    matching: ['"Zm9vYmFy"'],
    other: ['"zm9vymfy"'],
  },
  { name: 'base64 counts bytes', items: '{A|base64: ä}', matching: ['"w6Q="'] },
  { name: 'base64 of a literal star', items: "{A|base64: 'a\\*b'}", matching: ['"YSpi"'] },
  { name: 'wide non-ASCII', items: '{A|wide|base64: ä}', matching: ['"5AA="'] },
  {
    name: 'network, version 6 with dotted end',
    items: "{A|cidr: '::ffff:0:0/96'}",
    matching: ['"::FFFF:1.2.3.4"'],
    other: ['"1.2.3.4"'],
  },
  {
    name: 'network, no address',
    items: '{A|cidr: 0.0.0.0/0}',
    matching: ['"1.2.3.4"'],
    other: ['"01.2.3.4"', '"1.2.3"', '"1.2.3.4 "', '1.2', '"::1"', '"1.2.3.256"'],
  },
  { name: 'network of one', items: '{A|cidr: 10.0.0.1}', matching: ['"10.0.0.1"'], other: ['"10.0.0.2"'] },
  {
    name: 'order',
    items: '{A|gte: 1.5}',
    matching: ['1.5', '"01.50"', '2e0', `"${BIG}"`],
    other: ['1.4999', '"x"', '""', 'true', 'null'],
  },
  { name: 'order of negatives', items: '{A|lt: -5}', matching: ['-6', '-5.1', '-1e3'], other: ['-5', '-4', '0', '6'] },
  {
    name: 'field reference in an array',
    items: '{A|fieldref: B}',
    matching: ['[1, "X"], "B": "x"', '5, "B": "5"'],
    other: ['null, "B": null', '5, "B": 5.0'],
  },
  {
    name: 'field reference, cased',
    items: '{A|fieldref|cased: B}',
    matching: ['"x", "B": "x"'],
    other: ['"X", "B": "x"'],
  },
  {
    name: 'field reference without wildcards',
    items: '{A|fieldref|contains: B}',
    matching: ['"a*b", "B": "*"'],
    other: ['"ab", "B": "*"'],
  },
  {
    name: 'regex: ASCII classes',
    items: "{A|re: '^\\w\\s\\d$'}",
    matching: ['"a\\t1"'],
    other: ['"ä 1"', '"a\\u00a01"', '"a \\u0661"'],
  },
  {
    name: 'regex: the dot stops at line feed only',
    items: "{A|re: '^a.b$'}",
    matching: ['"a\\rb"', '"a\\u2028b"', '"a😀b"'],
    other: ['"a\\nb"'],
  },
  { name: 'regex: $ is the very end', items: "{A|re: 'a$'}", matching: ['"xa"'], other: ['"a\\n"'] },
  { name: 'regex: lines', items: "{A|re|m: '^a$'}", matching: ['"x\\na\\ny"'], other: ['"x\\ra"', '"xa"'] },
  {
    name: 'regex: signs escaped or not',
    items: "{A|re: '\\-\\\"{a}]\\/[\\w-.]'}",
    matching: ['"-\\"{a}]/-"', '"-\\"{a}]/."'],
  },
  { name: 'regex: inline flags', items: "{A|re: '(?is)A.B'}", matching: ['"a\\nb"'] },
  { name: 'regex reads the text of a number', items: "{A|re: '^4\\.0$'}", matching: ['4.0'], other: ['4', '40'] },
  {
    name: 'hour in UTC',
    items: '{A|hour: 23}',
    matching: ['"2024-02-29 23:00:00.123"', '"2024-02-29T23:00Z"'],
    other: ['"2024-02-29"', '"2023-02-29T23:00Z"', '"23:00"', '23', '"2024-02-29T24:00Z"'],
  },
  { name: 'offset', items: '{A|hour: 22}', matching: ['"2024-03-01T01:00:00+02:30"', '"2024-02-29T19:30:00-0300"'] },
  {
    name: 'ISO week at new year',
    items: '{A|week: 53}',
    matching: ['"2021-01-01"', '"2020-12-31"'],
    other: ['"2021-01-04"'],
  },
  {
    name: 'order of a time part',
    items: '{A|hour|gte: 18}',
    matching: ['"2024-01-01T18:00:00Z"'],
    other: ['"2024-01-01T17:59:59Z"'],
  },
  {
    name: 'dotted: one name, then a path',
    items: '{A.b: x}',
    matching: ['{"b": "x"}', '[{"b": 1}, {"b": ["x"]}]', '1, "A.b": "x"'],
    other: ['{"b": "x"}, "A.b": "y"', '"x"'],
  },
  {
    name: 'an item and a keyword',
    items: "{A: x, '|all': [x, 7]}",
    matching: ['"x", "B": {"C": [171]}'],
    other: ['"x"'],
  },
];

describe('semantics', () => {
  for (const { name, items, matching = [], other = [] } of ROWS) {
    const rule = oracleRule(`detection: {sel: ${items}, condition: sel}`);
    const holds = (value: string) => rule.matches(undefined, `{"A": ${value}}`);
    for (const value of matching) test(`${name}: ${value} matches`, () => expect(holds(value)).toBe(true));
    for (const value of other) test(`${name}: ${value} does not`, () => expect(holds(value)).toBe(false));
  }
});

const RECORDS: readonly { name: string; items: string; event: string; matches: boolean }[] = [
  {
    name: 'header before data',
    items: '{Level: 4}',
    event: '{"System":{"Level":4},"EventData":{"Level":5}}',
    matches: true,
  },
  {
    name: 'null in the header wins',
    items: '{Level: 5}',
    event: '{"System":{"Level":null},"EventData":{"Level":5}}',
    matches: false,
  },
  {
    name: 'data when the header lacks it',
    items: '{Version: "1"}',
    event: '{"System":{},"EventData":{"Version":"1"}}',
    matches: true,
  },
  {
    name: 'data before user data',
    items: '{A: x}',
    event: '{"System":{},"EventData":{"A":"y"},"UserData":{"W":{"A":"x"}}}',
    matches: false,
  },
  { name: 'a path below Event', items: '{System.Level: 4}', event: '{"System":{"Level":4}}', matches: true },
  { name: 'no members beside Event', items: '{B: null}', event: '{"System":{}}, "B": 1', matches: true },
  { name: 'blanks in user data', items: '{AB: x}', event: '{"System":{},"UserData":{"W":{"A B":"x"}}}', matches: true },
  { name: 'no blanks cut in the header', items: '{Level: null}', event: '{"System":{"Le vel":4}}', matches: true },
  {
    name: 'unnamed data before named',
    items: '{Data: x}',
    event: '{"System":{},"EventData":{"Data":{"#text":["x"]}}}',
    matches: true,
  },
  { name: 'named data', items: '{Data: x}', event: '{"System":{},"EventData":{"Data":"x"}}', matches: true },
  { name: 'System is no object: flat', items: '{Event.System: 4}', event: '{"System":4}', matches: true },
];

describe('records', () => {
  for (const { name, items, event, matches } of RECORDS) {
    const rule = oracleRule(`detection: {sel: ${items}, condition: sel}`);
    test(name, () => expect(rule.matches(undefined, `{"Event": ${event}}`)).toBe(matches));
  }
});

const ALIASED: readonly { name: string; items: string; event: string; matches: boolean }[] = [
  { name: 'first alias', items: '{Computer: a}', event: '{"Hostname":"b","Computer":"a"}', matches: true },
  { name: 'later alias', items: '{Computer: a}', event: '{"host":"a"}', matches: true },
  { name: 'null is present', items: '{Computer: a}', event: '{"Computer":null,"host":"a"}', matches: false },
  { name: 'the other way round', items: '{Hostname: a}', event: '{"Computer":"a"}', matches: false },
];

describe('aliases', () => {
  for (const { name, items, event, matches } of ALIASED) {
    test(name, () => {
      expect(oracleRule(`detection: {sel: ${items}, condition: sel}`).matches(undefined, event)).toBe(matches);
    });
  }
});

const REFUSED: readonly { name: string; detection: string }[] = [
  { name: 'all of one value', detection: '{sel: {A|all: x}, condition: sel}' },
  { name: 'null in a list', detection: '{sel: {A: [x, null]}, condition: sel}' },
  { name: 'null with a modifier', detection: '{sel: {A|contains: null}, condition: sel}' },
  { name: 'no values', detection: '{sel: {A: []}, condition: sel}' },
  { name: 'empty map', detection: '{sel: {}, condition: sel}' },
  { name: 'unknown modifier', detection: '{sel: {A|holds: x}, condition: sel}' },
  { name: 'flag without re', detection: '{sel: {A|i: x}, condition: sel}' },
  { name: 're behind contains', detection: '{sel: {A|contains|re: x}, condition: sel}' },
  { name: 'wildcard in base64', detection: "{sel: {A|base64: 'a*'}, condition: sel}" },
  { name: 'contains before base64', detection: '{sel: {A|contains|base64: a}, condition: sel}' },
  { name: 'wide alone', detection: '{sel: {A|wide: a}, condition: sel}' },
  { name: 'host bits', detection: '{sel: {A|cidr: 10.0.0.1/8}, condition: sel}' },
  { name: 'look-ahead', detection: "{sel: {A|re: 'a(?=b)'}, condition: sel}" },
  { name: 'back-reference', detection: "{sel: {A|re: '(a)\\1'}, condition: sel}" },
  { name: 'placeholder', detection: "{sel: {A|expand: '%x%'}, condition: sel}" },
  { name: 'order of a text', detection: '{sel: {A|lt: x}, condition: sel}' },
  { name: 'keyword with a field modifier', detection: "{sel: {'|exists': true}, condition: sel}" },
  { name: 'upper-case operator', detection: '{sel: {A: x}, condition: sel AND sel}' },
  { name: 'unknown selection', detection: '{sel: {A: x}, condition: other}' },
  { name: 'pattern that fits nothing', detection: '{sel: {A: x}, condition: 1 of other*}' },
  { name: 'two of', detection: '{sel: {A: x}, condition: 2 of sel*}' },
  { name: 'pipe', detection: '{sel: {A: x}, condition: sel | count() > 5}' },
  { name: 'timeframe', detection: '{sel: {A: x}, timeframe: 5m, condition: sel}' },
  { name: 'open bracket', detection: '{sel: {A: x}, condition: (sel}' },
  { name: 'no condition', detection: '{sel: {A: x}}' },
];

describe('refused', () => {
  for (const { name, detection } of REFUSED) {
    test(name, () => expect(() => oracleRule(`detection: ${detection}`)).toThrow(UnsupportedRule));
  }
});
