/** Heaps of text: each distinct text once, referred to by offset and length in bytes of UTF-8. */
import type { TextRef } from '../format/records.js';

export class Heap {
  readonly #refs = new Map<string, TextRef>();
  readonly #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  #length = 0;

  /** The reference to a text, new or known. */
  add(text: string): TextRef {
    const known = this.#refs.get(text);
    if (known) return known;
    const bytes = this.#encoder.encode(text);
    const ref = { offset: this.#length, length: bytes.length };
    this.#refs.set(text, ref);
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    return ref;
  }

  /** The reference to bytes that are no text. */
  addBytes(bytes: Uint8Array): TextRef {
    const ref = { offset: this.#length, length: bytes.length };
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    return ref;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }
}
