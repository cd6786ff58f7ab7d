/**
 * Fuel: every loop whose length comes from an event or from content pays before it runs.
 *
 * Counted in integers from the same start, so the same event on the same content burns the same on every engine.
 */
import { Fault } from './generated/layout';
import { fail } from './fault';
import { state } from './state';


@inline
export function burn(units: u32): void {
  const left = state().fuel;
  if (left < units) fail(Fault.FuelExhausted, units, left);
  state().fuel = left - units;
}
