/** Heaps of text: each distinct text once, referred to by offset and length in bytes of UTF-8. */
import type { TextRef } from '../format/records.js';
import { writeUtf8 } from './utf8.js';

/** Bytes of UTF-8 that one UTF-16 unit takes at most. */
const WIDEST = 3;

export class Heap {
  readonly #refs = new Map<string, TextRef>();
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  /** The reference to a text, new or known. */
  add(text: string): TextRef {
    const known = this.#refs.get(text);
    if (known) return known;
    this.#reserve(WIDEST * text.length);
    const ref = this.#take(writeUtf8(text, this.#bytes, this.#length));
    this.#refs.set(text, ref);
    return ref;
  }

  /** The reference to bytes that are no text. */
  addBytes(bytes: Uint8Array): TextRef {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    return this.#take(bytes.length);
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  #take(length: number): TextRef {
    const ref = { offset: this.#length, length };
    this.#length += length;
    return ref;
  }
}
