/**
 * The validator: recognises a whole content file before anything uses it.
 *
 * It knows the format and nothing of rules. Never throws, whatever the bytes; time is linear in the file.
 */
import { readHeader } from '../content/view.js';
import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { type AcceptedContent, accept } from './accepted.js';
import { checkEnvelope, checkKind, checkSize } from './envelope.js';
import { type Judge, summon } from './judge.js';
import type { Rejection } from './rejection.js';

export interface ValidateOptions {
  /**
   * How many fields the integration supplies with an input record. Default: as many as the content declares, which is
   * right for JSON events, whose fields the core fills in itself.
   */
  readonly supplied?: number;
  /** A module compiled from `ringfence/validator.wasm` elsewhere, for engines that do not compile at run time. */
  readonly module?: WebAssembly.Module;
}

/**
 * Throws RingfenceError BadArgument when it is not given bytes; Unsupported, CoreRefused, OutOfMemory and HostStackExhausted
 * for what the engine lacks.
 */
export async function validate(
  bytes: Uint8Array,
  { supplied, module }: ValidateOptions = {},
): Promise<AcceptedContent | Rejection> {
  if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'validate takes a Uint8Array');
  const foreign = checkSize(bytes.length) ?? checkKind(bytes);
  if (foreign) return foreign;
  const judge = await summon(bytes, module);
  // again, because others may write to memory that is shared, but not to the copy
  const damaged = checkKind(judge.bytes) ?? checkWhole(judge);
  if (damaged) return damaged;
  // by the platform, while this thread looks at the rest
  const digesting = digest(judge.bytes);
  const rejection = judge.judge(supplied ?? readHeader(judge.bytes).fieldCount);
  // in any case: digests of rejected files that nobody waits for would pile up
  const hash = await digesting;
  return rejection ?? accept(hash, judge.bytes);
}

function checkWhole({ bytes, checksum }: Judge): Rejection | undefined {
  const sum = checksum();
  return typeof sum === 'number' ? checkEnvelope(bytes, sum) : sum;
}

export function isRejection(answer: AcceptedContent | Rejection): answer is Rejection {
  return 'code' in answer;
}
