/**
 * Faults: what an engine threw, as one typed record that is the same on every engine.
 *
 * A fault that the core meant has its reason in the fault cell; the cell is read as a stranger's. A trap that it did
 * not mean is told by its message; the texts differ between V8, SpiderMonkey and JavaScriptCore, and some are
 * ambiguous, so nothing may depend on the kind: what faulted is quarantined whatever it is called.
 */
import { isStackExhaustion } from '../embedded/refusal.js';
import { FAULT_CELL, FAULTS, MEMORY, STAGES } from '../format/layout.js';
import { nameOf } from '../format/records.js';

/** Kinds that the core has no code for: what engines throw, and what the host finds. */
const OTHER_FAULTS = {
  MemoryOutOfBounds: { by: 'engine', doc: 'an access outside memory' },
  DivideByZero: { by: 'engine', doc: 'a division or remainder by zero' },
  IntegerOverflow: { by: 'engine', doc: 'a quotient or conversion that has no integer' },
  TableOutOfBounds: { by: 'engine', doc: 'a call through an entry that the table does not have' },
  CallType: { by: 'engine', doc: 'a call through an entry that is empty or of another type' },
  Unreachable: { by: 'engine', doc: 'a stop without a reason in the fault cell' },
  OtherTrap: { by: 'engine', doc: 'a trap with a message that is in no table' },
  HostStack: { by: 'host', doc: "the caller's stack was nearly exhausted: never the content's fault" },
  Engine: { by: 'host', doc: 'no trap at all: the engine ran out of something' },
  ContentMisread: { by: 'host', doc: 'the host read what content says it has, and it is not there' },
  VerdictMalformed: { by: 'host', doc: 'the core answered with numbers that cannot be' },
} as const;

export type FaultKind = keyof typeof FAULTS | keyof typeof OTHER_FAULTS;

export interface FaultRow {
  /** Who says so: the core in its fault cell, the engine by a trap, the host by what it sees. */
  readonly by: 'core' | 'engine' | 'host';
  readonly doc: string;
}

/** Every kind of fault there is, the same on every engine. */
export const FAULT_KINDS: Readonly<Record<FaultKind, FaultRow>> = {
  ...(Object.fromEntries(Object.entries(FAULTS).map(([kind, { doc }]) => [kind, { by: 'core', doc }])) as Record<
    keyof typeof FAULTS,
    FaultRow
  >),
  ...OTHER_FAULTS,
};

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
  if (isStackExhaustion(thrown)) return 'HostStack';
  return 'Engine';
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
