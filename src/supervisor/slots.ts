/**
 * The slots of a supervisor: a sandbox for each content that may have to answer, kept warm.
 *
 * A sandbox that has faulted is loaded again; never between a fault and the answer to its event, because whoever asks for
 * a slot asks before the event is entered. Content that is on no rung is forgotten.
 */

import { hostStackExhausted } from '../embedded/refusal.js';
import { RingfenceError } from '../error.js';
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { LogSource } from './declared.js';
import { conditionsOf, fillSlot, type Slot } from './slot.js';

export interface SlotsOptions {
  readonly logSource: LogSource;
  readonly fuel: number;
}

export class Slots {
  readonly #core: Core;
  readonly #options: SlotsOptions;
  readonly #slots = new Map<string, Slot>();
  readonly #off = new Map<string, readonly number[]>();

  constructor(core: Core, options: SlotsOptions) {
    this.#core = core;
    this.#options = options;
  }

  /**
   * A new sandbox with the content, or why it faults on loading; never because the caller's stack is nearly full. Throws
   * RingfenceError OutOfMemory, and HostStackExhausted.
   */
  fill(content: AcceptedContent): Slot | Fault {
    return this.#load(new Sandbox(this.#core, { fuel: this.#options.fuel }), content);
  }

  put(slot: Slot): void {
    this.#slots.set(slot.content.digest, slot);
  }

  /** The slot of content that has been put here, able to answer. */
  get(digest: string): Slot {
    const slot = this.#slots.get(digest)!;
    this.renew(slot);
    return slot;
  }

  /** Makes a slot able to answer. */
  renew({ sandbox, content }: Slot): void {
    if (sandbox.hasFaulted) loaded(this.#load(sandbox, content));
  }

  hasRules(digest: string): boolean {
    return this.#slots.get(digest)!.hasRules;
  }

  /** A new sandbox for content that has been loaded before. */
  replace(content: AcceptedContent): Slot {
    return loaded(this.fill(content));
  }

  /** Switches exactly these rules off wherever the content runs. */
  switchOff(digest: string, rules: readonly number[]): void {
    this.#off.set(digest, rules);
    const slot = this.#slots.get(digest);
    if (slot) slot.sandbox.switchOff(conditionsOf(slot.content, rules));
  }

  /** Forgets all content but these. */
  keep(digests: readonly string[]): void {
    for (const map of [this.#slots, this.#off])
      for (const digest of map.keys()) if (!digests.includes(digest)) map.delete(digest);
  }

  /** Makes all slots able to answer. */
  refill(): void {
    for (const slot of this.#slots.values()) this.renew(slot);
  }

  #load(sandbox: Sandbox, content: AcceptedContent): Slot | Fault {
    const rulesOff = this.#off.get(content.digest) ?? [];
    const slot = fillSlot(sandbox, content, { logSource: this.#options.logSource, rulesOff });
    if ('kind' in slot && slot.kind === 'HostStack') throw hostStackExhausted();
    return slot;
  }
}

/** The slot of content that has been loaded before. */
function loaded(slot: Slot | Fault): Slot {
  if ('kind' in slot)
    throw new RingfenceError('CoreRefused', `content that was loaded before is not loaded again: ${slot.kind}`);
  return slot;
}
