/**
 * A hand-written attack, step by step, with the rules that match each step.
 *
 * `matches` is exact: these ids and no others, whichever of the two shapes the event has. Every demonstration rule
 * matches some step.
 */
import { FOOTHOLD } from './attack/foothold.js';
import { SPREAD } from './attack/spread.js';
import { ruleId } from './rules.js';

export interface AttackStep {
  /** Second of the demonstration stream, counted from zero. */
  readonly second: number;
  /** What happened, for people. */
  readonly story: string;
  readonly event: object;
  /** Ids of the demonstration rules that match. */
  readonly matches: readonly string[];
}

export const ATTACK_CHAIN: readonly AttackStep[] = [...FOOTHOLD, ...SPREAD].map(({ second, story, event, rules }) => ({
  second,
  story,
  event: event(second),
  matches: rules.map(ruleId),
}));
