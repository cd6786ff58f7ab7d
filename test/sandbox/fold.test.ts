/** Values are folded as literals are, over all of Unicode, in both builds. */
import { expect, test } from 'vitest';
import { FOLDS, foldCodePoint } from '../../src/format/fold.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, titlesOf } from './content.js';

/** What rows begin and end with, and their neighbours, and the ends of pages, folded. */
const FOLDED = [
  ...new Set(
    FOLDS.flatMap(([first, last]) => [
      first - 1,
      first,
      first + 1,
      last - 1,
      last,
      last + 1,
      first | 0xff,
      last & ~0xff,
    ])
      .filter((point) => point > 0x80 && (point < 0xd800 || point > 0xdfff))
      .map(foldCodePoint),
  ),
];

const content = await accepted(
  contentOf(Object.fromEntries(FOLDED.map((point) => [point.toString(16), `{a: "${String.fromCodePoint(point)}"}`]))),
);

/** Beyond the last row there is a page without one. */
const POINTS = Array.from({ length: FOLDS.at(-1)![1] + 512 }, (_, point) => point).filter(
  (point) => point > 0x80 && (point < 0xd800 || point > 0xdfff),
);

const known = new Set(FOLDED);

for (const build of ['plain', 'simd'] as const) {
  test(`folding: as the host folds, ${build}`, async () => {
    const sandbox = new Sandbox(await loadCore({ build }));
    sandbox.load(content);
    const wrong: number[] = [];
    for (const point of POINTS) {
      const { verdict } = sandbox.scan(bytesOf(event({ a: String.fromCodePoint(point) })));
      const folded = foldCodePoint(point);
      const expected = known.has(folded) ? [folded.toString(16)] : [];
      if (titlesOf(content, verdict.matches).join() !== expected.join()) wrong.push(point);
    }
    expect(wrong).toEqual([]);
  });
}
