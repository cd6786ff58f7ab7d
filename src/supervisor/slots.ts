/**
 * The slots of a supervisor: a sandbox for each content that may have to answer, kept warm.
 *
 * A sandbox that has faulted is replaced; never between a fault and the answer to its event, because whoever asks for a
 * slot asks before the event is entered. Content that is on no rung is forgotten.
 */
import { RingfenceError } from '../error.js';
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
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

  /** A new sandbox with the content, or why it faults on loading; never because the caller's stack is nearly full. */
  fill(content: AcceptedContent): Slot | Fault {
    const rulesOff = this.#off.get(content.digest) ?? [];
    const slot = fillSlot(this.#core, content, { ...this.#options, rulesOff });
    if ('kind' in slot && slot.kind === 'HostStack') throw hostStackExhausted();
    return slot;
  }

  put(slot: Slot): void {
    this.#slots.set(slot.content.digest, slot);
  }

  /** The slot of content that has been put here, able to answer. */
  get(digest: string): Slot {
    const slot = this.#slots.get(digest)!;
    if (!slot.sandbox.hasFaulted) return slot;
    const fresh = this.replace(slot.content);
    // what matches show has been read before
    const kept = { ...fresh, rule: slot.rule };
    this.put(kept);
    return kept;
  }

  hasRules(digest: string): boolean {
    return this.#slots.get(digest)!.content.view.count('Rules') > 0;
  }

  /** A new sandbox for content that has been loaded before. */
  replace(content: AcceptedContent): Slot {
    const slot = this.fill(content);
    if ('kind' in slot)
      throw new RingfenceError('CoreRefused', `content that was loaded before is not loaded again: ${slot.kind}`);
    return slot;
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

  /** Replaces what has faulted. */
  refill(): void {
    for (const digest of [...this.#slots.keys()]) this.get(digest);
  }
}

export function hostStackExhausted(): RingfenceError {
  const message = 'the stack is nearly full: nothing was answered, call again with more room';
  return new RingfenceError('HostStackExhausted', message);
}
