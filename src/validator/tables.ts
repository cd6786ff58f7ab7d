/**
 * Hash tables: that what is in them can be found, so that no predicate is dead in silence, and that no search leaves
 * them.
 */
import type { ContentView } from '../content/view.js';
import { hashBytes, hashEdge, hashGram, hashKey, littleEndian, topBits } from '../format/keys.js';
import { LIMITS, LOOKUPS, PREDICATES } from '../format/layout.js';
import type { Range, RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkPaths(content: ContentView): Rejection | undefined {
  const { count, record } = content;
  if (count('PathNodes') === 0) return { code: 'PathRootMissing' };
  const ends = content.words('PathBuckets', { first: 0, count: count('PathBuckets') });
  const bits = Math.log2(ends.length - 1);
  if (!Number.isInteger(bits) || bits < 1 || !areEnds(ends, count('PathEdges')))
    return { code: 'PathBucketsMalformed', found: ends.length };
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let index = ends[bucket]!; index < ends[bucket + 1]!; index++) {
      const { parent, key } = record('PathEdges', index);
      const expected = topBits(hashEdge(parent, content.textBytes(key)), bits);
      if (expected !== bucket) return { code: 'EntryMisplaced', section: 'PathEdges', index, found: bucket, expected };
    }
  }
  return undefined;
}

export function checkLookups(content: ContentView): Rejection | undefined {
  for (let table = 0; table < content.count('Tables'); table++) {
    const { field, lookups } = content.record('Tables', table);
    for (let index = lookups.first; index < lookups.first + lookups.count; index++) {
      const lookup = content.record('Lookups', index);
      const rejection = checkLookup(lookup) ?? checkEntries(content, field, lookup);
      if (rejection) return { section: 'Lookups', index, ...rejection };
    }
  }
  return undefined;
}

type Lookup = RecordIn<'Lookups'>;

const WIDTHS: Readonly<Record<number, readonly number[]>> = {
  [LOOKUPS.Suffix.code]: [1, 2, 3, 4, 8],
  [LOOKUPS.Prefix.code]: [1, 2, 3, 4, 8],
  [LOOKUPS.Gram.code]: [1, 2, 3, 4],
  [LOOKUPS.Number.code]: [8],
};

/** Numbers that follow from each other: widths, bits and counts. */
function checkLookup({ kind, width, bucketBits, filterBits, buckets, filter }: Lookup): Rejection | undefined {
  const malformed = (column: string, found: number): Rejection => ({ code: 'LookupMalformed', column, found });
  if (!WIDTHS[kind]!.includes(width)) return malformed('width', width);
  if (bucketBits < 1 || bucketBits > 24 || buckets.count !== 2 ** bucketBits + 1)
    return malformed('buckets', buckets.count);
  if (kind !== LOOKUPS.Gram.code)
    return filterBits === 0 && filter.count === 0 ? undefined : malformed('filter', filter.count);
  if (filterBits < 5 || filterBits > LIMITS.FILTER_BITS.value) return malformed('filterBits', filterBits);
  return filter.count === 2 ** (filterBits - 5) ? undefined : malformed('filter', filter.count);
}

function checkEntries(content: ContentView, field: number, lookup: Lookup): Rejection | undefined {
  const ends = content.words('Buckets', lookup.buckets);
  if (!areEnds(ends, lookup.entries.count)) return { code: 'LookupMalformed', column: 'buckets', found: ends.at(-1)! };
  const filter = content.words('Filters', lookup.filter);
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let at = ends[bucket]!; at < ends[bucket + 1]!; at++) {
      const index = lookup.entries.first + at;
      const entry = content.record('Entries', index);
      const predicate = content.record('Predicates', entry.predicate);
      const rejection =
        checkPlace(lookup, entry, bucket, filter) ??
        checkPredicate(lookup, field, predicate) ??
        checkKey(content, lookup, entry, predicate);
      if (rejection) return { ...rejection, section: 'Entries', index };
    }
  }
  return undefined;
}

/** The kinds of predicate that each kind of lookup finds. */
const FOUND: Readonly<Record<number, readonly number[]>> = {
  [LOOKUPS.Suffix.code]: [PREDICATES.Exact.code, PREDICATES.Suffix.code, PREDICATES.Pattern.code],
  [LOOKUPS.Prefix.code]: [PREDICATES.Prefix.code, PREDICATES.Pattern.code],
  [LOOKUPS.Gram.code]: [PREDICATES.Contains.code, PREDICATES.Pattern.code, PREDICATES.Regex.code],
  [LOOKUPS.Number.code]: [PREDICATES.Number.code],
};

/** A regular expression is found by its literals folded, also when it runs on the text as it is. */
function checkPredicate(
  { kind, cased }: Lookup,
  field: number,
  predicate: RecordIn<'Predicates'>,
): Rejection | undefined {
  const wrong = (column: string, found: number): Rejection => ({ code: 'EntryPredicateWrong', column, found });
  if (!FOUND[kind]!.includes(predicate.kind)) return wrong('kind', predicate.kind);
  if (predicate.field !== field) return wrong('field', predicate.field);
  const expected = predicate.kind === PREDICATES.Regex.code ? 0 : predicate.cased;
  return cased === expected ? undefined : wrong('cased', cased);
}

function checkPlace(
  { kind, bucketBits, filterBits }: Lookup,
  entry: RecordIn<'Entries'>,
  bucket: number,
  filter: Uint32Array,
): Rejection | undefined {
  const isGram = kind === LOOKUPS.Gram.code;
  const hash = isGram ? hashGram(entry.keyLow) : hashKey(entry.keyLow, entry.keyHigh);
  const expected = topBits(hash, bucketBits);
  const bit = isGram ? topBits(hash, filterBits) : 0;
  const inFilter = !isGram || ((filter[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
  return expected === bucket && inFilter ? undefined : { code: 'EntryMisplaced', found: bucket, expected };
}

/** The key is bytes of the predicate's literal, or of a literal of its pattern; only the compiler knows a regex's. */
function checkKey(
  content: ContentView,
  { kind, width }: Lookup,
  { keyLow, keyHigh, shift }: RecordIn<'Entries'>,
  { kind: test, literal, parts }: RecordIn<'Predicates'>,
): Rejection | undefined {
  const wrong: Rejection = { code: 'EntryKeyWrong', found: keyLow };
  if (shift !== 0 && test !== PREDICATES.Contains.code) return wrong;
  if (test === PREDICATES.Regex.code) return keyHigh === 0 ? undefined : wrong;
  if (kind === LOOKUPS.Number.code) {
    const bytes = content.literal(literal);
    return hashBytes(bytes) === keyLow && bytes.length === keyHigh ? undefined : wrong;
  }
  const isKey = (bytes: Uint8Array, at: number) => keyAt(bytes, at, width, keyLow, keyHigh);
  if (test === PREDICATES.Pattern.code) return patternHasKey(content, kind, parts, width, isKey) ? undefined : wrong;
  const bytes = content.literal(literal);
  const at = kind === LOOKUPS.Suffix.code ? bytes.length - width : kind === LOOKUPS.Prefix.code ? 0 : shift;
  return isKey(bytes, at) ? undefined : wrong;
}

function keyAt(bytes: Uint8Array, at: number, width: number, low: number, high: number): boolean {
  if (at < 0 || at + width > bytes.length) return false;
  const isLow = littleEndian(bytes.subarray(at, at + Math.min(width, 4))) === low;
  return isLow && (width === 8 ? littleEndian(bytes.subarray(at + 4, at + 8)) : 0) === high;
}

/** At the start of the first part, at the end of the last, or anywhere in any. */
function patternHasKey(
  content: ContentView,
  kind: number,
  { first, count }: Range,
  width: number,
  isKey: (bytes: Uint8Array, at: number) => boolean,
): boolean {
  const literal = (index: number) => content.literal(content.record('Parts', first + index).literal);
  if (count === 0) return false;
  if (kind === LOOKUPS.Prefix.code) return isKey(literal(0), 0);
  if (kind === LOOKUPS.Suffix.code) return isKey(literal(count - 1), literal(count - 1).length - width);
  for (let index = 0; index < count; index++) {
    const bytes = literal(index);
    for (let at = 0; at + width <= bytes.length; at++) if (isKey(bytes, at)) return true;
  }
  return false;
}

/** Whether numbers rise, or stay, from 0 to `total`. */
function areEnds(ends: Uint32Array, total: number): boolean {
  for (let index = 1; index < ends.length; index++) if (ends[index]! < ends[index - 1]!) return false;
  return ends.length > 0 && ends[0] === 0 && ends.at(-1) === total;
}
