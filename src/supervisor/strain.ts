/**
 * Strain: how often events come that no good content answers, and for how long to step down the ladder because of it.
 *
 * Each such fault costs a sandbox. More than a few in a minute, and the next rung answers for a while, twice as long each
 * time; after ten quiet minutes it begins small again. Nobody is blamed: the events are the suspects. Burnt fuel does not
 * count, or whoever makes events could force good content to rest.
 */
export interface Strain {
  /** When the last faults were, in milliseconds. */
  readonly faults: readonly number[];
  /** Rungs below the active content that answer until `until`. */
  readonly rung: number;
  readonly until: number;
  /** Milliseconds of the last rest. */
  readonly rest: number;
}

export const NO_STRAIN: Strain = { faults: [], rung: 0, until: 0, rest: 0 };

/** Faults within `WINDOW` milliseconds that are borne. */
export const BORNE = 3;
export const WINDOW = 60_000;
export const FIRST_REST = 10_000;
export const LONGEST_REST = 300_000;
/** Milliseconds without a rest after which the next is short again. */
export const FORGIVEN = 600_000;

/** A fault at `now` that no good content made up for. */
export function strain(before: Strain, now: number): Strain {
  const faults = [...before.faults.filter((at) => at > now - WINDOW), now];
  if (faults.length <= BORNE) return { ...before, faults };
  const isForgiven = before.rest === 0 || now > before.until + FORGIVEN;
  const rest = isForgiven ? FIRST_REST : Math.min(2 * before.rest, LONGEST_REST);
  return { faults: [], rung: rungAt(before, now) + 1, until: now + rest, rest };
}

/** How many rungs down events are answered at `now`. */
export function rungAt({ rung, until }: Strain, now: number): number {
  return now < until ? rung : 0;
}
