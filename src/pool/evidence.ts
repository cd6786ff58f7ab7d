/** Recordings on their way from a worker: without what the pool knows, above all the content. */
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { ownBytes } from '../format/own-bytes.js';
import type { Recording } from '../supervisor/recording.js';

export type Evidence = Pick<Recording, 'fault' | 'input' | 'rulesOff'>;

/** Its event is a copy, because the bytes that it is in go back to the pool. */
export function evidenceOf({ fault, input, rulesOff }: Recording): Evidence {
  return { fault, ...(input && { input: { ...input, bytes: ownBytes(input.bytes) } }), rulesOff };
}

export function recordingOf(evidence: Evidence, known: Omit<Recording, keyof Evidence | 'layout'>): Recording {
  return { ...evidence, ...known, layout: LAYOUT_DIGEST };
}
