/** What reading events answers: batches of whole lines, and in their place among them what could not be read. */

/** Whole lines for one window. The bytes are the consumer's: they are never written again. */
export interface EventBatch {
  readonly kind: 'batch';
  /** Lines each ended by \n, at most the limit in total. */
  readonly bytes: Uint8Array;
  /** How many lines that is. Blank ones count, although they are no events. */
  readonly count: number;
  /** The line of the source, from 1, in which line `index` of the batch starts. */
  lineOf(index: number): number;
}

/** Something that could not be read as an event. It is about the whole source when it has no line. */
export interface InputProblem {
  readonly kind: 'problem';
  readonly code: InputProblemCode;
  /** From 1. */
  readonly line?: number;
  /** In bytes, from 1. */
  readonly column?: number;
  readonly text: string;
}

export type InputProblemCode =
  | 'ArrayUnterminated'
  | 'EventTooLong'
  | 'EventUnterminated'
  | 'GzipDamaged'
  | 'NotAnEvent'
  | 'NotUtf8'
  | 'Unreadable';
