/**
 * Entries of lookups: that each is where it is looked for, finds a predicate of its lookup, and has a key of that.
 *
 * A loop over the entries of a lookup for each check, without an object in it: such loops are fast before the engine has
 * had time to look at them.
 */
import type { ContentView, Pairs } from '../content/view.js';
import {
  BESIDE,
  CLASS_WORDS,
  filterPlace,
  hashKey,
  hashText,
  isOfClass,
  keyHigh,
  keyLow,
  littleEndian,
  topBits,
} from '../format/keys.js';
import { LOOKUPS, PREDICATES } from '../format/layout.js';
import type { RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';
import { kindsOf } from './sets.js';

type Lookup = RecordIn<'Lookups'>;

/** What lookups find, in columns: entries and predicates by number, and what the predicates are made of. */
export interface Found {
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  readonly shift: Uint32Array;
  readonly besideAt: Uint32Array;
  readonly beside: Uint32Array;
  readonly predicate: Uint32Array;
  readonly kind: Uint32Array;
  readonly field: Uint32Array;
  readonly cased: Uint32Array;
  readonly literal: Pairs;
  readonly parts: Pairs;
  readonly partLiteral: Pairs;
  /** The heap that literals are in. */
  readonly literals: Uint8Array;
}

export function foundBy({ column, pairs, count, literal }: ContentView): Found {
  return {
    keyLow: column('Entries', 'keyLow'),
    keyHigh: column('Entries', 'keyHigh'),
    shift: column('Entries', 'shift'),
    besideAt: column('Entries', 'besideAt'),
    beside: column('Entries', 'beside'),
    predicate: column('Entries', 'predicate'),
    kind: column('Predicates', 'kind'),
    field: column('Predicates', 'field'),
    cased: column('Predicates', 'cased'),
    literal: pairs('Predicates', 'literal'),
    parts: pairs('Predicates', 'parts'),
    partLiteral: pairs('Parts', 'literal'),
    literals: literal({ offset: 0, length: count('Literals') }),
  };
}

/** `ends` are those of the lookup's buckets, and fill its entries; `field` is that of its table. */
export function checkEntries(
  content: ContentView,
  found: Found,
  lookup: Lookup,
  ends: Uint32Array,
  field: number,
): Rejection | undefined {
  return (
    checkBuckets(found, lookup, ends) ??
    checkPredicates(found, lookup, field) ??
    checkKeys(found, lookup, filtersOf(content, lookup))
  );
}

function checkBuckets(
  { keyLow, keyHigh }: Found,
  { bucketBits, entries }: Lookup,
  ends: Uint32Array,
): Rejection | undefined {
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let at = ends[bucket]!; at < ends[bucket + 1]!; at++) {
      const index = entries.first + at;
      const expected = topBits(hashKey(keyLow[index]!, keyHigh[index]!), bucketBits);
      if (expected !== bucket) return { code: 'EntryMisplaced', section: 'Entries', index, found: bucket, expected };
    }
  }
  return undefined;
}

/** The kinds of predicate that each kind of lookup finds. */
const FOUND: Readonly<Record<number, Uint8Array>> = {
  [LOOKUPS.Suffix.code]: kindsOf('Suffix', 'Pattern'),
  [LOOKUPS.Prefix.code]: kindsOf('Prefix', 'Pattern'),
  [LOOKUPS.Gram.code]: kindsOf('Contains', 'Prefix', 'Pattern', 'Regex'),
  [LOOKUPS.Number.code]: kindsOf('Number'),
  [LOOKUPS.Byte.code]: kindsOf('Contains', 'Pattern', 'Regex'),
  [LOOKUPS.Exact.code]: kindsOf('Exact'),
};

/** A regular expression is found by its literals folded, also when it runs on the text as it is. */
function checkPredicates(found: Found, { kind, cased, entries }: Lookup, field: number): Rejection | undefined {
  const wrong = (index: number, column: string, found: number): Rejection => {
    return { code: 'EntryPredicateWrong', section: 'Entries', index, column, found };
  };
  const kinds = FOUND[kind]!;
  for (let index = entries.first; index < entries.first + entries.count; index++) {
    const predicate = found.predicate[index]!;
    const test = found.kind[predicate]!;
    if (kinds[test] !== 1) return wrong(index, 'kind', test);
    if (found.field[predicate] !== field) return wrong(index, 'field', found.field[predicate]!);
    const expected = test === PREDICATES.Regex.code ? 0 : found.cased[predicate];
    if (cased !== expected) return wrong(index, 'cased', cased);
  }
  return undefined;
}

/**
 * The key is bytes of the predicate's literal, or of a literal of its pattern, of a width that is looked up, and a gram
 * is in the filter of its width. Only the compiler knows the literals of a regular expression.
 */
function checkKeys(found: Found, lookup: Lookup, filters: readonly Filter[]): Rejection | undefined {
  const widths = widthsOf(lookup);
  const { first, count } = lookup.entries;
  for (let index = first; index < first + count; index++) {
    if (!hasKey(found, lookup.kind, widths, filters, index) || !hasBeside(found, widths, filters, index))
      return { code: 'EntryKeyWrong', section: 'Entries', index, found: found.keyLow[index]! };
  }
  return undefined;
}

function widthsOf({ widths }: Lookup): readonly number[] {
  return [8, 7, 6, 5, 4, 3, 2, 1].filter((width) => (widths >> (width - 1)) & 1);
}

/** `widths`: the greatest first; none when whole values are looked up. `filters`: as many, or none. */
function hasKey(
  found: Found,
  kind: number,
  widths: readonly number[],
  filters: readonly Filter[],
  entry: number,
): boolean {
  const test = found.kind[found.predicate[entry]!];
  if (found.shift[entry] !== 0 && test !== PREDICATES.Contains.code) return false;
  if (widths.length === 0) return isWhole(found, entry);
  for (let at = 0; at < widths.length; at++) {
    const width = widths[at]!;
    const filter = filters[at];
    if (filter && !inFilter(found, entry, filter)) continue;
    if (test === PREDICATES.Regex.code ? isOfWidth(found, entry, width) : hasKeyOf(found, kind, entry, width))
      return true;
  }
  return false;
}

/**
 * What is compared beside a key of four or eight bytes is near it, and of a Contains the literal has it there; beside others
 * nothing is compared.
 */
function hasBeside(found: Found, widths: readonly number[], filters: readonly Filter[], entry: number): boolean {
  const { besideAt, beside, predicate, literal, literals, shift } = found;
  if (filters.length === 0 || widths[0] !== 8) return besideAt[entry] === 0 && beside[entry] === 0;
  if (besideAt[entry]! > 2 * BESIDE) return false;
  if (found.kind[predicate[entry]!] !== PREDICATES.Contains.code) return true;
  const at = shift[entry]! + besideAt[entry]! - BESIDE;
  if (at < 0 || at + 4 > literal.count[predicate[entry]!]!) return false;
  return littleEndian(literals, literal.from[predicate[entry]!]! + at) === beside[entry];
}

function isWhole({ keyLow, keyHigh, predicate, literal, literals }: Found, entry: number): boolean {
  const from = literal.from[predicate[entry]!]!;
  const length = literal.count[predicate[entry]!]!;
  return length === keyHigh[entry] && hashText(literals.subarray(from, from + length)) === keyLow[entry];
}

/** Of grams of one width. */
interface Filter {
  readonly bits: number;
  readonly words: Uint32Array;
  /** The tables of classes as bytes. */
  readonly classes: Uint8Array;
}

/** Of grams: that of the greater width first, as they stand behind the classes. */
function filtersOf(content: ContentView, { kind, filter, wideBits, narrowBits }: Lookup): readonly Filter[] {
  if (kind !== LOOKUPS.Gram.code) return [];
  const words = content.words('Filters', filter);
  const bytes = new DataView(new ArrayBuffer(4 * CLASS_WORDS));
  for (let word = 0; word < CLASS_WORDS; word++) bytes.setUint32(4 * word, words[word]!, true);
  const classes = new Uint8Array(bytes.buffer);
  const narrow = CLASS_WORDS + 2 ** (wideBits - 5);
  return [
    { bits: wideBits, words: words.subarray(CLASS_WORDS, narrow), classes },
    { bits: narrowBits, words: words.subarray(narrow), classes },
  ];
}

function inFilter({ keyLow, keyHigh }: Found, entry: number, { bits, words, classes }: Filter): boolean {
  const { word, mask } = filterPlace(hashKey(keyLow[entry]!, keyHigh[entry]!), bits);
  return (~words[word]! & mask) === 0 && isOfClass(classes, keyLow[entry]!);
}

function isOfWidth({ keyLow, keyHigh }: Found, entry: number, width: number): boolean {
  return width === 8 || (keyHigh[entry] === 0 && (width === 4 || keyLow[entry]! < 2 ** (8 * width)));
}

/** A pattern has the key at the start of its first part, at the end of its last, or anywhere in any. */
function hasKeyOf(found: Found, kind: number, entry: number, width: number): boolean {
  const { literal, parts, partLiteral, shift } = found;
  const predicate = found.predicate[entry]!;
  const test = found.kind[predicate];
  if (test === PREDICATES.Contains.code) return hasKeyAt(found, entry, width, literal, predicate, shift[entry]!);
  if (test !== PREDICATES.Pattern.code) return hasKeyIn(found, kind, entry, width, literal, predicate);
  const first = parts.from[predicate]!;
  const count = parts.count[predicate]!;
  if (count === 0) return false;
  if (kind === LOOKUPS.Prefix.code) return hasKeyIn(found, kind, entry, width, partLiteral, first);
  if (kind === LOOKUPS.Suffix.code) return hasKeyIn(found, kind, entry, width, partLiteral, first + count - 1);
  for (let part = first; part < first + count; part++)
    if (hasKeyIn(found, kind, entry, width, partLiteral, part)) return true;
  return false;
}

/** Whether literal `index` has the key at its end, at its start, or anywhere, as the kind of lookup says. */
function hasKeyIn(found: Found, kind: number, entry: number, width: number, pairs: Pairs, index: number): boolean {
  const last = pairs.count[index]! - width;
  const first = kind === LOOKUPS.Suffix.code ? last : 0;
  const end = kind === LOOKUPS.Prefix.code ? 0 : last;
  for (let at = first; at <= end; at++) if (hasKeyAt(found, entry, width, pairs, index, at)) return true;
  return false;
}

function hasKeyAt(
  found: Found,
  entry: number,
  width: number,
  { from, count }: Pairs,
  index: number,
  at: number,
): boolean {
  if (at < 0 || at + width > count[index]!) return false;
  const place = from[index]! + at;
  return (
    keyLow(found.literals, place, width) === found.keyLow[entry] &&
    keyHigh(found.literals, place, width) === found.keyHigh[entry]
  );
}
