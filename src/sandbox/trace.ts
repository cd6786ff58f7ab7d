/**
 * Traces: how a condition came out, read from core memory as a stranger's file.
 */
import { CORE_RECORDS, coreRecordBytes, LIMITS, MEMORY, NONE, VALUES } from '../format/layout.js';
import { nameOf } from '../format/records.js';

/** A predicate that the condition asks, in the order of its steps. */
export interface TracedPredicate {
  readonly predicate: number;
  readonly holds: boolean;
  /** The value that decided, or the first that was looked at; absent when the field has none. */
  readonly value?: TracedValue;
}

export interface TracedValue {
  readonly kind: keyof typeof VALUES;
  /** As it is in the event, escapes read; empty when the value is no text. */
  readonly text: string;
  /**
   * Bytes of the text that matched, in UTF-8 and, unless the predicate is cased, after folding; of a regular expression
   * the shortest of the matches that end first. Empty when none did.
   */
  readonly start: number;
  readonly end: number;
}

export interface Trace {
  /** What each step of the condition left on the stack. */
  readonly steps: readonly boolean[];
  readonly predicates: readonly TracedPredicate[];
}

/** The trace in the core's memory, or undefined when its numbers cannot be. */
export function readTrace(memory: DataView): Trace | undefined {
  const steps = memory.getUint32(MEMORY.TRACE, true);
  const count = memory.getUint32(MEMORY.TRACE + 4, true);
  if (steps > LIMITS.TRACE.value || count > LIMITS.TRACE.value) return undefined;
  const predicates = Array.from({ length: count }, (_, index) => readPredicate(memory, index));
  if (!predicates.every((predicate) => predicate !== undefined)) return undefined;
  return {
    steps: Array.from({ length: steps }, (_, index) => memory.getUint32(MEMORY.TRACE_STEPS + 4 * index, true) === 1),
    predicates,
  };
}

function readPredicate(memory: DataView, index: number): TracedPredicate | undefined {
  const { predicate, holds, value, start, length } = readRecord(memory, MEMORY.TRACE_ENTRIES, 'TraceEntry', index);
  const traced = { predicate, holds: holds === 1 };
  if (value === NONE) return traced;
  const read = readValue(memory, value);
  return read && { ...traced, value: { ...read, start, end: start + length } };
}

/** The value as the core decoded it, without folding. */
function readValue(memory: DataView, index: number): Pick<TracedValue, 'kind' | 'text'> | undefined {
  if (index >= LIMITS.VALUES.value) return undefined;
  const { kind: code, cased, casedLength } = readRecord(memory, MEMORY.VALUES, 'Value', index);
  const kind = nameOf(VALUES, code);
  if (kind === undefined) return undefined;
  if (cased === 0) return { kind, text: '' };
  if (cased < MEMORY.ARENA || cased + casedLength > MEMORY.CONTENT) return undefined;
  return { kind, text: new TextDecoder().decode(new Uint8Array(memory.buffer, cased, casedLength)) };
}

/** Record `index` of a table in the core's memory, by column. */
function readRecord<R extends 'TraceEntry' | 'Value'>(memory: DataView, table: number, record: R, index: number) {
  const at = table + index * coreRecordBytes(record);
  return Object.fromEntries(
    CORE_RECORDS[record].map((column, place) => [column, memory.getUint32(at + 4 * place, true)]),
  ) as Readonly<Record<(typeof CORE_RECORDS)[R][number], number>>;
}
