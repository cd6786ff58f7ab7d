/**
 * Hash tables: that what is in them can be found, so that no predicate is dead in silence, and that no search leaves
 * them.
 */
import { RejectionCode } from '../generated/judge';
import {
  CLASS_WORDS,
  LIMIT_FILTER_BITS,
  Lookup,
  LookupKind,
  MULTIPLY_HIGH,
  MULTIPLY_MIX,
  PathEdge,
  Section,
  Table,
} from '../generated/layout';
import { hashKey, topBits } from '../hash';
import { checkEntries } from './entries';
import { refuse, refuseColumn } from './refusal';
import { claim, countOf, lowest, number, record } from './sections';

export function checkGroups(): bool {
  return countOf(Section.Groups) > 0 ? true : refuse(RejectionCode.GroupMissing);
}

export function checkPaths(): bool {
  if (countOf(Section.PathNodes) == 0) return refuse(RejectionCode.PathRootMissing);
  const ends = countOf(Section.PathBuckets);
  if (ends < 3 || popcnt(ends - 1) != 1 || !areEnds(Section.PathBuckets, 0, ends, countOf(Section.PathEdges)))
    return refuse(RejectionCode.PathBucketsMalformed, NaN, NaN, ends);
  const bits = ctz(ends - 1);
  for (let bucket: u32 = 0; bucket + 1 < ends; bucket++) {
    const end = number<u32>(Section.PathBuckets, bucket + 1);
    for (let index = number<u32>(Section.PathBuckets, bucket); index < end; index++) {
      const expected = topBits(hashEdge(record<PathEdge>(Section.PathEdges, index)), bits);
      if (expected != bucket) return refuse(RejectionCode.EntryMisplaced, Section.PathEdges, index, bucket, expected);
    }
  }
  return true;
}

/** By the parent and the key, of which the ends and the length count. */
function hashEdge(edge: PathEdge): u32 {
  const length = edge.keyLength;
  const at = claim(Section.Text, edge.keyOffset, length);
  const low = <u32>lowest(load<u64>(at), min<u32>(length, 4));
  const high: u32 = length >= 4 ? load<u32>(at + length - 4) : 0;
  return hashKey(low ^ (edge.parent * MULTIPLY_MIX), high ^ (length * MULTIPLY_HIGH));
}

export function checkLookups(): bool {
  for (let number: u32 = 0; number < countOf(Section.Tables); number++) {
    const table = record<Table>(Section.Tables, number);
    for (let index = table.lookupsFirst; index < table.lookupsFirst + table.lookupsCount; index++) {
      const lookup = record<Lookup>(Section.Lookups, index);
      if (!checkLookup(index, lookup) || !checkEntries(lookup, table.field)) return false;
    }
  }
  return true;
}

/** Numbers that follow from each other: widths, bits, counts, and the ends of buckets. */
function checkLookup(index: u32, lookup: Lookup): bool {
  if (!hasWidths(lookup.kind, lookup.widths)) return malformed(index, offsetof<Lookup>('widths'), lookup.widths);
  if (lookup.bucketBits < 1 || lookup.bucketBits > 24 || lookup.bucketsCount != (1 << (<u32>lookup.bucketBits)) + 1)
    return malformed(index, offsetof<Lookup>('bucketsFirst'), lookup.bucketsCount);
  if (!areEnds(Section.Buckets, lookup.bucketsFirst, lookup.bucketsCount, lookup.entriesCount))
    return malformed(
      index,
      offsetof<Lookup>('bucketsFirst'),
      number<u32>(Section.Buckets, lookup.bucketsFirst + lookup.bucketsCount - 1),
    );
  if (lookup.kind != LookupKind.Gram) {
    if (lookup.wideBits != 0 || lookup.narrowBits != 0 || lookup.filterCount != 0)
      return malformed(index, offsetof<Lookup>('filterFirst'), lookup.filterCount);
    return true;
  }
  if (!isFilter(lookup.wideBits)) return malformed(index, offsetof<Lookup>('wideBits'), lookup.wideBits);
  if (!isFilter(lookup.narrowBits)) return malformed(index, offsetof<Lookup>('narrowBits'), lookup.narrowBits);
  const words = CLASS_WORDS + (1 << (<u32>lookup.wideBits - 5)) + (1 << (<u32>lookup.narrowBits - 5));
  if (lookup.filterCount != words) return malformed(index, offsetof<Lookup>('filterFirst'), lookup.filterCount);
  return true;
}

/** Which widths lookups of each kind have, one bit each. */
function hasWidths(kind: u32, widths: u32): bool {
  switch (kind) {
    case LookupKind.Suffix:
    case LookupKind.Prefix:
      return widths > 0;
    case LookupKind.Gram:
      return widths == 0b10001000 || widths == 0b00000110;
    case LookupKind.Byte:
      return widths == 0b1;
    default:
      return widths == 0;
  }
}

function malformed(index: u32, offset: usize, found: u32): bool {
  return refuseColumn(RejectionCode.LookupMalformed, Section.Lookups, index, offset, found);
}

function isFilter(bits: u32): bool {
  return bits >= 5 && bits <= LIMIT_FILTER_BITS;
}

/** Whether the `count` numbers of a section, one at least, rise, or stay, from 0 to `total`. */
function areEnds(section: i32, first: u32, count: u32, total: u32): bool {
  let at = claim(section, first, count);
  if (load<u32>(at) != 0) return false;
  let last: u32 = 0;
  for (let left = count; left > 0; left--, at += sizeof<u32>()) {
    const end = load<u32>(at);
    if (end < last) return false;
    last = end;
  }
  return last == total;
}
