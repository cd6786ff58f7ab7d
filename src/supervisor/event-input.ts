/** One event as it was given: a line of JSON, or an input record in the bytes that the core reads. */
import { LIMITS } from '../format/layout.js';
import { type InputValue, readRecord, writeRecord } from '../sandbox/record.js';
import type { Answer } from '../sandbox/sandbox.js';
import { evaluateOn, scanOn } from './enter.js';
import type { Slot } from './slot.js';

export interface EventInput {
  readonly kind: 'json' | 'record';
  readonly bytes: Uint8Array;
}

export function recordInput(values: readonly InputValue[]): EventInput {
  const texts = values.reduce<number>((sum, value) => sum + String(value).length, 0);
  const window = new Uint8Array(4 + 12 * values.length + 3 * texts);
  return { kind: 'record', bytes: window.slice(0, writeRecord(window, values)) };
}

/** What answers the event on a slot; undefined when the bytes are none. */
export function entering({ kind, bytes }: EventInput): ((slot: Slot) => Answer) | undefined {
  if (bytes.length > LIMITS.WINDOW_BYTES.value) return undefined;
  if (kind === 'json') return (slot) => scanOn(slot, bytes);
  const values = readRecord(bytes);
  return values && ((slot) => evaluateOn(slot, values));
}
