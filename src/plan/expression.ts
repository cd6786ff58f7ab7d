/** Conditions as expressions over the predicates of a group: what `lower` makes and `steps` and `gates` read. */
export type Expression =
  | { readonly kind: 'predicate'; readonly predicate: number }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression };

/** The conjunction or disjunction of at least one expression. */
export function join(kind: 'and' | 'or', operands: readonly Expression[]): Expression {
  return operands.length === 1 ? operands[0]! : { kind, operands };
}

export function not(operand: Expression): Expression {
  return { kind: 'not', operand };
}
