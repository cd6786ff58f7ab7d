/**
 * Conditions: that every program pops what it pushed, stays within the stack and leaves one value, and that what
 * follows from it exists.
 */
import type { ContentView } from '../content/view.js';
import { EFFECTS, LIMITS, STEPS } from '../format/layout.js';
import { nameOf, type RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkConditions(content: ContentView): Rejection | undefined {
  for (let index = 0; index < content.count('Conditions'); index++) {
    const condition = content.record('Conditions', index);
    const rejection = checkTarget(content, condition) ?? checkSteps(content, condition);
    if (rejection) return { section: 'Conditions', index, ...rejection };
  }
  return undefined;
}

function checkTarget({ count }: ContentView, { effect, target }: RecordIn<'Conditions'>): Rejection | undefined {
  const limit = count(effect === EFFECTS.Match.code ? 'Rules' : 'Groups');
  return target < limit ? undefined : { code: 'IndexOutOfSection', column: 'target', found: target, expected: limit };
}

/** Where steps are passed over, the stack must be as if they had been taken. */
function checkSteps({ record }: ContentView, { steps }: RecordIn<'Conditions'>): Rejection | undefined {
  const end = steps.first + steps.count;
  const expected = new Map<number, number>();
  let depth = 0;
  for (let index = steps.first; index < end; index++) {
    const { op, skip, operands } = record('Steps', index);
    const { pops, pushes } = STEPS[nameOf(STEPS, op)!];
    if (!hasOperands(op, operands.count))
      return { code: 'OperandsMalformed', section: 'Steps', index, found: operands.count };
    if (depth < pops) return { code: 'StackUnderflow', section: 'Steps', index, found: depth, expected: pops };
    depth += pushes - pops;
    if (depth > LIMITS.STACK.value)
      return { code: 'StackTooDeep', section: 'Steps', index, found: depth, expected: LIMITS.STACK.value };
    const meant = expected.get(index + 1) ?? depth;
    if (meant !== depth) return { code: 'SkipUnbalanced', section: 'Steps', index, found: depth, expected: meant };
    if (skip === 0) continue;
    if (skip >= end - index)
      return { code: 'SkipTooFar', section: 'Steps', index, found: skip, expected: end - index - 1 };
    const known = expected.get(index + 1 + skip) ?? depth;
    if (known !== depth) return { code: 'SkipUnbalanced', section: 'Steps', index, found: depth, expected: known };
    expected.set(index + 1 + skip, depth);
  }
  return depth === 1 ? undefined : { code: 'StackUnbalanced', found: depth, expected: 1 };
}

function hasOperands(op: number, count: number): boolean {
  if (op === STEPS.Predicate.code) return count === 1;
  return op === STEPS.Any.code || op === STEPS.All.code ? count > 0 : count === 0;
}
