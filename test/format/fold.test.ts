/** The fold table against the engine's own `/iu`. Code points that the engine does not know yet are passed over. */
import { expect, test } from 'vitest';
import { FOLDS, fold, foldCodePoint } from '../../src/format/fold.js';

const isAssigned = (codePoint: number) => /\P{Cn}/u.test(String.fromCodePoint(codePoint));
const hex = (codePoint: number) => codePoint.toString(16);

/** Whether the engine holds two code points equal but for case. */
function areEqual(a: number, b: number): boolean {
  return new RegExp(`^\\u{${hex(a)}}$`, 'iu').test(String.fromCodePoint(b));
}

/** Every code point in the table with what it becomes. */
const PAIRS = FOLDS.flatMap(([first, last, step, delta]) =>
  Array.from(
    { length: (last - first) / step + 1 },
    (_, index) => [first + index * step, first + index * step + delta] as const,
  ),
);

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint).filter(
  (codePoint) => codePoint < 0xd800 || codePoint > 0xdfff,
);

test('rows rise, and end where their steps do', () => {
  let before = -1;
  for (const [first, last, step] of FOLDS) {
    expect(first).toBeGreaterThan(before);
    expect((last - first) % step).toBe(0);
    before = last;
  }
});

test('what the table says is found, and nothing else changes', () => {
  const table = new Map(PAIRS);
  expect(CODE_POINTS.filter((codePoint) => foldCodePoint(codePoint) !== (table.get(codePoint) ?? codePoint))).toEqual(
    [],
  );
});

test('both of a pair are equal to the engine', () => {
  const known = PAIRS.filter(([from, to]) => isAssigned(from) && isAssigned(to));
  expect(known.length).toBeGreaterThan(1300);
  expect(known.filter(([from, to]) => !areEqual(from, to)).map(([from]) => hex(from))).toEqual([]);
});

test('what is folded stays', () => {
  expect(PAIRS.filter(([, to]) => foldCodePoint(to) !== to).map(([from]) => hex(from))).toEqual([]);
});

test('what is equal to the engine is equal to the table', () => {
  const cased = CODE_POINTS.filter((codePoint) => /[\p{CWCM}\p{CWCF}]/u.test(String.fromCodePoint(codePoint)));
  const all = String.fromCodePoint(...cased);
  const apart = cased.filter((codePoint) =>
    (all.match(new RegExp(`\\u{${hex(codePoint)}}`, 'giu')) ?? []).some(
      (equal) => fold(equal) !== fold(String.fromCodePoint(codePoint)),
    ),
  );
  expect(apart.map(hex)).toEqual([]);
});

const TEXTS: readonly (readonly [name: string, text: string, folded: string])[] = [
  ['nothing', '', ''],
  ['ASCII', '@AZ[`az{', '@az[`az{'],
  ['the Kelvin sign', '\u212a', 'k'],
  ['three sigmas', 'Σσς', 'ςςς'],
  ['dotted capital i, alone', 'İiIı', 'İiiı'],
  ['sharp s, one code point', 'ßẞ', 'ßß'],
  ['beyond the first plane', '\u{10400}\u{1e900}', '\u{10428}\u{1e922}'],
];

for (const [name, text, folded] of TEXTS) test(name, () => expect(fold(text)).toBe(folded));
