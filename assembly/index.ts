/**
 * Everything the host may call. The host writes content to AT_CONTENT, events to AT_WINDOW and declared groups to
 * AT_DECLARED, calls, and reads the cells; addresses are in the format tables.
 */
import { evaluateRecord, scanLines } from './batch';
import { loadContent } from './content/load';
import { forgetGuesses } from './event/guess';
import { forgetMemos } from './predicate/memo';
import { forgetRecognitions } from './rule/recognition';
import { traceCondition } from './trace';

export { LAYOUT_DIGEST } from './generated/layout';

/** Takes in `length` bytes of content, and forgets what was learned from events on another. */
export function load(length: u32): void {
  forgetGuesses();
  forgetMemos();
  forgetRecognitions();
  loadContent(length);
}

/** Answers the NDJSON lines in `length` bytes of the window. */
export function scan(length: u32): void {
  scanLines(length);
}

/** Leaves in the trace regions how condition `index` came out on the event answered last. */
export function trace(index: u32): void {
  traceCondition(index);
}

/** Answers the input record in `length` bytes of the window. */
export function evaluate(length: u32): void {
  evaluateRecord(length);
}
