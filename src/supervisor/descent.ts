/** Down the ladder: one event, from slot to slot, until one answers it. */
import { hostStackExhausted } from '../embedded/refusal.js';
import type { Fault } from '../sandbox/fault.js';
import type { Answer } from '../sandbox/sandbox.js';
import type { Slot } from './slot.js';

/** Which content a slot holds. `candidate`: offered, not yet active. */
export type Rung = 'active' | 'lastKnownGood' | 'baseline' | 'candidate' | 'shadow';

export interface Placed {
  readonly rung: Rung;
  readonly slot: Slot;
}

export interface Descent {
  /** Which rung answered; absent when none did. */
  readonly by?: Placed;
  readonly answer?: Answer;
  /** Of the rungs that faulted, in turn. */
  readonly faults: readonly (Placed & { readonly fault: Fault })[];
}

/** Answers an event on the first of the rungs that does not fault. Throws HostStackExhausted: that blames nobody. */
export function descend(rungs: readonly Placed[], enter: (slot: Slot) => Answer): Descent {
  const faults: (Placed & { readonly fault: Fault })[] = [];
  for (const placed of rungs) {
    const answer = enter(placed.slot);
    const { fault } = answer;
    if (!fault) return { by: placed, answer, faults };
    if (fault.kind === 'HostStack') throw hostStackExhausted();
    faults.push({ ...placed, fault });
  }
  return { faults };
}
