/**
 * Strikes: events that burned all their fuel, against the rule that burned it.
 *
 * An event can be made to burn any fuel that a rule lets it burn, so whoever makes events chooses when a dear rule is
 * struck. What bounds that: a strike needs a rule that alone burns half of the budget, measured with all others switched
 * off, so that no cheap rule can be framed; the same event counts once; three are needed within so many events; only that
 * rule is switched off, it is reported, and offering the content again, or other content, switches it on.
 */
export interface Strike {
  /** The number of the rule; absent when no single rule is to blame. */
  readonly rule?: number;
  /** Checksum of the event. */
  readonly event: number;
  /** The number of the event. */
  readonly at: number;
}

export const STRIKES = 3;
/** Events within which they count. */
export const STRIKE_WINDOW = 100_000;

/** The strikes that still count, with the new one unless its event has been counted. */
export function strike(before: readonly Strike[], next: Strike): readonly Strike[] {
  const counting = before.filter(({ at }) => at > next.at - STRIKE_WINDOW);
  const isKnown = counting.some(({ rule, event }) => rule === next.rule && event === next.event);
  return isKnown ? counting : [...counting, next];
}

export function isOut(strikes: readonly Strike[], rule: number | undefined): boolean {
  return strikes.filter((one) => one.rule === rule).length >= STRIKES;
}
