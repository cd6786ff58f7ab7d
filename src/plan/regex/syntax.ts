/**
 * Regular expressions as read: a tree over classes of code points, and what makes one refused.
 *
 * Groups, lazy forms and flags are gone: they do not change whether a text matches once each class and assertion says
 * what it stands for. Groups nest to GROUP_DEPTH, so every walk over the tree may recurse.
 */
import type { Ranges } from './code-points.js';

export type Regex =
  /** One code point. Under the flag i the ranges hold every spelling, so they are closed under folding. */
  | { readonly kind: 'class'; readonly ranges: Ranges; readonly insensitive: boolean }
  /** One after the other; none is the empty text. */
  | { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
  /** Any one of at least two. */
  | { readonly kind: 'choice'; readonly options: readonly Regex[] }
  /** `max` is Infinity where nothing bounds it; `at` is where the counter stands. */
  | { readonly kind: 'repeat'; readonly body: Regex; readonly min: number; readonly max: number; readonly at: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly insensitive: boolean };

/** What holds between two bytes. The index is the code in an automaton. */
export const ASSERTIONS = [
  /** The text begins here. */
  'TextStart',
  /** The text ends here. */
  'TextEnd',
  /** The text begins here, or the byte before is a line feed. */
  'LineStart',
  /** The text ends here, or the next byte is a line feed. */
  'LineEnd',
  /** One of the two bytes is in [0-9A-Za-z_]; what lies beyond the text is not. */
  'WordBoundary',
  /** Both are or neither is, and the next byte does not continue a code point. */
  'NotWordBoundary',
] as const;

export type Assertion = (typeof ASSERTIONS)[number];

/** Groups in groups. */
export const GROUP_DEPTH = 64;
/** The highest number in a counter. */
export const COUNTER_LIMIT = 1000;
/** States of the automaton without determinisation, counters written out. */
export const STATE_LIMIT = 16_384;
/** UTF-16 units; the longest of the public rules has 217. */
export const SOURCE_LIMIT = 8192;

/** Why an expression is refused. `{}` stands for what was found. */
export const REGEX_PROBLEMS = {
  SourceTooLong: `a regular expression has at most ${SOURCE_LIMIT} characters, this one has {}`,
  FlagUnknown: 'there is no flag {}: i, m and s are read',
  GroupUnknown: 'a group does not begin with {}',
  GroupOpen: 'the group {} is never closed',
  GroupClose: 'there is no group to close with {}',
  GroupTooDeep: `groups nest at most ${GROUP_DEPTH} deep`,
  Lookahead: 'lookahead {} cannot be matched in linear time',
  Lookbehind: 'lookbehind {} cannot be matched in linear time',
  AtomicGroup: 'atomic groups {} depend on the order of attempts, which is not kept',
  Conditional: 'conditionals {} depend on what a group has captured',
  Recursion: 'recursion {} is not regular',
  BackReference: 'the back-reference {} is not regular',
  Possessive: 'the possessive {} depends on the order of attempts, which is not kept',
  NothingToRepeat: 'there is nothing that {} could repeat',
  CounterOrder: 'the counter {} ends before it begins',
  CounterTooLarge: `a counter counts to at most ${COUNTER_LIMIT}, not {}`,
  EscapeUnfinished: 'the escape {} lacks something',
  EscapeUnknown: 'the escape {} has no meaning here',
  UnicodeProperty: 'Unicode properties are not read: {}',
  CodePointUnknown: '{} is not the number of a character',
  ClassOpen: 'the class {} is never closed',
  ClassRange: 'the range {} has no single character at one end',
  ClassRangeOrder: 'the range {} ends before it begins',
  PosixClass: 'POSIX classes are not read: {}',
  TooLarge: `written out, the expression has more than ${STATE_LIMIT} states, from {} on`,
} as const;

export type RegexProblemCode = keyof typeof REGEX_PROBLEMS;

export interface RegexProblem {
  readonly code: RegexProblemCode;
  /** UTF-16 units into the source. */
  readonly at: number;
  /** A piece of the source, at most FOUND_LENGTH long; the letter of a flag, or the length of the source. */
  readonly found: string;
}

export const FOUND_LENGTH = 40;
