/**
 * Gates: the rarest set of predicates of which a rule needs at least one.
 *
 * A rule is evaluated on an event only when one of its gate predicates holds. Of `a and b` either side is a gate, and
 * the rarer is taken; `a or b` needs both; nothing under a `not` can be one.
 *
 * A rule without a gate says what most events are not. Its closer is the predicate with which it cannot hold that most
 * events have: of `not (a or b)` the more frequent.
 */
import type { Estimate } from './chances.js';
import type { Expression } from './expression.js';
import type { Hold, PredicatePool } from './predicates.js';

export interface Gate {
  readonly predicates: readonly number[];
  /** That one of them holds. */
  readonly chance: number;
}

/** The gate of an expression; undefined when it can hold with no predicate holding that lookups find. */
export function gateOf(
  expression: Expression,
  holds: readonly (readonly Hold[])[],
  estimates: readonly Estimate[],
): Gate | undefined {
  switch (expression.kind) {
    case 'predicate': {
      const { predicate } = expression;
      const isFound = holds[predicate]!.length > 0;
      return isFound ? { predicates: [predicate], chance: estimates[predicate]!.chance } : undefined;
    }
    case 'and':
      return expression.operands.map((operand) => gateOf(operand, holds, estimates)).reduce(rarer, undefined);
    case 'or':
      return allOf(expression.operands.map((operand) => gateOf(operand, holds, estimates)));
    case 'not':
      return undefined;
  }
}

function rarer(a: Gate | undefined, b: Gate | undefined): Gate | undefined {
  if (!a || !b) return a ?? b;
  return b.chance < a.chance ? b : a;
}

/** In one go: a rule may list 65,536 values. */
function allOf(gates: readonly (Gate | undefined)[]): Gate | undefined {
  const some = gates.flatMap((gate) => gate ?? []);
  if (some.length < gates.length) return undefined;
  return {
    predicates: some.flatMap(({ predicates }) => predicates),
    chance: some.reduce((sum, { chance }) => sum + chance, 0),
  };
}

/** The most frequent predicate with which the expression does not hold; undefined when no single one decides. */
export function closerOf(
  expression: Expression,
  { uses }: PredicatePool,
  estimates: readonly Estimate[],
): number | undefined {
  const closers = [...decisive(expression, false)];
  return closers.sort((a, b) => estimates[b]!.chance - estimates[a]!.chance || uses[b]! - uses[a]!)[0];
}

/** The predicates that, when they hold, say alone whether the expression does. */
function decisive(expression: Expression, value: boolean): readonly number[] {
  switch (expression.kind) {
    case 'predicate':
      return value ? [expression.predicate] : [];
    case 'not':
      return decisive(expression.operand, !value);
    default:
      return (expression.kind === 'or') === value
        ? expression.operands.flatMap((operand) => decisive(operand, value))
        : [];
  }
}
