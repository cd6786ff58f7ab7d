/** Patterns fit what the same regular expressions fit, whatever bytes a `?` takes, in both builds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, titlesOf } from './content.js';

const PATTERNS = [
  '*a?b*',
  '*a?b',
  'a?*b?c*',
  '*a??b?c*é*',
  '*é?b?😀*a',
  '*😀?a???b*',
  '*a?a?a?b*',
  '*ab?ab??ba*b?*',
  '?*aa?b*c??c?',
  '*a?*?b*c',
];

const content = await accepted(
  contentOf(Object.fromEntries(PATTERNS.map((pattern, index) => [`${index}`, `{a: '${pattern}'}`]))),
);

/** `*` is any text and `?` one character. */
const regexOf = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');

const piece = fc.constantFrom('a', 'a', 'b', 'b', 'c', 'é', '😀', 'aéb', 'a😀b', 'ab', 'ba');
const some = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
const one = fc.constantFrom('a', 'b', 'é', '😀');
/** Of any pieces, or made to fit a pattern, or nearly. */
const text = fc.oneof(
  fc.array(some).map((pieces) => pieces.join('')),
  fc
    .constantFrom(...PATTERNS)
    .chain((pattern) =>
      fc.tuple(...[...pattern].map((token) => (token === '*' ? some : token === '?' ? one : fc.constant(token)))),
    )
    .map((tokens) => tokens.join('')),
);

for (const build of ['plain', 'simd'] as const) {
  const sandbox = new Sandbox(await loadCore({ build }));
  sandbox.load(content);
  test(`patterns: ${build}`, () => {
    const seen = PATTERNS.map(() => 0);
    const property = fc.property(text, (value) => {
      const theirs = PATTERNS.flatMap((pattern, index) => (regexOf(pattern).test(value) ? [index] : []));
      for (const index of theirs) seen[index]!++;
      const { matches } = sandbox.scan(bytesOf(event({ a: value }))).verdict;
      expect(titlesOf(content, matches).map(Number).sort()).toEqual(theirs);
    });
    fc.assert(property, { numRuns: 3000 });
    for (const count of seen) expect(count).toBeGreaterThan(5);
  });
}
