/** Entries of lookups: that each is where it is looked for, finds a predicate of its lookup, and has a key of that. */
import { RejectionCode } from '../generated/judge';
import {
  BESIDE,
  CLASS_WORDS,
  Entry,
  Lookup,
  LookupKind,
  MULTIPLY_MIX,
  Part,
  Predicate,
  PredicateKind,
  Section,
} from '../generated/layout';
import { hashKey, topBits } from '../hash';
import { refuse, refuseColumnOf } from './refusal';
import { claim, lowest, number, record } from './sections';

/** The ends of the lookup's buckets fill its entries; `field` is that of its table. */
export function checkEntries(lookup: Lookup, field: u32): bool {
  return checkBuckets(lookup) && checkPredicates(lookup, field) && checkKeys(lookup);
}

function checkBuckets(lookup: Lookup): bool {
  const ends = claim(Section.Buckets, lookup.bucketsFirst, lookup.bucketsCount);
  const count = lookup.entriesCount;
  let at = claim(Section.Entries, lookup.entriesFirst, count);
  for (let index: u32 = 0; index < count; index++, at += offsetof<Entry>()) {
    // there is a bucket for whatever the bits of a hash say, and the number behind it is its end
    const expected = topBits(hashOf(changetype<Entry>(at)), lookup.bucketBits);
    const bucket = ends + ((<usize>expected) << 2);
    if (index - load<u32>(bucket) >= load<u32>(bucket, 4) - load<u32>(bucket))
      return refuse(
        RejectionCode.EntryMisplaced,
        Section.Entries,
        lookup.entriesFirst + index,
        bucketOf(lookup, index),
        expected,
      );
  }
  return true;
}

/** The bucket that an entry is in. */
function bucketOf(lookup: Lookup, entry: u32): u32 {
  let bucket: u32 = 0;
  while (number<u32>(Section.Buckets, lookup.bucketsFirst + bucket + 1) <= entry) bucket++;
  return bucket;
}


@inline
function hashOf(entry: Entry): u32 {
  return hashKey(entry.keyLow, entry.keyHigh);
}

/** A regular expression is found by its literals folded, also when it runs on the text as it is. */
function checkPredicates(lookup: Lookup, field: u32): bool {
  const kinds = kindsFoundBy(lookup.kind);
  const cased = lookup.cased;
  const end = lookup.entriesFirst + lookup.entriesCount;
  for (let index = lookup.entriesFirst; index < end; index++) {
    const predicate = record<Predicate>(Section.Predicates, record<Entry>(Section.Entries, index).predicate);
    const kind = predicate.kind;
    if (((kinds >> kind) & 1) == 0) return wrong(index, offsetof<Predicate>('kind'), kind);
    if (predicate.field != field) return wrong(index, offsetof<Predicate>('field'), predicate.field);
    const expected: u8 = kind == PredicateKind.Regex ? 0 : predicate.cased;
    if (cased != expected) return wrong(index, offsetof<Predicate>('cased'), cased);
  }
  return true;
}

function wrong(index: u32, offset: usize, found: u32): bool {
  return refuseColumnOf(RejectionCode.EntryPredicateWrong, Section.Entries, index, Section.Predicates, offset, found);
}

/** The kinds of predicate that each kind of lookup finds, one bit each. */
function kindsFoundBy(kind: u32): u32 {
  switch (kind) {
    case LookupKind.Suffix:
      return (1 << PredicateKind.Suffix) | (1 << PredicateKind.Pattern);
    case LookupKind.Prefix:
      return (1 << PredicateKind.Prefix) | (1 << PredicateKind.Pattern);
    case LookupKind.Gram:
      return (
        (1 << PredicateKind.Contains) |
        (1 << PredicateKind.Prefix) |
        (1 << PredicateKind.Pattern) |
        (1 << PredicateKind.Regex)
      );
    case LookupKind.Number:
      return 1 << PredicateKind.Number;
    case LookupKind.Byte:
      return (1 << PredicateKind.Contains) | (1 << PredicateKind.Pattern) | (1 << PredicateKind.Regex);
    default:
      return 1 << PredicateKind.Exact;
  }
}

/**
 * The key is bytes of the predicate's literal, or of a literal of its pattern, of a width that is looked up, and a gram
 * is in the filter of its width. Only the compiler knows the literals of a regular expression.
 */
function checkKeys(lookup: Lookup): bool {
  const filter = claim(Section.Filters, lookup.filterFirst, lookup.filterCount);
  const end = lookup.entriesFirst + lookup.entriesCount;
  for (let index = lookup.entriesFirst; index < end; index++) {
    const entry = record<Entry>(Section.Entries, index);
    const predicate = record<Predicate>(Section.Predicates, entry.predicate);
    if (!hasKey(lookup, filter, entry, predicate) || !hasBeside(lookup, entry, predicate))
      return refuse(RejectionCode.EntryKeyWrong, Section.Entries, index, entry.keyLow);
  }
  return true;
}

/** Whole values are looked up where there are no widths. */
function hasKey(lookup: Lookup, filter: usize, entry: Entry, predicate: Predicate): bool {
  const kind = lookup.kind;
  if (entry.shift != 0 && predicate.kind != PredicateKind.Contains) return false;
  if (lookup.widths == 0) return isWhole(entry, predicate);
  if (kind == LookupKind.Gram && !isOfClass(filter, entry.keyLow)) return false;
  const wide = filter + (CLASS_WORDS << 2);
  const narrow = wide + ((<usize>1) << (lookup.wideBits - 3));
  let words = wide;
  let bits = lookup.wideBits;
  for (let widths = <u32>lookup.widths; widths != 0;) {
    const width = 32 - clz(widths);
    widths ^= 1 << (width - 1);
    if (
      (kind != LookupKind.Gram || inFilter(words, bits, hashOf(entry))) &&
      (predicate.kind == PredicateKind.Regex ? isOfWidth(entry, width) : hasKeyOf(kind, entry, width, predicate))
    )
      return true;
    words = narrow;
    bits = lookup.narrowBits;
  }
  return false;
}

/** Of the widths of a lookup of grams: the greatest is eight. */
const LONG: u32 = 0b10000000;

/**
 * What is compared beside a key of four or eight bytes is near it, and of a Contains the literal has it there; beside others
 * nothing is compared.
 */
function hasBeside(lookup: Lookup, entry: Entry, predicate: Predicate): bool {
  if (lookup.kind != LookupKind.Gram || (lookup.widths & LONG) == 0) return entry.besideAt == 0 && entry.beside == 0;
  if (<u32>entry.besideAt > 2 * BESIDE) return false;
  if (predicate.kind != PredicateKind.Contains) return true;
  // in front of the literal it is far behind it
  const from = <u32>entry.shift + <u32>entry.besideAt - BESIDE;
  if (<u64>from + 4 > <u64>predicate.literalLength) return false;
  return load<u32>(claim(Section.Literals, predicate.literalOffset + from, 4)) == entry.beside;
}

function isWhole(entry: Entry, predicate: Predicate): bool {
  const length = predicate.literalLength;
  return length == entry.keyHigh && hashText(predicate.literalOffset, length) == entry.keyLow;
}

/** Hash of a literal, four bytes at a time, then one: the twin of src/format/keys.ts. */
function hashText(offset: u32, length: u32): u32 {
  let at = claim(Section.Literals, offset, length);
  const end = at + length;
  let hash = length;
  for (; at + 4 <= end; at += 4) hash = (hash ^ load<u32>(at)) * MULTIPLY_MIX;
  for (; at < end; at++) hash = (hash ^ load<u8>(at)) * MULTIPLY_MIX;
  return hash ^ (hash >> 15);
}

/** `words` are those of a filter of 2^bits bits, for which there is a word whatever the hash. */
function inFilter(words: usize, bits: u32, hash: u32): bool {
  const mask: u32 = (1 << ((hash >> (32 - bits)) & 31)) | (1 << ((hash >> (27 - bits)) & 31));
  return (~load<u32>(words + ((<usize>topBits(hash, bits - 5)) << 2)) & mask) == 0;
}

/** Whether the first two bytes of a key are of a class; its tables stand before the filters. */
function isOfClass(classes: usize, key: u32): bool {
  const first = load<u8>(classes + (key & 15)) & load<u8>(classes + ((key >> 4) & 15), 16);
  const second = load<u8>(classes + ((key >> 8) & 15), 32) & load<u8>(classes + ((key >> 12) & 15), 48);
  return (first & second) != 0;
}

function isOfWidth(entry: Entry, width: u32): bool {
  return width == 8 || (entry.keyHigh == 0 && (width == 4 || <u64>entry.keyLow < (<u64>1) << (8 * width)));
}

/** A pattern has the key at the start of its first part, at the end of its last, or anywhere in any. */
function hasKeyOf(kind: u32, entry: Entry, width: u32, predicate: Predicate): bool {
  const offset = predicate.literalOffset;
  const length = predicate.literalLength;
  if (predicate.kind == PredicateKind.Contains) {
    if (<u64>entry.shift + <u64>width > <u64>length) return false;
    return hasKeyIn(LookupKind.Prefix, entry, width, offset + entry.shift, length - entry.shift);
  }
  if (predicate.kind != PredicateKind.Pattern) return hasKeyIn(kind, entry, width, offset, length);
  const first = predicate.partsFirst;
  const end = first + predicate.partsCount;
  if (first == end) return false;
  if (kind == LookupKind.Prefix) return partHasKey(kind, entry, width, first);
  if (kind == LookupKind.Suffix) return partHasKey(kind, entry, width, end - 1);
  for (let part = first; part < end; part++) if (partHasKey(kind, entry, width, part)) return true;
  return false;
}

function partHasKey(kind: u32, entry: Entry, width: u32, index: u32): bool {
  const part = record<Part>(Section.Parts, index);
  return hasKeyIn(kind, entry, width, part.literalOffset, part.literalLength);
}

/**
 * Whether a literal has the key at its end, at its start, or anywhere, as the kind of lookup says. There are eight bytes
 * behind whatever is in the content.
 */
function hasKeyIn(kind: u32, entry: Entry, width: u32, offset: u32, length: u32): bool {
  if (length < width) return false;
  const first = claim(Section.Literals, offset, length);
  const last = first + length - width;
  const end = kind == LookupKind.Prefix ? first : last;
  const key = ((<u64>entry.keyHigh) << 32) | (<u64>entry.keyLow);
  for (let at = kind == LookupKind.Suffix ? last : first; at <= end; at++)
    if (lowest(load<u64>(at), width) == key) return true;
  return false;
}
