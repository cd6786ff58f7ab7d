/**
 * Where the reading of a source stands: the place, the flags in force, and the first thing that was wrong.
 *
 * Whatever reads returns undefined once something was wrong, and its caller does the same.
 */
import { closeUnderFolding, type Ranges } from './code-points.js';
import { FOUND_LENGTH, type Regex, type RegexProblem, type RegexProblemCode } from './syntax.js';

export interface Flags {
  /** i: upper and lower case are the same. */
  readonly insensitive: boolean;
  /** m: `^` and `$` hold at line feeds, too. */
  readonly multiline: boolean;
  /** s: the dot stands for a line feed, too. */
  readonly dotAll: boolean;
}

export interface Reader {
  readonly source: string;
  at: number;
  flags: Flags;
  /** Groups around the next character. */
  depth: number;
  /** Classes and literals so far, each only once. */
  readonly classes: Map<string, Regex>;
  problem: RegexProblem | undefined;
}

export const NO_FLAGS: Flags = { insensitive: false, multiline: false, dotAll: false };

const FLAG_LETTERS: ReadonlyMap<string, keyof Flags> = new Map([
  ['i', 'insensitive'],
  ['m', 'multiline'],
  ['s', 'dotAll'],
]);

/** The flags with one turned on or off; undefined when there is no such letter. */
export function withFlag(flags: Flags, letter: string, state: 'on' | 'off'): Flags | undefined {
  const name = FLAG_LETTERS.get(letter);
  return name && { ...flags, [name]: state === 'on' };
}

/** Notes what was wrong at `at`; what was found is the source up to `end`, or where the reader stands. */
export function refuse(reader: Reader, code: RegexProblemCode, at: number, end = reader.at): undefined {
  reader.problem ??= { code, at, found: reader.source.slice(at, Math.min(Math.max(end, at), at + FOUND_LENGTH)) };
  return undefined;
}

/** Whether `text` comes next; if so, the reader stands behind it. */
export function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

/** The next code point, which is taken. A surrogate on its own is none: no text in UTF-8 holds it. */
export function takeCodePoint(reader: Reader): number | undefined {
  const codePoint = reader.source.codePointAt(reader.at);
  if (codePoint === undefined) return undefined;
  reader.at += codePoint > 0xffff ? 2 : 1;
  return isSurrogate(codePoint) ? refuse(reader, 'CodePointUnknown', reader.at - 1) : codePoint;
}

export function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/** The set, with all spellings where case does not count. */
export function spelled(ranges: Ranges, { insensitive }: Flags): Ranges {
  return insensitive ? closeUnderFolding(ranges) : ranges;
}

/** One code point of the set, which is as `spelled` left it. Equal classes are one object. */
export function classOf({ classes, flags: { insensitive } }: Reader, ranges: Ranges): Regex {
  const key = `${insensitive} ${ranges.join(' ')}`;
  const known = classes.get(key);
  if (known) return known;
  const regex: Regex = { kind: 'class', ranges, insensitive };
  classes.set(key, regex);
  return regex;
}
