/**
 * Stopping: the one way out of the core that is not an answer.
 *
 * The cell says why, for the host to clamp and record; then `unreachable` traps. The instance is not entered again.
 */
import { AT_FAULT, FaultCell } from './generated/layout';
import { state } from './state';


@inline
export function faultCell(): FaultCell {
  return changetype<FaultCell>(AT_FAULT);
}

export function fail(kind: u32, detail: u32, index: u32): void {
  const cell = faultCell();
  cell.kind = kind;
  cell.detail = detail;
  cell.index = index;
  cell.fuel = state().fuel;
  unreachable();
}
