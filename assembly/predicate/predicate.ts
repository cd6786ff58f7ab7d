/**
 * Predicates, one against one text, and those that are about a field as a whole.
 */
import {
  AT_DIGITS,
  AT_JOINED,
  AT_VALUES,
  Fault,
  KEYWORDS,
  NONE,
  Order,
  PRICE_BYTES_SHIFT,
  PRICE_ENTRY,
  Predicate,
  PredicateKind,
  Section,
  VALUES_BYTES,
  Value,
  ValueKind,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { record, run } from '../memory';
import { addressOf, entryAt } from '../region';
import { state } from '../state';
import { inNetwork, parseAddress } from '../event/address';
import { findByte, same } from '../event/block';
import { firstLink, linkAt } from '../event/fields';
import { BORDER, hasSeveral, join } from '../event/joined';
import { canonical, canonicalInteger, compare } from '../event/number';
import { collect } from '../event/scan';
import { timePart } from '../event/time';
import { decode, hasText, valueAt } from '../event/value';
import { finds } from './automaton';
import { SHORT, testEnds, testInside } from './literal';
import { markOf, markTested } from './mark';
import { fits } from './pattern';
import { findLiteral } from './search';

/** Whether a predicate holds for a text. */
function holdsFor(predicate: Predicate, text: usize, length: u32): bool {
  const size = predicate.literalLength;
  switch (<i32>predicate.kind) {
    case PredicateKind.Exact:
      return size == length && isLiteral(predicate, text);
    case PredicateKind.Prefix:
      return size <= length && isLiteral(predicate, text);
    case PredicateKind.Suffix:
      return size <= length && isLiteral(predicate, text + length - size);
    case PredicateKind.Contains:
      return search(predicate, text, length) != NONE;
    case PredicateKind.Pattern:
      return fits(predicate.partsFirst, predicate.partsCount, text, length);
    case PredicateKind.Present:
      return true;
    case PredicateKind.Empty:
      return length == 0;
    case PredicateKind.Number:
      return inOrder(predicate, canonical(text, length));
    case PredicateKind.Regex:
      return runs(predicate, entryAt<Value>(AT_VALUES, VALUES_BYTES, state().value));
    case PredicateKind.Cidr:
      return inNetwork(literalOf(predicate), size, parseAddress(text, length));
    case PredicateKind.Minute:
    case PredicateKind.Hour:
    case PredicateKind.Day:
    case PredicateKind.Week:
    case PredicateKind.Month:
    case PredicateKind.Year:
      return isTimePart(predicate, timePart(predicate.kind, text, length));
    default:
      fail(Fault.UnknownOperator, Section.Predicates, predicate.kind);
  }
  return false;
}

/** The first place of a predicate's literal in a text, or NONE. */
function search(predicate: Predicate, text: usize, length: u32): u32 {
  const size = predicate.literalLength;
  if (size == 0) return 0;
  const found = findLiteral(literalOf(predicate), size, text, text + length);
  return found < text + length ? <u32>(found - text) : NONE;
}

/**
 * An automaton runs on the text that it was made for, whichever text its required literal was found in; and only where a
 * text has what every match needs, which a search sixteen bytes at a time tells.
 */
function runs(predicate: Predicate, value: Value): bool {
  const cased = predicate.cased != 0;
  decode(value, cased);
  const text: usize = cased ? value.cased : value.folded;
  const length = cased ? value.casedLength : value.foldedLength;
  if (!predicate.indexed && search(predicate, text, length) == NONE) return false;
  return finds(predicate.automaton, text, length);
}

/** Whether the number of `digits` bytes at AT_DIGITS, 0 for none, stands in the predicate's order to its literal. */
function inOrder(predicate: Predicate, digits: u32): bool {
  if (digits == 0) return false;
  const difference = compare(AT_DIGITS, digits, literalOf(predicate), predicate.literalLength);
  switch (<i32>predicate.order) {
    case Order.Equal:
      return difference == 0;
    case Order.Less:
      return difference < 0;
    case Order.LessOrEqual:
      return difference <= 0;
    case Order.Greater:
      return difference > 0;
    case Order.GreaterOrEqual:
      return difference >= 0;
    default:
      fail(Fault.UnknownOperator, Section.Predicates, predicate.order);
  }
  return false;
}

function isTimePart(predicate: Predicate, part: i32): bool {
  return part >= 0 && inOrder(predicate, canonicalInteger(<u32>part));
}

/** The bytes of the literal, all of them in their section. */
@inline
function literalOf(predicate: Predicate): usize {
  const size = predicate.literalLength;
  if (size >= SHORT) burn(size >> PRICE_BYTES_SHIFT);
  return run(Section.Literals, predicate.literalOffset, size, 1);
}


@inline
export function isLiteral(predicate: Predicate, text: usize): bool {
  return same(literalOf(predicate), text, predicate.literalLength);
}

/** Whether predicate `index` holds on this event. Lookups have marked those they find; the others are tested now. */
@inline
export function holds(index: u32): bool {
  const known = markOf(index).number - state().mark;
  if (known == 0) return true;
  if (known == 1) return false;
  if (known != 2 && record<Predicate>(Section.Predicates, index).indexed) return false;
  return decide(index);
}

/** Tests a predicate; what it depends on is more than what lookups find. */
function decide(index: u32): bool {
  state().recognition = NONE;
  const answer = test(record<Predicate>(Section.Predicates, index));
  markTested(markOf(index), answer);
  return answer;
}

/** Where in the text of a value, folded unless cased, the predicate holds; NONE when it does not. */
export function placeIn(predicate: Predicate, value: Value): u32 {
  const cased = predicate.cased != 0;
  state().value = <u32>addressOf(value);
  decode(value, cased);
  const text: usize = cased ? value.cased : value.folded;
  const length = cased ? value.casedLength : value.foldedLength;
  if (predicate.kind == PredicateKind.Contains) return search(predicate, text, length);
  if (isAboutFields(predicate.kind)) return holdsBetween(predicate, value) ? 0 : NONE;
  if (!holdsFor(predicate, text, length)) return NONE;
  return predicate.kind == PredicateKind.Suffix ? length - predicate.literalLength : 0;
}


@inline
function isAboutFields(kind: u32): bool {
  return kind >= <u32>PredicateKind.FieldEquals && kind <= <u32>PredicateKind.FieldContains;
}

function test(predicate: Predicate): bool {
  switch (<i32>predicate.kind) {
    case PredicateKind.Null:
      return isNull(predicate.field);
    case PredicateKind.Exists:
      return firstLink(predicate.field) != NONE;
    case PredicateKind.FieldEquals:
    case PredicateKind.FieldPrefix:
    case PredicateKind.FieldSuffix:
    case PredicateKind.FieldContains:
      return compareFields(predicate);
    default:
      return testValues(predicate);
  }
}

function testValues(predicate: Predicate): bool {
  if (predicate.field == KEYWORDS) {
    collect();
    for (let index: u32 = 0; index < state().valueCount; index++) if (testValue(predicate, valueAt(index))) return true;
    return false;
  }
  switch (<i32>predicate.kind) {
    case PredicateKind.Exact:
    case PredicateKind.Prefix:
    case PredicateKind.Suffix:
      return testEnds(predicate);
    case PredicateKind.Contains:
      if (predicate.literalLength != 0) return testInside(predicate);
      break;
    case PredicateKind.Regex:
      if (hasSeveral(predicate.field)) return runsOnAny(predicate);
  }
  for (let index = firstLink(predicate.field); index != NONE; index = linkAt(index).next)
    if (testValue(predicate, valueAt(linkAt(index).value))) return true;
  return false;
}

/** The same as `runs`, of a field with several texts: those without what every match needs are passed over. */
function runsOnAny(predicate: Predicate): bool {
  const size = predicate.indexed ? 0 : predicate.literalLength;
  const literal = literalOf(predicate);
  const end = join(predicate.field, predicate.cased != 0);
  for (let at = AT_JOINED; at < end; at++) {
    burn(PRICE_ENTRY);
    const place = size == 0 ? at : findLiteral(literal, size, at, end);
    if (place == end) return false;
    let text = at;
    for (at = findByte(text, end, BORDER); at < place; at = findByte(text, end, BORDER)) {
      burn(1);
      text = at + 1;
    }
    if (finds(predicate.automaton, text, <u32>(at - text))) return true;
  }
  return false;
}

/** Whether a predicate that is about single values holds for one. */
export function testValue(predicate: Predicate, value: Value): bool {
  if (!hasText(value)) return false;
  burn(PRICE_ENTRY);
  const cased = predicate.cased != 0;
  state().value = <u32>addressOf(value);
  decode(value, cased);
  return cased
    ? holdsFor(predicate, value.cased, value.casedLength)
    : holdsFor(predicate, value.folded, value.foldedLength);
}

/** Whether any text of the field stands to any text of the other as the predicate asks. */
function compareFields(predicate: Predicate): bool {
  for (let index = firstLink(predicate.field); index != NONE; index = linkAt(index).next)
    if (holdsBetween(predicate, valueAt(linkAt(index).value))) return true;
  return false;
}

function holdsBetween(predicate: Predicate, value: Value): bool {
  if (!hasText(value)) return false;
  const cased = predicate.cased != 0;
  decode(value, cased);
  for (let link = firstLink(predicate.other); link != NONE; link = linkAt(link).next) {
    const other = valueAt(linkAt(link).value);
    if (!hasText(other)) continue;
    decode(other, cased);
    const fits = cased
      ? relate(predicate.kind, value.cased, value.casedLength, other.cased, other.casedLength)
      : relate(predicate.kind, value.folded, value.foldedLength, other.folded, other.foldedLength);
    if (fits) return true;
  }
  return false;
}

function relate(kind: u32, text: usize, length: u32, other: usize, size: u32): bool {
  burn((size >> PRICE_BYTES_SHIFT) + 1);
  if (size > length) return false;
  if (kind == <u32>PredicateKind.FieldEquals) return size == length && same(text, other, size);
  if (kind == <u32>PredicateKind.FieldPrefix) return same(text, other, size);
  if (kind == <u32>PredicateKind.FieldSuffix) return same(text + length - size, other, size);
  for (let at: u32 = 0; at <= length - size; at++) {
    burn((size >> PRICE_BYTES_SHIFT) + 1);
    if (same(text + at, other, size)) return true;
  }
  return false;
}

/** Whether a field is missing, or null, or, in an array, null once, or nothing but empty arrays. */
function isNull(field: u32): bool {
  let some = false;
  for (let index = firstLink(field); index != NONE;) {
    const link = linkAt(index);
    const kind = valueAt(link.value).kind;
    if (kind == ValueKind.Null) return true;
    if (kind != ValueKind.Nothing) some = true;
    burn(1);
    index = link.next;
  }
  return !some;
}
