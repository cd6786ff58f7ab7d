/**
 * Modifiers that rewrite a value before it is compared: windash, the character sets, base64 and base64offset.
 * A value may become several; any of them will do.
 */
import { literal, type Pattern, textOf } from './pattern.js';

const DASHES = ['-', '/', '–', '—', '―'];

/**
 * Every dash in front of a word character and not behind one may be any dash, each position for itself. The inner
 * dash of `-foo-bar` and the slash of `start/b` stay.
 */
export function windash(pattern: Pattern): readonly Pattern[] {
  const variants = pattern.map((token, index): Pattern => {
    const isOption = DASHES.includes(token as string) && !isWord(pattern[index - 1]) && isWord(pattern[index + 1]);
    return isOption ? DASHES : [token];
  });
  return variants.reduce<readonly Pattern[]>(
    (heads, choices) => heads.flatMap((head) => choices.map((choice): Pattern => [...head, choice])),
    [[]],
  );
}

function isWord(token: Pattern[number] | undefined): boolean {
  return typeof token === 'string' && /^[\p{L}\p{N}_]$/u.test(token);
}

export type Charset = (text: string) => Buffer;

export const UTF8: Charset = (text) => Buffer.from(text, 'utf8');

export const CHARSETS: ReadonlyMap<string, Charset> = new Map([
  ['wide', utf16le],
  ['utf16le', utf16le],
  ['utf16be', (text) => utf16le(text).swap16()],
  ['utf16', (text) => utf16le(`\ufeff${text}`)],
]);

function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

export function base64(pattern: Pattern, charset: Charset): readonly Pattern[] {
  return [literal(charset(textOf(pattern)).toString('base64'))];
}

/**
 * The characters that the value surely has in base64, whatever stands around it, for each of its three positions.
 * Behind 0, 1 or 2 foreign bytes the first 0, 2 or 3 characters also carry foreign bits; likewise at the end.
 */
export function base64offset(pattern: Pattern, charset: Charset): readonly Pattern[] {
  const bytes = charset(textOf(pattern));
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const front = [0, 2, 3][shift]!;
    const back = [0, 3, 2][(bytes.length + shift) % 3]!;
    return literal(encoded.slice(front, encoded.length - back));
  });
}
