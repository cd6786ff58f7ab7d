/**
 * Sets of code points as the bytes they have in UTF-8.
 *
 * Text is valid, so what never occurs need not be told apart: surrogates and overlong forms are taken in where their
 * neighbours are. A set with everything beyond ASCII is a first byte with whatever continues it. That such a run of
 * continuing bytes can be left early does no harm: only another such run goes on inside a code point.
 */
import { countOf, includes, intersect, LAST_CODE_POINT, type Ranges, rangesOf } from './code-points.js';

/** Some bytes, and what can follow them; without anything the code point ends. */
export interface Branch {
  readonly bytes: Ranges;
  readonly tail: readonly Branch[];
}

/** The bytes of one code point of a set. Equal tails are one object. */
export interface ByteClass {
  readonly branches: readonly Branch[];
  /** Everything beyond ASCII is in the set: the only branch is a first byte, CONTINUING bytes follow as they come. */
  readonly open: boolean;
}

export const CONTINUING: Ranges = [[0x80, 0xbf]];
/** What begins a code point beyond ASCII, or never occurs. */
const LEADING = [0xc0, 0xff] as const;
const ASCII: Ranges = [[0, 0x7f]];
const BEYOND_ASCII: Ranges = [[0x80, LAST_CODE_POINT]];
const SURROGATES = [0xd800, 0xdfff] as const;
const NOTHING: readonly Branch[] = [];

/** Code points by how many bytes continue them; `room` adds what would have as many but never occurs. */
const LENGTHS: readonly {
  readonly more: number;
  readonly lead: number;
  readonly range: readonly [number, number];
  readonly room: readonly [number, number];
}[] = [
  { more: 1, lead: 0xc0, range: [0x80, 0x7ff], room: [0x80, 0x7ff] },
  { more: 2, lead: 0xe0, range: [0x800, 0xffff], room: [0, 0xffff] },
  { more: 3, lead: 0xf0, range: [0x10000, LAST_CODE_POINT], room: [0, 0x13ffff] },
];

export function byteClassOf(ranges: Ranges): ByteClass {
  const ascii = intersect(ranges, ASCII);
  const all = includes(ranges, 0xd7ff) && includes(ranges, 0xe000) ? rangesOf([...ranges, SURROGATES]) : ranges;
  const beyond = intersect(all, BEYOND_ASCII);
  if (countOf(beyond) === countOf(BEYOND_ASCII)) {
    return { branches: [{ bytes: rangesOf([...ascii, LEADING]), tail: NOTHING }], open: true };
  }
  const known = new Map<string, readonly Branch[]>();
  const longer = LENGTHS.flatMap(({ more, lead, range, room }) => {
    const stretched = intersect(beyond, [range]).map(([first, last]): [number, number] => [
      first === range[0] ? room[0] : first,
      last === range[1] ? room[1] : last,
    ]);
    return branchesOf(stretched, lead, more, known);
  });
  return { branches: ascii.length > 0 ? [{ bytes: ascii, tail: NOTHING }, ...longer] : longer, open: false };
}

/** The branches for numbers written in base 64: a digit plus `base`, then `more` digits that continue it. */
function branchesOf(
  ranges: Ranges,
  base: number,
  more: number,
  known: Map<string, readonly Branch[]>,
): readonly Branch[] {
  const key = `${base} ${more} ${ranges.join(' ')}`;
  const before = known.get(key);
  if (before) return before;
  const bytes = new Map<readonly Branch[], [number, number][]>();
  for (const { first, last, rest } of splitByDigit(ranges, 64 ** more)) {
    const tail = more === 0 ? NOTHING : branchesOf(rest, CONTINUING[0]![0], more - 1, known);
    const shared = bytes.get(tail);
    if (shared) shared.push([base + first, base + last]);
    else bytes.set(tail, [[base + first, base + last]]);
  }
  const branches = Array.from(bytes, ([tail, loose]) => ({ bytes: rangesOf(loose), tail }));
  known.set(key, branches);
  return branches;
}

/** Digits that are followed by the same numbers below `size`. */
interface Piece {
  readonly first: number;
  readonly last: number;
  readonly rest: Ranges;
}

function splitByDigit(ranges: Ranges, size: number): readonly Piece[] {
  const whole: Piece[] = [];
  const partial = new Map<number, [number, number][]>();
  const addPartial = (digit: number, range: [number, number]) => {
    const known = partial.get(digit);
    if (known) known.push(range);
    else partial.set(digit, [range]);
  };
  for (const [from, last] of ranges) {
    for (let at = from; at <= last; ) {
      const digit = Math.floor(at / size);
      const next = at === digit * size ? Math.floor((last + 1) / size) : digit;
      if (next > digit) whole.push({ first: digit, last: next - 1, rest: [[0, size - 1]] });
      else addPartial(digit, [at % size, Math.min(last, (digit + 1) * size - 1) % size]);
      at = Math.max(next, digit + 1) * size;
    }
  }
  return [...whole, ...Array.from(partial, ([digit, rest]) => ({ first: digit, last: digit, rest }))];
}
