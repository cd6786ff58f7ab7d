/** The same rules make the same bytes, in whatever order and with whatever line ends they are given. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, type RuleSource } from '../../src/plan/compile.js';
import { SAMPLES } from './contents.js';

/** One file a rule. */
const RULES: readonly RuleSource[] = SAMPLES.flatMap(({ sources }) =>
  sources.flatMap(({ name, text }) =>
    text.split('---\n').map((rule, index) => ({ name: `${index}-${name}`, text: rule })),
  ),
);

const LINE_ENDS = ['\n', '\r\n'] as const;

test('in any order and with any line ends', () => {
  const { content } = compile(RULES);
  const arbitrary = fc.record({
    rules: fc.shuffledSubarray([...RULES], { minLength: RULES.length }),
    ends: fc.array(fc.constantFrom(...LINE_ENDS), { minLength: RULES.length, maxLength: RULES.length }),
  });
  fc.assert(
    fc.property(arbitrary, ({ rules, ends }) => {
      const written = rules.map(({ name, text }, index) => ({ name, text: text.replaceAll('\n', ends[index]!) }));
      expect(Buffer.compare(compile(written).content, content)).toBe(0);
    }),
    { numRuns: 100 },
  );
});

test('in one file or in many, under any names', () => {
  const { content } = compile(RULES);
  const one = [{ name: 'all.yml', text: RULES.map(({ text }) => text).join('---\n') }];
  const renamed = RULES.map(({ text }, index) => ({ name: `${RULES.length - index}.yml`, text }));
  expect(compile(one).content).toEqual(content);
  expect(compile(renamed).content).toEqual(content);
});

const rule = (id: string, value: string) =>
  `title: T\n${id}logsource: { category: c }\ndetection: { s: { f: ${value} }, condition: s }\n`;

test('rules without an id in any order', () => {
  const sources = ['b', 'a', 'c'].map((value) => ({ name: `${value}.yml`, text: rule('', value) }));
  expect(compile([...sources].reverse()).content).toEqual(compile(sources).content);
});

test('rules of the same id in any order', () => {
  const sources = ['b', 'a'].map((value) => ({ name: `${value}.yml`, text: rule('id: 1\n', value) }));
  expect(compile([...sources].reverse()).content).toEqual(compile(sources).content);
});
