/** What compiling says of rules that parse: a rule for every code, refused alone, beside one that is compiled. */
import { expect, test } from 'vitest';
import { compile, type Schema } from '../../src/plan/compile.js';
import { CODES, DEGRADATION_CODES, PARSE_CODES, PLAN_CODES } from '../../src/sigma/diagnostic.js';

const GOOD_ID = '0c1a6f0e-3f0e-4e0e-9a56-2f6a0b7d1c00';
const SCHEMA: Schema = { name: 's', version: 1, fields: ['A', 'B'] };

const rule = (title: string, selections: string, condition = 'a', id = '') => ({
  name: `${title}.yml`,
  text: `title: ${title}\nid: ${id}\nlogsource: { product: windows, category: process_creation }\ndetection:\n  ${selections}\n  condition: ${condition}\n`,
});

const named = (fields: number): string => Array.from({ length: fields }, (_, at) => `f${at}: x`).join(', ');
const listed = (values: number): string => Array.from({ length: values }, (_, at) => `a${at}`).join(', ');

/** A condition that names the selection so many times. */
const asked = (times: number): string => Array.from({ length: times }, () => 'a').join(' or ');

const ROWS: Readonly<Record<keyof typeof PLAN_CODES, readonly { source: ReturnType<typeof rule>; schema?: Schema }[]>> =
  {
    NotNetwork: ['10.0.0', '300.1.1.1/8', '010.0.0.0/8', '::g/8', '1::2::3/8', 'x'].map((text) => ({
      source: rule('r', `a: { A|cidr: '${text}' }`),
    })),
    PrefixTooLong: ['10.0.0.0/33', '::/129'].map((text) => ({ source: rule('r', `a: { A|cidr: '${text}' }`) })),
    HostBitsSet: ['10.0.0.1/8', 'fe80::1/10', '128.0.0.0/0'].map((text) => ({
      source: rule('r', `a: { A|cidr: '${text}' }`),
    })),
    RegexUnsupported: ['a(?=b)', '(a', '(a)\\1', '*'].map((text) => ({ source: rule('r', `a: { A|re: '${text}' }`) })),
    NumberNotDecimal: ['0x1F', `0.${'1'.repeat(1025)}`].map((text) => ({ source: rule('r', `a: { A: ${text} }`) })),
    FieldNotInSchema: [
      { source: rule('r', 'a: { C: x }'), schema: SCHEMA },
      { source: rule('r', 'a: { A|fieldref: C }'), schema: SCHEMA },
    ],
    RuleTooLarge: [
      { source: rule('r', `a: { ${named(4001)} }`) },
      { source: rule('r', `a: { ${named(4000)}, f0|fieldref: B }`) },
      { source: rule('r', `a: { A: [${listed(65_537)}] }`) },
      { source: rule('r', `a: { A: [${listed(1025)}] }`, asked(64)) },
    ],
    DuplicateId: [{ source: rule('r', 'a: { A: x }', 'a', GOOD_ID) }],
  };

const GOOD = rule('a', 'a: { A: x }', 'a', GOOD_ID);

for (const code of Object.keys(PLAN_CODES) as (keyof typeof PLAN_CODES)[]) {
  test(`${code} has a row`, () => expect(ROWS[code].length).toBeGreaterThan(0));
  for (const [index, { source, schema }] of ROWS[code].entries()) {
    test(`${code}, row ${index}: refused, and the other is not`, () => {
      const { rules } = compile([source, GOOD], schema ? { schema } : {});
      const found = rules.map(({ title, bucket, reasons }) => [title, bucket, reasons.map((reason) => reason.code)]);
      expect(found.sort()).toEqual([
        ['a', 'active', []],
        ['r', 'refused', [code]],
      ]);
    });
  }
}

const LARGE: Readonly<Record<string, ReturnType<typeof rule>>> = {
  '4,000 fields': rule('r', `a: { ${named(4000)} }`),
  '65,536 values': rule('r', `a: { A: [${listed(65_536)}] }`),
  '1,024 values asked 64 times': rule('r', `a: { A: [${listed(1024)}] }`, asked(64)),
};
for (const [name, source] of Object.entries(LARGE)) {
  test(`a large rule: ${name}`, () => expect(compile([source]).diagnostics).toEqual([]));
}

const ALLOWED = ['10.0.0.0/8', '10.0.0.1', '0.0.0.0/0', '::/0', 'fe80::/10', '::ffff:10.0.0.0/104', '1:2:3:4:5:6:7:8'];
for (const text of ALLOWED) {
  test(`a network: ${text}`, () => expect(compile([rule('r', `a: { A|cidr: '${text}' }`)]).diagnostics).toEqual([]));
}

test('no code has two meanings', () =>
  expect(Object.keys(CODES)).toHaveLength(
    [PARSE_CODES, PLAN_CODES, DEGRADATION_CODES].reduce((sum, codes) => sum + Object.keys(codes).length, 0),
  ));

/** Nested so that every level would leave a value on the stack: `x or (y and (x or (…)))` with two lists on each level. */
const deep = (levels: number): string =>
  levels === 0 ? '(a or b) and (a or not b)' : `((a or b) and (a or not b)) or ((b or a) and (${deep(levels - 1)}))`;

test('the deepest condition that brackets allow needs little stack', () => {
  expect(compile([rule('r', 'a: { A: x }\n  b: { B: x }', deep(31))]).diagnostics).toEqual([]);
});
