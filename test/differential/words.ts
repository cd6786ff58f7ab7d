/**
 * Small vocabularies, so that what a rule asks for is often what an event has.
 *
 * Each case draws a few words of every theme. Events are filled with them and rules are made from them: cut,
 * escaped, encoded, in other case. Texts are built of atoms in which case, folding, dashes, escapes and wildcards
 * meet.
 */
import fc, { type Arbitrary } from 'fast-check';

export type Theme = 'text' | 'dashes' | 'base64' | 'number' | 'address' | 'time';

/** The words of one case. */
export interface Words extends Readonly<Record<Theme, readonly string[]>> {
  /** What the words of base64 have inside, and in which character set. */
  readonly secret: string;
  readonly charset: Charset;
}

export type Charset = 'utf8' | 'wide' | 'utf16' | 'utf16le' | 'utf16be';

const LETTERS = ['a', 'A', 'b', 'k', 'K', '\u212a', 's', 'ſ', 'ä', 'Ä', 'σ', 'ς', 'Σ', 'ß', 'ẞ', 'i', 'İ', 'ж', '😀'];
const SIGNS = [...'-/–. *?\\\n\t"\'%$({01\ufffd', '\\\\'];
const CHUNKS = ['cmd', 'CMD.exe', '\\Temp\\', ' -enc ', ' /c ', 'foobar', 'FooBar', 'a*b', 'a\\*b', 'x?y'];

const DASHED = ['-a', ' /c', 'x -enc y', ' –enc', '-a /b', '-foo-bar', 'start/b', 'ps ―c ', '- a', 'x-', '–1', '-_'];
const SECRETS = ['foobar', 'cmd', 'C:\\x', 'äß😀', 'abcd', 'a*cd'];
const ADDRESSES = [
  '10.1.2.3',
  '10.1.2.4',
  '192.168.1.255',
  '010.1.2.3',
  '10.1.2',
  '::1',
  'FE80::1:0',
  '::ffff:10.1.2.3',
];
const TIMES = ['2024-02-29T23:59:59.9Z', '2024-12-30 00:00:00', '2021-01-03T01:30:00+02:00', '2023-02-29T00:00Z'];

/** As JSON spells them; the last ones are beyond what a double holds. */
export const NUMBERS = [
  '5',
  '5.0',
  '0',
  '-0',
  '4688',
  '4.688e3',
  '46880E-1',
  '-5',
  '1.5',
  '9007199254740993',
  '-9223372036854775808',
];

/** Texts that are numbers, and texts that are nearly numbers. */
export const NUMERIC_TEXTS = ['5', '05', '5.0', '+5', ' 5', '0x5', '4688', '04688', '9007199254740993', ''];

export const BOOLEAN_TEXTS = ['true', 'True', 'FALSE', 'false '];

const text: Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...LETTERS) },
      { weight: 3, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 3, arbitrary: fc.constantFrom(...CHUNKS) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((atoms) => atoms.join(''));

const some = (words: readonly string[]) => fc.subarray([...words], { minLength: 1, maxLength: 2 });

const charset = fc.constantFrom<Charset[]>('utf8', 'utf8', 'wide', 'utf16', 'utf16le', 'utf16be');

export const words: Arbitrary<Words> = fc.tuple(fc.constantFrom(...SECRETS), charset).chain(([secret, chosen]) =>
  fc.record({
    text: fc.array(text, { minLength: 1, maxLength: 3 }),
    dashes: some(DASHED),
    base64: some(encodings(secret, chosen)),
    number: some(NUMBERS),
    address: some(ADDRESSES),
    time: some(TIMES),
    secret: fc.constant(secret),
    charset: fc.constant(chosen),
  }),
);

/** Base64 of the secret alone, and of texts that hold it at each of the three positions. */
function encodings(secret: string, chosen: Charset): readonly string[] {
  const bytes = encode(secret, chosen);
  const around = ['', 'x', 'xy'].map((front) => Buffer.concat([Buffer.from(front), bytes, Buffer.from('zz')]));
  return [bytes, ...around].map((content) => content.toString('base64'));
}

function encode(content: string, chosen: Charset): Buffer {
  if (chosen === 'utf8') return Buffer.from(content);
  const units = Buffer.from(chosen === 'utf16' ? `\ufeff${content}` : content, 'utf16le');
  return chosen === 'utf16be' ? units.swap16() : units;
}

const DISGUISES: readonly ((word: string) => string)[] = [
  (word) => word.toUpperCase(),
  (word) => word.toLowerCase(),
  (word) => word.replaceAll('k', '\u212a').replaceAll('s', 'ſ'),
  (word) => word.replaceAll('σ', 'ς').replaceAll('ß', 'ẞ'),
];

/** A word mostly as it is, else in other case. */
export function recased(word: string): Arbitrary<string> {
  const disguises = DISGUISES.map((change) => change(word));
  return fc.oneof({ weight: 3, arbitrary: fc.constant(word) }, { weight: 2, arbitrary: fc.constantFrom(...disguises) });
}

export type Cut = 'whole' | 'front' | 'back' | 'any';

/** A piece of a word, in code points; never empty. */
export function pieceOf(word: string, cut: Cut): Arbitrary<string> {
  const points = [...word];
  return fc
    .tuple(fc.nat(points.length - 1), fc.nat(points.length - 1), recased(word))
    .map(([start, length, changed]) => {
      if (cut === 'whole') return changed;
      const from = cut === 'front' ? 0 : start;
      const to = cut === 'back' ? points.length : from + 1 + (length % (points.length - from));
      return [...changed].slice(from, to).join('') || word;
    });
}
