/**
 * The validator: recognises a whole content file before anything uses it.
 *
 * It knows the format and nothing of rules. Never throws, whatever the bytes; time is linear in the file.
 */
import { type ContentView, type Pairs, view } from '../content/view.js';
import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { ownBytes } from '../format/own-bytes.js';
import { type AcceptedContent, accept } from './accepted.js';
import { checkAutomata, checkPredicates } from './automata.js';
import { checkConditions } from './conditions.js';
import { checkEnvelope } from './envelope.js';
import { checkReferences } from './references.js';
import type { Rejection } from './rejection.js';
import { checkSupply } from './supply.js';
import { checkLookups, checkPaths } from './tables.js';

export interface ValidateOptions {
  /**
   * How many fields the integration supplies with an input record. Default: as many as the content declares, which is
   * right for JSON events, whose fields the core fills in itself.
   */
  readonly supplied?: number;
}

/** Throws RingfenceError BadArgument when it is not given bytes. */
export async function validate(
  bytes: Uint8Array,
  { supplied }: ValidateOptions = {},
): Promise<AcceptedContent | Rejection> {
  if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'validate takes a Uint8Array');
  const own = ownBytes(bytes);
  const damaged = checkEnvelope(own);
  if (damaged) return damaged;
  // by the platform, while this thread looks at the rest
  const digesting = digest(own);
  const content = view(own);
  const rejection = checkContent(content, supplied ?? content.header.fieldCount);
  // in any case: digests of rejected files that nobody waits for would pile up
  const hash = await digesting;
  return rejection ?? accept(hash, content);
}

/** The first thing that is wrong behind the envelope. */
function checkContent(content: ContentView, supplied: number): Rejection | undefined {
  const read = readOnce(content);
  return (
    checkReferences(read) ??
    (content.count('Groups') === 0 ? ({ code: 'GroupMissing' } as const) : undefined) ??
    checkPaths(read) ??
    checkLookups(read) ??
    checkPredicates(read) ??
    checkAutomata(read) ??
    checkConditions(read) ??
    checkSupply(read, supplied)
  );
}

/** The same content, with each column made once: several checks ask for it. */
function readOnce(content: ContentView): ContentView {
  const known = new Map<string, Uint32Array | Pairs>();
  const remember = <T extends Uint32Array | Pairs>(name: string, make: () => T): T => {
    const made = (known.get(name) as T | undefined) ?? make();
    known.set(name, made);
    return made;
  };
  return {
    ...content,
    column: (section, name) => remember(`${section}.${name}`, () => content.column(section, name)),
    pairs: (section, name) => remember(`${section}.${name}`, () => content.pairs(section, name)),
  };
}

export function isRejection(answer: AcceptedContent | Rejection): answer is Rejection {
  return 'code' in answer;
}
