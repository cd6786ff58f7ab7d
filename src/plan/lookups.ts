/**
 * Lookups of one table: the predicates of a field by the bytes a value must have for them to hold.
 *
 * A literal at an end of the value is found by its last or first eight bytes (four, or what it has, when shorter); one
 * inside by a gram; a pattern by its longest literal; a regular expression by literals that it needs; a number by its
 * canonical form. What has no such bytes is tested when a condition asks.
 */
import { hashBytes, hashGram, hashKey, littleEndian, topBits } from '../format/keys.js';
import { LIMITS, LOOKUPS } from '../format/layout.js';
import type { RecordOf } from '../format/records.js';
import { chooseGram, type GramCounts, gramAt } from './grams.js';
import { bitsFor, bucketEnds } from './paths.js';
import type { Hold, LookupKind, PredicateKind } from './predicates.js';

interface Entry {
  readonly low: number;
  readonly high: number;
  readonly shift: number;
  readonly predicate: number;
}

export interface LookupRows {
  readonly Lookups: RecordOf<'Lookup'>[];
  readonly Buckets: number[];
  readonly Filters: number[];
  readonly Entries: RecordOf<'Entry'>[];
}

/** A predicate with the number that it has in the file. */
export interface NumberedPredicate {
  readonly number: number;
  readonly kind: PredicateKind;
  readonly holds: readonly Hold[];
}

/** A hold with the number that its predicate has in the file. */
interface NumberedHold extends Hold {
  readonly width: number;
  readonly predicate: number;
  /** Only then it counts where in the literal the gram stands. */
  readonly isContains: boolean;
}

/** Adds the lookups of the predicates, numbered as in the file. */
export function writeLookups(rows: LookupRows, predicates: readonly NumberedPredicate[], counts: GramCounts): void {
  const lookups = new Map<string, NumberedHold[]>();
  for (const { number: predicate, kind, holds } of predicates) {
    for (const hold of holds) {
      const width = widthOf(hold);
      const key = `${hold.kind} ${width} ${hold.cased}`;
      const list = lookups.get(key);
      const numbered = { ...hold, width, predicate, isContains: kind === 'Contains' };
      if (list) list.push(numbered);
      else lookups.set(key, [numbered]);
    }
  }
  for (const key of [...lookups.keys()].sort()) writeLookup(rows, lookups.get(key)!, counts);
}

/** Bytes of the key: four of a gram, eight of an end, or what the literal has. */
function widthOf({ kind, literal }: Hold): number {
  if (kind === 'Number') return 8;
  return kind !== 'Gram' && literal.length >= 8 ? 8 : Math.min(literal.length, 4);
}

function writeLookup(rows: LookupRows, holds: readonly NumberedHold[], counts: GramCounts): void {
  const { kind, width, cased } = holds[0]!;
  const taken = new Map<number, number>();
  const bucketBits = bitsFor(holds.length);
  const placed = holds.map((hold) => {
    const entry = ENTRIES[kind](hold, counts, taken);
    const hash = kind === 'Gram' ? hashGram(entry.low) : hashKey(entry.low, entry.high);
    return { bucket: topBits(hash, bucketBits), hash, entry };
  });
  placed.sort((a, b) => a.bucket - b.bucket || a.entry.predicate - b.entry.predicate);
  const filterBits = kind === 'Gram' ? Math.min(Math.max(bitsFor(holds.length) + 4, 10), LIMITS.FILTER_BITS.value) : 0;
  const filter = kind === 'Gram' ? filterOf(placed, filterBits) : [];
  const ends = bucketEnds(placed, bucketBits);
  rows.Lookups.push({
    kind: LOOKUPS[kind].code,
    width,
    cased: Number(cased),
    bucketBits,
    filterBits,
    reserved: 0,
    reserved2: 0,
    buckets: { first: rows.Buckets.length, count: ends.length },
    filter: { first: rows.Filters.length, count: filter.length },
    entries: { first: rows.Entries.length, count: placed.length },
  });
  for (const end of ends) rows.Buckets.push(end);
  for (const word of filter) rows.Filters.push(word);
  for (const { entry } of placed)
    rows.Entries.push({ keyLow: entry.low, keyHigh: entry.high, predicate: entry.predicate, shift: entry.shift });
}

const anchoredEntry = ({ width, predicate }: NumberedHold, key: Uint8Array): Entry => ({
  low: littleEndian(key.subarray(0, 4)),
  high: width === 8 ? littleEndian(key.subarray(4, 8)) : 0,
  shift: 0,
  predicate,
});

const ENTRIES: Readonly<
  Record<LookupKind, (hold: NumberedHold, counts: GramCounts, taken: Map<number, number>) => Entry>
> = {
  Suffix: (hold) => anchoredEntry(hold, hold.literal.subarray(hold.literal.length - hold.width)),
  Prefix: (hold) => anchoredEntry(hold, hold.literal.subarray(0, hold.width)),
  Number: ({ literal, predicate }) => ({ low: hashBytes(literal), high: literal.length, shift: 0, predicate }),
  Gram: ({ literal, width, predicate, isContains }, counts, taken) => {
    const at = chooseGram(literal, width, counts, taken);
    return { low: gramAt(literal, at, width), high: 0, shift: isContains ? at : 0, predicate };
  },
};

function filterOf(placed: readonly { readonly hash: number }[], bits: number): readonly number[] {
  const words = new Uint32Array(2 ** (bits - 5));
  for (const { hash } of placed) {
    const bit = topBits(hash, bits);
    words[bit >>> 5]! |= 1 << (bit & 31);
  }
  return [...words];
}
