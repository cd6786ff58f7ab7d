/**
 * A fleet that takes new content, all of it at once or in rings.
 *
 * A machine that is down reports nothing, so what is counted is who has sent a heartbeat, and a ring with one missing is
 * the last. Machines that get the same events in the same order are run once for all of them: the core is
 * deterministic.
 */
import type { Run } from './machine.js';

export const HOSTS = 10_000;

/** Growing shares of the fleet: a canary, an internal ring, then the world. */
export const RINGS: readonly number[] = [0.0001, 0.001, 0.01, 0.1, 1];

/** Hosts that staging may cost at most: those of the first two rings. */
export const CANARIES = HOSTS * RINGS[1]!;

export interface RollOut {
  /** Hosts that were given the content. */
  readonly reached: number;
  /** Hosts that went down. */
  readonly crashed: number;
  /** Hosts that stayed up and left events without an answer. */
  readonly blind: number;
}

/** `runs` are the days that hosts may have; host `h` has day `h` modulo their number. */
export function rollOut(runs: readonly Run[], rings: readonly number[]): RollOut {
  const total = { reached: 0, crashed: 0, blind: 0 };
  for (const share of rings) {
    for (; total.reached < HOSTS * share; total.reached++) {
      const { outcome, answered, events } = runs[total.reached % runs.length]!;
      if (outcome === 'down') total.crashed++;
      else if (answered < events) total.blind++;
    }
    const heartbeats = total.reached - total.crashed;
    if (heartbeats < total.reached) break;
  }
  return total;
}
