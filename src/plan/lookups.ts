/**
 * Lookups of one table: the predicates of a field by the bytes a value must have for them to hold.
 *
 * A literal that is the whole value is found by its hash; one at an end of the value by its last or first eight bytes,
 * or what it has; one inside by a gram of eight bytes, or of four, three or two when it is shorter, or by its only byte; a pattern by its
 * longest literal; a regular expression by literals that it needs; a number by its canonical form. What has no such
 * bytes is tested when a condition asks. Eight bytes of a literal are rarer in text than four, so that fewer
 * positions get past the filter.
 */
import type { PackedRecords } from '../content/packed.js';
import {
  BESIDE,
  CLASS_WORDS,
  filterPlace,
  hashKey,
  hashText,
  keyHigh,
  keyLow,
  littleEndian,
  topBits,
} from '../format/keys.js';
import { LIMITS, LOOKUPS } from '../format/layout.js';
import { besideOf, type Literals, planGrams } from './grams.js';
import { bitsFor, bucketEnds } from './paths.js';
import type { Hold, LookupKind, PredicateKind } from './predicates.js';
import { writeUtf8 } from './utf8.js';

export interface LookupRows {
  readonly Lookups: PackedRecords<'Lookups'>;
  readonly Buckets: number[];
  readonly Filters: number[];
  readonly Entries: PackedRecords<'Entries'>;
}

/** A predicate with the number that it has in the file. */
export interface NumberedPredicate {
  readonly number: number;
  readonly kind: PredicateKind;
  readonly holds: readonly Hold[];
}

/** A hold with the number that its predicate has in the file. */
interface NumberedHold {
  readonly hold: Hold;
  readonly predicate: number;
  /** Only then it counts where in the literal the gram stands. */
  readonly isContains: boolean;
}

/** Adds the lookups of the predicates, numbered as in the file. */
export function writeLookups(rows: LookupRows, predicates: readonly NumberedPredicate[]): void {
  const lookups = new Map<string, NumberedHold[]>();
  for (const { number: predicate, kind, holds } of predicates) {
    for (const hold of holds) {
      const key = `${hold.kind} ${hold.kind === 'Gram' && keyWidth(hold) < 4} ${hold.cased}`;
      const list = lookups.get(key);
      const numbered = { hold, predicate, isContains: kind === 'Contains' };
      if (list) list.push(numbered);
      else lookups.set(key, [numbered]);
    }
  }
  for (const key of [...lookups.keys()].sort()) writeLookup(rows, lookups.get(key)!);
}

function literalsOf(numbered: readonly NumberedHold[]): Literals {
  const starts = new Uint32Array(numbered.length + 1);
  for (const [index, { hold }] of numbered.entries()) starts[index + 1] = starts[index]! + hold.bytes;
  const bytes = new Uint8Array(starts[numbered.length]!);
  for (const [index, { hold }] of numbered.entries()) writeUtf8(hold.literal, bytes, starts[index]!);
  return { bytes, starts, widths: Uint8Array.from(numbered, ({ hold }) => keyWidth(hold)) };
}

/** From how many bytes of a literal its gram has eight: fewer would leave no choice. */
const LONG_LITERAL = 10;

/** Bytes of the key: 0 of a whole value. */
export function keyWidth({ kind, bytes }: Hold): number {
  if (kind === 'Number' || kind === 'Exact') return 0;
  return Math.min(bytes, kind !== 'Gram' || bytes >= LONG_LITERAL ? 8 : 4);
}

/** The greater width first. */
const LONG_WIDTHS = [8, 4] as const;
const GRAM_WIDTHS = [LONG_WIDTHS, [3, 2] as const];

function writeLookup(rows: LookupRows, numbered: readonly NumberedHold[]): void {
  const { kind, cased } = numbered[0]!.hold;
  const bucketBits = bitsFor(numbered.length);
  const literals = literalsOf(numbered);
  const { keys, widths, filters, classes } = kind === 'Gram' ? gramRows(literals, numbered) : endRows(kind, literals);
  const buckets = keys.low.map((low, index) => topBits(hashKey(low, keys.high[index]!), bucketBits));
  const ends = bucketEnds(buckets, bucketBits);
  rows.Lookups.push({
    kind: LOOKUPS[kind].code,
    widths: widths.reduce((bits, width) => bits | ((1 << width) >> 1), 0),
    cased: Number(cased),
    bucketBits,
    wideBits: filters[0]?.bits ?? 0,
    narrowBits: filters[1]?.bits ?? 0,
    reserved: 0,
    buckets: { first: rows.Buckets.length, count: ends.length },
    filter: {
      first: rows.Filters.length,
      count: filters.reduce((sum, { words }) => sum + words.length, classes.length),
    },
    entries: { first: rows.Entries.length, count: numbered.length },
  });
  for (const end of ends) rows.Buckets.push(end);
  for (const word of classes) rows.Filters.push(word);
  for (const { words } of filters) for (const word of words) rows.Filters.push(word);
  for (const index of byBucket(buckets, ends)) {
    const { predicate } = numbered[index]!;
    rows.Entries.push({
      keyLow: keys.low[index]!,
      keyHigh: keys.high[index]!,
      predicate,
      shift: keys.shift[index]!,
      besideAt: keys.besideAt[index]!,
      beside: keys.beside[index]!,
    });
  }
}

/** The indexes of rows in order of their buckets; in a bucket they stay as they are, which is by predicate. */
function byBucket(buckets: Uint32Array, ends: readonly number[]): Uint32Array {
  const next = Uint32Array.from(ends);
  const order = new Uint32Array(buckets.length);
  for (let index = 0; index < buckets.length; index++) order[next[buckets[index]!]!++] = index;
  return order;
}

/** By entry. */
interface Keys {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Where in its literal the gram of a Contains stands. */
  readonly shift: Uint32Array;
  /** Bytes of the literal of a long gram that stand beside it, and where. */
  readonly besideAt: Uint32Array;
  readonly beside: Uint32Array;
}

function emptyKeys(count: number): Keys {
  const column = () => new Uint32Array(count);
  return { low: column(), high: column(), shift: column(), besideAt: column(), beside: column() };
}

/** What a lookup is made of, but for the buckets. */
interface Making {
  readonly keys: Keys;
  readonly widths: readonly number[];
  readonly filters: readonly { readonly bits: number; readonly words: Uint32Array }[];
  readonly classes: readonly number[];
}

function endRows(kind: Exclude<LookupKind, 'Gram'>, literals: Literals): Making {
  return { keys: KEYS[kind](literals), widths: [...new Set(literals.widths)], filters: [], classes: [] };
}

/** A lookup of grams has two widths, a filter for each, and the classes of the pairs that grams begin with. */
function gramRows(literals: Literals, numbered: readonly NumberedHold[]): Making {
  const widths = GRAM_WIDTHS.find((pair) => pair.some((width) => literals.widths.includes(width)))!;
  const { places, classes } = planGrams(literals);
  const keys = keysAt(literals, (index) => places[index]!);
  for (const [index, { isContains }] of numbered.entries())
    if (isContains) keys.shift[index] = places[index]! - literals.starts[index]!;
  if (widths === LONG_WIDTHS) addBeside(keys, literals, places);
  const words = Array.from({ length: CLASS_WORDS }, (_, word) => littleEndian(classes, 4 * word));
  return { keys, widths, filters: widths.map((width) => filterOf(keys, literals.widths, width)), classes: words };
}

function addBeside({ besideAt, beside }: Keys, literals: Literals, places: Uint32Array): void {
  for (let index = 0; index < places.length; index++) {
    const at = besideOf(literals, index, places[index]!);
    besideAt[index] = at - places[index]! + BESIDE;
    beside[index] = littleEndian(literals.bytes, at);
  }
}

/** The keys that are bytes of their literals; `placeOf`: where among the bytes of all each begins. */
function keysAt({ bytes, widths }: Literals, placeOf: (index: number) => number): Keys {
  const keys = emptyKeys(widths.length);
  for (let index = 0; index < widths.length; index++) {
    const at = placeOf(index);
    keys.low[index] = keyLow(bytes, at, widths[index]!);
    keys.high[index] = keyHigh(bytes, at, widths[index]!);
  }
  return keys;
}

/** The keys of literals that are whole values: a hash and the length. */
function wholeKeys({ bytes, starts, widths }: Literals): Keys {
  const keys = emptyKeys(widths.length);
  for (let index = 0; index < widths.length; index++) {
    keys.low[index] = hashText(bytes.subarray(starts[index], starts[index + 1]));
    keys.high[index] = starts[index + 1]! - starts[index]!;
  }
  return keys;
}

const KEYS: Readonly<Record<Exclude<LookupKind, 'Gram'>, (literals: Literals) => Keys>> = {
  Suffix: (literals) => keysAt(literals, (index) => literals.starts[index + 1]! - literals.widths[index]!),
  Prefix: (literals) => keysAt(literals, (index) => literals.starts[index]!),
  Byte: (literals) => keysAt(literals, (index) => literals.starts[index]!),
  Number: wholeKeys,
  Exact: wholeKeys,
};

/** The filter of the keys of one width: two bits set of every 32 to 64. */
function filterOf({ low, high }: Keys, widths: Uint8Array, width: number) {
  const count = widths.reduce((sum, own) => sum + Number(own === width), 0);
  const bits = count === 0 ? 5 : Math.min(Math.max(bitsFor(count) + 4, 10), LIMITS.FILTER_BITS.value);
  const words = new Uint32Array(2 ** (bits - 5));
  for (let index = 0; index < widths.length; index++) {
    if (widths[index] !== width) continue;
    const { word, mask } = filterPlace(hashKey(low[index]!, high[index]!), bits);
    words[word]! |= mask;
  }
  return { bits, words };
}
