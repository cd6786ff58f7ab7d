/** Sets of small numbers, a byte each: 1 for those that are in. */
import { PREDICATES } from '../format/layout.js';

export function setOf(numbers: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const number of numbers) set[number] = 1;
  return set;
}

/** The kinds of predicate with these names. */
export function kindsOf(...names: readonly (keyof typeof PREDICATES)[]): Uint8Array {
  return setOf(names.map((name) => PREDICATES[name].code));
}
