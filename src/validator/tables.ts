/**
 * Hash tables: that what is in them can be found, so that no predicate is dead in silence, and that no search leaves
 * them.
 */
import type { ContentView } from '../content/view.js';
import { CLASS_WORDS, hashEdge, topBits } from '../format/keys.js';
import { LIMITS, LOOKUPS } from '../format/layout.js';
import type { RecordIn } from '../format/records.js';
import { checkEntries, foundBy } from './entries.js';
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
      const ends = content.words('Buckets', lookup.buckets);
      const rejection = checkLookup(lookup, ends) ?? checkEntries(content, found, lookup, ends, field);
      if (rejection) return { section: 'Lookups', index, ...rejection };
    }
  }
  return undefined;
}

type Lookup = RecordIn<'Lookups'>;

/** Which widths lookups of each kind have, one bit each. */
const WIDTHS: Readonly<Record<number, (widths: number) => boolean>> = {
  [LOOKUPS.Suffix.code]: (widths) => widths > 0,
  [LOOKUPS.Prefix.code]: (widths) => widths > 0,
  [LOOKUPS.Gram.code]: (widths) => widths === 0b10001000 || widths === 0b00000110,
  [LOOKUPS.Number.code]: (widths) => widths === 0,
  [LOOKUPS.Exact.code]: (widths) => widths === 0,
  [LOOKUPS.Byte.code]: (widths) => widths === 0b1,
};

/** Numbers that follow from each other: widths, bits, counts, and the ends of buckets. */
function checkLookup(lookup: Lookup, ends: Uint32Array): Rejection | undefined {
  const { kind, widths, bucketBits, wideBits, narrowBits, filter, entries } = lookup;
  if (!WIDTHS[kind]!(widths)) return malformed('widths', widths);
  if (bucketBits < 1 || bucketBits > 24 || ends.length !== 2 ** bucketBits + 1)
    return malformed('buckets', ends.length);
  if (!areEnds(ends, entries.count)) return malformed('buckets', ends.at(-1)!);
  if (kind !== LOOKUPS.Gram.code)
    return wideBits === 0 && narrowBits === 0 && filter.count === 0 ? undefined : malformed('filter', filter.count);
  if (!isFilter(wideBits)) return malformed('wideBits', wideBits);
  if (!isFilter(narrowBits)) return malformed('narrowBits', narrowBits);
  const words = CLASS_WORDS + 2 ** (wideBits - 5) + 2 ** (narrowBits - 5);
  return filter.count === words ? undefined : malformed('filter', filter.count);
}

function malformed(column: string, found: number): Rejection {
  return { code: 'LookupMalformed', column, found };
}

function isFilter(bits: number): boolean {
  return bits >= 5 && bits <= LIMITS.FILTER_BITS.value;
}

/** Whether numbers rise, or stay, from 0 to `total`. */
function areEnds(ends: Uint32Array, total: number): boolean {
  for (let index = 1; index < ends.length; index++) if (ends[index]! < ends[index - 1]!) return false;
  return ends.length > 0 && ends[0] === 0 && ends.at(-1) === total;
}
