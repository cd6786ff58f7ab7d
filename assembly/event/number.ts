/**
 * Numbers as text: the canonical form in which two spellings of one number are the same bytes.
 *
 * Sign, significant digits, `e`, exponent of the last digit: 4688, 4688.0 and 4.688e3 are `4688e0`, 100 is `1e2`, every
 * zero is `0e0`. No conversion to binary, so 64-bit numbers keep all their digits. The twin of src/plan/number.ts.
 */
import { AT_DIGITS, LIMIT_DIGITS, LIMIT_EXPONENT } from '../generated/layout';
import { readBytes, readText, writeText } from '../region';

/** Writes the canonical form of a text to AT_DIGITS; returns its length, 0 when the text is not a decimal number. */
export function canonical(at: usize, length: u32): u32 {
  const end = at + length;
  let to: usize = AT_DIGITS;
  if (at < end && readText<u8>(at) == 0x2d) {
    at++;
    writeText<u8>(to++, 0x2d);
  }
  const digits = to;
  let exponent: i64 = 0;
  let point = false;
  let before = false;
  let zeros: u32 = 0;
  let last: u8 = 0;
  for (; at < end; at++) {
    const byte = readText<u8>(at);
    if (byte == 0x2e && !point && before) point = true;
    else if (<u32>byte - 0x30 < 10) {
      before = true;
      if (point) exponent--;
      if (byte == 0x30) zeros++;
      else {
        if (to == digits) zeros = 0;
        if (to - digits + zeros > LIMIT_DIGITS - 1) return 0;
        for (; zeros > 0; zeros--) writeText<u8>(to++, 0x30);
        writeText<u8>(to++, byte);
      }
    } else break;
    last = byte;
  }
  if (!before || last == 0x2e) return 0;
  if (at < end) {
    if ((readText<u8>(at) | 0x20) != 0x65) return 0;
    const written = readExponent(at + 1, end);
    if (written == i64.MAX_VALUE) return 0;
    exponent += written;
  }
  if (to == digits) return zero();
  exponent += zeros;
  if (exponent > <i64>LIMIT_EXPONENT || exponent < -(<i64>LIMIT_EXPONENT)) return 0;
  writeText<u8>(to++, 0x65);
  return writeInteger(to, exponent) - <u32>AT_DIGITS;
}

/** Writes the canonical form of a small number, such as a part of a time, to AT_DIGITS; returns its length. */
export function canonicalInteger(number: u32): u32 {
  if (number == 0) return zero();
  let exponent: u32 = 0;
  for (; number % 10 == 0; number /= 10) exponent++;
  const to = writeInteger(AT_DIGITS, number);
  writeText<u8>(to, 0x65);
  return writeInteger(to + 1, exponent) - <u32>AT_DIGITS;
}

function zero(): u32 {
  writeText<u32>(AT_DIGITS, 0x306530); // 0e0
  return 3;
}

/** The exponent that fills `at` to `end`, i64.MAX_VALUE when it is none. */
function readExponent(at: usize, end: usize): i64 {
  const negative = at < end && readBytes<u8>(at) == 0x2d;
  if (negative || (at < end && readBytes<u8>(at) == 0x2b)) at++;
  if (at >= end) return i64.MAX_VALUE;
  let number: i64 = 0;
  for (; at < end; at++) {
    const digit = <u32>readBytes<u8>(at) - 0x30;
    if (digit > 9) return i64.MAX_VALUE;
    if (number <= <i64>LIMIT_EXPONENT) number = number * 10 + digit;
  }
  return negative ? -number : number;
}

/** Writes a number of at most nine digits; returns the address behind it. */
function writeInteger(to: usize, number: i64): u32 {
  if (<u64>number < 10) {
    writeText<u8>(to, <u8>(0x30 + number));
    return <u32>to + 1;
  }
  if (number < 0) {
    writeText<u8>(to++, 0x2d);
    number = -number;
  }
  let power: i64 = 1;
  while (power * 10 <= number) power *= 10;
  for (; power > 0; power /= 10) writeText<u8>(to++, <u8>(0x30 + ((number / power) % 10)));
  return <u32>to;
}

/** Which of two canonical forms is the greater number: negative, zero or positive for less, equal, greater. */
export function compare(a: usize, aLength: u32, b: usize, bLength: u32): i32 {
  const aSign = signOf(a);
  const bSign = signOf(b);
  if (aSign != bSign) return aSign - bSign;
  if (aSign == 0) return 0;
  return aSign * compareMagnitudes(aSign < 0 ? a + 1 : a, a + aLength, bSign < 0 ? b + 1 : b, b + bLength);
}

function signOf(at: usize): i32 {
  const first = readBytes<u8>(at);
  return first == 0x2d ? -1 : first == 0x30 ? 0 : 1;
}

/** By the place of the first digit, then digit by digit; what has digits left is greater. */
function compareMagnitudes(a: usize, aEnd: usize, b: usize, bEnd: usize): i32 {
  const aPlace = placeOf(a, aEnd);
  const bPlace = placeOf(b, bEnd);
  if (aPlace != bPlace) return aPlace < bPlace ? -1 : 1;
  for (let at: usize = 0; a + at < aEnd && b + at < bEnd; at++) {
    const x = readBytes<u8>(a + at);
    const y = readBytes<u8>(b + at);
    if (x != y) return x == LETTER_E ? -1 : y == LETTER_E ? 1 : <i32>x - <i32>y;
    if (x == LETTER_E) return 0;
  }
  return 0;
}

const LETTER_E: u8 = 0x65;

/** The decimal place of the first digit. */
function placeOf(at: usize, end: usize): i64 {
  const start = at;
  while (at < end && readBytes<u8>(at) != LETTER_E) at++;
  return <i64>(at - start) + readExponent(at + 1, end);
}
