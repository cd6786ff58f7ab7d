/** Patterns find their literals wherever they stand, however much of them stands elsewhere, in both builds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, titlesOf } from './content.js';

/** Of two letters, so that texts of the same letters nearly have them; from one byte to more than three blocks. */
const LITERALS = [
  'b',
  'aa',
  'ab',
  'aba',
  'aaaaaaa',
  'aaabaaa',
  'abababab',
  `${'a'.repeat(15)}b`,
  `b${'ab'.repeat(30)}`,
];

const content = await accepted(
  contentOf(Object.fromEntries(LITERALS.map((literal, index) => [`${index}`, `{a: '*-*${literal}*?'}`]))),
);

const piece = fc.oneof(
  fc.constantFrom('a', 'b', '-', ...LITERALS),
  fc.constantFrom(...LITERALS).map((text) => text.slice(1)),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

const isIn = (value: string) => (literal: string) => {
  const from = value.indexOf('-');
  const at = value.indexOf(literal, from + 1);
  return from >= 0 && at >= 0 && at + literal.length < value.length;
};

for (const build of ['plain', 'simd'] as const) {
  const sandbox = new Sandbox(await loadCore({ build }));
  sandbox.load(content);
  test(`search: ${build}`, () =>
    fc.assert(
      fc.property(text, (value) => {
        const { matches } = sandbox.scan(bytesOf(event({ a: value }))).verdict;
        expect(
          titlesOf(content, matches)
            .map((title) => LITERALS[Number(title)]!)
            .sort(),
        ).toEqual(LITERALS.filter(isIn(value)).sort());
      }),
      { numRuns: 1000 },
    ));
}
