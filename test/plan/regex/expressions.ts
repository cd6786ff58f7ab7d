/**
 * Random expressions in two dialects, and texts that they are likely to match.
 */
import fc, { type Arbitrary } from 'fast-check';
import { anyCharacter, type Expression, type Flags, pick, type Tape, UNIVERSE } from './characters.js';

export function tapeOf(numbers: readonly number[]): Tape {
  let at = 0;
  return () => numbers[at++] ?? 0;
}

/** Assertions, what they are in the other dialect, and what may help them. */
const ASSERTIONS: readonly (readonly [ours: string, theirs: (flags: Flags) => string, help?: string])[] = [
  ['^', ({ m }) => (m ? '(?<![^\\n])' : '^'), '\n'],
  ['$', ({ m }) => (m ? '(?![^\\n])' : '$'), '\n'],
  ['\\A', () => '^'],
  ['\\z', () => '$'],
  ['\\b', () => '\\b'],
  ['\\B', () => '\\B'],
];

const assertion = fc.constantFrom(...ASSERTIONS).map(
  ([ours, theirs, help = '']): Expression => ({
    ours: `(?:${ours})`,
    theirs: (flags) => `(?:${theirs(flags)})`,
    sample: (tape) => (tape() % 2 === 1 ? help : ''),
  }),
);

const GROUPS = ['(', '(?:', '(?<name>', '(?P<n2>'];

function grouped(inner: Arbitrary<Expression>): Arbitrary<Expression> {
  return fc.tuple(fc.constantFrom(...GROUPS), inner).map(([open, { ours, theirs, sample }]) => ({
    ours: `${open}${ours})`,
    theirs: (flags) => `(?:${theirs(flags)})`,
    sample,
  }));
}

function choice(inner: Arbitrary<Expression>): Arbitrary<Expression> {
  return fc.array(inner, { minLength: 2, maxLength: 3 }).map((options) => ({
    ours: `(?:${options.map(({ ours }) => ours).join('|')})`,
    theirs: (flags) => `(?:${options.map(({ theirs }) => theirs(flags)).join('|')})`,
    sample: (tape, flags) => pick(tape, options).sample(tape, flags),
  }));
}

function sequence(inner: Arbitrary<Expression>): Arbitrary<Expression> {
  return fc.array(inner, { maxLength: 4 }).map((parts) => ({
    ours: parts.map(({ ours }) => ours).join(''),
    theirs: (flags) => parts.map(({ theirs }) => theirs(flags)).join(''),
    sample: (tape, flags) => parts.map(({ sample }) => sample(tape, flags)).join(''),
  }));
}

/** Counters with how often a sample repeats, at least and at most. */
const COUNTERS: readonly (readonly [text: string, least: number, most: number])[] = [
  ['*', 0, 3],
  ['+', 1, 3],
  ['?', 0, 1],
  ['{2}', 2, 2],
  ['{0}', 0, 0],
  ['{1,}', 1, 3],
  ['{0,2}', 0, 2],
  ['{2,3}', 2, 3],
];

function repeated(inner: Arbitrary<Expression>): Arbitrary<Expression> {
  return fc
    .tuple(inner, fc.constantFrom(...COUNTERS), fc.boolean())
    .map(([{ ours, theirs, sample }, [counter, least, most], lazy]) => ({
      ours: `(?:${ours})${counter}${lazy ? '?' : ''}`,
      theirs: (flags) => `(?:${theirs(flags)})${counter}`,
      sample: (tape, flags) =>
        Array.from({ length: least + (tape() % (most - least + 1)) }, () => sample(tape, flags)).join(''),
    }));
}

/** Groups with flags of their own; the other dialect has none, so it is told what they change. */
function flagged(inner: Arbitrary<Expression>, changes: readonly string[]): Arbitrary<Expression> {
  return fc
    .tuple(fc.constantFrom(...changes), fc.boolean(), inner)
    .map(([change, scoped, { ours, theirs, sample }]) => {
      const state = !change.startsWith('-');
      const changed = (flags: Flags) => ({
        ...flags,
        ...Object.fromEntries(letters(change).map((one) => [one, state])),
      });
      return {
        ours: scoped ? `(?${change}:${ours})` : `(?:(?${change})${ours})`,
        theirs: (flags) => `(?:${theirs(changed(flags))})`,
        sample: (tape, flags) => sample(tape, changed(flags)),
      };
    });
}

const letters = (change: string) => Array.from(change).filter((letter) => letter !== '-');

const DEPTH = 3;
const CHANGES = ['s', 'm', '-s', '-m', 'sm'];
const CHANGES_OF_CASE = ['i', '-i', 'is'];

function expressionOf(atom: Arbitrary<Expression>, changes: readonly string[], depth: number): Arbitrary<Expression> {
  if (depth === 0) return sequence(atom);
  const inner = expressionOf(atom, changes, depth - 1);
  return sequence(
    fc.oneof(
      { weight: 4, arbitrary: atom },
      { weight: 2, arbitrary: repeated(fc.oneof(atom, inner)) },
      { weight: 2, arbitrary: choice(inner) },
      { weight: 1, arbitrary: grouped(inner) },
      { weight: 1, arbitrary: flagged(inner, changes) },
    ),
  );
}

/** Everything but assertions. */
export const regular = expressionOf(anyCharacter, CHANGES, DEPTH - 1);
/** The same, and case counts in some parts only. */
export const casedInPart = expressionOf(anyCharacter, CHANGES_OF_CASE, DEPTH);
const anything = expressionOf(
  fc.oneof({ weight: 6, arbitrary: anyCharacter }, { weight: 1, arbitrary: assertion }),
  CHANGES,
  DEPTH,
);

/** Ends of whole expressions: the last line feed may stand only there. */
const ENDS: readonly (readonly [ours: string, theirs: string, text: string])[] = [
  ['', '', ''],
  ['', '', ''],
  ['\\Z', '(?=\\n?$)', '\n'],
];

export const expression = fc.tuple(anything, fc.constantFrom(...ENDS)).map(
  ([{ ours, theirs, sample }, [ourEnd, theirEnd, text]]): Expression => ({
    ours: `(?:${ours})${ourEnd}`,
    theirs: (flags) => `(?:${theirs(flags)})${theirEnd}`,
    sample: (tape, flags) => `${sample(tape, flags)}${tape() % 2 === 1 ? text : ''}`,
  }),
);

export const flagsOf: Arbitrary<Flags> = fc.record({ i: fc.boolean(), m: fc.boolean(), s: fc.boolean() });
export const numbers = fc.array(fc.nat(0xffff), { maxLength: 40 });

/** The letters as a rule writes them. */
export function lettersOf(flags: Flags): string {
  return (['i', 'm', 's'] as const).filter((letter) => flags[letter]).join('');
}

/** The platform's expression for the same texts. Left to itself it also begins between the halves of a surrogate pair. */
export function theirRegex({ theirs }: Expression, flags: Flags): RegExp {
  return new RegExp(`^[\\s\\S]*?(?:${theirs(flags)})`, flags.i && !flags.listed ? 'iu' : 'u');
}

/** Something before, a match but for assertions, something behind; or any text. */
export function textOf({ sample }: Expression, flags: Flags, tape: Tape): string {
  const noise = () => Array.from({ length: tape() % 3 }, () => pick(tape, UNIVERSE)).join('');
  return `${noise()}${tape() % 8 === 1 ? '' : sample(tape, flags)}${noise()}`;
}
