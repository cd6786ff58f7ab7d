/**
 * Escapes: what a backslash and the characters behind it stand for.
 *
 * Letters and digits without a meaning are refused, because each dialect gives them another; everything else stands
 * for itself. Inside a class `\b` is a backspace and assertions mean nothing.
 */
import { complement, LAST_CODE_POINT, type Ranges, WORDS } from './code-points.js';
import { isSurrogate, type Reader, refuse, spelled, takeCodePoint } from './reader.js';
import type { Assertion, RegexProblemCode } from './syntax.js';

export type Escape =
  | { readonly kind: 'point'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** The end of the text, or before a line feed that ends it. */
  | { readonly kind: 'finalLine' };

const POINTS: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['a', 0x07],
  ['e', 0x1b],
]);

const DIGITS: Ranges = [[0x30, 0x39]];
const SPACES: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
];

const SETS: ReadonlyMap<string, { readonly ranges: Ranges; readonly negated: boolean }> = new Map([
  ['d', { ranges: DIGITS, negated: false }],
  ['D', { ranges: DIGITS, negated: true }],
  ['s', { ranges: SPACES, negated: false }],
  ['S', { ranges: SPACES, negated: true }],
  ['w', { ranges: WORDS, negated: false }],
  ['W', { ranges: WORDS, negated: true }],
]);

const OUTSIDE_CLASS: ReadonlyMap<string, Escape> = new Map<string, Escape>([
  ['A', { kind: 'assertion', assertion: 'TextStart' }],
  ['z', { kind: 'assertion', assertion: 'TextEnd' }],
  ['b', { kind: 'assertion', assertion: 'WordBoundary' }],
  ['B', { kind: 'assertion', assertion: 'NotWordBoundary' }],
  ['Z', { kind: 'finalLine' }],
]);
const INSIDE_CLASS: ReadonlyMap<string, Escape> = new Map<string, Escape>([['b', { kind: 'point', codePoint: 0x08 }]]);

/** Digits of a code point in hexadecimal, when no braces say how many. */
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
]);

const REFUSED: ReadonlyMap<string, RegexProblemCode> = new Map<string, RegexProblemCode>([
  ['p', 'UnicodeProperty'],
  ['P', 'UnicodeProperty'],
  ...Array.from('kg123456789', (letter) => [letter, 'BackReference'] as const),
]);

/** The reader stands before the backslash. */
export function readEscape(reader: Reader, place: 'inside class' | 'outside class'): Escape | undefined {
  const start = reader.at++;
  const letter = reader.source[reader.at];
  if (letter === undefined) return refuse(reader, 'EscapeUnfinished', start);
  if (!isAlphanumeric(letter)) return pointEscape(takeCodePoint(reader));
  reader.at++;
  const refused = REFUSED.get(letter);
  if (refused) return refuse(reader, refused, start);
  if (letter === '0') return isDigit(reader.source[reader.at]) ? unknown(reader, start) : pointEscape(0);
  const digits = HEX_DIGITS.get(letter);
  if (digits !== undefined) return pointEscape(readHexadecimal(reader, start, digits));
  const set = SETS.get(letter);
  if (set) return { kind: 'set', ranges: readSet(reader, set) };
  const placed = (place === 'inside class' ? INSIDE_CLASS : OUTSIDE_CLASS).get(letter);
  return placed ?? pointEscape(POINTS.get(letter)) ?? unknown(reader, start);
}

function pointEscape(codePoint: number | undefined): Escape | undefined {
  return codePoint === undefined ? undefined : { kind: 'point', codePoint };
}

function unknown(reader: Reader, start: number): undefined {
  return refuse(reader, 'EscapeUnknown', start, reader.at);
}

/** Spellings before the complement: what is spelled like a member is none of the others. */
function readSet(reader: Reader, { ranges, negated }: { ranges: Ranges; negated: boolean }): Ranges {
  const all = spelled(ranges, reader.flags);
  return negated ? complement(all) : all;
}

function readHexadecimal(reader: Reader, start: number, digits: number): number | undefined {
  const first = readUnit(reader, start, digits);
  if (first === undefined || !isSurrogate(first)) return first;
  const before = reader.at;
  if (first <= 0xdbff && reader.source.startsWith('\\u', before)) {
    reader.at += 2;
    const second = readUnit(reader, before, digits);
    if (second !== undefined && second >= 0xdc00 && isSurrogate(second)) {
      return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    }
  }
  return refuse(reader, 'CodePointUnknown', start, before);
}

/** `HH`, `HHHH` or `{H…}`; the reader stands behind the letter. */
function readUnit(reader: Reader, start: number, digits: number): number | undefined {
  const { source } = reader;
  const braced = source[reader.at] === '{';
  const from = braced ? reader.at + 1 : reader.at;
  let value = 0;
  let at = from;
  for (; (braced || at < from + digits) && isHexadecimal(source[at]); at++) {
    value = Math.min(value * 16 + Number.parseInt(source[at]!, 16), LAST_CODE_POINT + 1);
  }
  reader.at = at;
  if (braced ? source[at] !== '}' || at === from : at < from + digits) return refuse(reader, 'EscapeUnfinished', start);
  if (braced) reader.at++;
  return value > LAST_CODE_POINT ? refuse(reader, 'CodePointUnknown', start) : value;
}

function isDigit(character: string | undefined): boolean {
  return isBetween(character, '0', '9');
}

function isHexadecimal(character: string | undefined): boolean {
  return isDigit(character) || isBetween(character, 'a', 'f') || isBetween(character, 'A', 'F');
}

/** In ASCII: the Kelvin sign is not a letter here, though its lower case is. */
function isAlphanumeric(character: string): boolean {
  return isDigit(character) || isBetween(character, 'a', 'z') || isBetween(character, 'A', 'Z');
}

function isBetween(character: string | undefined, first: string, last: string): boolean {
  return character !== undefined && character >= first && character <= last;
}
