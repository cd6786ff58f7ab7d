/**
 * Sigma patterns: characters, `*` and `?`.
 *
 * A backslash before `*`, `?` or a backslash is an escape and goes away; anywhere else it is itself. Escapes are
 * read once, so a `*` that a modifier adds behind a trailing backslash is still a wildcard. `*` crosses line
 * breaks and `?` is one code point: a pattern becomes a regular expression over folded text with flag `u`.
 */
import { fold } from './fold.js';
import { UnsupportedRule } from './unsupported.js';

export const ANY = Symbol('*');
export const ONE = Symbol('?');

/** One character, or one wildcard. */
export type Token = string | typeof ANY | typeof ONE;
export type Pattern = readonly Token[];

export function parsePattern(source: string): Pattern {
  const parts = source.match(/\\[*?\\]|./gsu) ?? [];
  return parts.map((part) => {
    if (part === '*') return ANY;
    if (part === '?') return ONE;
    return [...part].at(-1)!;
  });
}

export function literal(text: string): Pattern {
  return [...text];
}

/** The text of a pattern without wildcards. */
export function textOf(pattern: Pattern): string {
  return pattern
    .map((token) => {
      if (typeof token === 'string') return token;
      throw new UnsupportedRule('wildcard in an encoded value', String(token.description));
    })
    .join('');
}

export function startingWith(pattern: Pattern): Pattern {
  return pattern.at(-1) === ANY ? pattern : [...pattern, ANY];
}

export function endingWith(pattern: Pattern): Pattern {
  return pattern[0] === ANY ? pattern : [ANY, ...pattern];
}

export function containing(pattern: Pattern): Pattern {
  return startingWith(endingWith(pattern));
}

/** A test of a whole text; `folded` says whether the texts it will get are folded. */
export function compilePattern(pattern: Pattern, { folded }: { folded: boolean }): (text: string) => boolean {
  const first = pattern.findIndex((token) => token !== ANY);
  if (first === -1 && pattern.length > 0) return () => true;
  const last = pattern.findLastIndex((token) => token !== ANY);
  const source = pattern
    .slice(first, last + 1)
    .map((token) => sourceOf(token, folded))
    .join('');
  const expression = new RegExp(`${first > 0 ? '' : '^'}${source}${last < pattern.length - 1 ? '' : '$'}`, 'u');
  return (text) => expression.test(text);
}

function sourceOf(token: Token, folded: boolean): string {
  if (token === ANY) return '[^]*?';
  if (token === ONE) return '[^]';
  return (folded ? fold(token) : token).replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}
