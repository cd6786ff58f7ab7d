/** A trace as a hostile core would leave it: every number on both sides of its limit. */
import { expect, test } from 'vitest';
import { CORE_RECORDS, coreRecordBytes, LIMITS, MEMORY, NONE, VALUES } from '../../src/format/layout.js';
import { readTrace } from '../../src/sandbox/trace.js';

type Entry = Record<(typeof CORE_RECORDS.TraceEntry)[number], number>;
type Value = Record<(typeof CORE_RECORDS.Value)[number], number>;

/** What is not as in GOOD. */
interface Left {
  readonly steps?: number;
  readonly predicates?: number;
  readonly entry?: Partial<Entry>;
  readonly value?: Partial<Value>;
}

const memory = new DataView(new ArrayBuffer(MEMORY.CONTENT));
/** Behind what is written stand predicates without a value, also where there is no room for one. */
const ENTRIES_END = MEMORY.TRACE_ENTRIES + (LIMITS.TRACE.value + 1) * coreRecordBytes('TraceEntry');
new Uint8Array(memory.buffer).fill(0xff, MEMORY.TRACE_ENTRIES, ENTRIES_END);

/** One step that asks one predicate, which holds for the last value that there is room for. */
const LAST = LIMITS.VALUES.value - 1;
const ENTRY: Entry = { predicate: 7, holds: 1, value: LAST, start: 1, length: 2 };
const TEXT = 'xyz';
const VALUE: Value = {
  kind: VALUES.Text.code,
  start: 0,
  length: 0,
  folded: 0,
  foldedLength: 0,
  cased: MEMORY.ARENA,
  casedLength: TEXT.length,
};

function write({ steps = 1, predicates = 1, entry, value }: Left): void {
  const put = (at: number, numbers: readonly number[]) =>
    numbers.forEach((number, index) => {
      memory.setUint32(at + 4 * index, number, true);
    });
  put(MEMORY.TRACE, [steps, predicates]);
  put(MEMORY.TRACE_STEPS, [1]);
  put(
    MEMORY.TRACE_ENTRIES,
    CORE_RECORDS.TraceEntry.map((name) => ({ ...ENTRY, ...entry })[name]),
  );
  put(
    MEMORY.VALUES + LAST * coreRecordBytes('Value'),
    CORE_RECORDS.Value.map((name) => ({ ...VALUE, ...value })[name]),
  );
  new Uint8Array(memory.buffer).set(new TextEncoder().encode(TEXT), MEMORY.ARENA);
}

const MANY = 0xffffffff;
const end = (text: string) => ({ cased: MEMORY.CONTENT - text.length, casedLength: text.length });

const TRACES: readonly (Left & { name: string; believed: boolean })[] = [
  { name: 'what a core leaves', believed: true },
  { name: 'nothing', steps: 0, predicates: 0, believed: true },
  { name: 'as many steps as there is room for', steps: LIMITS.TRACE.value, believed: true },
  { name: 'one step more', steps: LIMITS.TRACE.value + 1, believed: false },
  { name: 'very many steps', steps: MANY, believed: false },
  { name: 'as many predicates as there is room for', predicates: LIMITS.TRACE.value, believed: true },
  { name: 'one predicate more', predicates: LIMITS.TRACE.value + 1, believed: false },
  { name: 'very many predicates', predicates: MANY, believed: false },
  { name: 'a value behind the last that there is room for', entry: { value: LAST + 1 }, believed: false },
  { name: 'a value of a very large number', entry: { value: NONE - 1 }, believed: false },
  { name: 'a kind of value that is in no table', value: { kind: 99 }, believed: false },
  { name: 'a text before where texts are', value: { cased: MEMORY.ARENA - 1 }, believed: false },
  { name: 'a text that ends where texts end', value: end(TEXT), believed: true },
  { name: 'a text a byte longer', value: { ...end(TEXT), casedLength: TEXT.length + 1 }, believed: false },
  { name: 'a text of very many bytes', value: { casedLength: MANY }, believed: false },
];
for (const { name, believed, ...left } of TRACES) {
  test(`trace: ${name}`, () => {
    write(left);
    expect(readTrace(memory) !== undefined).toBe(believed);
  });
}

const VALUES_READ: readonly (Left & { name: string; read: object | undefined })[] = [
  { name: 'a text', read: { kind: 'Text', text: TEXT, start: 1, end: 3 } },
  {
    name: 'what is no text',
    value: { kind: VALUES.Null.code, cased: 0 },
    read: { kind: 'Null', text: '', start: 1, end: 3 },
  },
  { name: 'none', entry: { value: NONE }, read: undefined },
];
for (const { name, read, ...left } of VALUES_READ) {
  test(`the value of a trace: ${name}`, () => {
    write(left);
    const traced = { predicate: 7, holds: true, ...(read && { value: read }) };
    expect(readTrace(memory)).toEqual({ steps: [true], predicates: [traced] });
  });
}
