/**
 * Conditions: that every program pops what it pushed, stays within the stack and leaves one value, and that what
 * follows from it exists.
 */
import type { ContentView } from '../content/view.js';
import { EFFECTS, LIMITS, STEPS } from '../format/layout.js';
import type { Rejection, RejectionCode } from './rejection.js';

export function checkConditions(content: ContentView): Rejection | undefined {
  const { column, pairs, count } = content;
  const [effects, targets] = [column('Conditions', 'effect'), column('Conditions', 'target')];
  const { from, count: lengths } = pairs('Conditions', 'steps');
  const programs = programsOf(content);
  for (let index = 0; index < effects.length; index++) {
    const limit = count(effects[index] === EFFECTS.Match.code ? 'Rules' : 'Groups');
    const rejection =
      checkTarget(targets[index]!, limit) ?? checkSteps(programs, from[index]!, from[index]! + lengths[index]!);
    if (rejection) return { section: 'Conditions', index, ...rejection };
  }
  return undefined;
}

function checkTarget(found: number, expected: number): Rejection | undefined {
  return found < expected ? undefined : { code: 'IndexOutOfSection', column: 'target', found, expected };
}

/** All steps, and how high the stack has to be behind each, where a step before it says so; 0 where none does. */
interface Programs {
  readonly op: Uint32Array;
  readonly skip: Uint32Array;
  readonly operands: Uint32Array;
  readonly expected: Uint8Array;
}

function programsOf({ column, pairs, count }: ContentView): Programs {
  return {
    op: column('Steps', 'op'),
    skip: column('Steps', 'skip'),
    operands: pairs('Steps', 'operands').count,
    expected: new Uint8Array(count('Steps') + 1),
  };
}

/** Where steps are passed over, the stack must be as if they had been taken. */
function checkSteps({ op, skip, operands, expected }: Programs, first: number, end: number): Rejection | undefined {
  let depth = 0;
  for (let index = first; index < end; index++) {
    const step = op[index]!;
    const pops = POPS[step]!;
    if (!hasOperands(step, operands[index]!)) return wrong('OperandsMalformed', index, operands[index]!);
    if (depth < pops) return wrong('StackUnderflow', index, depth, pops);
    depth += PUSHES[step]! - pops;
    if (depth > LIMITS.STACK.value) return wrong('StackTooDeep', index, depth, LIMITS.STACK.value);
    if (!agrees(expected[index + 1]!, depth)) return wrong('SkipUnbalanced', index, depth, expected[index + 1]!);
    const past = index + 1 + skip[index]!;
    if (past === index + 1) continue;
    if (past > end) return wrong('SkipTooFar', index, skip[index]!, end - index - 1);
    if (!agrees(expected[past]!, depth)) return wrong('SkipUnbalanced', index, depth, expected[past]!);
    expected[past] = depth;
  }
  return depth === 1 ? undefined : { code: 'StackUnbalanced', found: depth, expected: 1 };
}

function wrong(code: RejectionCode, index: number, found: number, expected?: number): Rejection {
  return { code, section: 'Steps', index, found, ...(expected === undefined ? {} : { expected }) };
}

/** Behind a step there is always something on the stack. */
function agrees(expected: number, depth: number): boolean {
  return expected === 0 || expected === depth;
}

/** By code of the step. */
const POPS = new Uint8Array(256);
const PUSHES = new Uint8Array(256);
for (const { code, pops, pushes } of Object.values(STEPS)) {
  POPS[code] = pops;
  PUSHES[code] = pushes;
}

function hasOperands(op: number, count: number): boolean {
  if (op === STEPS.Predicate.code) return count === 1;
  return op === STEPS.Any.code || op === STEPS.All.code ? count > 0 : count === 0;
}
