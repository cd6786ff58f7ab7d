/**
 * Encodings: the texts a value stands for when a modifier says that the field holds it in another dress.
 *
 * `windash` works on the value as written, before wildcards and escapes are read: both are no word characters,
 * so they cannot change what is a boundary. The others work on bytes.
 */

export type Charset = 'utf8' | 'utf16' | 'utf16le' | 'utf16be';

/** One layer of base64, and the bytes below it. */
export interface Layer {
  readonly charset: Charset;
  readonly name: 'base64' | 'base64offset';
}

/** Hyphen, slash, en dash, em dash, horizontal bar: what Windows programs take as the mark of an option. */
const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'] as const;

/** A dash before a word character and not after one: `-foo-bar` has one, `start/b` has none. */
const OPTION_DASH = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/gu;

export function countDashes(written: string): number {
  return written.match(OPTION_DASH)?.length ?? 0;
}

/** How many texts `windashVariants` makes of a value with so many dashes. */
export function countVariants(dashes: number): number {
  return DASHES.length ** dashes;
}

/** Every dash of an option may be any dash, each for itself: 5ⁿ texts. */
export function windashVariants(written: string): readonly string[] {
  const [first, ...rest] = written.split(OPTION_DASH);
  return rest.reduce(
    (variants, next) => variants.flatMap((variant) => DASHES.map((dash) => variant + dash + next)),
    [first!],
  );
}

/** The texts base64 makes of `text`: one, or one for each of the three offsets it may stand at. */
export function encodeLayer(text: string, { charset, name }: Layer): readonly string[] {
  const bytes = CHARSETS[charset](text);
  return name === 'base64' ? [base64(bytes)] : [0, 1, 2].map((offset) => base64At(bytes, offset));
}

const CHARSETS: Readonly<Record<Charset, (text: string) => Uint8Array>> = {
  utf8: (text) => new TextEncoder().encode(text),
  utf16: (text) => utf16(`\ufeff${text}`, true),
  utf16le: (text) => utf16(text, true),
  utf16be: (text) => utf16(text, false),
};

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Characters to cut at the start, by offset, and at the end, by the length modulo 3: unknown neighbours share their bits. */
const CUT_AT_START = [0, 2, 3] as const;
const CUT_AT_END = [0, 3, 2] as const;

function base64At(bytes: Uint8Array, offset: number): string {
  const shifted = new Uint8Array(offset + bytes.length);
  shifted.set(bytes, offset);
  const text = base64(shifted);
  return text.slice(CUT_AT_START[offset], text.length - CUT_AT_END[shifted.length % 3]!);
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
