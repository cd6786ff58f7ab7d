/**
 * Faults: what an engine threw, as one typed record that is the same on every engine.
 *
 * A fault that the core meant has its reason in the fault cell; the cell is read as a stranger's. A trap that it did
 * not mean is told by its message; the texts differ between V8, SpiderMonkey and JavaScriptCore, and some are
 * ambiguous, so nothing may depend on the kind: what faulted is quarantined whatever it is called.
 */
import { FAULT_CELL, FAULTS, MEMORY, STAGES } from '../format/layout.js';
import { nameOf } from '../format/records.js';

export type FaultKind =
  | keyof typeof FAULTS
  | 'MemoryOutOfBounds'
  | 'DivideByZero'
  | 'IntegerOverflow'
  | 'TableOutOfBounds'
  | 'CallType'
  | 'Unreachable'
  | 'OtherTrap'
  /** The caller's stack was nearly exhausted: never the content's fault. */
  | 'HostStack'
  /** Not a trap at all: the engine ran out of something. */
  | 'Engine'
  /** The core answered with numbers that cannot be. */
  | 'VerdictMalformed';

/** What the core knew when it stopped. Absent numbers were not stated. */
export interface Fault {
  readonly kind: FaultKind;
  readonly stage: keyof typeof STAGES | 'Unknown';
  /** The line of the batch, from 0, whose event was being answered. */
  readonly line: number;
  /** The condition that was being evaluated, or the last one. */
  readonly condition: number;
  readonly index: number;
  readonly detail: number;
  readonly supplied: number;
  readonly declared: number;
  /** Fuel that was left. */
  readonly fuel: number;
}

const { RuntimeError } = WebAssembly;

/** Messages of traps. V8, SpiderMonkey, JavaScriptCore in that order where they differ. */
const TRAPS: readonly (readonly [RegExp, FaultKind])[] = [
  [/memory access out of bounds|^index out of bounds|out of bounds memory access/i, 'MemoryOutOfBounds'],
  [/divide by zero|remainder by zero|division by zero/i, 'DivideByZero'],
  [/unrepresentable|integer overflow|invalid conversion|out of bounds trunc/i, 'IntegerOverflow'],
  [/table index|out of bounds call_indirect/i, 'TableOutOfBounds'],
  [
    /signature mismatch|signature that does not match|null function|indirect call to null|null table entry/i,
    'CallType',
  ],
  [/unreachable/i, 'Unreachable'],
];

/** What kind of fault an exception out of the core is, `code` being what the fault cell says. */
export function classify(thrown: unknown, code: number): FaultKind {
  if (thrown instanceof RuntimeError) {
    const kind = TRAPS.find(([message]) => message.test(thrown.message))?.[1] ?? 'OtherTrap';
    return kind === 'Unreachable' ? (nameOf(FAULTS, code) ?? kind) : kind;
  }
  if (thrown instanceof RangeError || nameOfError(thrown) === 'InternalError') return 'HostStack';
  return 'Engine';
}

/** Engines also throw strings. */
function nameOfError(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.name : undefined;
}

/** The fault of an exception, with what the cell in the core's memory adds. */
export function readFault(thrown: unknown, memory: DataView): Fault {
  const cell = (name: (typeof FAULT_CELL)[number]) =>
    memory.getUint32(MEMORY.FAULT + 4 * FAULT_CELL.indexOf(name), true);
  return {
    kind: classify(thrown, cell('kind')),
    stage: nameOf(STAGES, cell('stage')) ?? 'Unknown',
    line: cell('event'),
    condition: cell('condition'),
    index: cell('index'),
    detail: cell('detail'),
    supplied: cell('supplied'),
    declared: cell('declared'),
    fuel: cell('fuel'),
  };
}
