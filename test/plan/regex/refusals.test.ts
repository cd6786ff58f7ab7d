/** Expressions that are refused: why, and where. */
import { expect, test } from 'vitest';
import { compileRegex } from '../../../src/plan/regex/compile.js';
import { REGEX_PROBLEMS, type RegexProblemCode } from '../../../src/plan/regex/syntax.js';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly flags?: string;
  readonly code?: RegexProblemCode;
  readonly at?: number;
  readonly found?: string;
}

const ROWS: readonly Row[] = [
  { name: 'longest source', source: 'a'.repeat(8192) },
  { name: 'source too long', source: 'a'.repeat(8193), code: 'SourceTooLong', at: 8192, found: '8193' },
  { name: 'all flags', source: 'a', flags: 'ims' },
  { name: 'flag of another dialect', source: 'a', flags: 'ix', code: 'FlagUnknown', at: 0, found: 'x' },
  { name: 'inline flag of another dialect', source: 'a(?ix)b', code: 'FlagUnknown', at: 4, found: 'x' },
  { name: 'inline flags of Python', source: '(?u)b', code: 'FlagUnknown', at: 2, found: 'u' },
  { name: 'flags and nothing else', source: 'a(?', code: 'GroupUnknown', at: 1, found: '(?' },
  { name: 'no flag to turn off', source: '(?-)a', code: 'GroupUnknown', at: 0, found: '(?-)' },
  { name: 'flags turned off twice', source: '(?i-s-m)a', code: 'GroupUnknown', at: 0, found: '(?i-s-' },
  { name: 'no flags', source: '(?)a', code: 'GroupUnknown', at: 0, found: '(?)' },
  { name: 'comment', source: 'a(?#b)', code: 'GroupUnknown', at: 1, found: '(?#' },
  { name: 'branch reset', source: 'a(?|b)', code: 'GroupUnknown', at: 1, found: '(?|' },
  { name: 'name without an end', source: '(?<na', code: 'GroupUnknown', at: 0, found: '(?<na' },
  { name: 'name of a strange character', source: '(?P<n-a>b)', code: 'GroupUnknown', at: 0, found: '(?P<n-' },
  { name: 'no name', source: '(?<>b)', code: 'GroupUnknown', at: 0, found: '(?<>' },
  { name: 'group not closed', source: 'a(?:b', code: 'GroupOpen', at: 1, found: '(?:' },
  { name: 'inner group not closed', source: 'a((b)', code: 'GroupOpen', at: 1, found: '(' },
  { name: 'bracket too many', source: 'a)b', code: 'GroupClose', at: 1, found: ')' },
  { name: 'groups sixty-four deep', source: `${'('.repeat(64)}a${')'.repeat(64)}` },
  {
    name: 'groups sixty-five deep',
    source: `${'('.repeat(65)}a${')'.repeat(65)}`,
    code: 'GroupTooDeep',
    at: 64,
    found: '(',
  },
  { name: 'lookahead', source: 'a(?=b)', code: 'Lookahead', at: 1, found: '(?=' },
  { name: 'negative lookahead', source: 'a(?!b)', code: 'Lookahead', at: 1, found: '(?!' },
  { name: 'lookbehind', source: '(?<=b)a', code: 'Lookbehind', at: 0, found: '(?<=' },
  { name: 'negative lookbehind', source: 'a(?<!b)', code: 'Lookbehind', at: 1, found: '(?<!' },
  { name: 'atomic group', source: '(?>a+)b', code: 'AtomicGroup', at: 0, found: '(?>' },
  { name: 'conditional', source: '(a)?(?(1)b|c)', code: 'Conditional', at: 4, found: '(?(' },
  { name: 'recursion', source: 'a(?R)?', code: 'Recursion', at: 1, found: '(?R' },
  { name: 'recursion into a group', source: '(a)(?1)', code: 'Recursion', at: 3, found: '(?1' },
  { name: 'recursion into a named group', source: '(?<n>a)(?&n)', code: 'Recursion', at: 7, found: '(?&' },
  { name: 'back-reference', source: '(a)\\1', code: 'BackReference', at: 3, found: '\\1' },
  { name: 'named back-reference', source: '(?<n>a)\\k<n>', code: 'BackReference', at: 7, found: '\\k' },
  { name: 'named back-reference of Python', source: '(?P<n>a)(?P=n)', code: 'BackReference', at: 8, found: '(?P=' },
  { name: 'relative back-reference', source: '(a)\\g{-1}', code: 'BackReference', at: 3, found: '\\g' },
  { name: 'possessive star', source: 'ba*+', code: 'Possessive', at: 2, found: '*+' },
  { name: 'possessive plus', source: 'a++', code: 'Possessive', at: 1, found: '++' },
  { name: 'possessive counter', source: 'a{2,3}+', code: 'Possessive', at: 1, found: '{2,3}+' },
  { name: 'star at the start', source: '*a', code: 'NothingToRepeat', at: 0, found: '*' },
  { name: 'plus behind a bar', source: 'a|+b', code: 'NothingToRepeat', at: 2, found: '+' },
  { name: 'counter in an empty group', source: 'a(?:{2})', code: 'NothingToRepeat', at: 4, found: '{2}' },
  { name: 'counter of a counter', source: 'a{2}{3}', code: 'NothingToRepeat', at: 4, found: '{3}' },
  { name: 'star of a star', source: 'a**', code: 'NothingToRepeat', at: 2, found: '*' },
  { name: 'two lazy marks', source: 'a+??', code: 'NothingToRepeat', at: 3, found: '?' },
  { name: 'star of an anchor', source: '^*a', code: 'NothingToRepeat', at: 1, found: '*' },
  { name: 'star of a word boundary', source: 'a\\b*', code: 'NothingToRepeat', at: 3, found: '*' },
  { name: 'star of flags', source: '(?i)*a', code: 'NothingToRepeat', at: 4, found: '*' },
  { name: 'counter in order', source: 'a{2,2}' },
  { name: 'counter out of order', source: 'ba{3,2}', code: 'CounterOrder', at: 2, found: '{3,2}' },
  { name: 'counter to a thousand', source: 'a{1000}' },
  { name: 'counter to a thousand and one', source: 'a{1001}', code: 'CounterTooLarge', at: 1, found: '{1001}' },
  { name: 'counter from a thousand and one', source: 'a{1001,}', code: 'CounterTooLarge', at: 1, found: '{1001,}' },
  {
    name: 'counter with an upper end too large',
    source: 'a{1,1001}',
    code: 'CounterTooLarge',
    at: 1,
    found: '{1,1001}',
  },
  {
    name: 'counter beyond numbers',
    source: `a{${'9'.repeat(400)},}`,
    code: 'CounterTooLarge',
    at: 1,
    found: `{${'9'.repeat(39)}`,
  },
  { name: 'backslash at the end', source: 'a\\', code: 'EscapeUnfinished', at: 1, found: '\\' },
  { name: 'one hexadecimal digit', source: 'a\\x4', code: 'EscapeUnfinished', at: 1, found: '\\x4' },
  { name: 'three hexadecimal digits', source: '\\u004z', code: 'EscapeUnfinished', at: 0, found: '\\u004' },
  { name: 'no hexadecimal digits', source: '\\x{}', code: 'EscapeUnfinished', at: 0, found: '\\x{' },
  { name: 'braces left open', source: '\\x{41', code: 'EscapeUnfinished', at: 0, found: '\\x{41' },
  { name: 'unknown letter', source: 'a\\y', code: 'EscapeUnknown', at: 1, found: '\\y' },
  { name: 'octal', source: '\\012', code: 'EscapeUnknown', at: 0, found: '\\0' },
  { name: 'quotation', source: '\\Qa\\E', code: 'EscapeUnknown', at: 0, found: '\\Q' },
  { name: 'assertion in a class', source: '[a\\B]', code: 'EscapeUnknown', at: 2, found: '\\B' },
  { name: 'Unicode property', source: 'a\\p{L}', code: 'UnicodeProperty', at: 1, found: '\\p' },
  { name: 'negated Unicode property in a class', source: '[\\PL]', code: 'UnicodeProperty', at: 1, found: '\\P' },
  { name: 'last code point', source: '\\x{10FFFF}' },
  { name: 'beyond the last code point', source: 'a\\x{110000}', code: 'CodePointUnknown', at: 1, found: '\\x{110000}' },
  {
    name: 'digits without end',
    source: `\\x{${'f'.repeat(400)}}`,
    code: 'CodePointUnknown',
    at: 0,
    found: `\\x{${'f'.repeat(37)}`,
  },
  { name: 'escaped surrogate', source: 'a\\uD83D', code: 'CodePointUnknown', at: 1, found: '\\uD83D' },
  {
    name: 'escaped surrogates in the wrong order',
    source: '\\uDE00\\uD83D',
    code: 'CodePointUnknown',
    at: 0,
    found: '\\uDE00',
  },
  { name: 'surrogate', source: 'a\ud83d', code: 'CodePointUnknown', at: 1, found: '\ud83d' },
  { name: 'surrogate in a class', source: '[\udc00]', code: 'CodePointUnknown', at: 1, found: '\udc00' },
  { name: 'class not closed', source: 'a[bc', code: 'ClassOpen', at: 1, found: '[bc' },
  { name: 'class of a bracket not closed', source: '[]', code: 'ClassOpen', at: 0, found: '[]' },
  { name: 'class closed by an escaped bracket', source: '[a\\]', code: 'ClassOpen', at: 0, found: '[a\\]' },
  { name: 'range to a set', source: '[a-\\d]', code: 'ClassRange', at: 1, found: 'a-\\d' },
  { name: 'range from a set', source: '[b\\w-z]', code: 'ClassRange', at: 2, found: '\\w-z' },
  { name: 'range in order', source: '[a-a]' },
  { name: 'range out of order', source: '[bz-a]', code: 'ClassRangeOrder', at: 2, found: 'z-a' },
  { name: 'POSIX class', source: '[a[:alpha:]]', code: 'PosixClass', at: 2, found: '[:alpha:]' },
  { name: 'negated POSIX class', source: '[[:^digit:]]', code: 'PosixClass', at: 1, found: '[:^digit:]' },
  { name: 'POSIX equivalence', source: '[[=a=]]', code: 'PosixClass', at: 1, found: '[=a=]' },
  { name: 'counters up to the limit', source: '(?:a{1000}){16}a{383}' },
  { name: 'counters beyond the limit', source: 'b(?:a{1000}){17}', code: 'TooLarge', at: 12, found: '{17}' },
  {
    name: 'counters beyond the limit together',
    source: '(?:a{1000}){16}a{384}',
    code: 'TooLarge',
    at: 16,
    found: '{384}',
  },
  {
    name: 'a class too large to write out',
    source: '[a\\x{101}\\x{201}\\x{301}\\x{1001}\\x{2001}-\\x{2fff}]{1000}',
    code: 'TooLarge',
    at: 49,
    found: '{1000}',
  },
];

for (const { name, source, flags = '', code, at, found } of ROWS) {
  test(name, () => {
    const answer = compileRegex(source, flags);
    const problem = 'code' in answer ? answer : undefined;
    expect(problem).toEqual(code && { code, at, found });
  });
}

test('every code has a row', () => {
  expect(Object.keys(REGEX_PROBLEMS).filter((code) => !ROWS.some((row) => row.code === code))).toEqual([]);
});
