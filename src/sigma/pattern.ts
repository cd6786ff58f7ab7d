/**
 * Patterns: the text of a value with its wildcards and escapes read.
 *
 * A backslash escapes `*`, `?` and itself and is dropped; before anything else, or at the end, it is a
 * backslash. Escapes are read before a place adds its wildcard, so a value that ends in a backslash keeps it.
 */
import type { Pattern, PatternPart } from './ast.js';

/** Where in the field value a text is looked for. */
export type Place = 'contains' | 'startswith' | 'endswith';

/** What makes a text more than itself: a wildcard, or a backslash before one of its kind. */
const SPECIAL = /[*?]|\\\\/;
const ESCAPABLE = '*?\\';

export function readPattern(written: string): Pattern {
  if (!SPECIAL.test(written)) return literalPattern(written);
  const parts: PatternPart[] = [];
  let literal = '';
  for (let at = 0; at < written.length; at++) {
    const character = written[at]!;
    if (character === '*' || character === '?') {
      parts.push(...literalPattern(literal), character === '*' ? 'any' : 'one');
      literal = '';
    } else {
      if (character === '\\' && ESCAPABLE.includes(written[at + 1] ?? ' ')) at++;
      literal += written[at];
    }
  }
  parts.push(...literalPattern(literal));
  return parts.filter((part, at) => part !== 'any' || parts[at - 1] !== 'any');
}

/** `text` as it is, wildcards and backslashes without meaning. */
export function literalPattern(text: string): Pattern {
  return text === '' ? [] : [{ literal: text }];
}

/** The text of a pattern that has no wildcards. */
export function literalOf(pattern: Pattern): string | undefined {
  const [part] = pattern;
  if (part === undefined) return '';
  return pattern.length === 1 && typeof part === 'object' ? part.literal : undefined;
}

export function placePattern(pattern: Pattern, place: Place): Pattern {
  const before: Pattern = place !== 'startswith' && pattern[0] !== 'any' ? ['any'] : [];
  const placed = before.concat(pattern);
  return place !== 'endswith' && placed.at(-1) !== 'any' ? placed.concat('any') : placed;
}
