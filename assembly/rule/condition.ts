/**
 * Conditions: postfix programs over predicates.
 *
 * The stack is one u64, the newest value in bit 0. The validator has proved that a program never pops an empty stack
 * and never holds more than 64 values; a program it has not seen is stopped by the count kept here, because a wrong
 * verdict is worse than a fault. A step whose value decides passes over the rest of its list, except in a trace.
 */
import {
  AT_TRACE_STEPS,
  Condition,
  Fault,
  LIMIT_STACK,
  LIMIT_TRACE,
  PRICE_STEP,
  Section,
  Step,
  StepOp,
  TRACE_STEPS_BYTES,
} from '../generated/layout';
import { fail, faultCell } from '../fault';
import { burn } from '../fuel';
import { numberOf, record, recordOf, run } from '../memory';
import { setNumberIn } from '../region';
import { holds } from '../predicate/predicate';

/** Whether condition `index` holds on this event. */
export function evaluate(index: u32): bool {
  return execute(index, false);
}

/** As `evaluate`, leaving the newest value after each step in TRACE_STEPS. */
export function evaluateTraced(index: u32): bool {
  return execute(index, true);
}

/** `traced` is a constant of the caller, so that evaluation does not pay for tracing. */
@inline
function execute(index: u32, traced: bool): bool {
  faultCell().condition = index;
  const condition = record<Condition>(Section.Conditions, index);
  const count = condition.stepsCount;
  burn(count * PRICE_STEP);
  const steps = run(Section.Steps, condition.stepsFirst, count, offsetof<Step>());
  let stack: u64 = 0;
  let depth: u32 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const step = recordOf<Step>(Section.Steps, steps, count, at);
    switch (<i32>step.op) {
      case StepOp.Predicate:
      case StepOp.Any: {
        if (depth == LIMIT_STACK) fail(Fault.StackMisuse, index, at);
        depth++;
        stack = (stack << 1) | (<u64>anyHolds(step));
        break;
      }
      case StepOp.All: {
        if (depth == LIMIT_STACK) fail(Fault.StackMisuse, index, at);
        depth++;
        stack = (stack << 1) | (<u64>allHold(step));
        break;
      }
      case StepOp.And: {
        if (depth < 2) fail(Fault.StackMisuse, index, at);
        depth--;
        stack = (stack >> 1) & (stack | ~1);
        break;
      }
      case StepOp.Or: {
        if (depth < 2) fail(Fault.StackMisuse, index, at);
        depth--;
        stack = (stack >> 1) | (stack & 1);
        break;
      }
      case StepOp.Not: {
        if (depth == 0) fail(Fault.StackMisuse, index, at);
        stack ^= 1;
        break;
      }
      default:
        fail(Fault.UnknownOperator, Section.Steps, step.op);
    }
    if (traced) {
      if (at < LIMIT_TRACE) setNumberIn<u32>(AT_TRACE_STEPS, TRACE_STEPS_BYTES, at, <u32>(stack & 1));
    } else if (step.skip != 0 && (stack & 1) == <u64>step.skipWhen) at += step.skip;
  }
  if (depth != 1) fail(Fault.StackMisuse, index, count);
  return (stack & 1) != 0;
}

function anyHolds(step: Step): bool {
  const count = step.operandsCount;
  const operands = operandsOf(step, count);
  for (let at: u32 = 0; at < count; at++) if (holds(numberOf<u32>(Section.Operands, operands, count, at))) return true;
  return false;
}

function allHold(step: Step): bool {
  const count = step.operandsCount;
  const operands = operandsOf(step, count);
  for (let at: u32 = 0; at < count; at++)
    if (!holds(numberOf<u32>(Section.Operands, operands, count, at))) return false;
  return true;
}


@inline
function operandsOf(step: Step, count: u32): usize {
  burn(count * PRICE_STEP);
  return run(Section.Operands, step.operandsFirst, count, 4);
}
