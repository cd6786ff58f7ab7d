/**
 * Content that is not what it says it is, although a validator accepted it: what the host reads of it ends in a fault.
 *
 * The core finds out what it reads itself. Names, which only the host reads, are read when a match shows them.
 */
import { RingfenceError } from '../error.js';
import { NONE } from '../format/layout.js';
import type { Fault } from '../sandbox/fault.js';

/** No number of it is known. */
export const MISREAD: Fault = {
  kind: 'ContentMisread',
  stage: 'Unknown',
  line: 0,
  condition: NONE,
  index: 0,
  detail: 0,
  supplied: 0,
  declared: 0,
  fuel: 0,
};

/** What is read of content; undefined when it is not there. */
export function unlessMisread<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RingfenceError && error.code === 'ContentMisread') return undefined;
    throw error;
  }
}
