/**
 * Filters: which rules a filter is about, and what it makes of them.
 *
 * What the condition of a filter selects is excluded, as the examples of the specification have it; pySigma joins the
 * condition with `and`, so that its filters say `not selection` for the same. Source: Sigma specification 2.1,
 * "Filters"; pySigma, sigma/filters.py.
 */
import type { Filter, Rule } from '../sigma/ast.js';
import { join, not, type Term } from './expression.js';

/** Whether what a filter selects is excluded, or alone let through. */
export type FilterReading = 'exclude' | 'include';

export function appliesTo({ logSource, rules }: Filter, rule: Rule): boolean {
  const fits = (['product', 'category', 'service'] as const).every(
    (part) => logSource[part] === undefined || logSource[part] === rule.logSource[part],
  );
  return fits && (rules === 'any' || rules.some((name) => name !== '' && (name === rule.id || name === rule.name)));
}

/** The expression of a rule with the expressions of the filters that apply to it. */
export function filtered<P>(rule: Term<P>, filters: readonly Term<P>[], reading: FilterReading): Term<P> {
  return join('and', [rule, ...filters.map((filter) => (reading === 'exclude' ? not(filter) : filter))]);
}
