/** What a supervisor answers, as data. */
import type { Fault } from '../sandbox/fault.js';
import type { UnreadEvent } from '../sandbox/verdict.js';
import type { Rejection } from '../validator/rejection.js';
import type { Rung } from './descent.js';
import type { RuleInfo } from './rule-info.js';

/** One rule that matched one event. */
export interface Match {
  /** The line of the bytes given, from 0; 0 for an input record. */
  readonly line: number;
  readonly rule: RuleInfo;
  /** Digest of the content that answered. */
  readonly content: string;
}

/** A fault, and what was done about it. Can be written as JSON. */
export interface FaultRecord extends Omit<Fault, 'line' | 'condition'> {
  /** Digest of the content that faulted. */
  readonly content: string;
  /** The rule that was evaluated or that reads the field, where that can be told. */
  readonly rule?: Pick<RuleInfo, 'id' | 'title'>;
  readonly field?: string;
  /** The event by number, from 0 since the supervisor was made; absent when content was loaded. */
  readonly event?: number;
  /** Which content it was in. */
  readonly slot: Rung;
  /**
   * `passedOver`: other content answered this event, and the active content stays; `ruleSwitchedOff`: the rule burned all
   * the fuel of several events, and is off until content is offered.
   */
  readonly action: 'quarantined' | 'passedOver' | 'deadLettered' | 'refused' | 'ruleSwitchedOff';
  /** Milliseconds from the trap to the answer to the same event; absent when there was none. */
  readonly recovery?: number;
}

/**
 * Why a line has no answer: it was not believed, it was too long, every content faulted on it, or the fuel of the call was
 * used up before. From a pool also: the workers that were given it alone did not answer in time, or died.
 */
export interface Unanswered {
  readonly line: number;
  readonly reason: UnreadEvent['reason'] | 'TooLong' | 'DeadLettered' | 'OverBudget' | 'TimeLimit' | 'WorkerDied';
  readonly position: number;
}

/** Every event of a call is counted once: in `events` or in `unanswered`. */
export interface Answers {
  readonly lines: number;
  readonly events: number;
  readonly matches: readonly Match[];
  readonly unanswered: readonly Unanswered[];
  readonly duplicateKeys: number;
  readonly badText: number;
  /** Events, of those in `events`, that were answered by content without rules, because nothing else may run. */
  readonly blind: number;
  /** Burned by the events that were answered. */
  readonly fuel: number;
}

export type Offer =
  | { readonly outcome: 'active' | 'shadow'; readonly digest: string }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection }
  /** It has faulted before. */
  | { readonly outcome: 'quarantined'; readonly digest: string }
  /** The engine has no memory for it: what was active stays, nothing is blamed, and it can be offered again. */
  | { readonly outcome: 'noMemory'; readonly digest: string }
  | { readonly outcome: 'faulted'; readonly fault: FaultRecord };
