/**
 * The ladder: where every content stands, and a warm slot for each that may have to answer.
 *
 * `standing.ts` decides; here the slots follow. From the top: the active content, last-known-good, and the baseline when it
 * has rules, or when there is nothing else.
 */
import { RingfenceError } from '../error.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { FaultRecord } from './answers.js';
import type { Placed, Rung } from './descent.js';
import type { Slot } from './slot.js';
import type { Slots } from './slots.js';
import { convicted, type Happening, NOTHING_ACTIVE, next, quarantinedSince, type Standing } from './standing.js';
import { rungAt } from './strain.js';
import type { Strike } from './strikes.js';

export class Ladder {
  readonly #slots: Slots;
  readonly #now: () => number;
  readonly #onQuarantine: (digest: string) => void;
  #standing: Standing;
  #baseline: string | undefined;

  /** `onQuarantine` is called with each digest that must never run again. */
  constructor(slots: Slots, now: () => number, onQuarantine: (digest: string) => void) {
    this.#onQuarantine = onQuarantine;
    this.#slots = slots;
    this.#now = now;
    this.#standing = NOTHING_ACTIVE;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Throws RingfenceError BadArgument when no content can answer. */
  demand(): void {
    if (this.#standing.active === undefined && this.#baseline === undefined)
      throw new RingfenceError('BadArgument', 'no content is active: offer some first');
  }

  /** What answers, from the top: each content once, able to answer. */
  get rungs(): readonly Placed[] {
    const { active, lastKnownGood, strain } = this.#standing;
    const rungs: Placed[] = [];
    const add = (rung: Rung, digest: string | undefined) => {
      if (digest === undefined || rungs.some(({ slot }) => slot.content.digest === digest)) return;
      rungs.push({ rung, slot: this.#slots.get(digest) });
    };
    add('active', active);
    add('lastKnownGood', lastKnownGood);
    if (this.#baseline !== undefined && (rungs.length === 0 || this.#slots.hasRules(this.#baseline)))
      add('baseline', this.#baseline);
    const rung = strain.rung === 0 ? 0 : rungAt(strain, this.#now());
    return rung === 0 ? rungs : rungs.slice(Math.min(rung, rungs.length - 1));
  }

  /** The slot that answers now. Throws RingfenceError BadArgument when there is none. */
  get top(): Slot {
    this.demand();
    return this.rungs[0]!.slot;
  }

  get hasBaseline(): boolean {
    return this.#baseline !== undefined;
  }

  setBaseline(content: AcceptedContent): void {
    this.#slots.put(this.#slots.replace(content));
    this.#baseline = content.digest;
  }

  /** The slot holds what is active from now on. */
  activate(slot: Slot): void {
    this.#slots.put(slot);
    this.happen({ kind: 'loaded', digest: slot.content.digest });
  }

  /** Counts a strike; the fault behind it with what that came to, if it came to anything. */
  count(strike: Strike, fault: FaultRecord, { view }: AcceptedContent): FaultRecord | undefined {
    const before = this.#standing;
    this.happen({ kind: 'burned', digest: fault.content, strike });
    return convicted(before, this.#standing, strike, fault, view);
  }

  happen(happening: Happening): void {
    const before = this.#standing;
    this.#standing = next(before, happening);
    if (this.#standing === before) return;
    const { active, lastKnownGood, rulesOff } = this.#standing;
    if (happening.kind !== 'remembered')
      for (const digest of quarantinedSince(before, this.#standing)) this.#onQuarantine(digest);
    if (rulesOff !== before.rulesOff)
      for (const digest of new Set([...before.rulesOff.keys(), ...rulesOff.keys()]))
        this.#slots.switchOff(digest, rulesOff.get(digest) ?? []);
    if (active !== before.active || lastKnownGood !== before.lastKnownGood)
      this.#slots.keep([active, lastKnownGood, this.#baseline].filter((one) => one !== undefined));
  }
}
