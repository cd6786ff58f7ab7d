/** What becomes of content in the shadow: a pure function of what it did there. */
import type { FaultRecord } from './answers.js';

/** How long content runs in the shadow: until either is reached. */
export interface ShadowTerm {
  readonly events: number;
  readonly milliseconds: number;
}

/** How often a rule matched on one side only. */
export interface RuleDifference {
  readonly id: string;
  readonly title: string;
  readonly events: number;
}

export interface ShadowReport {
  readonly digest: string;
  /** The content that was active meanwhile. */
  readonly against: string;
  readonly term: ShadowTerm;
  /** Events that both answered. */
  readonly events: number;
  /** Events that the active content answered and for which there was no room in the shadow. */
  readonly skipped: number;
  readonly milliseconds: number;
  /** Matches of both, and by rule those that only one had. */
  readonly matches: { readonly active: number; readonly shadow: number };
  readonly added: readonly RuleDifference[];
  readonly removed: readonly RuleDifference[];
  readonly fuel: { readonly active: number; readonly shadow: number };
  readonly faults: readonly FaultRecord[];
}

export type Decision = 'promote' | 'refuse' | 'wait';
export type PromotionPolicy = (report: ShadowReport) => Decision;

/** Events below which nothing can be said of content. */
export const FEWEST_EVENTS = 50;
/** How much more fuel than the active content new content may burn. */
export const FUEL_RATIO = 2;
/** Share of events that one rule may newly match: more is a rule that does not mean what its author meant. */
export const LARGEST_SHARE = 0.01;

/**
 * Refuses at the first fault. At the end of the term refuses what was seen on too few events, what burns too much, and what
 * matches too often; promotes the rest.
 */
export function decidePromotion(report: ShadowReport): Decision {
  const { term, events, milliseconds, fuel, added, faults } = report;
  if (faults.length > 0) return 'refuse';
  if (events < term.events && milliseconds < term.milliseconds) return 'wait';
  if (events < Math.min(FEWEST_EVENTS, term.events)) return 'refuse';
  if (fuel.shadow > FUEL_RATIO * fuel.active) return 'refuse';
  return added.some((rule) => rule.events > LARGEST_SHARE * events) ? 'refuse' : 'promote';
}
