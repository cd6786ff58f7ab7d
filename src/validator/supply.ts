/**
 * Supply: that content reads no field that the integration will not supply.
 *
 * This is the check whose absence let content for 21 fields reach an interpreter that was given 20.
 */
import type { ContentView } from '../content/view.js';
import { KEYWORDS, NONE } from '../format/layout.js';
import { firstBeyond } from './references.js';
import type { Rejection } from './rejection.js';

/** Looks at every predicate, with the field it compares with, and every table. `supplied` is how many fields events will come with. */
export function checkSupply({ column }: ContentView, supplied: number): Rejection | undefined {
  const checks = [
    ['Tables', 'field', KEYWORDS, column('Tables', 'field')],
    ['Predicates', 'field', KEYWORDS, column('Predicates', 'field')],
    ['Predicates', 'other', NONE, column('Predicates', 'other')],
  ] as const;
  for (const [section, name, none, fields] of checks) {
    const index = firstBeyond(fields, supplied, none);
    if (index < fields.length)
      return { code: 'FieldNotSupplied', section, index, column: name, found: fields[index]!, expected: supplied };
  }
  return undefined;
}
