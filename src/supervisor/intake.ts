/** How content comes in: validated, loaded, and active or in the shadow; or what was active stays, and why. */
import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { isRejection } from '../validator/validate.js';
import type { Offer } from './answers.js';
import { recordFault } from './fault-record.js';
import type { Ladder } from './ladder.js';
import { acceptBaseline, type OfferOptions, type Settings } from './options.js';
import type { Shadowing } from './shadowing.js';
import type { Slots } from './slots.js';
import type { Survival } from './survival.js';

export class Intake {
  readonly #settings: Settings;
  readonly #slots: Slots;
  readonly #ladder: Ladder;
  readonly #survival: Survival;
  readonly #shadowing: Shadowing;

  constructor(settings: Settings, slots: Slots, ladder: Ladder, survival: Survival, shadowing: Shadowing) {
    this.#settings = settings;
    this.#slots = slots;
    this.#ladder = ladder;
    this.#survival = survival;
    this.#shadowing = shadowing;
  }

  /** Makes the baseline able to answer. Throws RingfenceError BadArgument when it is rejected, and OutOfMemory. */
  async prepare(): Promise<void> {
    if (!this.#ladder.hasBaseline) this.#ladder.setBaseline(await acceptBaseline(this.#settings));
  }

  async offer(bytes: Uint8Array, options: OfferOptions): Promise<Offer> {
    return this.#offer(bytes, options).catch(withoutMemory(() => digest(bytes)));
  }

  async #offer(bytes: Uint8Array, options: OfferOptions): Promise<Offer> {
    const content = await this.#settings.validate(bytes);
    if (isRejection(content)) return { outcome: 'rejected', rejection: content };
    return this.#take(content, options).catch(withoutMemory(() => content.digest));
  }

  async #take(content: AcceptedContent, { shadow }: OfferOptions): Promise<Offer> {
    await this.prepare();
    this.#ladder.happen({ kind: 'remembered', digests: await this.#survival.quarantined() });
    const { digest } = content;
    const { active, quarantined } = this.#ladder.standing;
    if (quarantined.has(digest)) return { outcome: 'quarantined', digest };
    if (digest === active) {
      this.#ladder.happen({ kind: 'offeredAgain', digest });
      return { outcome: 'active', digest };
    }
    const slot = this.#slots.fill(content);
    if ('kind' in slot) {
      this.#ladder.happen({ kind: 'contentFaulted', digest });
      return { outcome: 'faulted', fault: recordFault(slot, content, { slot: 'candidate', action: 'refused' }) };
    }
    if (shadow && active !== undefined) {
      this.#shadowing.start(slot, shadow);
      return { outcome: 'shadow', digest };
    }
    await this.#survival.start(digest);
    this.#ladder.activate(slot);
    this.#shadowing.end();
    return { outcome: 'active', digest };
  }
}

/** What becomes of an offer for which the engine has no memory. */
function withoutMemory(digestOf: () => string | Promise<string>): (error: unknown) => Promise<Offer> {
  return async (error) => {
    if (error instanceof RingfenceError && error.code === 'OutOfMemory')
      return { outcome: 'noMemory', digest: await digestOf() };
    throw error;
  };
}
