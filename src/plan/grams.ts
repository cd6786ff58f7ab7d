/**
 * Grams: which bytes of a literal stand for it when a value is searched, and which pairs of bytes are worth a look.
 *
 * A gram is looked for only where its first two bytes are of a class that some gram begins with. There are eight classes,
 * each a set of first and a set of second bytes, a set being those of chosen low and high halves, so that sixteen places
 * are told at once by four table lookups. Grams are chosen to begin with pairs that are rare in text and to share classes;
 * among those the rarest gram is taken, and grams are balanced, so that no bucket becomes long whatever the rules.
 * Sources: Hyperscan's "Teddy"; the static table of `digrams.ts`.
 */
import { BESIDE, isOfClass, keyHigh, keyLow } from '../format/keys.js';
import { COMMON_GRAMS, DIGRAMS, SYMBOLS, symbolOf } from './digrams.js';
import { type Counts, countsFor, slotOf } from './gram-counts.js';

/** Literals one behind the other: of 100,000 rules there are a million, too many for an object each. */
export interface Literals {
  readonly bytes: Uint8Array;
  /** By literal where it begins; the last number is where the last one ends. */
  readonly starts: Uint32Array;
  /** By literal, how many of its bytes make the key. Of a gram two at least. */
  readonly widths: Uint8Array;
}

export interface GramPlan {
  /** By literal where its gram begins, among the bytes of all. */
  readonly places: Uint32Array;
  /** Sixteen bytes by the low half of the first byte, sixteen by its high half, the same of the second; a bit a class. */
  readonly classes: Uint8Array;
}

export function planGrams(literals: Literals): GramPlan {
  const { bytes, widths } = literals;
  const classes = Array.from({ length: 8 }, emptyClass);
  const taken = countsFor(widths.length);
  const places = new Uint32Array(widths.length);
  let tables = tablesOf(classes);
  for (const index of hardestFirst(literals)) {
    let at = rarest(literals, index, tables, taken);
    if (at === NOWHERE) {
      at = admit(classes, optionsOf(literals, index)).at;
      tables = tablesOf(classes);
    }
    taken.counts[slotAt(taken, bytes, at, widths[index]!)]!++;
    places[index] = at;
  }
  return { places, classes: tables };
}

/** The literals, by index, those whose rarest pair is most common first. */
function hardestFirst(literals: Literals): Uint32Array {
  const shares = Float64Array.from(literals.widths, (_, index) => leastShare(literals, index));
  return Uint32Array.from(shares.keys()).sort((a, b) => shares[b]! - shares[a]! || a - b);
}

/** Of the pairs that grams of a literal may begin with, the share of the rarest. */
function leastShare(literals: Literals, index: number): number {
  const { bytes, starts } = literals;
  const last = lastPlace(literals, index);
  let least = Number.POSITIVE_INFINITY;
  for (let at = starts[index]!; at <= last; at++) least = Math.min(least, DIGRAMS[pairAt(bytes, at)]!);
  return least;
}

/** Where in a literal a gram may begin: an entry has two bytes to say so. */
const FURTHEST = 0xffff;

/** The last place where the gram of a literal may begin, among the bytes of all. */
function lastPlace({ starts, widths }: Literals, index: number): number {
  return Math.min(starts[index + 1]! - widths[index]!, starts[index]! + FURTHEST);
}

/** Where a gram may begin. */
interface Option {
  readonly at: number;
  readonly first: number;
  readonly second: number;
  /** Of the two bytes, in text. */
  readonly share: number;
}

/** The grams of a literal, that whose first two bytes are rarest first. */
function optionsOf(literals: Literals, index: number): readonly Option[] {
  const { bytes, starts } = literals;
  const from = starts[index]!;
  const options = Array.from({ length: lastPlace(literals, index) - from + 1 }, (_, place): Option => {
    const at = from + place;
    return { at, first: bytes[at]!, second: bytes[at + 1]!, share: DIGRAMS[pairAt(bytes, at)]! };
  });
  return options.sort((a, b) => a.share - b.share || a.at - b.at);
}

/** Where the digram tables have the two bytes at a place. */
function pairAt(bytes: Uint8Array, at: number): number {
  return symbolOf(bytes[at]!) * SYMBOLS + symbolOf(bytes[at + 1]!);
}

const RARITIES = DIGRAMS.map(Math.log);

/** What it counts against four bytes that the specimen has, beside their pairs, as a logarithm: 2 % of process creations. */
const COMMON = 4;

/** Of a whole gram: a logarithm. */
function rarityAt(bytes: Uint8Array, at: number, width: number): number {
  let rarity = width === 4 && COMMON_GRAMS.has(keyLow(bytes, at, width)) ? COMMON : 0;
  for (let from = at; from + 2 <= at + width; from++) rarity += RARITIES[pairAt(bytes, from)]!;
  return rarity;
}

function slotAt(taken: Counts, bytes: Uint8Array, at: number, width: number): number {
  return slotOf(taken, keyLow(bytes, at, width), keyHigh(bytes, at, width), width);
}

/** What a literal already behind a gram counts against it, as a logarithm. */
const CROWDING = 2;

/** No gram of a literal begins with a pair of a class. */
const NOWHERE = -1;

/**
 * Where the gram begins that, of those that begin with a pair of a class, is rarest with those behind it; of equal ones
 * that whose pair is rarer.
 */
function rarest(literals: Literals, index: number, tables: Uint8Array, taken: Counts): number {
  const { bytes, starts, widths } = literals;
  const width = widths[index]!;
  const last = lastPlace(literals, index);
  let best = NOWHERE;
  let least = Number.POSITIVE_INFINITY;
  let leastOfPair = Number.POSITIVE_INFINITY;
  for (let at = starts[index]!; at <= last; at++) {
    if (!isOfClass(tables, bytes[at]! | (bytes[at + 1]! << 8))) continue;
    const rarity = rarityAt(bytes, at, width);
    // what is behind it only adds
    if (rarity > least) continue;
    const cost = rarity + CROWDING * taken.counts[slotAt(taken, bytes, at, width)]!;
    const share = DIGRAMS[pairAt(bytes, at)]!;
    if (cost > least || (cost === least && share >= leastOfPair)) continue;
    least = cost;
    leastOfPair = share;
    best = at;
  }
  return best;
}

/** Bytes that are compared beside a key. */
const BESIDE_WIDTH = 4;

/** Where four bytes of a literal stand that are compared beside its gram at `place`: as few as can be in both, then the rarest. */
export function besideOf({ bytes, starts, widths }: Literals, index: number, place: number): number {
  const end = place + widths[index]!;
  const last = Math.min(starts[index + 1]! - BESIDE_WIDTH, place + BESIDE);
  let best = place;
  let least = Number.POSITIVE_INFINITY;
  for (let at = Math.max(starts[index]!, place - BESIDE); at <= last; at++) {
    const inBoth = Math.max(0, Math.min(at + BESIDE_WIDTH, end) - Math.max(at, place));
    const cost = IN_BOTH * inBoth + rarityAt(bytes, at, BESIDE_WIDTH);
    if (cost >= least) continue;
    least = cost;
    best = at;
  }
  return best;
}

/** What a byte that is compared already counts against others, as a logarithm: more than any rarity. */
const IN_BOTH = 1000;

/** Halves of bytes, a bit each. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

interface Class {
  readonly first: Halves;
  readonly second: Halves;
  /** By symbol, the share of pairs with a first byte of this class. */
  readonly rows: Float64Array;
  /** The share of the pairs of this class. */
  readonly mass: number;
}

function emptyClass(): Class {
  const nothing = { low: 0, high: 0 };
  return { first: nothing, second: nothing, rows: new Float64Array(SYMBOLS), mass: 0 };
}

/** Options that are tried for a new pair, from the rarest. */
const TRIED = 4;

/** Widens the class that grows least by an option of those given, and returns the option. */
function admit(classes: Class[], options: readonly Option[]): Option {
  let least = Number.POSITIVE_INFINITY;
  let best: { readonly index: number; readonly option: Option; readonly wider: Wider } | undefined;
  for (const option of options.slice(0, TRIED)) {
    for (const [index, one] of classes.entries()) {
      const wider = widen(one, option);
      if (wider.mass - one.mass >= least) continue;
      least = wider.mass - one.mass;
      best = { index, option, wider };
    }
  }
  const { index, option, wider } = best!;
  const { fresh, ...grown } = wider;
  const { rows } = classes[index]!;
  classes[index] = { ...grown, rows: rows.map((_, symbol) => rowOf(rows, fresh, symbol)) };
  return option;
}

/** What a class would be: its rows are worth making only when it becomes that. */
interface Wider extends Omit<Class, 'rows'> {
  /** The first bytes that it has not had, as symbols. */
  readonly fresh: readonly number[];
}

function widen(one: Class, { first: lead, second: next }: Option): Wider {
  const first = widenHalves(one.first, lead);
  const second = widenHalves(one.second, next);
  const fresh = first === one.first ? [] : symbolsIn(first).filter((symbol) => !isIn(one.first, symbol));
  const mass = symbolsIn(second).reduce((sum, symbol) => sum + rowOf(one.rows, fresh, symbol), 0);
  return { first, second, fresh, mass };
}

function rowOf(rows: Float64Array, fresh: readonly number[], symbol: number): number {
  let row = rows[symbol]!;
  for (const first of fresh) row += DIGRAMS[first * SYMBOLS + symbol]!;
  return row;
}

/** The same when the byte is in. */
function widenHalves(halves: Halves, byte: number): Halves {
  const low = halves.low | (1 << (byte & 15));
  const high = halves.high | (1 << (byte >> 4));
  return low === halves.low && high === halves.high ? halves : { low, high };
}

function isIn({ low, high }: Halves, symbol: number): boolean {
  if (symbol === SYMBOLS - 1) return high > 0xff && low !== 0;
  return ((low >> (symbol & 15)) & (high >> (symbol >> 4)) & 1) === 1;
}

/** In order. Bytes beyond ASCII are one symbol, which is there when one of them is. */
function symbolsIn(halves: Halves): number[] {
  const symbols: number[] = [];
  for (let row = 0; row < 8; row++) {
    if (((halves.high >> row) & 1) === 0) continue;
    for (let half = 0; half < 16; half++) if ((halves.low >> half) & 1) symbols.push(16 * row + half);
  }
  if (isIn(halves, SYMBOLS - 1)) symbols.push(SYMBOLS - 1);
  return symbols;
}

function tablesOf(classes: readonly Class[]): Uint8Array {
  const tables = new Uint8Array(64);
  for (const [index, { first, second }] of classes.entries())
    for (const [row, halves] of [first.low, first.high, second.low, second.high].entries())
      for (let half = 0; half < 16; half++) if ((halves >> half) & 1) tables[16 * row + half]! |= 1 << index;
  return tables;
}
