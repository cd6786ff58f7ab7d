/**
 * The shadow: content that is shown what the active content has answered, later, and whose answers go nowhere.
 *
 * Copies of events wait in a queue of bounded size; what has no room is counted and not compared, so that nothing here can
 * hold up an answer.
 */
import { ownBytes } from '../format/own-bytes.js';
import type { Verdict } from '../sandbox/verdict.js';
import type { FaultRecord } from './answers.js';
import { type EventInput, entering } from './event-input.js';
import { recordFault } from './fault-record.js';
import type { RuleDifference, ShadowReport, ShadowTerm } from './promotion.js';
import type { RuleInfo } from './rule-info.js';
import type { Slot } from './slot.js';

/** Whole lines, or one record, and how the active content answered them. */
export interface Shown {
  readonly input: EventInput;
  readonly matches: readonly { readonly line: number; readonly rule: RuleInfo }[];
  readonly verdict: Pick<Verdict, 'events' | 'fuel'>;
}

/** Bytes of events that wait. */
export const QUEUE_BYTES = 4 << 20;

export class Shadow {
  readonly #term: ShadowTerm;
  readonly #now: () => number;
  readonly #start: number;
  readonly #queue: Shown[] = [];
  #bytes = 0;
  #events = 0;
  #skipped = 0;
  readonly #matches = { active: 0, shadow: 0 };
  readonly #fuel = { active: 0, shadow: 0 };
  readonly #added = new Map<string, RuleDifference>();
  readonly #removed = new Map<string, RuleDifference>();
  readonly #faults: FaultRecord[] = [];

  /** `against` is the digest of the active content. */
  constructor(
    readonly slot: Slot,
    readonly against: string,
    term: ShadowTerm,
    now: () => number,
  ) {
    this.#term = term;
    this.#now = now;
    this.#start = now();
  }

  /** Keeps a copy for later; true when nothing was waiting before it. */
  add(shown: Shown): boolean {
    const { bytes } = shown.input;
    if (this.#bytes + bytes.length > QUEUE_BYTES) {
      this.#skipped += shown.verdict.events;
      return false;
    }
    this.#bytes += bytes.length;
    this.#queue.push({ ...shown, input: { ...shown.input, bytes: ownBytes(bytes) } });
    return this.#queue.length === 1;
  }

  /** Answers what has waited longest; true when more is waiting. */
  step(): boolean {
    const shown = this.#queue[0];
    if (!shown || this.slot.sandbox.hasFaulted) return false;
    const { verdict, fault } = entering(shown.input)!(this.slot);
    if (fault) this.#faults.push(recordFault(fault, this.slot.content, { slot: 'shadow', action: 'refused' }));
    else this.#compare(shown, verdict);
    this.#queue.shift();
    this.#bytes -= shown.input.bytes.length;
    return this.#queue.length > 0;
  }

  report(): ShadowReport {
    return {
      digest: this.slot.content.digest,
      against: this.against,
      term: this.#term,
      events: this.#events,
      skipped: this.#skipped,
      milliseconds: this.#now() - this.#start,
      matches: { ...this.#matches },
      added: [...this.#added.values()],
      removed: [...this.#removed.values()],
      fuel: { ...this.#fuel },
      faults: [...this.#faults],
    };
  }

  #compare({ matches, verdict: active }: Shown, verdict: Verdict): void {
    const own = Array.from({ length: verdict.matches.length / 2 }, (_, index) => ({
      line: verdict.matches[2 * index]!,
      rule: this.slot.rule(verdict.matches[2 * index + 1]!),
    }));
    this.#events += active.events;
    this.#matches.active += matches.length;
    this.#matches.shadow += own.length;
    this.#fuel.active += active.fuel;
    this.#fuel.shadow += verdict.fuel;
    countMissing(this.#added, own, matches);
    countMissing(this.#removed, matches, own);
  }
}

/** Counts the matches that the others do not have, by rule. */
function countMissing(counts: Map<string, RuleDifference>, ones: Shown['matches'], others: Shown['matches']): void {
  const keyOf = ({ id, title }: RuleInfo) => `${id} ${title}`;
  const known = new Set(others.map(({ line, rule }) => `${line} ${keyOf(rule)}`));
  for (const { line, rule } of ones) {
    if (known.has(`${line} ${keyOf(rule)}`)) continue;
    const { id, title } = rule;
    const before = counts.get(keyOf(rule));
    counts.set(keyOf(rule), { id, title, events: (before?.events ?? 0) + 1 });
  }
}
