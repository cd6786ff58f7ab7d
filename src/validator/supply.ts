/**
 * Supply: that content reads no field that the integration will not supply.
 *
 * This is the check whose absence let content for 21 fields reach an interpreter that was given 20.
 */
import type { ContentView } from '../content/view.js';
import { KEYWORDS, NONE } from '../format/layout.js';
import type { Rejection } from './rejection.js';

/** Looks at every predicate, with the field it compares with, and every table. `supplied` is how many fields events will come with. */
export function checkSupply({ count, record }: ContentView, supplied: number): Rejection | undefined {
  for (const section of ['Tables', 'Predicates'] as const) {
    for (let index = 0; index < count(section); index++) {
      const { field, other = NONE }: { readonly field: number; readonly other?: number } = record(section, index);
      if (field !== KEYWORDS && field >= supplied) return notSupplied(section, index, 'field', field, supplied);
      if (other !== NONE && other >= supplied) return notSupplied(section, index, 'other', other, supplied);
    }
  }
  return undefined;
}

function notSupplied(
  section: 'Tables' | 'Predicates',
  index: number,
  column: string,
  found: number,
  expected: number,
): Rejection {
  return { code: 'FieldNotSupplied', section, index, column, found, expected };
}
