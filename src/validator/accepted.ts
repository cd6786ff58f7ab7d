/**
 * The proof that bytes have been recognised: the only thing a sandbox loads.
 */
import { type ContentView, view } from '../content/view.js';
import { ownBytes } from '../format/own-bytes.js';

/** Content that the validator has accepted. Only `validate` makes one, from its own copy of the bytes. */
export interface AcceptedContent {
  readonly [brand]: true;
  /** SHA-256 of the bytes, in hexadecimal: the identity of the content. */
  readonly digest: string;
  readonly view: ContentView;
}

declare const brand: unique symbol;

/** The bytes that were recognised. */
const proven = new WeakMap<object, Uint8Array>();

/** For `validate` alone, which gives bytes that nobody else can write to. */
export function accept(digest: string, bytes: Uint8Array): AcceptedContent {
  const content = Object.freeze({ digest, view: closed(bytes) }) as AcceptedContent;
  proven.set(content, bytes);
  return content;
}

/** A view that whoever has it cannot write through. */
function closed(bytes: Uint8Array): ContentView {
  let shown: Uint8Array | undefined;
  return {
    ...view(bytes),
    get bytes() {
      shown ??= ownBytes(bytes);
      return shown;
    },
  };
}

/** The recognised bytes of what `validate` returned; undefined for what only looks like it. */
export function provenBytes(content: AcceptedContent): Uint8Array | undefined {
  return proven.get(content);
}
