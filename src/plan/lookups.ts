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
import { CLASS_WORDS, filterPlace, hashKey, hashText, keyHigh, keyLow, littleEndian, topBits } from '../format/keys.js';
import { LIMITS, LOOKUPS } from '../format/layout.js';
import { planGrams } from './grams.js';
import { bitsFor, bucketEnds } from './paths.js';
import type { Hold, LookupKind, PredicateKind } from './predicates.js';

interface Entry {
  readonly low: number;
  readonly high: number;
  readonly shift: number;
  readonly predicate: number;
}

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

/** The literal of a hold as UTF-8, and how many bytes of it make the key. */
interface Keyed extends Omit<NumberedHold, 'hold'> {
  readonly literal: Uint8Array;
  readonly width: number;
}

/** Adds the lookups of the predicates, numbered as in the file. */
export function writeLookups(rows: LookupRows, predicates: readonly NumberedPredicate[]): void {
  const lookups = new Map<string, NumberedHold[]>();
  for (const { number: predicate, kind, holds } of predicates) {
    for (const hold of holds) {
      const key = `${hold.kind} ${hold.kind === 'Gram' && widthOf(hold) < 4} ${hold.cased}`;
      const list = lookups.get(key);
      const numbered = { hold, predicate, isContains: kind === 'Contains' };
      if (list) list.push(numbered);
      else lookups.set(key, [numbered]);
    }
  }
  for (const key of [...lookups.keys()].sort()) writeLookup(rows, lookups.get(key)!);
}

const encoder = new TextEncoder();

/** All literals in one buffer: of 100,000 rules there are a million, and a buffer for each takes ten times the literal. */
function keyed(holds: readonly NumberedHold[]): readonly Keyed[] {
  const bytes = new Uint8Array(holds.reduce((sum, { hold }) => sum + hold.bytes, 0));
  let end = 0;
  return holds.map(({ hold, predicate, isContains }) => {
    const literal = bytes.subarray(end, end + hold.bytes);
    encoder.encodeInto(hold.literal, literal);
    end += hold.bytes;
    return { predicate, isContains, literal, width: widthOf(hold) };
  });
}

/** From how many bytes of a literal its gram has eight: fewer would leave no choice. */
const LONG_LITERAL = 10;

/** Bytes of the key: 0 of a whole value. */
function widthOf({ kind, bytes }: Hold): number {
  if (kind === 'Number' || kind === 'Exact') return 0;
  return Math.min(bytes, kind !== 'Gram' || bytes >= LONG_LITERAL ? 8 : 4);
}

/** The greater width first. */
const GRAM_WIDTHS = [
  [8, 4],
  [3, 2],
] as const;

function writeLookup(rows: LookupRows, numbered: readonly NumberedHold[]): void {
  const { kind, cased } = numbered[0]!.hold;
  const holds = keyed(numbered);
  const bucketBits = bitsFor(holds.length);
  const { entries, widths, filters, classes } = kind === 'Gram' ? gramRows(holds) : endRows(kind, holds);
  const buckets = entries.map(({ low, high }) => topBits(hashKey(low, high), bucketBits));
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
    entries: { first: rows.Entries.length, count: entries.length },
  });
  for (const end of ends) rows.Buckets.push(end);
  for (const word of classes) rows.Filters.push(word);
  for (const { words } of filters) for (const word of words) rows.Filters.push(word);
  for (const index of byBucket(buckets, ends)) {
    const { low, high, predicate, shift } = entries[index]!;
    rows.Entries.push({ keyLow: low, keyHigh: high, predicate, shift });
  }
}

/** The indexes of rows in order of their buckets; in a bucket they stay as they are, which is by predicate. */
function byBucket(buckets: readonly number[], ends: readonly number[]): Uint32Array {
  const next = Uint32Array.from(ends);
  const order = new Uint32Array(buckets.length);
  for (let index = 0; index < buckets.length; index++) order[next[buckets[index]!]!++] = index;
  return order;
}

/** What a lookup is made of, but for the buckets. */
interface Making {
  readonly entries: readonly Entry[];
  readonly widths: readonly number[];
  readonly filters: readonly { readonly bits: number; readonly words: Uint32Array }[];
  readonly classes: readonly number[];
}

function endRows(kind: Exclude<LookupKind, 'Gram'>, holds: readonly Keyed[]): Making {
  return { entries: holds.map(ENTRIES[kind]), widths: holds.map(({ width }) => width), filters: [], classes: [] };
}

/** A lookup of grams has two widths, a filter for each, and the classes of the pairs that grams begin with. */
function gramRows(holds: readonly Keyed[]): Making {
  const widths = GRAM_WIDTHS.find((pair) => pair.some((width) => holds.some((hold) => hold.width === width)))!;
  const { places, classes } = planGrams(holds);
  const entries = holds.map((hold, index) => keyEntry(hold, places[index]!, hold.isContains ? places[index]! : 0));
  const filters = widths.map((width) => filterOf(entries.filter((_, index) => holds[index]!.width === width)));
  const words = Array.from({ length: CLASS_WORDS }, (_, word) => littleEndian(classes, 4 * word));
  return { entries, widths, filters, classes: words };
}

const keyEntry = ({ literal, width, predicate }: Keyed, at: number, shift = 0): Entry => ({
  low: keyLow(literal, at, width),
  high: keyHigh(literal, at, width),
  shift,
  predicate,
});

const wholeEntry = ({ literal, predicate }: Keyed): Entry => ({
  low: hashText(literal),
  high: literal.length,
  shift: 0,
  predicate,
});

const ENTRIES: Readonly<Record<Exclude<LookupKind, 'Gram'>, (hold: Keyed) => Entry>> = {
  Suffix: (hold) => keyEntry(hold, hold.literal.length - hold.width),
  Prefix: (hold) => keyEntry(hold, 0),
  Byte: (hold) => keyEntry(hold, 0),
  Number: wholeEntry,
  Exact: wholeEntry,
};

/** The filter of the keys of one width: two bits set of every 32 to 64. */
function filterOf(keys: readonly Entry[]) {
  const bits = keys.length === 0 ? 5 : Math.min(Math.max(bitsFor(keys.length) + 4, 10), LIMITS.FILTER_BITS.value);
  const words = new Uint32Array(2 ** (bits - 5));
  for (const { low, high } of keys) {
    const { word, mask } = filterPlace(hashKey(low, high), bits);
    words[word]! |= mask;
  }
  return { bits, words };
}
