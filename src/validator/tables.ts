/**
 * Hash tables: that what is in them can be found, so that no predicate is dead in silence, and that no search leaves
 * them.
 */
import type { ContentView, Pairs } from '../content/view.js';
import {
  CLASS_WORDS,
  filterPlace,
  hashEdge,
  hashKey,
  hashText,
  isOfClass,
  keyHigh,
  keyLow,
  topBits,
} from '../format/keys.js';
import { LIMITS, LOOKUPS, PREDICATES } from '../format/layout.js';
import type { RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkPaths(content: ContentView): Rejection | undefined {
  const { count, column, pairs } = content;
  if (count('PathNodes') === 0) return { code: 'PathRootMissing' };
  const ends = content.words('PathBuckets', { first: 0, count: count('PathBuckets') });
  const bits = Math.log2(ends.length - 1);
  if (!Number.isInteger(bits) || bits < 1 || !areEnds(ends, count('PathEdges')))
    return { code: 'PathBucketsMalformed', found: ends.length };
  const parents = column('PathEdges', 'parent');
  const keys = pairs('PathEdges', 'key');
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let index = ends[bucket]!; index < ends[bucket + 1]!; index++) {
      const key = content.textBytes({ offset: keys.from[index]!, length: keys.count[index]! });
      const expected = topBits(hashEdge(parents[index]!, key), bits);
      if (expected !== bucket) return { code: 'EntryMisplaced', section: 'PathEdges', index, found: bucket, expected };
    }
  }
  return undefined;
}

export function checkLookups(content: ContentView): Rejection | undefined {
  const found = foundBy(content);
  for (let table = 0; table < content.count('Tables'); table++) {
    const { field, lookups } = content.record('Tables', table);
    for (let index = lookups.first; index < lookups.first + lookups.count; index++) {
      const lookup = content.record('Lookups', index);
      const rejection = checkLookup(lookup) ?? checkEntries(content, found, field, lookup);
      if (rejection) return { section: 'Lookups', index, ...rejection };
    }
  }
  return undefined;
}

type Lookup = RecordIn<'Lookups'>;

/** What lookups find, in columns: entries and predicates by number, and what the predicates are made of. */
interface Found {
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  readonly shift: Uint32Array;
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

function foundBy({ column, pairs, count, literal }: ContentView): Found {
  return {
    keyLow: column('Entries', 'keyLow'),
    keyHigh: column('Entries', 'keyHigh'),
    shift: column('Entries', 'shift'),
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

/** Which widths lookups of each kind have, one bit each. */
const WIDTHS: Readonly<Record<number, (widths: number) => boolean>> = {
  [LOOKUPS.Suffix.code]: (widths) => widths > 0,
  [LOOKUPS.Prefix.code]: (widths) => widths > 0,
  [LOOKUPS.Gram.code]: (widths) => widths === 0b10001000 || widths === 0b00000110,
  [LOOKUPS.Number.code]: (widths) => widths === 0,
  [LOOKUPS.Exact.code]: (widths) => widths === 0,
};

/** Numbers that follow from each other: widths, bits and counts. */
function checkLookup({
  kind,
  widths,
  bucketBits,
  wideBits,
  narrowBits,
  buckets,
  filter,
}: Lookup): Rejection | undefined {
  const malformed = (column: string, found: number): Rejection => ({ code: 'LookupMalformed', column, found });
  if (!WIDTHS[kind]!(widths)) return malformed('widths', widths);
  if (bucketBits < 1 || bucketBits > 24 || buckets.count !== 2 ** bucketBits + 1)
    return malformed('buckets', buckets.count);
  if (kind !== LOOKUPS.Gram.code)
    return wideBits === 0 && narrowBits === 0 && filter.count === 0 ? undefined : malformed('filter', filter.count);
  if (!isFilter(wideBits)) return malformed('wideBits', wideBits);
  if (!isFilter(narrowBits)) return malformed('narrowBits', narrowBits);
  const words = CLASS_WORDS + 2 ** (wideBits - 5) + 2 ** (narrowBits - 5);
  return filter.count === words ? undefined : malformed('filter', filter.count);
}

function isFilter(bits: number): boolean {
  return bits >= 5 && bits <= LIMITS.FILTER_BITS.value;
}

function checkEntries(content: ContentView, found: Found, field: number, lookup: Lookup): Rejection | undefined {
  const ends = content.words('Buckets', lookup.buckets);
  if (!areEnds(ends, lookup.entries.count)) return { code: 'LookupMalformed', column: 'buckets', found: ends.at(-1)! };
  const search = { kind: lookup.kind, widths: widthsOf(lookup), filter: filterOf(content, lookup) };
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let at = ends[bucket]!; at < ends[bucket + 1]!; at++) {
      const entry = lookup.entries.first + at;
      const rejection =
        checkBucket(found, lookup, entry, bucket) ??
        checkPredicate(found, lookup, field, found.predicate[entry]!) ??
        checkKey(found, search, entry);
      if (rejection) return { ...rejection, section: 'Entries', index: entry };
    }
  }
  return undefined;
}

/** The kinds of predicate that each kind of lookup finds. */
const FOUND: Readonly<Record<number, readonly number[]>> = {
  [LOOKUPS.Suffix.code]: [PREDICATES.Suffix.code, PREDICATES.Pattern.code],
  [LOOKUPS.Prefix.code]: [PREDICATES.Prefix.code, PREDICATES.Pattern.code],
  [LOOKUPS.Gram.code]: [
    PREDICATES.Contains.code,
    PREDICATES.Prefix.code,
    PREDICATES.Pattern.code,
    PREDICATES.Regex.code,
  ],
  [LOOKUPS.Number.code]: [PREDICATES.Number.code],
  [LOOKUPS.Exact.code]: [PREDICATES.Exact.code],
};

/** A regular expression is found by its literals folded, also when it runs on the text as it is. */
function checkPredicate(found: Found, lookup: Lookup, field: number, predicate: number): Rejection | undefined {
  const wrong = (column: string, found: number): Rejection => ({ code: 'EntryPredicateWrong', column, found });
  const kind = found.kind[predicate]!;
  if (!FOUND[lookup.kind]!.includes(kind)) return wrong('kind', kind);
  if (found.field[predicate] !== field) return wrong('field', found.field[predicate]!);
  const expected = kind === PREDICATES.Regex.code ? 0 : found.cased[predicate];
  return lookup.cased === expected ? undefined : wrong('cased', lookup.cased);
}

function checkBucket(
  { keyLow, keyHigh }: Found,
  { bucketBits }: Lookup,
  entry: number,
  bucket: number,
): Rejection | undefined {
  const expected = topBits(hashKey(keyLow[entry]!, keyHigh[entry]!), bucketBits);
  return expected === bucket ? undefined : { code: 'EntryMisplaced', found: bucket, expected };
}

/** What is the same for all entries of a lookup. */
interface Search {
  readonly kind: number;
  /** The greatest first; none when whole values are looked up. */
  readonly widths: readonly number[];
  /** Of grams. */
  readonly filter: Filter | undefined;
}

/**
 * The key is bytes of the predicate's literal, or of a literal of its pattern, of a width that is looked up, and a gram
 * is in the filter of its width. Only the compiler knows the literals of a regular expression.
 */
function checkKey(found: Found, search: Search, entry: number): Rejection | undefined {
  const mayShift = found.kind[found.predicate[entry]!] === PREDICATES.Contains.code;
  const isRight = found.shift[entry] === 0 || mayShift;
  return isRight && hasKey(found, search, entry) ? undefined : { code: 'EntryKeyWrong', found: found.keyLow[entry]! };
}

function hasKey(found: Found, { kind, widths, filter }: Search, entry: number): boolean {
  if (widths.length === 0) return isWhole(found, entry);
  const isRegex = found.kind[found.predicate[entry]!] === PREDICATES.Regex.code;
  for (const width of widths) {
    if (filter && !inFilter(found, entry, width === widths[0] ? filter.wide : filter.narrow, filter.classes)) continue;
    if (isRegex ? isOfWidth(found, entry, width) : hasKeyOf(found, kind, entry, width)) return true;
  }
  return false;
}

function isWhole({ keyLow, keyHigh, predicate, literal, literals }: Found, entry: number): boolean {
  const [from, length] = [literal.from[predicate[entry]!]!, literal.count[predicate[entry]!]!];
  return length === keyHigh[entry] && hashText(literals.subarray(from, from + length)) === keyLow[entry];
}

function widthsOf({ widths }: Lookup): readonly number[] {
  return [8, 7, 6, 5, 4, 3, 2, 1].filter((width) => (widths >> (width - 1)) & 1);
}

/** The tables of classes as bytes, and the filters of both widths. */
interface Filter {
  readonly classes: Uint8Array;
  readonly wide: Uint32Array;
  readonly narrow: Uint32Array;
}

/** Behind the classes the filter of the greater width stands first. */
function filterOf(content: ContentView, { kind, filter, wideBits }: Lookup): Filter | undefined {
  if (kind !== LOOKUPS.Gram.code) return undefined;
  const words = content.words('Filters', filter);
  const bytes = new DataView(new ArrayBuffer(4 * CLASS_WORDS));
  for (let word = 0; word < CLASS_WORDS; word++) bytes.setUint32(4 * word, words[word]!, true);
  const narrow = CLASS_WORDS + 2 ** (wideBits - 5);
  return {
    classes: new Uint8Array(bytes.buffer),
    wide: words.subarray(CLASS_WORDS, narrow),
    narrow: words.subarray(narrow),
  };
}

function inFilter({ keyLow, keyHigh }: Found, entry: number, words: Uint32Array, classes: Uint8Array): boolean {
  const bits = 5 + Math.log2(words.length);
  const { word, mask } = filterPlace(hashKey(keyLow[entry]!, keyHigh[entry]!), bits);
  return (~words[word]! & mask) === 0 && isOfClass(classes, keyLow[entry]!);
}

function isOfWidth({ keyLow, keyHigh }: Found, entry: number, width: number): boolean {
  return width === 8 || (keyHigh[entry] === 0 && (width === 4 || keyLow[entry]! < 2 ** (8 * width)));
}

/** A pattern has the key at the start of its first part, at the end of its last, or anywhere in any. */
function hasKeyOf(found: Found, kind: number, entry: number, width: number): boolean {
  const { literal, parts, partLiteral } = found;
  const key = { kind, width, low: found.keyLow[entry]!, high: found.keyHigh[entry]! };
  const predicate = found.predicate[entry]!;
  const test = found.kind[predicate];
  if (test === PREDICATES.Contains.code) return literalHasKeyAt(found, key, literal, predicate, found.shift[entry]!);
  if (test !== PREDICATES.Pattern.code) return literalHasKey(found, key, literal, predicate);
  const [first, count] = [parts.from[predicate]!, parts.count[predicate]!];
  if (count === 0) return false;
  if (kind === LOOKUPS.Prefix.code) return literalHasKey(found, key, partLiteral, first);
  if (kind === LOOKUPS.Suffix.code) return literalHasKey(found, key, partLiteral, first + count - 1);
  for (let part = first; part < first + count; part++) if (literalHasKey(found, key, partLiteral, part)) return true;
  return false;
}

/** A key of some width, and the kind of lookup that it is for. */
interface Key {
  readonly kind: number;
  readonly width: number;
  readonly low: number;
  readonly high: number;
}

/** Whether literal `index` has the key at its end, at its start, or anywhere, as the kind of lookup says. */
function literalHasKey(found: Found, key: Key, pairs: Pairs, index: number): boolean {
  const last = pairs.count[index]! - key.width;
  const first = key.kind === LOOKUPS.Suffix.code ? last : 0;
  const end = key.kind === LOOKUPS.Prefix.code ? 0 : last;
  for (let at = first; at <= end; at++) if (literalHasKeyAt(found, key, pairs, index, at)) return true;
  return false;
}

function literalHasKeyAt({ literals }: Found, key: Key, { from, count }: Pairs, index: number, at: number): boolean {
  const { width, low, high } = key;
  if (at < 0 || at + width > count[index]!) return false;
  const place = from[index]! + at;
  return keyLow(literals, place, width) === low && keyHigh(literals, place, width) === high;
}

/** Whether numbers rise, or stay, from 0 to `total`. */
function areEnds(ends: Uint32Array, total: number): boolean {
  for (let index = 1; index < ends.length; index++) if (ends[index]! < ends[index - 1]!) return false;
  return ends.length > 0 && ends[0] === 0 && ends.at(-1) === total;
}
