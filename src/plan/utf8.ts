/**
 * Text as UTF-8: the platform's encoder, but for ASCII.
 *
 * Literals are a dozen bytes and there are a hundred thousand of them: a call of the encoder takes longer than a loop.
 */
const encoder = new TextEncoder();

/** Writes a text from `at`, where there must be room, and returns how many bytes it has. */
export function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return encoder.encodeInto(text, bytes.subarray(at)).written;
    bytes[at + index] = unit;
  }
  return text.length;
}

/** How many bytes a text has. */
export function utf8Length(text: string): number {
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) > 0x7f) return encoder.encode(text).length;
  return text.length;
}
