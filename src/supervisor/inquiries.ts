/**
 * Inquiries that wait: one at a time, each a piece of work for the backlog.
 *
 * A thorough inquiry costs up to two runs of the event for each halving of the rules, and whoever makes events can cause
 * them: the next begins only so many events later. Until then only rules that were found before are asked.
 */

import { checksum } from '../format/checksum.js';
import { ownBytes } from '../format/own-bytes.js';
import type { Piece } from './backlog.js';
import type { EventInput } from './event-input.js';
import { type Burned, inquire } from './inquiry.js';
import type { Slots } from './slots.js';
import type { Strike } from './strikes.js';

/** Events between two thorough inquiries. */
export const PAUSE = 1000;

export class Inquiries {
  readonly #slots: Slots;
  readonly #fuel: number;
  #isUnderWay = false;
  #next = 0;

  constructor(slots: Slots, fuel: number) {
    this.#slots = slots;
    this.#fuel = fuel;
  }

  /** The work that finds the rule and reports the strike with a copy of the event; undefined when there is no time. */
  begin(
    burned: Burned,
    strikes: readonly Strike[],
    conclude: (strike: Strike, input: EventInput) => void,
  ): Piece | undefined {
    const suspects = [...new Set(strikes.map(({ rule }) => rule))].filter((rule) => rule !== undefined);
    const isThorough = burned.at >= this.#next;
    if (this.#isUnderWay || (!isThorough && suspects.length === 0)) return undefined;
    this.#isUnderWay = true;
    if (isThorough) this.#next = burned.at + PAUSE;
    const own = { ...burned, input: { ...burned.input, bytes: ownBytes(burned.input.bytes) } };
    const event = checksum(own.input.bytes);
    const search = inquire(own, this.#fuel, this.#slots, { suspects, isThorough });
    return () => {
      const { done, value: rule } = this.#step(search);
      if (done && (rule !== undefined || isThorough))
        conclude({ event, at: burned.at, ...(rule !== undefined && { rule }) }, own.input);
      return !done;
    };
  }

  #step(search: ReturnType<typeof inquire>): IteratorResult<undefined, number | undefined> {
    this.#isUnderWay = false;
    const step = search.next();
    this.#isUnderWay = step.done !== true;
    return step;
  }
}
