/**
 * Groups: what their first characters mean.
 *
 * Capturing, named and plain groups are the same, because only whether a text matches is asked.
 */
import { type Flags, type Reader, refuse, take, withFlag } from './reader.js';
import type { RegexProblemCode } from './syntax.js';

/** What a bracket opens: a group, or only flags for the rest of the group around it. */
export type GroupStart = 'group' | 'flags';

/** In this order: `(?<=` before `(?<`. */
const REFUSED: readonly (readonly [start: string, code: RegexProblemCode])[] = [
  ['(?=', 'Lookahead'],
  ['(?!', 'Lookahead'],
  ['(?<=', 'Lookbehind'],
  ['(?<!', 'Lookbehind'],
  ['(?>', 'AtomicGroup'],
  ['(?(', 'Conditional'],
  ['(?P=', 'BackReference'],
  ...['(?P>', '(?R', '(?&', '(?+'].map((text) => [text, 'Recursion'] as const),
  ...Array.from('0123456789', (digit) => [`(?${digit}`, 'Recursion'] as const),
];

/** Reads `(`, `(?:`, `(?<name>`, `(?P<name>`, `(?flags:` or `(?flags)`. */
export function readGroupStart(reader: Reader): GroupStart | undefined {
  const start = reader.at;
  for (const [text, code] of REFUSED) {
    if (take(reader, text)) return refuse(reader, code, start);
  }
  if (take(reader, '(?:')) return 'group';
  if (take(reader, '(?<') || take(reader, '(?P<')) return readName(reader, start);
  if (take(reader, '(?')) return readFlags(reader, start);
  reader.at++;
  return 'group';
}

function readName(reader: Reader, start: number): GroupStart | undefined {
  const from = reader.at;
  while (isNameCharacter(reader.source[reader.at] ?? '')) reader.at++;
  return reader.at > from && take(reader, '>') ? 'group' : refuse(reader, 'GroupUnknown', start, reader.at + 1);
}

/** Letters that turn flags on and, behind a `-`, off. */
function readFlags(reader: Reader, start: number): GroupStart | undefined {
  const from = reader.at;
  let flags: Flags = reader.flags;
  let on = true;
  for (; isFlagCharacter(reader.source[reader.at] ?? '', on); reader.at++) {
    const letter = reader.source[reader.at]!;
    if (letter === '-') on = false;
    else {
      const changed = withFlag(flags, letter, on ? 'on' : 'off');
      if (!changed) return refuse(reader, 'FlagUnknown', reader.at, reader.at + 1);
      flags = changed;
    }
  }
  const end = reader.at > from && reader.source[reader.at - 1] !== '-' ? reader.source[reader.at] : undefined;
  if (end !== ':' && end !== ')') return refuse(reader, 'GroupUnknown', start, reader.at + 1);
  reader.at++;
  reader.flags = flags;
  return end === ':' ? 'group' : 'flags';
}

function isFlagCharacter(character: string, on: boolean): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || (on && character === '-');
}

function isNameCharacter(character: string): boolean {
  return isFlagCharacter(character, false) || (character >= '0' && character <= '9') || character === '_';
}
