/**
 * Sets of code points as ranges: in order, apart from each other, never touching.
 *
 * A set is closed when it holds every spelling of each of its members; complement and union keep that. On folded text
 * a closed set and its folded members answer alike, so whichever has fewer ranges may stand for it.
 */
import { FOLDS, foldCodePoint } from '../../format/fold.js';

export type Ranges = readonly (readonly [first: number, last: number])[];

export const LAST_CODE_POINT = 0x10ffff;
export const ALL: Ranges = [[0, LAST_CODE_POINT]];
export const LINE_FEED: Ranges = [[0x0a, 0x0a]];
/** What words are made of, as code points and as bytes. */
export const WORDS: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** Any ranges, in any order, as a set. */
export function rangesOf(loose: readonly (readonly [number, number])[]): Ranges {
  const sorted = [...loose].sort((a, b) => a[0] - b[0]);
  const ranges: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = ranges.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else ranges.push([first, last]);
  }
  return ranges;
}

export function complement(ranges: Ranges): Ranges {
  const rest: [number, number][] = [];
  let from = 0;
  for (const [first, last] of ranges) {
    if (first > from) rest.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= LAST_CODE_POINT) rest.push([from, LAST_CODE_POINT]);
  return rest;
}

export function intersect(one: Ranges, other: Ranges): Ranges {
  const common: [number, number][] = [];
  let at = 0;
  for (const [first, last] of one) {
    while (at < other.length && other[at]![1] < first) at++;
    for (let index = at; index < other.length && other[index]![0] <= last; index++) {
      common.push([Math.max(first, other[index]![0]), Math.min(last, other[index]![1])]);
    }
  }
  return common;
}

export function includes(ranges: Ranges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]![1] < codePoint) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]![0] <= codePoint;
}

export function countOf(ranges: Ranges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function sameRanges(one: Ranges, other: Ranges): boolean {
  return (
    one.length === other.length && one.every(([first, last], at) => first === other[at]![0] && last === other[at]![1])
  );
}

/** Every code point that folding changes, in order. */
const CHANGED: readonly number[] = FOLDS.flatMap(([first, last, step]) =>
  Array.from({ length: (last - first) / step + 1 }, (_, at) => first + at * step),
);

/** Every code point that has several spellings, in order, and the others of each. */
const CASED: readonly (readonly [codePoint: number, others: readonly number[]])[] = casedOf(CHANGED);

function casedOf(changed: readonly number[]): [number, number[]][] {
  const spellings = new Map<number, number[]>();
  for (const codePoint of changed) {
    const folded = foldCodePoint(codePoint);
    const known = spellings.get(folded);
    if (known) known.push(codePoint);
    else spellings.set(folded, [folded, codePoint]);
  }
  const cased = [...spellings.values()].flatMap((all) =>
    all.map((one): [number, number[]] => [one, all.filter((other) => other !== one)]),
  );
  return cased.sort((a, b) => a[0] - b[0]);
}

const CASED_POINTS: readonly number[] = CASED.map(([codePoint]) => codePoint);

/** The set with every spelling of its members; the same object when it holds them already. */
export function closeUnderFolding(ranges: Ranges): Ranges {
  const missing: [number, number][] = [];
  for (const [first, last] of ranges) {
    for (let at = lowerBound(CASED_POINTS, first); at < CASED.length && CASED[at]![0] <= last; at++) {
      for (const other of CASED[at]![1]) {
        const near = other >= first && other <= last;
        if (!near && !includes(ranges, other)) missing.push([other, other]);
      }
    }
  }
  return missing.length === 0 ? ranges : rangesOf([...ranges, ...missing]);
}

/** Beyond so many members with several spellings, the folded set has more ranges than the closed one. */
const FOLDING_WORTH = 128;

/** What may stand for a closed set on folded text, in as few ranges as will do. */
export function foldClosed(closed: Ranges): Ranges {
  const rest = complement(closed);
  const folded = countOf(closed) <= countOf(rest) ? foldMembers(closed) : complement(foldMembers(rest));
  return folded.length <= closed.length ? folded : closed;
}

function foldMembers(ranges: Ranges): Ranges {
  const changed = membersIn(CHANGED, ranges);
  if (changed.length === 0 || changed.length > FOLDING_WORTH) return ranges;
  const kept = intersect(ranges, complement(changed.map((codePoint) => [codePoint, codePoint])));
  return rangesOf([...kept, ...changed.map((one) => [foldCodePoint(one), foldCodePoint(one)] as const)]);
}

/** Those of `sorted` that are in the set. */
function membersIn(sorted: readonly number[], ranges: Ranges): readonly number[] {
  return ranges.flatMap(([first, last]) => sorted.slice(lowerBound(sorted, first), lowerBound(sorted, last + 1)));
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
