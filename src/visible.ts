/**
 * Texts of strangers, made visible: what a rule, an event or a file is called must neither steer a terminal nor turn a
 * line about nor break it.
 */

/** Controls, marks of direction and other formats, separators of lines, halves of a surrogate pair. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const HIDDEN_IN_LINES = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text on one line, what does not show in it by its number, such as `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, numberOf);
}

/** Lines, each made visible. */
export function visibleLines(text: string): string {
  return text.replace(HIDDEN_IN_LINES, numberOf);
}

function numberOf(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** What JSON.stringify makes, which may have line feeds for people, with escapes for what does not show. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN_IN_LINES, escapesOf);
}

/** JSON knows numbers of sixteen bits only. */
function escapesOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
