/** Literals that every match contains one of: which, and that small things change them as they should. */
import { expect, test } from 'vitest';
import { compiled } from './interpret.js';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly flags?: string;
  readonly required: readonly string[];
  /** Where it is not `required`, folded. */
  readonly folded?: readonly string[];
}

const letters = (text: string) => Array.from(text);

const ROWS: readonly Row[] = [
  { name: 'nothing', source: '', required: [] },
  { name: 'a literal', source: 'notepad', required: ['notepad'] },
  { name: 'a literal in upper case', source: 'NotePad', required: ['NotePad'], folded: ['notepad'] },
  { name: 'a literal without case', source: 'NotePad', flags: 'i', required: ['notepad'] },
  { name: 'beyond ASCII', source: 'ÉTÉ😀', flags: 'i', required: ['été😀'] },
  { name: 'escapes', source: '\\x41\\.\\u20ac', required: ['A.€'], folded: ['a.€'] },
  { name: 'the longer of two', source: 'abc.*defgh.*ij', required: ['defgh'] },
  { name: 'groups are nothing', source: '(ab)(?:c(?<n>d))', required: ['abcd'] },
  { name: 'anchors are nothing', source: '^ab\\bcd$', required: ['abcd'] },
  { name: 'options', source: 'put|delete', required: ['delete', 'put'] },
  { name: 'an option without a literal', source: 'delete|\\d', required: [] },
  { name: 'an empty option', source: 'delete|', required: [] },
  { name: 'options between literals', source: 'pre(?:cis|tens)ion', required: ['precision', 'pretension'] },
  { name: 'an optional part', source: 'tele(?:phone)?book', required: ['telebook', 'telephonebook'] },
  { name: 'an optional letter is not worth two literals', source: 'colou?r[0-9]', required: ['colo'] },
  { name: 'options inside one another', source: 'a(?:b(?:c|d)|e)f', required: ['abcf', 'abdf', 'aef'] },
  { name: 'a small class', source: 'te[xs]t', required: ['test', 'text'] },
  { name: 'a large class', source: 'abcd[a-z]ef', required: ['abcd'] },
  { name: 'any case, written out', source: '[Cc][Uu][Rr][Ll]', required: spellings('curl'), folded: ['curl'] },
  {
    name: 'any case of a long word',
    source: '[Cc][Uu][Rr][Ll][Ww][Gg][Ee][Tt]!',
    required: spellings('get').map((text) => `${text}!`),
    folded: ['curlwget!'],
  },
  { name: 'repetition', source: '(?:ab)+c', required: ['abc'] },
  { name: 'repetition from the front', source: 'x(?:ab)+', required: ['xab'] },
  { name: 'repetition from both sides', source: 'x(?:ab|cd){2,}y', required: ['xabab', 'xabcd', 'xcdab', 'xcdcd'] },
  { name: 'counted repetition', source: 'a{3}b{2,3}c', required: ['aaabb'] },
  { name: 'more copies than are looked at', source: 'a{40}', required: ['a'.repeat(16)] },
  { name: 'repetition of nothing', source: 'ab(?:cd)*ef', required: ['ab'] },
  { name: 'never', source: '(?:abc){0}d', required: ['d'] },
  { name: 'options too many', source: Array.from({ length: 33 }, (_, at) => `w${at}x`).join('|'), required: [] },
  {
    name: 'options just few enough',
    source: Array.from({ length: 16 }, (_, at) => `w${letters('abcdefghijklmnop')[at]}x`).join('|'),
    required: Array.from('abcdefghijklmnop', (letter) => `w${letter}x`),
  },
  { name: 'ten digits rule nothing out', source: '\\d', required: [] },
  { name: 'white space rules nothing out', source: '\\s+', required: [] },
  { name: 'a literal that holds another', source: 'cat|concat|concatenate', required: ['cat'] },
  { name: 'very long', source: 'é'.repeat(100), required: ['é'.repeat(64)] },
  { name: 'line feeds', source: '\\n\\n', required: ['\n\n'] },
];

for (const { name, source, flags = '', required, folded = required } of ROWS) {
  test(name, () => {
    const regex = compiled(source, flags);
    expect(regex.required).toEqual(required);
    expect(regex.requiredFolded).toEqual(folded);
  });
}

/** In every case, in order. */
function spellings(word: string): readonly string[] {
  const all = letters(word).reduce(
    (texts: readonly string[], letter) => texts.flatMap((text) => [text + letter, text + letter.toUpperCase()]),
    [''],
  );
  return [...all].sort();
}
