/**
 * Expressions as postfix steps: what decides soonest stands first, and a step whose value decides passes over the rest.
 */
import type { PackedRecords } from '../content/packed.js';
import { LIMITS, STEPS } from '../format/layout.js';
import type { Range } from '../format/records.js';
import type { Expression } from './expression.js';

export interface Step {
  readonly op: keyof typeof STEPS;
  /** Predicates of the group; empty for And, Or, Not. */
  readonly operands: readonly number[];
  /** How many of the following steps to pass over when the value of this one is `skipWhen`. */
  skip: number;
  skipWhen: boolean;
}

/** Operands of a list, those to be asked first at the front. */
export type Order = (kind: 'and' | 'or', operands: readonly Expression[]) => readonly Expression[];

/**
 * The program of an expression. When it would need too much stack, what needs most comes first in each list instead: then a
 * stack of 64 is enough for 2^62 predicates.
 */
export function stepsOf(expression: Expression, order: Order): readonly Step[] {
  const ordered = emit(expression, order, false);
  return depthOf(ordered) <= LIMITS.STACK.value ? ordered : emit(expression, (_, operands) => operands, true);
}

/** The most values a program has on its stack. */
function depthOf(steps: readonly Step[]): number {
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
  readonly Steps: PackedRecords<'Steps'>;
  readonly Operands: number[];
}

/** Adds a program to the rows; `base` is the number of the group's first predicate. */
export function writeSteps(rows: StepRows, steps: readonly Step[], base: number): Range {
  const first = rows.Steps.length;
  for (const { op, operands, skip, skipWhen } of steps) {
    const range = { first: rows.Operands.length, count: operands.length };
    rows.Steps.push({ op: STEPS[op].code, skipWhen: Number(skipWhen), skip, operands: range });
    for (const predicate of operands) rows.Operands.push(base + predicate);
  }
  return { first, count: steps.length };
}

function step(op: keyof typeof STEPS, operands: readonly number[] = []): Step {
  return { op, operands, skip: 0, skipWhen: false };
}

function emit(expression: Expression, order: Order, deepestFirst: boolean): Step[] {
  switch (expression.kind) {
    case 'predicate':
      return [step('Predicate', [expression.predicate])];
    case 'not':
      return [...emit(expression.operand, order, deepestFirst), step('Not')];
    default:
      return emitList(expression.kind, expression.operands, order, deepestFirst);
  }
}

/** Each operand that is a list of its own, and one list of the predicates, where the first of them stands. */
function emitList(kind: 'and' | 'or', operands: readonly Expression[], order: Order, deepestFirst: boolean): Step[] {
  const predicates: number[] = [];
  const parts: Step[][] = [];
  for (const operand of order(kind, operands)) {
    if (operand.kind !== 'predicate') parts.push(emit(operand, order, deepestFirst));
    else if (predicates.push(operand.predicate) === 1) parts.push([step(kind === 'and' ? 'All' : 'Any', predicates)]);
  }
  if (deepestFirst) parts.sort((a, b) => depthOf(b) - depthOf(a));
  return chain(kind, parts);
}

/** The parts one after the other; as soon as the value so far decides, the rest is passed over. */
function chain(kind: 'and' | 'or', parts: readonly Step[][]): Step[] {
  const steps: Step[] = [];
  const decisions: number[] = [];
  for (const part of parts) {
    for (const one of part) steps.push(one);
    if (part !== parts[0]) steps.push(step(kind === 'and' ? 'And' : 'Or'));
    decisions.push(steps.length - 1);
  }
  for (const at of decisions.slice(0, -1)) {
    const skip = steps.length - 1 - at;
    if (skip > LONGEST_SKIP) continue;
    steps[at]!.skip = skip;
    steps[at]!.skipWhen = kind === 'or';
  }
  return steps;
}

const LONGEST_SKIP = 0xffff;
