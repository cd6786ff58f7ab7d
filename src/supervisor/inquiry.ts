/** An inquiry: an event has burned all its fuel; which rule burned it, on a scratch sandbox. */
import type { AcceptedContent } from '../validator/accepted.js';
import { findBurner, type Measure } from './burner.js';
import { type EventInput, entering } from './event-input.js';
import { conditionsOf } from './slot.js';
import type { Slots } from './slots.js';

export interface Burned {
  readonly content: AcceptedContent;
  readonly input: EventInput;
  /** The number of the event. */
  readonly at: number;
  /** Numbers of rules that are switched off already. */
  readonly rulesOff: readonly number[];
}

/**
 * Yields after each run; returns the rule that alone burns half of the fuel, if one does. Asks the rules that are suspects
 * first, and all others only when `isThorough`.
 */
export function* inquire(
  burned: Burned,
  fuel: number,
  slots: Slots,
  { suspects, isThorough }: { readonly suspects: readonly number[]; readonly isThorough: boolean },
): Generator<undefined, number | undefined> {
  const rules = Array.from({ length: burned.content.view.count('Rules') }, (_, rule) => rule).filter(
    (rule) => !burned.rulesOff.includes(rule),
  );
  const burn = burner(burned, fuel, slots);
  const without = burn([]);
  yield;
  const measure: Measure = (on) => burn(on) - without;
  for (const rule of suspects) {
    if (measure([rule]) >= fuel / 2) return rule;
    yield;
  }
  return isThorough ? yield* findBurner(rules, fuel / 2, measure) : undefined;
}

/** What the event burns with only these rules on. */
function burner({ content, input }: Burned, fuel: number, slots: Slots): Measure {
  const enter = entering(input);
  const all = Array.from({ length: content.view.count('Rules') }, (_, rule) => rule);
  const slot = slots.replace(content);
  return (on) => {
    slots.renew(slot);
    const alone = new Set(on);
    slot.sandbox.switchOff(
      conditionsOf(
        content,
        all.filter((rule) => !alone.has(rule)),
      ),
    );
    const answer = enter?.(slot);
    return !answer || answer.fault ? fuel : answer.verdict.fuel;
  };
}
