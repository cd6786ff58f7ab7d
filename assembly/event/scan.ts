/**
 * Reading JSON: one pass over an event, strict, without recursion, without objects.
 *
 * Follows the path table from keys to places, adds a value and its links where content looks, and passes by the rest
 * as carefully. What is not exactly one JSON object is not believed. A line feed stops every loop, because it stands
 * behind each event and JSON has none inside a text. Source: RFC 8259.
 */
import {
  AT_NESTING,
  AT_VALUES,
  Fault,
  Frame,
  LIMIT_DEPTH,
  LIMIT_VALUES,
  NESTING_BYTES,
  NONE,
  PathNode,
  Section,
  Unread,
  ValueKind,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { record } from '../memory';
import { entryIn, readText } from '../region';
import { state } from '../state';
import { textEnd } from './block';
import { note } from './fields';
import { NOWHERE, guessed, lead, sightOf } from './guess';
import { addValue } from './value';

/** Above all white space; most often there is none. */
const BLANK: u8 = 0x20;
const QUOTE: u8 = 0x22;
const PLUS: u8 = 0x2b;
const COMMA: u8 = 0x2c;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const COLON: u8 = 0x3a;
const OPEN_ARRAY: u8 = 0x5b;
const CLOSE_ARRAY: u8 = 0x5d;
const LETTER_E: u8 = 0x65;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;

/** What may come next. Below `Rest` it may be a text, up to `Key` that text is a key. */
const enum Expect {
  /** The first key of an object, or its end. */
  FirstKey,
  /** A key, after a comma. */
  Key,
  /** The value of a key. */
  Value,
  /** The first element of an array, or its end. */
  FirstItem,
  /** An element, after a comma. */
  Item,
  /** A comma or the end, after a member. */
  Rest,
}


@inline
function frameAt(depth: u32): Frame {
  return entryIn<Frame>(AT_NESTING, NESTING_BYTES, depth);
}

/**
 * Reads the object at `at`; returns the address behind it, or 0 when the event is not to be believed. Where keywords are
 * looked for, all values are counted, so that `collect` has room for them if it comes to that.
 */
export function scanObject(at: usize): usize {
  if (readText<u8>(at) != OPEN_OBJECT) return unread(Unread.Malformed, at);
  let depth: u32 = 0;
  open(depth, 0, CLOSE_OBJECT);
  // of the innermost object or array: its place, what ends it, and where guesses are made behind its values
  let parent: u32 = 0;
  let close = CLOSE_OBJECT;
  let behind = sightOf(parent, false);
  let node: u32 = 0;
  let expect: i32 = Expect.FirstKey;
  let sight = sightOf(parent, true);
  let room: u32 = state().hasKeywords ? LIMIT_VALUES : u32.MAX_VALUE;
  let from = ++at;
  while (true) {
    const guess = guessed(parent, sight, at);
    if (guess !== null) {
      node = guess.node;
      at += guess.length;
      expect = Expect.Value;
    }
    let byte = readText<u8>(at);
    if (byte <= BLANK) {
      at = skipBlanks(at);
      byte = readText<u8>(at);
    }
    if (byte == QUOTE) {
      if (expect == Expect.Rest) return unread(Unread.Malformed, at);
      const start = at + 1;
      const end = textEnd(start);
      if (end == 0) return unread(Unread.Malformed, expect <= Expect.Key ? start : at);
      at = end + 1;
      if (expect <= Expect.Key) {
        at = skipBlanks(at);
        if (readText<u8>(at) != COLON) return unread(Unread.Malformed, at);
        at = skipBlanks(at + 1);
        node = lead(parent, expect == Expect.FirstKey, start, <u32>(end - start), from, at);
        expect = Expect.Value;
        sight = NOWHERE;
        continue;
      }
      if (room-- == 0) return unread(Unread.TooManyValues, start - 1);
      if (!add(node, ValueKind.Text, start, <u32>(end - start))) return unread(Unread.TooManyValues, start - 1);
    } else if (byte == COMMA) {
      if (expect != Expect.Rest) return unread(Unread.Malformed, at);
      at++;
      node = parent;
      expect = close == CLOSE_OBJECT ? Expect.Key : Expect.Item;
      sight = NOWHERE;
      continue;
    } else if (byte == close) {
      if (!mayEnd(expect)) return unread(Unread.Malformed, at);
      if (expect == Expect.FirstItem) {
        if (room-- == 0) return unread(Unread.TooManyValues, at);
        if (!add(parent, ValueKind.Nothing, at, 0)) return unread(Unread.TooManyValues, at);
      }
      at++;
      if (depth == 0) return at;
      const frame = frameAt(--depth);
      parent = frame.node;
      close = <u8>frame.close;
      behind = close == CLOSE_OBJECT ? sightOf(parent, false) : NOWHERE;
      state().object = frame.object;
    } else if (expect <= Expect.Key || expect == Expect.Rest) return unread(Unread.Malformed, at);
    else if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
      if (++depth >= LIMIT_DEPTH) return unread(Unread.TooDeep, at);
      if (byte == OPEN_OBJECT) {
        if (room-- == 0) return unread(Unread.TooManyValues, at);
        if (!add(node, ValueKind.Composite, at, 0)) return unread(Unread.TooManyValues, at);
      }
      parent = node;
      close = byte == OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      open(depth, parent, close);
      behind = byte == OPEN_OBJECT ? sightOf(parent, false) : NOWHERE;
      expect = byte == OPEN_OBJECT ? Expect.FirstKey : Expect.FirstItem;
      sight = byte == OPEN_OBJECT ? sightOf(parent, true) : NOWHERE;
      from = ++at;
      continue;
    } else {
      const end = scalarEnd(at, byte);
      if (end == 0) return unread(Unread.Malformed, at);
      if (room-- == 0) return unread(Unread.TooManyValues, at);
      if (!add(node, scalarKind(byte), at, <u32>(end - at))) return unread(Unread.TooManyValues, at);
      at = end;
    }
    expect = Expect.Rest;
    sight = behind;
    from = at;
  }
}

/** Whether an object or array may end here: not behind a comma, not before a value. */
@inline
function mayEnd(expect: i32): bool {
  return expect == Expect.Rest || expect == Expect.FirstKey || expect == Expect.FirstItem;
}

function open(depth: u32, node: u32, close: u8): void {
  const frame = frameAt(depth);
  frame.node = node;
  frame.close = close;
  if (close == CLOSE_OBJECT) state().object = ++state().objects;
  frame.object = state().object;
}

/** The address behind the number or word at `at`, or 0. */
function scalarEnd(at: usize, byte: u8): usize {
  if (byte == 0x74) return readText<u32>(at) == 0x65757274 ? at + 4 : 0;
  if (byte == 0x66) return readText<u32>(at + 1) == 0x65736c61 ? at + 5 : 0;
  if (byte == 0x6e) return readText<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  return numberEnd(at, byte);
}


@inline
function scalarKind(byte: u8): u32 {
  if (byte == 0x74) return ValueKind.True;
  if (byte == 0x66) return ValueKind.False;
  return byte == 0x6e ? ValueKind.Null : ValueKind.Number;
}

/** Adds a value where content looks; false when there are too many. */
@inline
function add(node: u32, kind: u32, start: usize, length: u32): bool {
  if (state().collecting) return gather(node, kind, start, length);
  return node == NONE || addTo(node, kind, start, length);
}

function addTo(node: u32, kind: u32, start: usize, length: u32): bool {
  const place = record<PathNode>(Section.PathNodes, node);
  if (<u32>place.marks > state().shape) markShape(place, kind);
  const count = place.bindingsCount;
  if (count == 0) return true;
  const value = addValue(kind, start, length);
  if (value == LIMIT_VALUES) return false;
  const first = place.bindingsFirst;
  for (let index: u32 = 0; index < count; index++) note(first + index, value);
  return true;
}

/** The event is of the shape that a place marks, if a value of this kind says so. */
function markShape(place: PathNode, kind: u32): void {
  if (kind == ValueKind.Composite || (place.marksAlways && kind <= <u32>ValueKind.False)) state().shape = place.marks;
}

/** Adds a text that no field has; false when there are too many. */
function gather(node: u32, kind: u32, start: usize, length: u32): bool {
  if (kind > <u32>ValueKind.False) return true;
  if (node != NONE && record<PathNode>(Section.PathNodes, node).bindingsCount != 0) return true;
  return addValue(kind, start, length) != LIMIT_VALUES;
}

/**
 * Adds the texts of the event that no field has, for keywords, which look at every value. Most events are of log sources
 * without keywords, so this second reading is seldom, and the first does not pay for it.
 */
export function collect(): void {
  const now = state();
  if (now.collected) return;
  now.collected = 1;
  now.collecting = 1;
  burn(now.length >> 4);
  if (scanObject(now.start) == 0) fail(Fault.RegionExhausted, <u32>AT_VALUES, now.valueCount);
  now.collecting = 0;
}

/** The address behind the number at `at`, which begins with `first`, or 0. */
function numberEnd(at: usize, first: u8): usize {
  let byte = first;
  if (byte == MINUS) byte = readText<u8>(++at);
  if (byte == ZERO) at++;
  else {
    at = digitsEnd(at);
    if (at == 0) return 0;
  }
  byte = readText<u8>(at);
  if (byte == POINT) {
    at = digitsEnd(at + 1);
    if (at == 0) return 0;
    byte = readText<u8>(at);
  }
  if ((byte | 0x20) != LETTER_E) return at;
  at++;
  const sign = readText<u8>(at);
  return digitsEnd(sign == PLUS || sign == MINUS ? at + 1 : at);
}

const ZEROS: u64 = 0x3030303030303030;
/** Makes the highest bit of a byte from ten up, if what stands below carries nothing. */
const TO_TEN: u64 = 0x7676767676767676;
const HIGHEST: u64 = 0x8080808080808080;

/** The address behind the digits at `at`, eight at a time, or 0 when there is none. */
function digitsEnd(at: usize): usize {
  const start = at;
  while (true) {
    const digits = readText<u64>(at) ^ ZEROS;
    const others = ((digits + TO_TEN) | digits) & HIGHEST;
    if (others != 0) {
      at += (<usize>ctz(others)) >> 3;
      return at == start ? 0 : at;
    }
    at += 8;
  }
}

/** The first byte at or after `at` that is not white space; a line feed ends the event and is none. */
@inline
export function skipBlanks(at: usize): usize {
  let byte = readText<u8>(at);
  while (byte == 0x20 || byte == 0x09 || byte == 0x0d) byte = readText<u8>(++at);
  return at;
}

/** Says why the event is not believed. */
export function unread(reason: u32, at: usize): usize {
  state().reason = reason;
  state().position = <u32>at;
  return 0;
}
