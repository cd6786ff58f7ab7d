/** Expressions whose tables would be too large find what the platform finds, in both builds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUTOMATA } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, titlesOf } from './content.js';

/** As long as the least gap: single characters would hardly make one. */
const GAP = 'é-'.repeat(21);

const EXPRESSIONS = [
  'b.{40,70}c.{2,40}d',
  'bc{0,1}.{40,64}(é|dd).{1,64}(b|c)$',
  '\\bb[^ ]{40,90}c\\b.{3,50}d',
  '^[a-dé-]{3,60}b.{40,80}c.{1,90}d',
  '(b-){1,30}.{42,60}c(-[a-d]{2}){1,20}é',
];

const content = await accepted(
  contentOf(Object.fromEntries(EXPRESSIONS.map((regex, index) => [`${index}`, `{a|re: '${regex}'}`]))),
);

const piece = fc.constantFrom('b', 'c', 'd', 'dd', 'é', '-', ' ', 'b-', 'c-adé', GAP, GAP.slice(1));
const text = fc.array(piece, { minLength: 3, maxLength: 14 }).map((pieces) => pieces.join(''));

test('positions: all of them are', () => {
  const automata = EXPRESSIONS.map((_, index) => content.view.record('Automata', index));
  expect(content.view.count('Automata')).toBe(EXPRESSIONS.length);
  expect(automata.map(({ kind }) => kind)).toEqual(EXPRESSIONS.map(() => AUTOMATA.Positions.code));
  expect(Math.max(...automata.map(({ words }) => words))).toBeGreaterThan(1);
});

for (const build of ['plain', 'simd'] as const) {
  const sandbox = new Sandbox(await loadCore({ build }));
  sandbox.load(content);
  test(`positions: ${build}`, () => {
    const seen = EXPRESSIONS.map(() => 0);
    const property = fc.property(text, (value) => {
      const theirs = EXPRESSIONS.flatMap((regex, index) => (new RegExp(regex).test(value) ? [index] : []));
      for (const index of theirs) seen[index]!++;
      const { matches } = sandbox.scan(bytesOf(event({ a: value }))).verdict;
      expect(titlesOf(content, matches).map(Number).sort()).toEqual(theirs);
    });
    fc.assert(property, { numRuns: 3000 });
    for (const count of seen) expect(count).toBeGreaterThan(5);
  });
}
