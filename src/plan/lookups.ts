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
import type { Pattern } from '../sigma/ast.js';
import { chooseGram, type GramCounts, gramAt } from './grams.js';
import { bitsFor, bucketEnds } from './paths.js';
import type { Predicate, PredicateKind } from './predicates.js';

type LookupKind = keyof typeof LOOKUPS;

/** Bytes that a value must have for a predicate to hold, and where. */
export interface Hold {
  readonly kind: LookupKind;
  readonly cased: boolean;
  readonly literal: Uint8Array;
}

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

const encoder = new TextEncoder();

/** One of these is found in every value that the predicate holds for; none when that cannot be told. */
export function holdsOf({ kind, cased, literal, parts = [], order, regex }: Predicate): readonly Hold[] {
  if (kind === 'Pattern') return longestLiteral(parts, cased);
  if (regex)
    return regex.compiled.requiredFolded.map((text) => ({ kind: 'Gram', cased: false, literal: encoder.encode(text) }));
  if (literal === '' || order !== undefined || !Object.hasOwn(PLACES, kind)) return [];
  return [{ kind: PLACES[kind]!, cased, literal: encoder.encode(literal) }];
}

/** Where the literal of a predicate of each kind must stand. Kinds that are not here have none. */
const PLACES: Readonly<Partial<Record<PredicateKind, LookupKind>>> = {
  Exact: 'Suffix',
  Suffix: 'Suffix',
  Prefix: 'Prefix',
  Contains: 'Gram',
  Number: 'Number',
};

function longestLiteral(parts: Pattern, cased: boolean): readonly Hold[] {
  const holds = parts.flatMap((part, index): Hold[] => {
    if (typeof part === 'string') return [];
    const kind = index === 0 ? 'Prefix' : index === parts.length - 1 ? 'Suffix' : 'Gram';
    return [{ kind, cased, literal: encoder.encode(part.literal) }];
  });
  return holds.sort((a, b) => b.literal.length - a.literal.length).slice(0, 1);
}

/** A hold with the number that its predicate has in the file. */
interface NumberedHold extends Hold {
  readonly width: number;
  readonly predicate: number;
  /** Only then it counts where in the literal the gram stands. */
  readonly isContains: boolean;
}

/** Adds the lookups of the predicates, numbered as in the file. */
export function writeLookups(
  rows: LookupRows,
  predicates: readonly (readonly [number: number, predicate: Predicate])[],
  counts: GramCounts,
): void {
  const lookups = new Map<string, NumberedHold[]>();
  for (const [predicate, row] of predicates) {
    for (const hold of holdsOf(row)) {
      const width = widthOf(hold);
      const key = `${hold.kind} ${width} ${hold.cased}`;
      const list = lookups.get(key);
      const numbered = { ...hold, width, predicate, isContains: row.kind === 'Contains' };
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
