/**
 * Timestamps and their parts, in UTC.
 *
 * A date, or a date, `T` or a blank, and a time with or without seconds, fraction and offset; without an offset it is
 * UTC. Days are counted from 0000-03-01 so that leap days come last. Source: ISO 8601; RFC 3339; Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", for the calendar.
 */
import { PredicateKind } from '../generated/layout';
import { readText } from '../region';

const NO_TIME: i64 = i64.MIN_VALUE;
/** Days from 0000-03-01 to 0001-01-01, a Monday. */
const MONDAY: i64 = 306;

/** Part `kind` of the time that a text is, or -1 when it is none. */
export function timePart(kind: u32, at: usize, length: u32): i32 {
  const minutes = readMinutes(at, at + length);
  if (minutes == NO_TIME) return -1;
  const day = floorDivide(minutes, 1440);
  const minute = <i32>(minutes - day * 1440);
  switch (<i32>kind) {
    case PredicateKind.Minute:
      return minute % 60;
    case PredicateKind.Hour:
      return minute / 60;
    case PredicateKind.Day:
      return civil(day) & 31;
    case PredicateKind.Month:
      return (civil(day) >> 5) & 15;
    case PredicateKind.Year:
      return civil(day) >> 9;
    default:
      return week(day);
  }
}

/** Minutes from the first day counted, in UTC. Seconds are read and forgotten. */
function readMinutes(at: usize, end: usize): i64 {
  const year = digits(at, end, 4);
  const month = digits(at + 5, end, 2);
  const day = digits(at + 8, end, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || !is(at + 4, end, 0x2d) || !is(at + 7, end, 0x2d))
    return NO_TIME;
  const number = days(year, month, day);
  if (civil(number) != ((year << 9) | (month << 5) | day)) return NO_TIME;
  if (at + 10 == end) return number * 1440;
  return readTime(at + 10, end, number * 1440);
}

function readTime(at: usize, end: usize, midnight: i64): i64 {
  const hour = digits(at + 1, end, 2);
  const minute = digits(at + 4, end, 2);
  if (!(is(at, end, 0x74) || is(at, end, 0x54) || is(at, end, 0x20))) return NO_TIME;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !is(at + 3, end, 0x3a)) return NO_TIME;
  at += 6;
  if (is(at, end, 0x3a)) {
    const second = digits(at + 1, end, 2);
    if (second < 0 || second > 59) return NO_TIME;
    at += 3;
    if (is(at, end, 0x2e)) {
      const start = ++at;
      while (digits(at, end, 1) >= 0) at++;
      if (at == start) return NO_TIME;
    }
  }
  const offset = readOffset(at, end);
  return offset == NO_TIME ? NO_TIME : midnight + hour * 60 + minute - offset;
}

/** Minutes ahead of UTC: nothing, Z, or a sign, hours and minutes with or without a colon. */
function readOffset(at: usize, end: usize): i64 {
  if (at == end) return 0;
  if (is(at, end, 0x7a) || is(at, end, 0x5a)) return at + 1 == end ? 0 : NO_TIME;
  const negative = is(at, end, 0x2d);
  if (!negative && !is(at, end, 0x2b)) return NO_TIME;
  const hours = digits(at + 1, end, 2);
  const colon: usize = is(at + 3, end, 0x3a) ? 1 : 0;
  const minutes = digits(at + 3 + colon, end, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || at + 5 + colon != end) return NO_TIME;
  const offset = hours * 60 + minutes;
  return negative ? -offset : offset;
}

/** The number that `count` digits are, or -1. */
function digits(at: usize, end: usize, count: usize): i32 {
  if (at + count > end) return -1;
  let number = 0;
  for (const stop = at + count; at < stop; at++) {
    const digit = <u32>readText<u8>(at) - 0x30;
    if (digit > 9) return -1;
    number = number * 10 + <i32>digit;
  }
  return number;
}

function is(at: usize, end: usize, byte: u8): bool {
  return at < end && readText<u8>(at) == byte;
}

/** Days from 0000-03-01 to a date. */
function days(year: i32, month: i32, day: i32): i64 {
  const from = <i64>(month <= 2 ? year - 1 : year);
  const era = floorDivide(from, 400);
  const ofEra = from - era * 400;
  const ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
}

/** The date of a day: year above nine bits, month above five, day. */
function civil(number: i64): i32 {
  const era = floorDivide(number, 146097);
  const ofEra = <i32>(number - era * 146097);
  const year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
  const ofYear = ofEra - (365 * year + year / 4 - year / 100);
  const part = (5 * ofYear + 2) / 153;
  const day = ofYear - (153 * part + 2) / 5 + 1;
  const month = part < 10 ? part + 3 : part - 9;
  return ((year + <i32>era * 400 + (month <= 2 ? 1 : 0)) << 9) | (month << 5) | day;
}

/** The week of the Thursday of a day's week; week 1 has the first Thursday of its year. */
function week(number: i64): i32 {
  const thursday = number - ((((number - MONDAY) % 7) + 7) % 7) + 3;
  const newYear = days(civil(thursday) >> 9, 1, 1);
  return <i32>((thursday - newYear) / 7) + 1;
}

function floorDivide(a: i64, b: i64): i64 {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}
