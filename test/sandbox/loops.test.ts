/**
 * Automata pass over the bytes that change nothing, and find what the platform finds, wherever what does begins: in both
 * builds, at the borders of blocks and behind short passes, for each state that stays and each of its ways out.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUTOMATA } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, titlesOf } from './content.js';

/** Each stays somewhere: at the start, between, until an end, on few bytes; or comes back to where it stays. */
const TABLES = [
  'xy',
  'x.*y.*z',
  '^[^y]*x',
  'x[^\\ny]*$',
  'x[^z]*é',
  '[xy].{2}z',
  '\\bx\\b',
  'x\\s+y',
  '(x|y)+z',
  '[^x]{3}xx',
  '^[^x]*$',
  '\\n.*x',
  // told by the byte behind the one that leads elsewhere, which may itself be the last, or the first of what is sought
  'xyz',
  'xxy',
  'x$',
  '(xy|yx)z',
];

/** A match may begin at the start only, behind some bytes, with a byte of several, or with any. */
const POSITIONS = [
  'b.{40,70}c.{2,40}d',
  '(^|é)x.{40,70}y.{1,40}z',
  '\\bx.{40,70}[yz].{2,40}$',
  '(é|y).{40,70}x.{1,40}z',
];

const contents = {
  Dfa: await accepted(contentOf(rulesOf(TABLES))),
  Positions: await accepted(contentOf(rulesOf(POSITIONS))),
};

function rulesOf(expressions: readonly string[]): Record<string, string> {
  return Object.fromEntries(expressions.map((regex, index) => [`${index}`, `{a|re: '${regex}'}`]));
}

const FILLERS = ['a', '-', 'é', ' ', '\n', 'x', 'y', 'az', '\u4e2d'];
const LENGTHS = [0, 1, 2, 3, 4, 5, 14, 15, 16, 17, 30, 31, 32, 33, 47, 48, 49, 63, 64, 65, 200];

const stay = fc
  .tuple(fc.constantFrom(...FILLERS), fc.constantFrom(...LENGTHS))
  .map(([filler, length]) => filler.repeat(length));
const leave = fc.constantFrom('x', 'y', 'z', 'xy', 'xx', 'b', 'c', 'd', 'é', '\n', ' x ', 'x  y', 'xxy', 'yxz', 'xyz');
/** What the expressions with gaps ask for, nearly or in full. */
const gap = fc
  .tuple(
    fc.constantFrom('b', 'x', 'éx', 'é'),
    fc.constantFrom(38, 39, 40, 69, 70, 71),
    fc.constantFrom('c-ad', 'ya', 'xa', 'z'),
  )
  .map(([before, length, behind]) => before + 'a'.repeat(length) + behind);
const text = fc.array(fc.oneof(stay, leave, gap), { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(''));

test('loops: what stays is known to all', () => {
  for (const [kind, { view }] of Object.entries(contents)) {
    const automata = Array.from({ length: view.count('Automata') }, (_, index) => view.record('Automata', index));
    expect(new Set(automata.map((one) => one.kind))).toEqual(new Set([AUTOMATA[kind as keyof typeof contents].code]));
    expect(Math.min(...automata.map(({ leaves }) => leaves.count))).toBeGreaterThan(0);
  }
});

for (const build of ['plain', 'simd'] as const) {
  for (const [kind, expressions] of Object.entries({ Dfa: TABLES, Positions: POSITIONS })) {
    const content = contents[kind as keyof typeof contents];
    const sandbox = new Sandbox(await loadCore({ build }));
    sandbox.load(content);
    const found = (value: string) =>
      titlesOf(content, sandbox.scan(bytesOf(event({ a: value }))).verdict.matches)
        .map(Number)
        .sort((a, b) => a - b);
    const expected = (value: string) =>
      expressions.flatMap((regex, index) => (new RegExp(regex).test(value) ? [index] : []));

    test(`loops: ${build}, ${kind}, each way out at each place`, () => {
      for (const filler of FILLERS)
        for (const way of ['x', 'xy', 'xaaz', 'x  y', 'xyz', '\nx', 'xx', 'xé'])
          for (let before = 0; before <= 70; before++) {
            const value = filler.repeat(before) + way;
            expect({ value, found: found(value) }).toEqual({ value, found: expected(value) });
            expect({ value, found: found(`${value}-`) }).toEqual({ value, found: expected(`${value}-`) });
          }
    });

    test(`loops: ${build}, ${kind}, many ways`, () => {
      const seen = expressions.map(() => 0);
      fc.assert(
        fc.property(text, (value) => {
          const theirs = expected(value);
          for (const index of theirs) seen[index]!++;
          expect(found(value)).toEqual(theirs);
        }),
        { numRuns: 3000 },
      );
      for (const count of seen) expect(count).toBeGreaterThan(5);
    });
  }
}
