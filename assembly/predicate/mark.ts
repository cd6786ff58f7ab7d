/**
 * Which predicates hold on this event, and which conditions are worth evaluating.
 *
 * A mark is the number of the event, so nothing is ever cleared; the number and one says that a predicate has been
 * tested and does not hold, the number and two that it may. What content does not have is never marked: whoever loads
 * content again forgets the marks of what it has.
 */
import {
  AT_CANDIDATES,
  AT_CONDITION_MARKS,
  AT_PREDICATE_MARKS,
  CANDIDATES_BYTES,
  CONDITION_MARKS_BYTES,
  Fault,
  Mark,
  NONE,
  PREDICATE_MARKS_BYTES,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { countOf } from '../memory';
import { entryIn, setNumberIn } from '../region';
import { state } from '../state';

/** The mark of predicate `index`. */
@inline
export function markOf(index: u32): Mark {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  return entryIn<Mark>(AT_PREDICATE_MARKS, PREDICATE_MARKS_BYTES, index);
}

/** The predicate of a mark has been tested: it holds or not. */
@inline
export function markTested(mark: Mark, holds: bool): void {
  mark.number = state().mark + <u32>!holds;
}

/** The predicate of a mark may hold: it is tested when a condition asks. */
@inline
export function markPossible(mark: Mark): void {
  mark.number = state().mark + 2;
}

/** Condition `index` is to be evaluated, unless the host has switched it off: then its mark is NONE, of no event. */
export function addCandidate(index: u32): void {
  if (index >= countOf(Section.Conditions)) fail(Fault.RecordOutOfBounds, Section.Conditions, index);
  const mark = entryIn<Mark>(AT_CONDITION_MARKS, CONDITION_MARKS_BYTES, index);
  const number = mark.number;
  if (number == state().mark || number == NONE) return;
  mark.number = state().mark;
  // a condition is a candidate once in a group: there is room for all
  const count = state().candidateCount;
  setNumberIn<u32>(AT_CANDIDATES, CANDIDATES_BYTES, count, index);
  state().candidateCount = count + 1;
}
