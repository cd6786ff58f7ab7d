/**
 * Lookups: from a text to the predicates that may hold for it.
 *
 * An anchored lookup hashes the first or last bytes of the text once. A gram lookup slides over the text; each gram is
 * first looked for in a filter of bits, which most are not in, then in the buckets. Entries are verified in full.
 */
import {
  AT_DIGITS,
  Entry,
  Fault,
  Lookup,
  LookupKind,
  PRICE_BYTES_SHIFT,
  PRICE_LOOKUP,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { hashBytes, hashGram, hashKey, topBits } from '../hash';
import { run } from '../memory';
import { canonical } from '../event/number';
import { verify } from './predicate';

/** Marks the predicates behind a lookup that hold for a text, which has 8 readable bytes behind it. */
export function lookUp(lookup: Lookup, text: usize, length: u32): void {
  burn(PRICE_LOOKUP);
  const width = <u32>lookup.width;
  switch (<i32>lookup.kind) {
    case LookupKind.Suffix: {
      if (length >= width) anchored(lookup, text + length - width, width, text, length);
      break;
    }
    case LookupKind.Prefix: {
      if (length >= width) anchored(lookup, text, width, text, length);
      break;
    }
    case LookupKind.Gram: {
      if (length >= width) grams(lookup, text, length);
      break;
    }
    case LookupKind.Number: {
      const digits = canonical(text, length);
      burn(length >> PRICE_BYTES_SHIFT);
      if (digits != 0) probe(lookup, hashBytes(AT_DIGITS, digits), digits, AT_DIGITS, digits);
      break;
    }
    default:
      fail(Fault.UnknownOperator, Section.Lookups, lookup.kind);
  }
}

function anchored(lookup: Lookup, key: usize, width: u32, text: usize, length: u32): void {
  if (width == 8) probe(lookup, load<u32>(key), load<u32>(key, 4), text, length);
  else probe(lookup, load<u32>(key) & maskOf(width), 0, text, length);
}

/** The bits of the first `width` bytes of a u32. */
@inline
function maskOf(width: u32): u32 {
  return width >= 4 ? u32.MAX_VALUE : (1 << (width << 3)) - 1;
}

function probe(lookup: Lookup, low: u32, high: u32, text: usize, length: u32): void {
  candidates(lookup, topBits(hashKey(low, high), lookup.bucketBits), low, high, text, length, 0);
}

/** Verifies the entries of a bucket whose key is the one found `at` bytes into the text. */
function candidates(lookup: Lookup, bucket: u32, low: u32, high: u32, text: usize, length: u32, at: u32): void {
  if (bucket + 2 > lookup.bucketsCount) fail(Fault.RecordOutOfBounds, Section.Buckets, bucket);
  const ends = run(Section.Buckets, lookup.bucketsFirst + bucket, 2, 4);
  const first = load<u32>(ends);
  const end = load<u32>(ends, 4);
  if (first >= end) return;
  const entries = run(Section.Entries, lookup.entriesFirst + first, end - first, offsetof<Entry>());
  burn(end - first);
  for (let index: u32 = 0; index < end - first; index++) {
    const entry = changetype<Entry>(entries + <usize>index * offsetof<Entry>());
    if (entry.keyLow == low && entry.keyHigh == high) verify(entry.predicate, text, length, at, entry.shift);
  }
}

function grams(lookup: Lookup, text: usize, length: u32): void {
  const filterBits = <u32>lookup.filterBits;
  const bucketBits = <u32>lookup.bucketBits;
  if (filterBits < 5 || filterBits > 31 || lookup.filterCount != 1 << (filterBits - 5))
    fail(Fault.RecordOutOfBounds, Section.Filters, filterBits);
  const filter = run(Section.Filters, lookup.filterFirst, lookup.filterCount, 4);
  burn(length >> PRICE_BYTES_SHIFT);
  const mask = maskOf(lookup.width);
  const shift = 32 - filterBits;
  const last = length - lookup.width;
  for (let at: u32 = 0; at <= last; at++) {
    const gram = load<u32>(text + at) & mask;
    const hash = hashGram(gram);
    const bit = hash >> shift;
    if ((load<u32>(filter + ((bit >> 5) << 2)) >> (bit & 31)) & 1)
      candidates(lookup, topBits(hash, bucketBits), gram, 0, text, length, at);
  }
}
