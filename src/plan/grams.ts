/**
 * Grams: which bytes of a literal stand for it when a value is searched, and which pairs of bytes are worth a look.
 *
 * A gram is looked for only where its first two bytes are of a class that some gram begins with. There are eight classes,
 * each a set of first and a set of second bytes, a set being those of chosen low and high halves, so that sixteen places
 * are told at once by four table lookups. Grams are chosen to begin with pairs that are rare in text and to share classes;
 * among those the rarest gram is taken, and grams are balanced, so that no bucket becomes long whatever the rules.
 * Sources: Hyperscan's "Teddy"; the static table of `digrams.ts`.
 */
import { isOfClass } from '../format/keys.js';
import { DIGRAMS, SYMBOLS, symbolOf } from './digrams.js';

/** A literal and how many of its bytes make the gram, two at least. */
export interface Sought {
  readonly literal: Uint8Array;
  readonly width: number;
}

export interface GramPlan {
  /** Where in each literal its gram begins. */
  readonly places: readonly number[];
  /** Sixteen bytes by the low half of the first byte, sixteen by its high half, the same of the second; a bit a class. */
  readonly classes: Uint8Array;
}

export function planGrams(sought: readonly Sought[]): GramPlan {
  const classes = Array.from({ length: 8 }, emptyClass);
  const taken = new Map<string, number>();
  const places = new Array<number>(sought.length).fill(0);
  let tables = tablesOf(classes);
  for (const index of hardestFirst(sought)) {
    const one = sought[index]!;
    let chosen = rarest(one, tables, taken);
    if (!chosen) {
      chosen = admit(classes, optionsOf(one));
      tables = tablesOf(classes);
    }
    const gram = gramAt(one, chosen.at);
    taken.set(gram, (taken.get(gram) ?? 0) + 1);
    places[index] = chosen.at;
  }
  return { places, classes: tables };
}

/** The literals, by index, those whose rarest pair is most common first. */
function hardestFirst(sought: readonly Sought[]): Uint32Array {
  const shares = sought.map(leastShare);
  return Uint32Array.from(shares.keys()).sort((a, b) => shares[b]! - shares[a]! || a - b);
}

/** Of the pairs that grams of a literal may begin with, the share of the rarest. */
function leastShare({ literal, width }: Sought): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + width <= literal.length; at++) least = Math.min(least, DIGRAMS[pairAt(literal, at)]!);
  return least;
}

/** Where a gram may begin. */
interface Option {
  readonly at: number;
  /** The first two bytes, the first lowest. */
  readonly pair: number;
  /** Of the first two bytes, in text. */
  readonly share: number;
}

function optionAt(literal: Uint8Array, at: number): Option {
  return { at, pair: literal[at]! | (literal[at + 1]! << 8), share: DIGRAMS[pairAt(literal, at)]! };
}

/** The grams of a literal, that whose first two bytes are rarest first. */
function optionsOf({ literal, width }: Sought): readonly Option[] {
  const options = Array.from({ length: literal.length - width + 1 }, (_, at) => optionAt(literal, at));
  return options.sort((a, b) => a.share - b.share || a.at - b.at);
}

/** Where the digram tables have the two bytes at a place. */
function pairAt(literal: Uint8Array, at: number): number {
  return symbolOf(literal[at]!) * SYMBOLS + symbolOf(literal[at + 1]!);
}

const RARITIES = DIGRAMS.map(Math.log);

/** Of a whole gram: a logarithm. */
function rarityAt({ literal, width }: Sought, at: number): number {
  let rarity = 0;
  for (let from = at; from + 2 <= at + width; from++) rarity += RARITIES[pairAt(literal, from)]!;
  return rarity;
}

/** Makes a character of each byte, of different bytes different ones. */
const decoder = new TextDecoder('latin1');

function gramAt({ literal, width }: Sought, at: number): string {
  return decoder.decode(literal.subarray(at, at + width));
}

/** What a literal already behind a gram counts against it, as a logarithm. */
const CROWDING = 2;

/**
 * Of the grams that begin with a pair of a class, that which is rarest with those behind it; of equal ones that whose pair
 * is rarer.
 */
function rarest(sought: Sought, tables: Uint8Array, taken: ReadonlyMap<string, number>): Option | undefined {
  let best: Option | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + sought.width <= sought.literal.length; at++) {
    const option = optionAt(sought.literal, at);
    if (!isOfClass(tables, option.pair)) continue;
    const rarity = rarityAt(sought, at);
    // what is behind it only adds
    if (rarity > least) continue;
    const cost = rarity + CROWDING * (taken.get(gramAt(sought, at)) ?? 0);
    if (cost > least || (cost === least && option.share >= best!.share)) continue;
    least = cost;
    best = option;
  }
  return best;
}

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

function holds({ low, high }: Halves, byte: number): boolean {
  return ((low >> (byte & 15)) & (high >> (byte >> 4)) & 1) === 1;
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

function widen(one: Class, { pair }: Option): Wider {
  const first = widenHalves(one.first, pair & 0xff);
  const second = widenHalves(one.second, pair >> 8);
  const fresh: number[] = [];
  for (let symbol = 0; symbol < SYMBOLS; symbol++)
    if (inHalves(first, symbol) && !inHalves(one.first, symbol)) fresh.push(symbol);
  let mass = 0;
  for (let symbol = 0; symbol < SYMBOLS; symbol++) if (inHalves(second, symbol)) mass += rowOf(one.rows, fresh, symbol);
  return { first, second, fresh, mass };
}

function rowOf(rows: Float64Array, fresh: readonly number[], symbol: number): number {
  let row = rows[symbol]!;
  for (const first of fresh) row += DIGRAMS[first * SYMBOLS + symbol]!;
  return row;
}

function widenHalves({ low, high }: Halves, byte: number): Halves {
  return { low: low | (1 << (byte & 15)), high: high | (1 << (byte >> 4)) };
}

/** Bytes beyond ASCII are one symbol, which is there when one of them is. */
function inHalves(halves: Halves, symbol: number): boolean {
  return symbol < 128 ? holds(halves, symbol) : halves.high > 0xff && halves.low !== 0;
}

function tablesOf(classes: readonly Class[]): Uint8Array {
  const tables = new Uint8Array(64);
  for (const [index, { first, second }] of classes.entries())
    for (const [row, halves] of [first.low, first.high, second.low, second.high].entries())
      for (let half = 0; half < 16; half++) if ((halves >> half) & 1) tables[16 * row + half]! |= 1 << index;
  return tables;
}
