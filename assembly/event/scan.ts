/**
 * Reading JSON: one pass over an event, strict, without recursion, without objects.
 *
 * Follows the path table from keys to places, adds a value and its links where content looks, and passes by the rest
 * as carefully. What is not exactly one JSON object is not believed. A line feed stops every loop, because it stands
 * behind each event and JSON has none inside a text. Source: RFC 8259.
 */
import {
  AT_NESTING,
  Frame,
  LIMIT_DEPTH,
  LIMIT_VALUES,
  NONE,
  PathNode,
  Section,
  Shape,
  Unread,
  ValueKind,
} from '../generated/layout';
import { record } from '../memory';
import { state } from '../state';
import { plainEnd } from './block';
import { hexDigit } from './code-point';
import { note } from './fields';
import { child } from './path';
import { addValue } from './value';

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const OPEN_ARRAY: u8 = 0x5b;
const CLOSE_ARRAY: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;

/** What may come next in the innermost object or array. */
const enum Expect {
  /** The first member, or the end. */
  First,
  /** A member, after a comma. */
  Member,
  /** A comma or the end, after a member. */
  Rest,
}


@inline
function frameAt(depth: u32): Frame {
  return changetype<Frame>(AT_NESTING + <usize>depth * offsetof<Frame>());
}

/** Reads the object at `at`; returns the address behind it, or 0 when the event is not to be believed. */
export function scanObject(at: usize): usize {
  if (load<u8>(at) != OPEN_OBJECT) return unread(Unread.Malformed, at);
  let depth: u32 = 0;
  let frame = open(depth, 0, CLOSE_OBJECT);
  let expect = Expect.First;
  at++;
  while (true) {
    at = skipBlanks(at);
    let byte = load<u8>(at);
    if (byte == <u8>frame.close && expect != Expect.Member) {
      if (expect == Expect.First && byte == CLOSE_ARRAY && !add(frame.node, ValueKind.Nothing, at, 0))
        return unread(Unread.TooManyValues, at);
      at++;
      if (depth == 0) return at;
      frame = frameAt(--depth);
      state().object = frame.object;
      expect = Expect.Rest;
      continue;
    }
    if (expect == Expect.Rest) {
      if (byte != COMMA) return unread(Unread.Malformed, at);
      at++;
      expect = Expect.Member;
      continue;
    }
    let node = frame.node;
    if (frame.close == CLOSE_OBJECT) {
      if (byte != QUOTE) return unread(Unread.Malformed, at);
      const key = at + 1;
      at = textEnd(key);
      if (at == 0) return unread(Unread.Malformed, key);
      node = child(node, key, <u32>(at - key), state().escaped != 0);
      at = skipBlanks(at + 1);
      if (load<u8>(at) != COLON) return unread(Unread.Malformed, at);
      at = skipBlanks(at + 1);
      byte = load<u8>(at);
    }
    if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
      if (++depth >= LIMIT_DEPTH) return unread(Unread.TooDeep, at);
      if (byte == OPEN_OBJECT) {
        if (!add(node, ValueKind.Composite, at, 0)) return unread(Unread.TooManyValues, at);
        frame = open(depth, node, CLOSE_OBJECT);
      } else frame = open(depth, node, CLOSE_ARRAY);
      at++;
      expect = Expect.First;
      continue;
    }
    const end = scalar(node, at, byte);
    if (end == 0) return 0;
    at = end;
    expect = Expect.Rest;
  }
}

function open(depth: u32, node: u32, close: u8): Frame {
  const frame = frameAt(depth);
  frame.node = node;
  frame.close = close;
  if (close == CLOSE_OBJECT) state().object = ++state().objects;
  frame.object = state().object;
  if (node != NONE && close == CLOSE_OBJECT && record<PathNode>(Section.PathNodes, node).marksEvtx)
    state().shape = Shape.Evtx;
  return frame;
}

/** Reads a text, number or word; returns the address behind it or 0. */
function scalar(node: u32, at: usize, byte: u8): usize {
  let kind: u32 = ValueKind.Text;
  let start = at;
  let end: usize;
  let behind: usize;
  if (byte == QUOTE) {
    start = at + 1;
    end = textEnd(start);
    behind = end + 1;
  } else {
    if (byte == 0x74) {
      kind = ValueKind.True;
      end = load<u32>(at) == 0x65757274 ? at + 4 : 0;
    } else if (byte == 0x66) {
      kind = ValueKind.False;
      end = load<u32>(at + 1) == 0x65736c61 ? at + 5 : 0;
    } else if (byte == 0x6e) {
      kind = ValueKind.Null;
      end = load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
    } else {
      kind = ValueKind.Number;
      state().escaped = 0;
      end = numberEnd(at);
    }
    behind = end;
  }
  if (end == 0) return unread(Unread.Malformed, at);
  if (!add(node, kind, start, <u32>(end - start))) return unread(Unread.TooManyValues, at);
  return behind;
}

/** Adds a value where content looks; false when there are too many. */
@inline
function add(node: u32, kind: u32, start: usize, length: u32): bool {
  if (node == NONE && (!state().hasKeywords || kind > <u32>ValueKind.False)) return true;
  return addTo(node, kind, start, length);
}

function addTo(node: u32, kind: u32, start: usize, length: u32): bool {
  let first: u32 = 0;
  let count: u32 = 0;
  if (node != NONE) {
    const place = record<PathNode>(Section.PathNodes, node);
    first = place.bindingsFirst;
    count = place.bindingsCount;
  }
  if (count == 0 && (!state().hasKeywords || kind > <u32>ValueKind.False)) return true;
  const value = addValue(kind, start, length, state().escaped);
  if (value == LIMIT_VALUES) return false;
  for (let index: u32 = 0; index < count; index++) note(first + index, value);
  return true;
}

/** The closing quote of the text that begins at `at`, or 0; notes whether there are escapes. */
function textEnd(at: usize): usize {
  state().escaped = 0;
  while (true) {
    at = plainEnd(at);
    const byte = load<u8>(at);
    if (byte == QUOTE) return at;
    if (byte != 0x5c) return 0;
    state().escaped = 1;
    const escape = escapeBytes(at);
    if (escape == 0) return 0;
    at += escape;
  }
}

/** Bytes of the escape at `at`, or 0 when it is none. */
function escapeBytes(at: usize): usize {
  switch (<i32>load<u8>(at, 1)) {
    case 0x22:
    case 0x2f:
    case 0x5c:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return 2;
    case 0x75: {
      for (let index: usize = 2; index < 6; index++) if (hexDigit(load<u8>(at + index)) > 15) return 0;
      return 6;
    }
    default:
      return 0;
  }
}

/** The address behind the number at `at`, or 0. */
function numberEnd(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else {
    at = digitsEnd(at);
    if (at == 0) return 0;
  }
  if (load<u8>(at) == 0x2e) {
    at = digitsEnd(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++;
    const sign = load<u8>(at);
    if (sign == 0x2b || sign == 0x2d) at++;
    at = digitsEnd(at);
  }
  return at;
}

/** The address behind the digits at `at`, or 0 when there is none. */
function digitsEnd(at: usize): usize {
  const start = at;
  while (<u32>load<u8>(at) - 0x30 < 10) at++;
  return at == start ? 0 : at;
}

/** The first byte at or after `at` that is not white space; a line feed ends the event and is none. */
@inline
export function skipBlanks(at: usize): usize {
  let byte = load<u8>(at);
  while (byte == 0x20 || byte == 0x09 || byte == 0x0d) byte = load<u8>(++at);
  return at;
}

/** Says why the event is not believed. */
export function unread(reason: u32, at: usize): usize {
  state().reason = reason;
  state().position = <u32>at;
  return 0;
}
