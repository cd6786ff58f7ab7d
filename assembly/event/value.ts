/**
 * Values of an event and their text: where each stands, and, once a rule looks, its bytes unescaped and folded.
 *
 * A value is decoded at most once each way, into the arena. Decoding makes at most three bytes of one (an invalid byte
 * becomes U+FFFD; folding makes at most three of two), so the arena holds two decodings of a whole window.
 */
import {
  ARENA_BYTES,
  AT_ARENA,
  AT_VALUES,
  Fault,
  LIMIT_VALUES,
  VALUES_BYTES,
  Value,
  ValueKind,
} from '../generated/layout';
import { fail } from '../fault';
import { entryIn, readText, writeText } from '../region';
import { state } from '../state';
import { copyPlain } from './block';
import { foldPoint, readEscape, readUtf8, writeUtf8 } from './code-point';


@inline
export function valueAt(index: u32): Value {
  return entryIn<Value>(AT_VALUES, VALUES_BYTES, index);
}

/** Adds a value and returns its number; LIMIT_VALUES when there is no room. */
export function addValue(kind: u32, start: usize, length: u32): u32 {
  const index = state().valueCount;
  if (index >= LIMIT_VALUES) return LIMIT_VALUES;
  state().valueCount = index + 1;
  const value = entryIn<Value>(AT_VALUES, VALUES_BYTES, index);
  value.kind = kind;
  value.start = <u32>start;
  value.length = length;
  value.folded = 0;
  value.cased = 0;
  return index;
}

/** Whether the value has a text. */
@inline
export function hasText(value: Value): bool {
  return value.kind <= <u32>ValueKind.False;
}

/** Decodes the text of a value, folded or as it is; both are in the price of the event. */
export function decode(value: Value, cased: bool): void {
  if ((cased ? value.cased : value.folded) != 0) return;
  const to: usize = state().arena;
  if (to + 3 * <usize>value.length + 64 > AT_ARENA + ARENA_BYTES)
    fail(Fault.RegionExhausted, <u32>AT_ARENA, value.length);
  const length = write(to, value, !cased);
  writeText<u64>(to + length, 0);
  state().arena = <u32>(to + length + 16);
  if (cased) {
    value.cased = <u32>to;
    value.casedLength = length;
  } else {
    value.folded = <u32>to;
    value.foldedLength = length;
  }
}

function write(to: usize, value: Value, folds: bool): u32 {
  switch (<i32>value.kind) {
    case ValueKind.True: {
      writeText<u32>(to, 0x65757274); // true
      return 4;
    }
    case ValueKind.False: {
      writeText<u64>(to, 0x65736c6166); // false
      return 5;
    }
    case ValueKind.Text:
    case ValueKind.Number:
      return decodeText(to, value.start, value.start + value.length, state().isJson != 0, folds);
    default:
      return 0;
  }
}

const BACKSLASH: u8 = 0x5c;

/** Whether an escape is only to leave the backslash out: of paths nearly all are. */
@inline
function isItself(escaped: u8): bool {
  return escaped == BACKSLASH || escaped == 0x22 || escaped == 0x2f;
}

function decodeText(to: usize, from: usize, end: usize, isJson: bool, folds: bool): u32 {
  const start = to;
  while (from < end) {
    const plain = copyPlain(to, from, end, folds);
    from += plain;
    to += plain;
    if (from >= end) break;
    if (readText<u8>(from) == BACKSLASH) {
      const next = isJson ? readText<u8>(from + 1) : BACKSLASH;
      if (isItself(next)) {
        writeText<u8>(to++, next);
        from += isJson ? 2 : 1;
        continue;
      }
    }
    do {
      const read = readText<u8>(from) == BACKSLASH ? readEscape(from) : readUtf8(from, end);
      const point = read & 0xffffff;
      to += writeUtf8(to, folds ? foldPoint(point) : point);
      from += read >> 24;
      // most of what is not ASCII stands beside such
    } while (from < end && readText<u8>(from) >= 0x80);
  }
  return <u32>(to - start);
}
