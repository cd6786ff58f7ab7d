/**
 * The proof that bytes have been recognised: the only thing a sandbox loads.
 */
import type { ContentView } from '../content/view.js';
import { ownBytes } from '../format/own-bytes.js';

/** Content that the validator has accepted. Only `validate` makes one, from its own copy of the bytes. */
export interface AcceptedContent {
  readonly [brand]: true;
  /** SHA-256 of the bytes, in hexadecimal: the identity of the content. */
  readonly digest: string;
  readonly view: ContentView;
}

declare const brand: unique symbol;

/** The bytes that were recognised. What a view shows can be written to by whoever has it; these cannot. */
const proven = new WeakMap<object, Uint8Array>();

/** For `validate` alone. */
export function accept(digest: string, view: ContentView): AcceptedContent {
  const content = Object.freeze({ digest, view }) as AcceptedContent;
  proven.set(content, ownBytes(view.bytes));
  return content;
}

/** The recognised bytes of what `validate` returned; undefined for what only looks like it. */
export function provenBytes(content: AcceptedContent): Uint8Array | undefined {
  return proven.get(content);
}
