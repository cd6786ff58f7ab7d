/**
 * Which predicates hold on this event, and which conditions are worth evaluating.
 *
 * A mark is the number of the event, so nothing is ever cleared; the number and one says that a predicate has been
 * tested and does not hold, the number and two that it may.
 */
import {
  AT_CANDIDATES,
  AT_CONDITION_MARKS,
  AT_PREDICATE_MARKS,
  Fault,
  LIMIT_CONDITIONS,
  NONE,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { countOf } from '../memory';
import { state } from '../state';

/** The mark of predicate `index`. */
@inline
export function markOf(index: u32): u32 {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  return load<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2));
}

/** Predicate `index`, which the caller has had the mark of, has been tested: it holds or not. */
@inline
export function markTested(index: u32, holds: bool): void {
  store<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2), state().mark + <u32>!holds);
}

/** Marks a predicate as found: it holds or, when it is late, may hold; unless another value has done so on this event. */
@inline
export function mark(found: u32): void {
  const index = found >> 1;
  const known = markOf(index) - state().mark;
  if (known != 0 && known != 2)
    store<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2), state().mark + ((found & 1) << 1));
}

/** Condition `index` is to be evaluated, unless the host has switched it off: then its mark is NONE, of no event. */
export function addCandidate(index: u32): void {
  if (index >= countOf(Section.Conditions)) fail(Fault.RecordOutOfBounds, Section.Conditions, index);
  const at = AT_CONDITION_MARKS + ((<usize>index) << 2);
  const mark = load<u32>(at);
  if (mark == state().mark || mark == NONE) return;
  store<u32>(at, state().mark);
  const count = state().candidateCount;
  if (count >= LIMIT_CONDITIONS) fail(Fault.RegionExhausted, <u32>AT_CANDIDATES, count);
  store<u32>(AT_CANDIDATES + ((<usize>count) << 2), index);
  state().candidateCount = count + 1;
}
