/** Entering a slot: what its sandbox answers, as far as all that matched can be named. */
import type { InputValue } from '../sandbox/record.js';
import { type Answer, NO_VERDICT } from '../sandbox/sandbox.js';
import { MISREAD, unlessMisread } from './misread.js';
import type { Slot } from './slot.js';
import { firstLines } from './tally.js';

/**
 * Answers NDJSON as `Sandbox.scan` does; a line that matches a rule whose names are not there is a fault. The lines before it
 * are answered again, for which a sandbox that has faulted behind it is renewed; whoever cannot do that learns of the fault alone.
 */
export function scanOn(slot: Slot, batch: Uint8Array, fuel?: number, renew?: (slot: Slot) => void): Answer {
  const answer = slot.sandbox.scan(batch, fuel);
  const line = lineWithoutNames(slot, answer);
  if (line === undefined) return answer;
  if (answer.fault) renew?.(slot);
  if (slot.sandbox.hasFaulted) return { verdict: NO_VERDICT, fault: MISREAD };
  const { verdict } = slot.sandbox.scan(firstLines(batch, line), fuel);
  return { verdict, fault: MISREAD };
}

/** Answers one input record in the same way. */
export function evaluateOn(slot: Slot, values: readonly InputValue[]): Answer {
  const answer = slot.sandbox.evaluate(values);
  return lineWithoutNames(slot, answer) === undefined ? answer : { verdict: NO_VERDICT, fault: MISREAD };
}

/** The first line with a match that cannot be named. */
function lineWithoutNames({ rule }: Slot, { verdict: { matches } }: Answer): number | undefined {
  for (let at = 0; at < matches.length; at += 2) if (!unlessMisread(() => rule(matches[at + 1]!))) return matches[at]!;
  return undefined;
}
