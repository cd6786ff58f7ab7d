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
import { guessed, lead } from './guess';
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
  // of the innermost object or array: its place, and what ends it
  let parent: u32 = 0;
  let close = CLOSE_OBJECT;
  let node: u32 = 0;
  let expect: i32 = Expect.FirstKey;
  let values: u32 = 0;
  const most = state().hasKeywords ? LIMIT_VALUES : u32.MAX_VALUE;
  let from: usize = 0;
  at++;
  while (true) {
    const isFirst = expect == Expect.FirstKey;
    const isGuessed = isFirst || (expect == Expect.Rest && close == CLOSE_OBJECT);
    const guess = isGuessed ? guessed(parent, isFirst, at) : null;
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
    if (isGuessed) from = at;
    if (byte == QUOTE && expect < Expect.Rest) {
      const start = at + 1;
      const end = textEnd(start);
      if (end == 0) return unread(Unread.Malformed, expect <= Expect.Key ? start : at);
      const length = <u32>(end - start);
      at = end + 1;
      if (expect <= Expect.Key) {
        at = skipBlanks(at);
        if (readText<u8>(at) != COLON) return unread(Unread.Malformed, at);
        at = skipBlanks(at + 1);
        node = lead(parent, expect == Expect.FirstKey, start, length, from, at);
        expect = Expect.Value;
        continue;
      }
      if (++values > most || !add(node, ValueKind.Text, start, length)) return unread(Unread.TooManyValues, start - 1);
      expect = Expect.Rest;
      continue;
    }
    if (expect == Expect.Rest && byte == COMMA) {
      at++;
      node = parent;
      expect = close == CLOSE_OBJECT ? Expect.Key : Expect.Item;
      continue;
    }
    if (byte == close && mayEnd(expect)) {
      if (expect == Expect.FirstItem && (++values > most || !add(parent, ValueKind.Nothing, at, 0)))
        return unread(Unread.TooManyValues, at);
      at++;
      if (depth == 0) return at;
      const frame = frameAt(--depth);
      parent = frame.node;
      close = <u8>frame.close;
      state().object = frame.object;
      expect = Expect.Rest;
      continue;
    }
    if (expect <= Expect.Key || expect == Expect.Rest) return unread(Unread.Malformed, at);
    if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
      if (++depth >= LIMIT_DEPTH) return unread(Unread.TooDeep, at);
      if (byte == OPEN_OBJECT && (++values > most || !add(node, ValueKind.Composite, at, 0)))
        return unread(Unread.TooManyValues, at);
      parent = node;
      close = byte == OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      open(depth, parent, close);
      expect = byte == OPEN_OBJECT ? Expect.FirstKey : Expect.FirstItem;
      at++;
      continue;
    }
    const end = scalarEnd(at, byte);
    if (end == 0) return unread(Unread.Malformed, at);
    if (++values > most || !add(node, scalarKind(byte), at, <u32>(end - at))) return unread(Unread.TooManyValues, at);
    at = end;
    expect = Expect.Rest;
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
  return (node == NONE && !state().collecting) || addTo(node, kind, start, length);
}

function addTo(node: u32, kind: u32, start: usize, length: u32): bool {
  let first: u32 = 0;
  let count: u32 = 0;
  if (node != NONE) {
    const place = record<PathNode>(Section.PathNodes, node);
    first = place.bindingsFirst;
    count = place.bindingsCount;
    if (
      <u32>place.marks > state().shape &&
      (kind == ValueKind.Composite || (place.marksAlways && kind <= <u32>ValueKind.False))
    )
      state().shape = place.marks;
  }
  if (state().collecting ? count != 0 || kind > <u32>ValueKind.False : count == 0) return true;
  const value = addValue(kind, start, length);
  if (value == LIMIT_VALUES) return false;
  for (let index: u32 = 0; index < count; index++) note(first + index, value);
  return true;
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
