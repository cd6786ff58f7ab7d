/**
 * Random expressions for one character, said in two dialects: as a rule writes them, and as the platform's RegExp with
 * the flag u has them.
 */
import fc, { type Arbitrary } from 'fast-check';

export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  /** The other dialect has no flags for a part of an expression: its characters are listed instead. */
  readonly listed?: boolean;
}

/** Both dialects, and which texts to try: what is read from the tape decides between them. */
export interface Expression {
  readonly ours: string;
  readonly theirs: (flags: Flags) => string;
  readonly sample: (tape: Tape, flags: Flags) => string;
}

/** Numbers that decide; zeros behind its end. */
export type Tape = () => number;

/** Letters with one, two and three spellings, white space, what is special, and one to four bytes of UTF-8. */
export const UNIVERSE = Array.from('abkKsS1_ \n\r\t-.\\"]}éÉßſ\u212aσςΣ\u2028€😀\u{10400}\u{10428}');

export const pick = <T>(tape: Tape, from: readonly T[]): T => from[tape() % from.length]!;
const hex = (character: string) => character.codePointAt(0)!.toString(16);

/** The members of the universe that an expression for one character stands for. */
function membersOf(theirs: string, flags: Flags): readonly string[] {
  const regex = new RegExp(`^(?:${theirs})$`, flags.i ? 'iu' : 'u');
  return UNIVERSE.filter((character) => regex.test(character));
}

/** `theirs` is one character of the other dialect under the flag i, if it is on. */
function oneCharacter(ours: string, theirs: (flags: Flags) => string): Expression {
  const sample = (tape: Tape, flags: Flags) => {
    const members = membersOf(theirs(flags), flags);
    return members.length === 0 ? '' : pick(tape, members);
  };
  const list = (flags: Flags) =>
    `[${membersOf(theirs(flags), flags)
      .map((one) => `\\u{${hex(one)}}`)
      .join('')}]`;
  return { ours, theirs: (flags) => (flags.listed ? list(flags) : theirs(flags)), sample };
}

const SPECIAL = /[\\^$.|?*+()[{]/;
const SPECIAL_IN_CLASS = /[\\\]^[-]/;

/** Ways to write a character. */
function spellings(character: string, special: RegExp): readonly string[] {
  const digits = hex(character);
  const code = character.codePointAt(0)!;
  return [
    special.test(character) ? `\\${character}` : character,
    `\\x{${digits}}`,
    ...(code < 0x100 ? [`\\x${digits.padStart(2, '0')}`] : []),
    ...(code < 0x10000 ? [`\\u${digits.padStart(4, '0')}`] : []),
    ...(/[^\w\s]/.test(character) ? [`\\${character}`] : []),
  ];
}

const character = fc.constantFrom(...UNIVERSE);

function written(special: RegExp): Arbitrary<{ readonly ours: string; readonly theirs: string }> {
  return fc.tuple(character, fc.nat()).map(([one, way]) => {
    const ways = spellings(one, special);
    return { ours: way % 3 === 0 ? ways[way % ways.length]! : ways[0]!, theirs: `\\u{${hex(one)}}` };
  });
}

const literal = written(SPECIAL).map(({ ours, theirs }) => oneCharacter(ours, () => theirs));

/** Escapes for sets, and what they are in the other dialect. */
const SETS: readonly (readonly [ours: string, theirs: string])[] = [
  ['\\d', '\\d'],
  ['\\D', '\\D'],
  ['\\w', '\\w'],
  ['\\W', '\\W'],
  ['\\s', '\\t-\\r '],
];

const set = fc.constantFrom(...SETS).map(([ours, theirs]) => oneCharacter(ours, () => `[${theirs}]`));
const dot = fc.constant(oneCharacter('.', ({ s }) => (s ? '[\\s\\S]' : '[^\\n]')));
const notSpace = fc.constant(oneCharacter('\\S', () => '[^\\t-\\r ]'));

const range = fc.tuple(character, character).map((ends) => {
  const [first, last] = [...ends].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  return { ours: `\\x{${hex(first!)}}-\\x{${hex(last!)}}`, theirs: `\\u{${hex(first!)}}-\\u{${hex(last!)}}` };
});

const member = fc.oneof(
  { weight: 4, arbitrary: written(SPECIAL_IN_CLASS) },
  { weight: 2, arbitrary: range },
  { weight: 1, arbitrary: fc.constantFrom(...SETS).map(([ours, theirs]) => ({ ours, theirs })) },
);

const charactersClass = fc
  .tuple(fc.boolean(), fc.array(member, { minLength: 1, maxLength: 4 }))
  .map(([negated, members]) => {
    const open = negated ? '[^' : '[';
    const theirs = `${open}${members.map((one) => one.theirs).join('')}]`;
    return oneCharacter(`${open}${members.map((one) => one.ours).join('')}]`, () => theirs);
  });

export const anyCharacter = fc.oneof(
  { weight: 6, arbitrary: literal },
  { weight: 2, arbitrary: charactersClass },
  { weight: 1, arbitrary: set },
  { weight: 1, arbitrary: dot },
  { weight: 1, arbitrary: notSpace },
);
