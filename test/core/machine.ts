/** A core with its memory open: what the sandbox hides is here changed, watched and compared. */
import type { ContentView } from '../../src/content/view.js';
import { LIMITS, MEMORY } from '../../src/format/layout.js';
import { type CoreExports, loadCore } from '../../src/sandbox/core.js';
import { readFault } from '../../src/sandbox/fault.js';
import { writeRecord } from '../../src/sandbox/record.js';
import { readVerdict } from '../../src/sandbox/verdict.js';

export interface Machine {
  readonly core: CoreExports;
  readonly bytes: Uint8Array;
  readonly data: DataView;
}

// takes the precautions that have to come before anything is compiled
await loadCore();

export function machineOf(module: Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports = {}): Machine {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), imports);
  const core = exports as unknown as CoreExports;
  return { core, bytes: new Uint8Array(core.memory.buffer), data: new DataView(core.memory.buffer) };
}

/** What is declared of memory that the tables do not know: bytes of the content and of the window, fields supplied. */
export interface Extent {
  readonly content: number;
  readonly window: number;
  readonly supplied: number;
}

/** What is done to memory, or noted, before the core is entered with a new event. */
export type Prepare = (extent: Extent) => void;

/** Conditions that are traced on the last event. */
const TRACED = 4;

/**
 * Loads content, whether or not it is any, answers the events, one call each, and a record, and traces; what each call
 * left to be read, up to the first fault.
 */
export function* answersTo(
  machine: Machine,
  { bytes, count }: Pick<ContentView, 'bytes' | 'count'>,
  events: readonly Uint8Array[],
  prepare: Prepare,
): Generator<string> {
  const { core } = machine;
  const [groups, fields, rules] = [Math.min(count('Groups'), 8), Math.min(count('Fields'), 4096), count('Rules')];
  const content = bytes.length;
  machine.bytes.set(bytes, MEMORY.CONTENT);
  setWords(machine, MEMORY.DECLARED, [groups, ...Array.from({ length: groups }, (_, group) => group)]);
  setWords(machine, MEMORY.BUDGET, [LIMITS.FUEL.value, LIMITS.BATCH_FUEL.value]);
  prepare({ content, window: 0, supplied: 0 });
  if (yield* faultOf(machine, () => core.load(content))) return;
  for (const event of events) {
    machine.bytes.set(event, MEMORY.WINDOW);
    prepare({ content, window: event.length, supplied: fields });
    if (yield* faultOf(machine, () => core.scan(event.length))) return;
    yield verdictOf(machine, event.length, rules);
  }
  const values = Array.from({ length: fields }, (_, field) => (field % 2 === 0 ? 'two' : field));
  const length = writeRecord(machine.bytes.subarray(MEMORY.WINDOW), values)!;
  prepare({ content, window: length, supplied: fields });
  if (yield* faultOf(machine, () => core.evaluate(length))) return;
  yield verdictOf(machine, length, rules);
  for (let condition = 0; condition < TRACED; condition++)
    if (yield* faultOf(machine, () => core.trace(condition))) return;
}

function setWords({ data }: Machine, address: number, words: readonly number[]): void {
  words.forEach((word, index) => {
    data.setUint32(address + 4 * index, word, true);
  });
}

function* faultOf({ data }: Machine, enter: () => void): Generator<string, boolean> {
  data.setUint32(MEMORY.FAULT, 0, true);
  try {
    enter();
    return false;
  } catch (thrown) {
    if (!(thrown instanceof WebAssembly.RuntimeError)) throw thrown;
    yield JSON.stringify(readFault(thrown, data));
    return true;
  }
}

function verdictOf({ data }: Machine, length: number, rules: number): string {
  const verdict = readVerdict(data, length, rules);
  return JSON.stringify(verdict && { ...verdict, matches: [...verdict.matches] });
}
