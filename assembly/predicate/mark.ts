/**
 * Which predicates hold on this event, and which conditions that makes worth evaluating.
 *
 * A mark is the number of the event, so nothing is ever cleared; the number and one says that a predicate has been
 * tested and does not hold, the number and two that it may. The first time a predicate may hold on an event, the
 * conditions that it gates become candidates.
 */
import {
  AT_CANDIDATES,
  AT_CONDITION_MARKS,
  AT_PREDICATE_MARKS,
  Fault,
  LIMIT_CONDITIONS,
  NONE,
  Predicate,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { countOf, run } from '../memory';
import { state } from '../state';

/** The mark of predicate `index`. */
@inline
export function markOf(index: u32): u32 {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  return load<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2));
}

/** Predicate `index`, which the caller has had the mark of, has been tested and does not hold. */
@inline
export function markAbsent(index: u32): void {
  store<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2), state().mark + 1);
}

/** Predicate `index` may hold: its literal was seen, and it is tested only if a condition asks. */
export function markPossible(index: u32, predicate: Predicate): void {
  store<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2), state().mark + 2);
  openGates(predicate);
}

/** Predicate `index` holds. */
export function mark(index: u32, predicate: Predicate): void {
  store<u32>(AT_PREDICATE_MARKS + ((<usize>index) << 2), state().mark);
  openGates(predicate);
}

function openGates(predicate: Predicate): void {
  const count = predicate.gatesCount;
  if (count == 0) return;
  burn(count);
  const gates = run(Section.Gates, predicate.gatesFirst, count, 4);
  for (let at: u32 = 0; at < count; at++) addCandidate(load<u32>(gates + ((<usize>at) << 2)));
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
