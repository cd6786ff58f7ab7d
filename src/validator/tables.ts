/**
 * Hash tables: that what is in them can be found, so that no predicate is dead in silence, and that no search leaves
 * them.
 */
import type { ContentView } from '../content/view.js';
import {
  CLASS_WORDS,
  filterPlace,
  hashEdge,
  hashKey,
  hashText,
  isOfClass,
  littleEndian,
  topBits,
} from '../format/keys.js';
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
type Entry = RecordIn<'Entries'>;

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

function checkEntries(content: ContentView, field: number, lookup: Lookup): Rejection | undefined {
  const ends = content.words('Buckets', lookup.buckets);
  if (!areEnds(ends, lookup.entries.count)) return { code: 'LookupMalformed', column: 'buckets', found: ends.at(-1)! };
  const filter = filterOf(content.words('Filters', lookup.filter));
  for (let bucket = 0; bucket + 1 < ends.length; bucket++) {
    for (let at = ends[bucket]!; at < ends[bucket + 1]!; at++) {
      const index = lookup.entries.first + at;
      const entry = content.record('Entries', index);
      const predicate = content.record('Predicates', entry.predicate);
      const rejection =
        checkBucket(lookup, entry, bucket) ??
        checkPredicate(lookup, field, predicate) ??
        checkKey(content, lookup, entry, predicate, filter);
      if (rejection) return { ...rejection, section: 'Entries', index };
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

function checkBucket({ bucketBits }: Lookup, { keyLow, keyHigh }: Entry, bucket: number): Rejection | undefined {
  const expected = topBits(hashKey(keyLow, keyHigh), bucketBits);
  return expected === bucket ? undefined : { code: 'EntryMisplaced', found: bucket, expected };
}

/**
 * The key is bytes of the predicate's literal, or of a literal of its pattern, of a width that is looked up, and a gram
 * is in the filter of its width. Only the compiler knows the literals of a regular expression.
 */
function checkKey(
  content: ContentView,
  lookup: Lookup,
  entry: Entry,
  predicate: RecordIn<'Predicates'>,
  filter: Filter,
): Rejection | undefined {
  const { keyLow, keyHigh, shift } = entry;
  const isContains = predicate.kind === PREDICATES.Contains.code;
  if (shift === 0 || isContains) {
    if (lookup.widths === 0) return isWhole(content.literal(predicate.literal), entry) ? undefined : wrongKey(entry);
    for (const width of widthsOf(lookup)) {
      if (lookup.kind === LOOKUPS.Gram.code && !inFilter(lookup, entry, width, filter)) continue;
      if (predicate.kind === PREDICATES.Regex.code && isOfWidth(keyLow, keyHigh, width)) return undefined;
      if (holdsKey(content, lookup.kind, predicate, width, entry)) return undefined;
    }
  }
  return wrongKey(entry);
}

function wrongKey({ keyLow }: Entry): Rejection {
  return { code: 'EntryKeyWrong', found: keyLow };
}

function isWhole(literal: Uint8Array, { keyLow, keyHigh }: Entry): boolean {
  return hashText(literal) === keyLow && literal.length === keyHigh;
}

function widthsOf({ widths }: Lookup): readonly number[] {
  return [8, 7, 6, 5, 4, 3, 2, 1].filter((width) => (widths >> (width - 1)) & 1);
}

/** Behind the classes the filter of the greater width stands first. */
function inFilter(lookup: Lookup, { keyLow, keyHigh }: Entry, width: number, { words, classes }: Filter): boolean {
  const isWide = width === widthsOf(lookup)[0];
  const { word, mask } = filterPlace(hashKey(keyLow, keyHigh), isWide ? lookup.wideBits : lookup.narrowBits);
  const first = CLASS_WORDS + (isWide ? 0 : 2 ** (lookup.wideBits - 5));
  return (~words[first + word]! & mask) === 0 && isOfClass(classes, keyLow);
}

/** The words of a lookup behind its buckets, and those of them that are the tables of classes as bytes. */
interface Filter {
  readonly words: Uint32Array;
  readonly classes: Uint8Array;
}

function filterOf(words: Uint32Array): Filter {
  const bytes = new DataView(new ArrayBuffer(4 * CLASS_WORDS));
  for (let word = 0; word < CLASS_WORDS; word++) bytes.setUint32(4 * word, words[word] ?? 0, true);
  return { words, classes: new Uint8Array(bytes.buffer) };
}

function isOfWidth(low: number, high: number, width: number): boolean {
  return width === 8 || (high === 0 && (width === 4 || low < 2 ** (8 * width)));
}

function holdsKey(
  content: ContentView,
  kind: number,
  { kind: test, literal, parts }: RecordIn<'Predicates'>,
  width: number,
  { keyLow, keyHigh, shift }: Entry,
): boolean {
  const isKey = (bytes: Uint8Array, at: number) => keyAt(bytes, at, width, keyLow, keyHigh);
  if (test === PREDICATES.Pattern.code) return patternHasKey(content, kind, parts, width, isKey);
  const bytes = content.literal(literal);
  if (kind === LOOKUPS.Suffix.code) return isKey(bytes, bytes.length - width);
  if (kind === LOOKUPS.Prefix.code) return isKey(bytes, 0);
  return test === PREDICATES.Contains.code ? isKey(bytes, shift) : isAnywhere(bytes, width, isKey);
}

function keyAt(bytes: Uint8Array, at: number, width: number, low: number, high: number): boolean {
  if (at < 0 || at + width > bytes.length) return false;
  const key = bytes.subarray(at, at + width);
  return littleEndian(key.subarray(0, 4)) === low && littleEndian(key.subarray(4)) === high;
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
    if (isAnywhere(literal(index), width, isKey)) return true;
  }
  return false;
}

function isAnywhere(bytes: Uint8Array, width: number, isKey: (bytes: Uint8Array, at: number) => boolean): boolean {
  for (let at = 0; at + width <= bytes.length; at++) if (isKey(bytes, at)) return true;
  return false;
}

/** Whether numbers rise, or stay, from 0 to `total`. */
function areEnds(ends: Uint32Array, total: number): boolean {
  for (let index = 1; index < ends.length; index++) if (ends[index]! < ends[index - 1]!) return false;
  return ends.length > 0 && ends[0] === 0 && ends.at(-1) === total;
}
