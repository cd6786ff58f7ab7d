/**
 * A copy of bytes that nobody else can write to: of what a caller gives and may write over later.
 *
 * `slice` is not asked: that of Node's Buffer shares the memory, and most callers have a Buffer.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
