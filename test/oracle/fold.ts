/**
 * Case folding: one representative for each class of characters that differ in case only.
 *
 * The classes are those of a regular expression with flags `iu`, which is Unicode simple case folding: one
 * character for one character, no language. K (Kelvin sign) and k are one class, so are Σ σ ς and ß ẞ; İ is alone.
 */

const CASED_LETTERS = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((letter) => /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u.test(letter));

const REPRESENTATIVES = representatives();

export function fold(text: string): string {
  let folded = '';
  for (const character of text) folded += REPRESENTATIVES.get(character) ?? character;
  return folded;
}

/** The first letter of each class, in code point order, stands for all of it. */
function representatives(): ReadonlyMap<string, string> {
  const all = CASED_LETTERS.join('');
  const found = new Map<string, string>();
  for (const letter of CASED_LETTERS) {
    if (found.has(letter)) continue;
    for (const equal of all.match(new RegExp(letter, 'giu')) ?? []) found.set(equal, letter);
  }
  return found;
}
