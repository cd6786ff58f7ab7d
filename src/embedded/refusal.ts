/** What an engine throws in place of an answer because it has run out of something: nobody is to blame for that. */
import { RingfenceError } from '../error.js';

/** Whether the stack of the caller was nearly full. */
export function isStackExhaustion(thrown: unknown): boolean {
  return thrown instanceof RangeError || (thrown instanceof Error && thrown.name === 'InternalError');
}

export function hostStackExhausted(): RingfenceError {
  const message = 'the stack is nearly full: nothing was answered, call again with more room';
  return new RingfenceError('HostStackExhausted', message);
}

/** What an engine threw in place of an instance, as an error that callers know; unchanged when it is none of them. */
export function refusalOf(thrown: unknown): unknown {
  // the same words in all engines, in SpiderMonkey as a bare string
  if (/out of memory/i.test(String(thrown))) return outOfMemory(thrown);
  return isStackExhaustion(thrown) ? hostStackExhausted() : thrown;
}

export function outOfMemory(cause: unknown): RingfenceError {
  return new RingfenceError('OutOfMemory', 'the engine has no memory for another sandbox', { cause });
}
