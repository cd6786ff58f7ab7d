/**
 * Conditions: that every program pops what it pushed, stays within the stack and leaves one value, and that what
 * follows from it exists.
 */
import { RejectionCode, STEP_CODES, STEP_POPS, STEP_PUSHES } from '../generated/judge';
import { Condition, Effect, LIMIT_STACK, Section, Step, StepOp } from '../generated/layout';
import { refuse, refuseColumn } from './refusal';
import { countOf, numberIn, record, setNumberIn, stepMarks } from './sections';

export function checkConditions(): bool {
  for (let index: u32 = 0; index < countOf(Section.Conditions); index++) {
    const condition = record<Condition>(Section.Conditions, index);
    const limit = countOf(condition.effect == Effect.Match ? Section.Rules : Section.Groups);
    if (condition.target >= limit)
      return refuseColumn(
        RejectionCode.IndexOutOfSection,
        Section.Conditions,
        index,
        offsetof<Condition>('target'),
        condition.target,
        limit,
      );
    if (!checkSteps(index, condition.stepsFirst, condition.stepsFirst + condition.stepsCount)) return false;
  }
  return true;
}

/** Where steps are passed over, the stack must be as if they had been taken. */
function checkSteps(condition: u32, first: u32, end: u32): bool {
  let depth: u32 = 0;
  for (let index = first; index < end; index++) {
    const step = record<Step>(Section.Steps, index);
    const pops = <u32>numberIn<u8>(STEP_POPS, STEP_CODES, step.op);
    if (!hasOperands(step.op, step.operandsCount))
      return wrong(RejectionCode.OperandsMalformed, index, step.operandsCount);
    if (depth < pops) return wrong(RejectionCode.StackUnderflow, index, depth, pops);
    depth += <u32>numberIn<u8>(STEP_PUSHES, STEP_CODES, step.op) - pops;
    if (depth > LIMIT_STACK) return wrong(RejectionCode.StackTooDeep, index, depth, LIMIT_STACK);
    if (!agrees(index + 1, depth)) return wrong(RejectionCode.SkipUnbalanced, index, depth, heightAt(index + 1));
    const past = index + 1 + step.skip;
    if (past == index + 1) continue;
    if (past > end) return wrong(RejectionCode.SkipTooFar, index, step.skip, end - index - 1);
    if (!agrees(past, depth)) return wrong(RejectionCode.SkipUnbalanced, index, depth, heightAt(past));
    setNumberIn<u8>(stepMarks(), countOf(Section.Steps) + 1, past, <u8>depth);
  }
  if (depth != 1) return refuse(RejectionCode.StackUnbalanced, Section.Conditions, condition, depth, 1);
  return true;
}

function wrong(code: i32, index: u32, found: u32, expected: f64 = NaN): bool {
  return refuse(code, Section.Steps, index, found, expected);
}

/** How high the stack has to be before a step, where one before it says so; 0 where none does. */
@inline
function heightAt(step: u32): u32 {
  return numberIn<u8>(stepMarks(), countOf(Section.Steps) + 1, step);
}

/** Behind a step there is always something on the stack. */
function agrees(step: u32, depth: u32): bool {
  const expected = heightAt(step);
  return expected == 0 || expected == depth;
}

function hasOperands(op: i32, count: u32): bool {
  if (op == StepOp.Predicate) return count == 1;
  return op == StepOp.Any || op == StepOp.All ? count > 0 : count == 0;
}
