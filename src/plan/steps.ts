/**
 * Expressions as postfix steps. The operands that are not predicates come first, so that the stack grows only with the
 * nesting of the condition, not with the length of its lists.
 */
import { STEPS } from '../format/layout.js';
import type { Range } from '../format/records.js';
import type { Expression } from './expression.js';

export interface Step {
  readonly op: keyof typeof STEPS;
  /** Predicates of the group; empty for And, Or, Not. */
  readonly operands: readonly number[];
}

/** Whether a predicate is tested only when asked, at a price: in a list it is asked last. */
type IsCostly = (predicate: number) => boolean;

/** The program of an expression. */
export function stepsOf(expression: Expression, isCostly: IsCostly = () => false): readonly Step[] {
  const steps: Step[] = [];
  emit(expression, steps, isCostly);
  return steps;
}

/** The most values a program has on its stack. */
export function depthOf(steps: readonly Step[]): number {
  let depth = 0;
  let most = 0;
  for (const { op } of steps) {
    depth += STEPS[op].pushes - STEPS[op].pops;
    most = Math.max(most, depth);
  }
  return most;
}

/** Where a program's steps and operands go: filled while conditions are written. */
export interface StepRows {
  readonly steps: { readonly op: number; readonly operands: Range }[];
  readonly operands: number[];
}

/** Adds a program to the rows; `base` is the number of the group's first predicate. */
export function writeSteps(rows: StepRows, steps: readonly Step[], base: number): Range {
  const first = rows.steps.length;
  for (const { op, operands } of steps) {
    rows.steps.push({ op: STEPS[op].code, operands: { first: rows.operands.length, count: operands.length } });
    for (const predicate of operands) rows.operands.push(base + predicate);
  }
  return { first, count: steps.length };
}

function emit(expression: Expression, steps: Step[], isCostly: IsCostly): void {
  switch (expression.kind) {
    case 'predicate':
      steps.push({ op: 'Predicate', operands: [expression.predicate] });
      return;
    case 'not':
      emit(expression.operand, steps, isCostly);
      steps.push({ op: 'Not', operands: [] });
      return;
    default:
      emitList(expression.kind, expression.operands, steps, isCostly);
  }
}

function emitList(kind: 'and' | 'or', operands: readonly Expression[], steps: Step[], isCostly: IsCostly): void {
  const predicates = operands.flatMap((operand) => (operand.kind === 'predicate' ? [operand.predicate] : []));
  predicates.sort((a, b) => Number(isCostly(a)) - Number(isCostly(b)));
  let pushed = 0;
  const push = (add: () => void) => {
    add();
    if (pushed++ > 0) steps.push({ op: kind === 'and' ? 'And' : 'Or', operands: [] });
  };
  for (const operand of operands) if (operand.kind !== 'predicate') push(() => emit(operand, steps, isCostly));
  if (predicates.length > 0) push(() => steps.push({ op: kind === 'and' ? 'All' : 'Any', operands: predicates }));
}
