/**
 * What the lookups find in one value: predicates, and the conditions that they are gates of.
 *
 * It is the same on every event, so it is collected first, each predicate once, and marked when the value has been
 * through all lookups of its table; what has been collected can be kept, see `memo.ts`.
 */
import {
  AT_FOUND,
  AT_FOUND_BITS,
  AT_FOUND_GATES,
  AT_VALUES,
  FOUND_BITS_BYTES,
  FOUND_BYTES,
  FOUND_GATES_BYTES,
  LIMIT_FOUND,
  Predicate,
  Section,
  VALUES_BYTES,
  Value,
} from '../generated/layout';
import { burn } from '../fuel';
import { numberOf, record, run } from '../memory';
import { claim, entryAt, numberIn, setNumberIn } from '../region';
import { state } from '../state';
import { addCandidate, markOf, markPossible, markTested } from './mark';
import { testValue } from './predicate';

/** Whether predicate `index` has been found in the value already. */
@inline
export function isFound(index: u32): bool {
  return ((bitsOf(index) >> index) & 1) != 0;
}

/** Predicate `index`, not yet found, holds for the value or, when it is late, may hold. */
export function find(index: u32, predicate: Predicate, isLate: bool): void {
  const count = predicate.gatesCount;
  burn(count);
  if (state().foundCount == LIMIT_FOUND || state().foundGates + count > LIMIT_FOUND) flush();
  setBitsOf(index, bitsOf(index) | ((<u32>1) << index));
  setNumberIn<u32>(AT_FOUND, FOUND_BYTES, state().foundCount, (index << 1) | (<u32>isLate));
  state().foundCount++;
  const gates = run(Section.Gates, predicate.gatesFirst, count, 4);
  for (let gate: u32 = 0; gate < count; gate++) addGate(numberOf<u32>(Section.Gates, gates, count, gate));
}

function addGate(condition: u32): void {
  if (state().foundGates == LIMIT_FOUND) flush();
  setNumberIn<u32>(AT_FOUND_GATES, FOUND_GATES_BYTES, state().foundGates, condition);
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
  for (let at: u32 = 0; at < count; at++) setBitsOf(numberIn<u32>(AT_FOUND, FOUND_BYTES, at) >> 1, 0);
  markAll(AT_FOUND, count, AT_FOUND_GATES, state().foundGates);
  state().foundCount = 0;
  state().foundGates = 0;
  state().foundMore = 0;
}

/** Marks predicates, as `find` notes them, and makes conditions candidates. */
export function markAll(predicates: usize, predicateCount: u32, conditions: usize, conditionCount: u32): void {
  claim(predicates, (<usize>predicateCount) << 2);
  claim(conditions, (<usize>conditionCount) << 2);
  for (let at: usize = 0; at < <usize>predicateCount; at++) markOne(load<u32>(predicates + (at << 2)));
  for (let at: usize = 0; at < <usize>conditionCount; at++) addCandidate(load<u32>(conditions + (at << 2)));
}

/**
 * Marks a predicate unless it is known to hold. A late one is tested now where its field has other values: later it would
 * have to be tested on all of them, and an array has thousands.
 */
@inline
function markOne(found: u32): void {
  const index = found >> 1;
  const mark = markOf(index);
  if (mark.number == state().mark) return;
  if ((found & 1) == 0) markTested(mark, true);
  else if (state().among == 0) markPossible(mark);
  else if (testValue(record<Predicate>(Section.Predicates, index), amongValue())) markTested(mark, true);
}

/** The value looked up, when its field has others. */
function amongValue(): Value {
  return entryAt<Value>(AT_VALUES, VALUES_BYTES, state().among);
}

/** The word that has the bit of a predicate. */
@inline
function bitsOf(index: u32): u32 {
  return numberIn<u32>(AT_FOUND_BITS, FOUND_BITS_BYTES, index >> 5);
}


@inline
function setBitsOf(index: u32, bits: u32): void {
  setNumberIn<u32>(AT_FOUND_BITS, FOUND_BITS_BYTES, index >> 5, bits);
}
