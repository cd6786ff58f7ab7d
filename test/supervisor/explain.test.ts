/** Explanations agree with verdicts: every rule on every step of the attack, whether it matches or not. */
import { expect, test } from 'vitest';
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { type Explained, explain } from '../../src/supervisor/explain.js';
import { accepted } from '../sandbox/content.js';

const core = await loadCore();
const content = await accepted(compile(DEMO_RULES).content);
const rules = Array.from({ length: content.view.count('Rules') }, (_, rule) => rule);
const idOf = (rule: number) => content.view.text(content.view.record('Rules', rule).id);
const bytesOf = (event: unknown) => new TextEncoder().encode(JSON.stringify(event));

/** The truth of a tree by its leaves alone. */
function truth(part: Explained): boolean {
  if (part.kind === 'predicate') return part.holds;
  if (part.kind === 'not') return !truth(part.part);
  return part.kind === 'all' ? part.parts.every(truth) : part.parts.some(truth);
}

for (const [step, { story, event, matches }] of ATTACK_CHAIN.entries()) {
  test(`explain: step ${step}, ${story}`, () => {
    for (const rule of rules) {
      const explanation = explain(core, content, rule, bytesOf(event));
      expect([idOf(rule), explanation.matches]).toEqual([idOf(rule), matches.includes(idOf(rule))]);
      for (const tree of [explanation.condition, explanation.logSource]) if (tree) expect(truth(tree)).toBe(tree.holds);
    }
  });
}

const one = async (item: string) =>
  accepted(
    compile([
      {
        name: 'r.yml',
        text: `title: r\nlogsource: { product: windows, category: process_creation }\ndetection: { s: { ${item} }, condition: s }\n`,
      },
    ]).content,
  );

const VALUES: readonly { item: string; event: object; test: string; holds: boolean; value?: object }[] = [
  {
    item: 'A|contains: BC',
    event: { A: 'abcd' },
    test: 'contains "bc"',
    holds: true,
    value: { text: 'abcd', start: 1, end: 3 },
  },
  {
    item: 'A|endswith: CD',
    event: { A: 'abcd' },
    test: 'ends with "cd"',
    holds: true,
    value: { text: 'abcd', start: 2, end: 4 },
  },
  {
    item: 'A|contains|cased: BC',
    event: { A: 'abcd' },
    test: 'contains "BC", case as written',
    holds: false,
    value: { text: 'abcd', start: 0, end: 0 },
  },
  {
    item: 'A|contains: b',
    event: { A: ['x', 'ab'] },
    test: 'contains "b"',
    holds: true,
    value: { text: 'ab', start: 1, end: 2 },
  },
  {
    item: 'A: 4688',
    event: { A: '4688.0' },
    test: 'is a number equal to 4688',
    holds: true,
    value: { text: '4688.0' },
  },
  {
    item: 'A|gte: 10',
    event: { A: 9 },
    test: 'is a number of at least 10',
    holds: false,
    value: { kind: 'Number', text: '9' },
  },
  {
    item: 'A|cidr: 10.0.0.0/8',
    event: { A: '10.1.2.3' },
    test: 'is in the network 10.0.0.0/8',
    holds: true,
    value: { text: '10.1.2.3' },
  },
  { item: 'A|fieldref: B', event: { A: 'x', B: 'X' }, test: 'is the value of B', holds: true, value: { text: 'x' } },
  { item: "A: 'a?c*'", event: { A: 'abcd' }, test: 'fits "a?c*"', holds: true, value: { start: 0, end: 4 } },
  { item: 'A: x', event: {}, test: 'is "x"', holds: false },
  { item: 'A: null', event: { A: null }, test: 'is missing or null', holds: true },
  { item: 'A: null', event: {}, test: 'is missing or null', holds: true },
  { item: 'A: null', event: { A: 'x' }, test: 'is missing or null', holds: false },
  { item: 'A|exists: true', event: { A: null }, test: 'is there', holds: true },
  { item: 'A|exists: true', event: { B: 1 }, test: 'is there', holds: false },
  {
    item: 'A: 4688',
    event: { A: 4689 },
    test: 'is a number equal to 4688',
    holds: false,
    value: { kind: 'Number', text: '4689', start: 0, end: 0 },
  },
  {
    item: 'A|lt: 10',
    event: { A: [12, '9'] },
    test: 'is a number below 10',
    holds: true,
    value: { kind: 'Text', text: '9', start: 0, end: 1 },
  },
  {
    item: 'A|cidr: fe80::/10',
    event: { A: '10.1.2.3' },
    test: 'is in the network fe80:0:0:0:0:0:0:0/10',
    holds: false,
    value: { text: '10.1.2.3', start: 0, end: 0 },
  },
  {
    item: 'A|fieldref|endswith: B',
    event: { A: 'ab', B: 'a' },
    test: 'ends with the value of B',
    holds: false,
    value: { text: 'ab', start: 0, end: 0 },
  },
  {
    item: "A: 'a?c*'",
    event: { A: 'xabc' },
    test: 'fits "a?c*"',
    holds: false,
    value: { text: 'xabc', start: 0, end: 0 },
  },
];
for (const { item, event, test: says, holds, value } of VALUES) {
  test(`explain: ${item} on ${JSON.stringify(event)}`, async () => {
    const { condition } = explain(core, await one(item), 0, bytesOf(event));
    expect(condition).toMatchObject({ kind: 'predicate', field: 'A', test: says, holds, ...(value ? { value } : {}) });
    if (!value) expect(condition).not.toHaveProperty('value');
  });
}

/** Values that regular expressions search, and which bytes are shown. */
const SEARCHES: readonly {
  name: string;
  source: string;
  flags?: string;
  text: string;
  start?: number;
  end?: number;
}[] = [
  { name: 'in the middle', source: 'b[0-9]+c', text: 'xxb12cyy', start: 2, end: 6 },
  { name: 'the one that ends first', source: '[0-9]{2}', text: 'a1b22c33', start: 3, end: 5 },
  { name: 'no more than has to be there', source: 'a.*b+', text: 'aaxbbb', start: 1, end: 4 },
  { name: 'at the end', source: 'foo$', text: 'foobar foo', start: 7, end: 10 },
  { name: 'at the beginning', source: '^fo+', text: 'foofoo', start: 0, end: 2 },
  { name: 'with the byte that an assertion has to see', source: 'foo\\b', text: 'a foo bar', start: 2, end: 6 },
  { name: 'folded', source: 'BC', flags: '|i', text: 'abcd', start: 1, end: 3 },
  { name: 'whole code points', source: '.x', text: 'aéx', start: 1, end: 4 },
  { name: 'nothing', source: 'x*', text: 'abc', start: 0, end: 0 },
  {
    name: 'with states side by side',
    source: 'ping\\s+-n.{6,64}echo EEEE\\s?>',
    text: 'x ping -n 123456 echo EEEE > y',
    start: 2,
    end: 28,
  },
  { name: 'in a long text', source: 'x[a-z]+9', text: `${'x'.repeat(100_000)}9`, start: 99_998, end: 100_001 },
  { name: 'not found', source: 'b[0-9]c', text: 'xxb12cyy' },
];
for (const { name, source, flags = '', text, start, end } of SEARCHES) {
  test(`explain: a regular expression, ${name}`, async () => {
    const { condition } = explain(core, await one(`'A|re${flags}': '${source}'`), 0, bytesOf({ A: text }));
    const value = { kind: 'Text', text, start: start ?? 0, end: end ?? 0 };
    const says = 'is matched by the regular expression';
    expect(condition).toEqual({ kind: 'predicate', field: 'A', test: says, holds: start !== undefined, value });
  });
}

const KEYWORDS: readonly { name: string; event: object; holds: boolean; value?: object }[] = [
  { name: 'in any value', event: { A: 'x', B: { C: 'abCd' } }, holds: true, value: { text: 'abCd', start: 1, end: 3 } },
  { name: 'in none', event: { A: 'x' }, holds: false },
];
for (const { name, event, holds, value } of KEYWORDS) {
  test(`explain: a keyword ${name}`, async () => {
    const { condition } = explain(core, await one("'|contains': bc"), 0, bytesOf(event));
    expect(condition).toMatchObject({ kind: 'predicate', test: 'contains "bc"', holds, ...(value ? { value } : {}) });
    expect(condition).not.toHaveProperty('field');
    if (!value) expect(condition).not.toHaveProperty('value');
  });
}

const WRONG: readonly { name: string; rule: number; event: Uint8Array }[] = [
  { name: 'no such rule', rule: rules.length, event: bytesOf({}) },
  { name: 'no event', rule: 0, event: new Uint8Array(0) },
  { name: 'two events', rule: 0, event: new TextEncoder().encode('{}\n{}\n') },
  { name: 'an event over the limit', rule: 0, event: new Uint8Array((1 << 20) + 1) },
];
for (const { name, rule, event } of WRONG) {
  test(`explain: ${name}`, () =>
    expect(() => explain(core, content, rule, event)).toThrow(expect.objectContaining({ code: 'BadArgument' })));
}
test('explain: an event that is not believed', () =>
  expect(explain(core, content, 0, new TextEncoder().encode('{'))).toMatchObject({
    matches: false,
    unread: { reason: 'Malformed' },
  }));
