/**
 * What the lookups find in one value: predicates, and the conditions that they are gates of.
 *
 * It is the same on every event, so it is collected first, each predicate once, and marked when the value has been
 * through all lookups of its table; what has been collected can be kept, see `memo.ts`.
 */
import { AT_FOUND, AT_FOUND_BITS, AT_FOUND_GATES, Fault, LIMIT_FOUND, Predicate, Section } from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { countOf, run } from '../memory';
import { state } from '../state';
import { addCandidate, mark } from './mark';

/** Predicate `index` holds for the value or, when it is late, may hold. */
export function find(index: u32, predicate: Predicate, isLate: bool): void {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  const at = wordOf(index);
  const word = load<u32>(at);
  const bit = (<u32>1) << index;
  if ((word & bit) != 0) return;
  const count = predicate.gatesCount;
  burn(count);
  if (state().foundCount == LIMIT_FOUND || state().foundGates + count > LIMIT_FOUND) flush();
  store<u32>(at, load<u32>(at) | bit);
  store<u32>(AT_FOUND + ((<usize>state().foundCount) << 2), (index << 1) | (<u32>isLate));
  state().foundCount++;
  if (count == 0) return;
  const gates = run(Section.Gates, predicate.gatesFirst, count, 4);
  for (let gate: usize = 0; gate < <usize>count; gate++) addGate(load<u32>(gates + (gate << 2)));
}

function addGate(condition: u32): void {
  if (state().foundGates == LIMIT_FOUND) flush();
  store<u32>(AT_FOUND_GATES + ((<usize>state().foundGates) << 2), condition);
  state().foundGates++;
}

/** Marks what was found so far, because there is no room for more: no memo is made of such a value. */
function flush(): void {
  markFound();
  state().foundMore = 1;
}

/** Marks what was found, and begins again. */
export function markFound(): void {
  const count = state().foundCount;
  for (let at: usize = 0; at < <usize>count; at++) store<u32>(wordOf(load<u32>(AT_FOUND + (at << 2)) >> 1), 0);
  markAll(AT_FOUND, count, AT_FOUND_GATES, state().foundGates);
  state().foundCount = 0;
  state().foundGates = 0;
  state().foundMore = 0;
}

/** Marks predicates and makes conditions candidates. */
export function markAll(predicates: usize, predicateCount: u32, conditions: usize, conditionCount: u32): void {
  for (let at: usize = 0; at < <usize>predicateCount; at++) mark(load<u32>(predicates + (at << 2)));
  for (let at: usize = 0; at < <usize>conditionCount; at++) addCandidate(load<u32>(conditions + (at << 2)));
}

/** The word of AT_FOUND_BITS that has the bit of a predicate. */
@inline
function wordOf(index: u32): usize {
  return AT_FOUND_BITS + (((<usize>index) >> 5) << 2);
}
