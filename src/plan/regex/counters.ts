/**
 * Counters: how often what stands before them is repeated.
 *
 * `* + ? {n} {n,} {n,m}`. A `?` behind one makes it lazy, which does not change whether a text matches; a `+` makes it
 * possessive, which does. A brace that begins no counter is a character.
 */
import { type Reader, refuse, take } from './reader.js';
import { COUNTER_LIMIT } from './syntax.js';

export interface Counter {
  readonly min: number;
  readonly max: number;
}

const SIGNS: ReadonlyMap<string, Counter> = new Map([
  ['*', { min: 0, max: Number.POSITIVE_INFINITY }],
  ['+', { min: 1, max: Number.POSITIVE_INFINITY }],
  ['?', { min: 0, max: 1 }],
]);

/** The counter that comes next, if any. */
export function readCounter(reader: Reader): Counter | undefined {
  const start = reader.at;
  const counter = readSign(reader) ?? readBraces(reader);
  if (!counter) return undefined;
  if (counter.min > counter.max) return refuse(reader, 'CounterOrder', start);
  const highest = Number.isFinite(counter.max) ? counter.max : counter.min;
  if (highest > COUNTER_LIMIT) return refuse(reader, 'CounterTooLarge', start);
  if (take(reader, '+')) return refuse(reader, 'Possessive', start);
  take(reader, '?');
  return counter;
}

function readSign(reader: Reader): Counter | undefined {
  const counter = SIGNS.get(reader.source[reader.at] ?? '');
  if (counter) reader.at++;
  return counter;
}

function readBraces(reader: Reader): Counter | undefined {
  const { source, at } = reader;
  if (source[at] !== '{') return undefined;
  const comma = endOfDigits(source, at + 1);
  if (comma === at + 1) return undefined;
  const bounded = source[comma] === ',';
  const end = bounded ? endOfDigits(source, comma + 1) : comma;
  if (source[end] !== '}') return undefined;
  reader.at = end + 1;
  const min = numberIn(source, at + 1, comma);
  if (!bounded) return { min, max: min };
  return { min, max: end === comma + 1 ? Number.POSITIVE_INFINITY : numberIn(source, comma + 1, end) };
}

/** Numbers too long to be exact are finite all the same, so that they are refused. */
function numberIn(source: string, from: number, end: number): number {
  return Math.min(Number(source.slice(from, end)), Number.MAX_SAFE_INTEGER);
}

function endOfDigits(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at]! >= '0' && source[at]! <= '9') at++;
  return at;
}
