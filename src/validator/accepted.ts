/**
 * The proof that bytes have been recognised: the only thing a sandbox loads.
 */
import type { ContentView } from '../content/view.js';

/** Content that the validator has accepted. Only `validate` makes one, from its own copy of the bytes. */
export interface AcceptedContent {
  readonly [brand]: true;
  /** SHA-256 of the bytes, in hexadecimal: the identity of the content. */
  readonly digest: string;
  readonly view: ContentView;
}

declare const brand: unique symbol;

const proven = new WeakSet<object>();

/** For `validate` alone. */
export function accept(digest: string, view: ContentView): AcceptedContent {
  const content = Object.freeze({ digest, view }) as AcceptedContent;
  proven.add(content);
  return content;
}

/** Whether an object is what `validate` returned, and not one that looks like it. */
export function isAccepted(content: unknown): content is AcceptedContent {
  return typeof content === 'object' && content !== null && proven.has(content);
}
