/**
 * Classes: what stands between `[` and `]`.
 *
 * A `]` that comes first is itself, and so is a `-` that comes first or last; `[`, `&&` and `--` are themselves
 * everywhere. A range has a single character at both ends.
 */
import { complement, type Ranges, rangesOf } from './code-points.js';
import { readEscape } from './escapes.js';
import { type Reader, refuse, spelled, take, takeCodePoint } from './reader.js';

/** The reader stands before the `[`. */
export function readClass(reader: Reader): Ranges | undefined {
  const start = reader.at++;
  const negated = take(reader, '^');
  const members: (readonly [number, number])[] = [];
  for (let first = true; first || !take(reader, ']'); first = false) {
    if (reader.at >= reader.source.length) return refuse(reader, 'ClassOpen', start);
    const ranges = readMember(reader);
    if (!ranges) return undefined;
    members.push(...ranges);
  }
  const ranges = spelled(rangesOf(members), reader.flags);
  return negated ? complement(ranges) : ranges;
}

/** A character, a range or the set of an escape. */
function readMember(reader: Reader): Ranges | undefined {
  const start = reader.at;
  if (readsPosix(reader)) return refuse(reader, 'PosixClass', start);
  const first = readEnd(reader);
  if (first === undefined) return undefined;
  const isRange = reader.source[reader.at] === '-' && !['', ']'].includes(reader.source[reader.at + 1] ?? '');
  if (!isRange) return typeof first === 'number' ? [[first, first]] : first;
  reader.at++;
  const last = readEnd(reader);
  if (last === undefined) return undefined;
  if (typeof first !== 'number' || typeof last !== 'number') return refuse(reader, 'ClassRange', start);
  return first > last ? refuse(reader, 'ClassRangeOrder', start) : [[first, last]];
}

/** One code point, or the set of an escape. */
function readEnd(reader: Reader): number | Ranges | undefined {
  if (reader.source[reader.at] !== '\\') return takeCodePoint(reader);
  const meaning = readEscape(reader, 'inside class');
  if (meaning?.kind === 'set') return meaning.ranges;
  return meaning?.kind === 'point' ? meaning.codePoint : undefined;
}

const POSIX_NAME_LENGTH = 16;

/** Whether `[:name:]`, `[.name.]` or `[=name=]` comes next; if so, the reader stands behind it. */
function readsPosix(reader: Reader): boolean {
  const { source, at } = reader;
  const mark = source[at + 1] ?? '';
  if (source[at] !== '[' || !':.='.includes(mark) || mark === '') return false;
  const end = source.slice(at + 2, at + 2 + POSIX_NAME_LENGTH).indexOf(`${mark}]`);
  if (end < 0 || source.slice(at + 2, at + 2 + end).includes(']')) return false;
  reader.at = at + end + 4;
  return true;
}
