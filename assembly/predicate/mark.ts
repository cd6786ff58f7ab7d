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
  CANDIDATES_BYTES,
  CONDITION_MARKS_BYTES,
  Fault,
  LIMIT_CONDITIONS,
  NONE,
  PREDICATE_MARKS_BYTES,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { countOf } from '../memory';
import { numberIn, setNumberIn } from '../region';
import { state } from '../state';

/** The mark of predicate `index`. */
@inline
export function markOf(index: u32): u32 {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  return numberIn<u32>(AT_PREDICATE_MARKS, PREDICATE_MARKS_BYTES, index);
}

/** Predicate `index`, which the caller has had the mark of, has been tested: it holds or not. */
@inline
export function markTested(index: u32, holds: bool): void {
  setNumberIn<u32>(AT_PREDICATE_MARKS, PREDICATE_MARKS_BYTES, index, state().mark + <u32>!holds);
}

/** Predicate `index`, which the caller has had the mark of, may hold: it is tested when a condition asks. */
@inline
export function markPossible(index: u32): void {
  setNumberIn<u32>(AT_PREDICATE_MARKS, PREDICATE_MARKS_BYTES, index, state().mark + 2);
}

/** Condition `index` is to be evaluated, unless the host has switched it off: then its mark is NONE, of no event. */
export function addCandidate(index: u32): void {
  if (index >= countOf(Section.Conditions)) fail(Fault.RecordOutOfBounds, Section.Conditions, index);
  const mark = numberIn<u32>(AT_CONDITION_MARKS, CONDITION_MARKS_BYTES, index);
  if (mark == state().mark || mark == NONE) return;
  setNumberIn<u32>(AT_CONDITION_MARKS, CONDITION_MARKS_BYTES, index, state().mark);
  const count = state().candidateCount;
  if (count >= LIMIT_CONDITIONS) fail(Fault.RegionExhausted, <u32>AT_CANDIDATES, count);
  setNumberIn<u32>(AT_CANDIDATES, CANDIDATES_BYTES, count, index);
  state().candidateCount = count + 1;
}
