/**
 * Lookups: from a text to the predicates that may hold for it.
 *
 * A lookup of an end hashes the first or last bytes of the text once for each width. A gram lookup slides over the text;
 * the grams of two widths that begin at a byte are first looked for in their filters of bits, which most are not in, then
 * in the buckets. A literal of one byte is searched for. Entries are verified in full.
 */
import {
  AT_DIGITS,
  BESIDE,
  CLASS_WORDS,
  Entry,
  Fault,
  LIMIT_FILTER_BITS,
  Lookup,
  LookupKind,
  PRICE_BYTES_SHIFT,
  PRICE_ENTRY,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { hashKey, hashText, topBits } from '../hash';
import { numberOf, recordOf, run } from '../memory';
import { readText } from '../region';
import { findByte, pairBits } from '../event/block';
import { canonical } from '../event/number';
import { verify } from './verify';

/** Marks the predicates behind a lookup that hold for a text, which has 8 readable bytes behind it. */
export function lookUp(lookup: Lookup, text: usize, length: u32): void {
  const buckets = run(Section.Buckets, lookup.bucketsFirst, lookup.bucketsCount, 4);
  switch (<i32>lookup.kind) {
    case LookupKind.Suffix: {
      ends(lookup, buckets, text, length, true);
      break;
    }
    case LookupKind.Prefix: {
      ends(lookup, buckets, text, length, false);
      break;
    }
    case LookupKind.Gram: {
      grams(lookup, buckets, text, length);
      break;
    }
    case LookupKind.Exact: {
      burn(length >> PRICE_BYTES_SHIFT);
      candidates(lookup, buckets, hashText(text, length), length, text, length, 0, false);
      break;
    }
    case LookupKind.Number: {
      const digits = canonical(text, length);
      burn(length >> PRICE_BYTES_SHIFT);
      if (digits != 0) candidates(lookup, buckets, hashText(AT_DIGITS, digits), digits, AT_DIGITS, digits, 0, false);
      break;
    }
    case LookupKind.Byte: {
      bytes(lookup, text, length);
      break;
    }
    default:
      fail(Fault.UnknownOperator, Section.Lookups, lookup.kind);
  }
}

/** Searches the text for the byte of each entry: few literals have no second. */
function bytes(lookup: Lookup, text: usize, length: u32): void {
  const count = lookup.entriesCount;
  const entries = run(Section.Entries, lookup.entriesFirst, count, offsetof<Entry>());
  const end = text + length;
  for (let index: u32 = 0; index < count; index++) {
    burn(PRICE_ENTRY + (length >> PRICE_BYTES_SHIFT));
    const entry = recordOf<Entry>(Section.Entries, entries, count, index);
    const at = findByte(text, end, <u8>entry.keyLow);
    if (at < end) verify(entry.predicate, text, length, <u32>(at - text), entry.shift);
  }
}

/** Looks the last or first bytes up, once for each width that the text has. */
@inline
function ends(lookup: Lookup, buckets: usize, text: usize, length: u32, atEnd: bool): void {
  let widths = <u32>lookup.widths;
  if (length < 8) widths &= (1 << length) - 1;
  for (; widths != 0; widths &= widths - 1) {
    const width = <u32>ctz(widths) + 1;
    const from = atEnd ? text + length - width : text;
    const key = readText<u64>(from) & (u64.MAX_VALUE >> (64 - ((<u64>width) << 3)));
    candidates(lookup, buckets, <u32>key, <u32>(key >> 32), text, length, 0, false);
  }
}

/**
 * Verifies the entries whose key is the one found `at` bytes into the text; most buckets are empty. Of long grams only those
 * that have four more bytes of the literal beside it.
 */
@inline
function candidates(
  lookup: Lookup,
  buckets: usize,
  low: u32,
  high: u32,
  text: usize,
  length: u32,
  at: u32,
  hasBeside: bool,
): void {
  const bucket = topBits(hashKey(low, high), lookup.bucketBits);
  const count = lookup.bucketsCount;
  const first = numberOf<u32>(Section.Buckets, buckets, count, bucket);
  const end = numberOf<u32>(Section.Buckets, buckets, count, bucket + 1);
  if (first < end) verifyAll(lookup, first, end - first, low, high, text, length, at, hasBeside);
}

function verifyAll(
  lookup: Lookup,
  first: u32,
  count: u32,
  low: u32,
  high: u32,
  text: usize,
  length: u32,
  at: u32,
  hasBeside: bool,
): void {
  burn(count * PRICE_ENTRY);
  const entries = run(Section.Entries, lookup.entriesFirst + first, count, offsetof<Entry>());
  for (let index: u32 = 0; index < count; index++) {
    const entry = recordOf<Entry>(Section.Entries, entries, count, index);
    if (entry.keyLow != low || entry.keyHigh != high) continue;
    if (hasBeside && !standsBeside(entry, text, length, at)) continue;
    verify(entry.predicate, text, length, at, entry.shift);
  }
}

/** What lies around the text is not read: it is not the same each time, and what is late burns fuel when it is tested. */
@inline
function standsBeside(entry: Entry, text: usize, length: u32, at: u32): bool {
  const from = at + <u32>entry.besideAt - BESIDE;
  return from <= length - 4 && readText<u32>(text + from) == entry.beside;
}

/** Grams of eight and of four bytes. */
const LONG: u32 = 0b10001000;
/** Grams of three and of two bytes. */
const SHORT: u32 = 0b00000110;

function grams(lookup: Lookup, buckets: usize, text: usize, length: u32): void {
  burn(length >> PRICE_BYTES_SHIFT);
  if (lookup.widths == LONG) slide(lookup, buckets, text, length, 4, u32.MAX_VALUE, u32.MAX_VALUE, u32.MAX_VALUE);
  else if (lookup.widths == SHORT) slide(lookup, buckets, text, length, 2, 0xffffff, 0, 0xffff);
  else fail(Fault.UnknownOperator, Section.Lookups, lookup.widths);
}

/**
 * Looks up the two grams that begin at each byte where a pair of a class does: the bits of the greater one's first four
 * bytes and of its others, and those of the smaller one. What lies behind the text is in no literal, or verifying tells.
 */
@inline
function slide(
  lookup: Lookup,
  buckets: usize,
  text: usize,
  length: u32,
  narrowest: u32,
  wideLow: u32,
  wideHigh: u32,
  narrow: u32,
): void {
  if (length < narrowest) return;
  const classes = wordsOf(lookup, 0, CLASS_WORDS);
  const wideWords = wordsOfFilter(lookup.wideBits);
  const narrowWords = wordsOfFilter(lookup.narrowBits);
  const wideFilter = wordsOf(lookup, CLASS_WORDS, wideWords);
  const narrowFilter = wordsOf(lookup, CLASS_WORDS + wideWords, narrowWords);
  const wideShift = 32 - <u32>lookup.wideBits;
  const narrowShift = 32 - <u32>lookup.narrowBits;
  const last = text + length - narrowest;
  for (let block = text; block <= last; block += 64) {
    let pairs = pairBits(classes, block);
    const behind = <u32>(last - block);
    if (behind < 63) pairs &= ((<u64>2) << (<u64>behind)) - 1;
    for (; pairs != 0; pairs &= pairs - 1) {
      const at = block + <usize>ctz(pairs);
      const bytes = readText<u64>(at);
      const low = <u32>bytes;
      const high = (<u32>(bytes >> 32)) & wideHigh;
      const isWide = inFilter(wideFilter, wideWords, hashKey(low & wideLow, high), wideShift);
      const isNarrow = inFilter(narrowFilter, narrowWords, hashKey(low & narrow, 0), narrowShift);
      if (((isWide | isNarrow) & 1) == 0) continue;
      const place = <u32>(at - text);
      if (isWide & 1) candidates(lookup, buckets, low & wideLow, high, text, length, place, narrowest == 4);
      if (isNarrow & 1) candidates(lookup, buckets, low & narrow, 0, text, length, place, narrowest == 4);
    }
  }
}

/** Words of a filter of 2^bits bits. */
function wordsOfFilter(bits: u32): u32 {
  if (bits < 5 || bits > LIMIT_FILTER_BITS) fail(Fault.RecordOutOfBounds, Section.Filters, bits);
  return (<u32>1) << (bits - 5);
}

/** Address of so many words, `from` words into those of the lookup. */
function wordsOf(lookup: Lookup, from: u32, words: u32): usize {
  if (from > lookup.filterCount || words > lookup.filterCount - from)
    fail(Fault.RecordOutOfBounds, Section.Filters, from);
  return run(Section.Filters, lookup.filterFirst + from, words, 4);
}

/** A word whose lowest bit says whether both bits of a hash are set in a filter of 2^(32 - shift) bits. */
@inline
function inFilter(filter: usize, words: u32, hash: u32, shift: u32): u32 {
  const bits = hash >> shift;
  const word = numberOf<u32>(Section.Filters, filter, words, bits >> 5);
  return (word >> bits) & (word >> (hash >> (shift - 5)));
}
