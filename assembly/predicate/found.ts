/**
 * Which predicates the lookups find in one value: each once, in the order in which they are found.
 *
 * They are marked when the value has been through all lookups of its table, because what is found in a value is the same
 * on every event, and what is marked is not.
 */
import { AT_FOUND, AT_FOUND_BITS, Fault, LIMIT_FOUND, Predicate, Section } from '../generated/layout';
import { fail } from '../fault';
import { countOf, record } from '../memory';
import { state } from '../state';
import { mark, markOf, markPossible } from './mark';

/** Predicate `index` holds for the value or, when it is late, may hold. */
export function find(index: u32, isLate: bool): void {
  if (index >= countOf(Section.Predicates)) fail(Fault.RecordOutOfBounds, Section.Predicates, index);
  if (state().foundCount == LIMIT_FOUND) {
    markFound();
    state().foundMore = 1;
  }
  const at = wordOf(index);
  const word = load<u32>(at);
  const bit = <u32>1 << index;
  if ((word & bit) != 0) return;
  store<u32>(at, word | bit);
  store<u32>(AT_FOUND + ((<usize>state().foundCount) << 2), (index << 1) | <u32>isLate);
  state().foundCount++;
}

/** Marks what was found, and begins again. */
export function markFound(): void {
  const count = state().foundCount;
  for (let at: u32 = 0; at < count; at++) {
    const found = load<u32>(AT_FOUND + ((<usize>at) << 2));
    store<u32>(wordOf(found >> 1), 0);
    markOne(found);
  }
  state().foundCount = 0;
  state().foundMore = 0;
}

/** Marks a predicate as it was found, unless another value has done so on this event. */
export function markOne(found: u32): void {
  const index = found >> 1;
  const known = markOf(index) - state().mark;
  if (known == 0 || known == 2) return;
  const predicate = record<Predicate>(Section.Predicates, index);
  if ((found & 1) != 0) markPossible(index, predicate);
  else mark(index, predicate);
}

/** The word of AT_FOUND_BITS that has the bit of a predicate. */
@inline
function wordOf(index: u32): usize {
  return AT_FOUND_BITS + (((<usize>index) >> 5) << 2);
}
