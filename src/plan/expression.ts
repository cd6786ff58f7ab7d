/** Conditions as expressions: over predicates while a rule is lowered, over their numbers in a group after that. */
export type Expression<P = number> =
  | { readonly kind: 'predicate'; readonly predicate: P }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression<P>[] }
  | { readonly kind: 'not'; readonly operand: Expression<P> };

/** An expression, or what is already known of it. */
export type Term<P> = Expression<P> | Constant;

export interface Constant {
  readonly kind: 'constant';
  readonly value: boolean;
}

export function constant(value: boolean): Constant {
  return { kind: 'constant', value };
}

/** The conjunction or disjunction of at least one expression. */
export function join<P>(kind: 'and' | 'or', operands: readonly Expression<P>[]): Expression<P>;
export function join<P>(kind: 'and' | 'or', operands: readonly Term<P>[]): Term<P>;
export function join<P>(kind: 'and' | 'or', operands: readonly Term<P>[]): Term<P> {
  const decides = kind === 'or';
  if (operands.some((operand) => operand.kind === 'constant' && operand.value === decides)) return constant(decides);
  const open = operands.filter((operand) => operand.kind !== 'constant');
  if (open.length === 0) return constant(!decides);
  return open.length === 1 ? open[0]! : { kind, operands: open };
}

export function not<P>(operand: Expression<P>): Expression<P>;
export function not<P>(operand: Term<P>): Term<P>;
export function not<P>(operand: Term<P>): Term<P> {
  return operand.kind === 'constant' ? constant(!operand.value) : { kind: 'not', operand };
}

/** The same expression over something else. */
export function mapPredicates<P, Q>(expression: Expression<P>, change: (predicate: P) => Q): Expression<Q> {
  switch (expression.kind) {
    case 'predicate':
      return { kind: 'predicate', predicate: change(expression.predicate) };
    case 'not':
      return { kind: 'not', operand: mapPredicates(expression.operand, change) };
    default:
      return {
        kind: expression.kind,
        operands: expression.operands.map((operand) => mapPredicates(operand, change)),
      };
  }
}
