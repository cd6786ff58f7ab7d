/**
 * Fuel: every loop whose length comes from an event or from content pays before it runs.
 *
 * Counted in integers from the same start, so the same event on the same content burns the same on every engine. What an
 * event and a batch are given is written by the host before it calls; a batch ends behind the event that used up its own.
 */
import { AT_BUDGET, BUDGET_BYTES, Budget, Fault, PRICE_EVENT_SHIFT } from './generated/layout';
import { fail } from './fault';
import { entryIn } from './region';
import { state } from './state';


@inline
export function burn(units: u32): void {
  const left = state().fuel;
  if (left < units) fail(Fault.FuelExhausted, units, left);
  state().fuel = left - units;
}

/** What an event of `length` bytes burns for being read and decoded, however much of it is. */
export function burnBytes(length: u32): void {
  burn((length >> PRICE_EVENT_SHIFT) + 1);
}


@inline
function budget(): Budget {
  return entryIn<Budget>(AT_BUDGET, BUDGET_BYTES, 0);
}


@inline
export function eventBudget(): u32 {
  return budget().event;
}


@inline
export function batchBudget(): u32 {
  return budget().batch;
}

/** What this event has burned so far. */
@inline
export function burned(): u32 {
  return eventBudget() - state().fuel;
}
