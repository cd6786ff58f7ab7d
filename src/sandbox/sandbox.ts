/**
 * One instance of the core with its memory: takes accepted content, then answers, until it faults.
 *
 * The memory is private; bytes go in and numbers come out. After a fault it answers nothing more until content is loaded
 * again, which leaves nothing of what was there, see `scrub.ts`. With a module that others compiled every call can throw
 * RingfenceError SignalListener, see `LoadCoreOptions`.
 */
import { refuseListener } from '../embedded/precautions.js';
import { RingfenceError } from '../error.js';
import { coreRecordBytes, LIMITS, MEMORY, NONE, REGION_ROWS, SECTIONS } from '../format/layout.js';
import { type AcceptedContent, provenBytes } from '../validator/accepted.js';
import { type Core, type CoreExports, instantiate } from './core.js';
import { type Fault, readFault } from './fault.js';
import { type InputValue, isInputValue, writeRecord } from './record.js';
import { scrub, staticData } from './scrub.js';
import { withoutTrace } from './stack-trace.js';
import { readTrace, type Trace } from './trace.js';
import { readVerdict, type Verdict } from './verdict.js';

/** What came of a call: the answers that were finished and, when it did not end well, why. */
export interface Answer {
  readonly verdict: Verdict;
  readonly fault?: Fault;
}

export const NO_VERDICT: Verdict = {
  lines: 0,
  events: 0,
  consumed: 0,
  matches: new Uint32Array(0),
  unread: [],
  duplicateKeys: 0,
  badText: 0,
  fuel: 0,
};

const RECOGNITIONS_BYTES = REGION_ROWS.find(({ name }) => name === 'RECOGNITIONS')!.bytes;

const EMPTY_EVENT = new TextEncoder().encode('{}\n');

export interface SandboxOptions {
  /** Fuel for one event, at most and by default LIMITS.FUEL. */
  readonly fuel?: number;
}

export class Sandbox {
  readonly #exports: CoreExports;
  readonly #isSupplied: boolean;
  readonly #bytes: Uint8Array;
  readonly #data: DataView;
  readonly #initial: Uint8Array;
  readonly #fuel: number;
  /** Of the content. */
  #rules = 0;
  #fields = 0;
  #faulted = false;
  /** Entries of the input table, which is at the end of memory. */
  #supplied = 0;
  #switchedOff: readonly number[] = [];

  /** Throws RingfenceError BadArgument, OutOfMemory, HostStackExhausted. */
  constructor(core: Core, { fuel = LIMITS.FUEL.value }: SandboxOptions = {}) {
    checkFuel(fuel, LIMITS.FUEL.value);
    this.#exports = instantiate(core);
    this.#isSupplied = core.build === 'supplied';
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#data = new DataView(this.#exports.memory.buffer);
    this.#initial = staticData(this.#bytes);
    this.#fuel = fuel;
  }

  /**
   * Loads content; `groups` are the numbers of groups that apply to every event because the caller declared their log
   * source, and are asked for when the core has taken the content in. Answers a fault when the core refuses it. What was
   * loaded, answered, switched off before, and any fault, is forgotten.
   */
  load(content: AcceptedContent, groups: Iterable<number> = []): Fault | undefined {
    const bytes = provenBytes(content);
    if (!bytes) throw new RingfenceError('BadArgument', 'only content that the validator accepted is loaded');
    scrub(this.#bytes, this.#initial, content);
    this.#rules = content.view.count('Rules');
    this.#fields = content.view.count('Fields');
    this.#faulted = false;
    this.#switchedOff = [];
    this.#data.setUint32(MEMORY.BUDGET, this.#fuel, true);
    // the core refuses by its length what is longer
    this.#bytes.set(bytes.subarray(0, LIMITS.CONTENT_BYTES.value), MEMORY.CONTENT);
    const { fault } = this.#call(this.#exports.load, bytes.length, 0);
    if (fault) return fault;
    this.#declare(groups);
    return this.#probe();
  }

  #declare(groups: Iterable<number>): void {
    let count = 0;
    for (const group of groups) this.#data.setUint32(MEMORY.DECLARED + 4 * ++count, group, true);
    this.#data.setUint32(MEMORY.DECLARED, count, true);
  }

  /** An event without fields: shows what faults on everything, and makes the memory present that every event needs. */
  #probe(): Fault | undefined {
    const { fault } = this.scan(EMPTY_EVENT);
    this.#bytes.fill(0, MEMORY.SEEN, MEMORY.SEEN + SECTIONS.Groups.limit);
    return fault;
  }

  /**
   * Answers NDJSON: at most LIMITS.WINDOW_BYTES bytes, an event a line. It stops behind the event with which `fuel` is
   * used up; `consumed` says how far it came.
   */
  scan(batch: Uint8Array, fuel: number = LIMITS.BATCH_FUEL.value): Answer {
    checkFuel(fuel, LIMITS.BATCH_FUEL.value);
    if (batch.length > LIMITS.WINDOW_BYTES.value)
      throw new RingfenceError(
        'BadArgument',
        `a batch has at most ${LIMITS.WINDOW_BYTES.value} bytes, this one ${batch.length}`,
      );
    this.#supplied = this.#fields;
    this.#bytes.set(batch, MEMORY.WINDOW);
    this.#data.setUint32(MEMORY.BUDGET + 4, fuel, true);
    return this.#call(this.#exports.scan, batch.length);
  }

  /** Answers one input record, as line 0. Throws RingfenceError BadArgument for a record that cannot be. */
  evaluate(values: readonly InputValue[]): Answer {
    const wrong = values.findIndex((value) => !isInputValue(value));
    if (wrong >= 0)
      throw new RingfenceError('BadArgument', `value ${wrong} of a record is no text, number, truth value or null`);
    const length = writeRecord(this.#bytes.subarray(MEMORY.WINDOW), values);
    if (length === undefined)
      throw new RingfenceError(
        'BadArgument',
        `a record has at most ${SECTIONS.Fields.limit} values and ${LIMITS.WINDOW_BYTES.value} bytes`,
      );
    this.#supplied = values.length;
    return this.#call(this.#exports.evaluate, length);
  }

  /** How a condition came out on the event that was answered last. Throws RingfenceError BadArgument when it faults. */
  trace(condition: number): Trace {
    const { fault } = this.#call(this.#exports.trace, condition, 0);
    const trace = fault ? undefined : readTrace(this.#data);
    if (!trace)
      throw new RingfenceError('BadArgument', `condition ${condition} cannot be traced: ${fault?.kind ?? 'malformed'}`);
    return trace;
  }

  /** Whether it answers nothing more until content is loaded. */
  get hasFaulted(): boolean {
    return this.#faulted;
  }

  /** Whether an event of this group's log source has been answered. */
  hasSeen(group: number): boolean {
    return this.#bytes[MEMORY.SEEN + group] === 1;
  }

  /** Whether any event that has been answered had this field. */
  hasSeenField(field: number): boolean {
    const bytes = coreRecordBytes('InputEntry');
    return field < this.#supplied && this.#data.getUint32(MEMORY.END - (this.#supplied - field) * bytes, true) !== 0;
  }

  /** Switches these conditions of the content off, and all others on. */
  switchOff(conditions: readonly number[]): void {
    const wrong = conditions.find((one) => !(Number.isInteger(one) && one >= 0 && one < SECTIONS.Conditions.limit));
    if (wrong !== undefined) throw new RingfenceError('BadArgument', `there is no condition ${wrong}`);
    for (const condition of this.#switchedOff) this.#data.setUint32(MEMORY.CONDITION_MARKS + 4 * condition, 0, true);
    for (const condition of conditions) this.#data.setUint32(MEMORY.CONDITION_MARKS + 4 * condition, NONE, true);
    this.#switchedOff = [...conditions];
    this.#bytes.fill(0, MEMORY.RECOGNITIONS, MEMORY.RECOGNITIONS + RECOGNITIONS_BYTES);
  }

  /** For drills: writes a number over the core's memory, so that it faults. What it answers after that is worth nothing. */
  harm(address: number, value: number): void {
    this.#data.setUint32(address, value, true);
  }

  #call(enter: (argument: number) => void, argument: number, length = argument): Answer {
    if (this.#faulted) throw new RingfenceError('BadArgument', 'this sandbox has faulted: load content first');
    if (this.#isSupplied) refuseListener();
    this.#data.setUint32(MEMORY.FAULT, 0, true);
    // until it has answered it counts as faulted, whatever happens to this stack meanwhile
    this.#faulted = true;
    let fault: Fault | undefined;
    try {
      withoutTrace(enter, argument);
    } catch (thrown) {
      fault = readFault(thrown, this.#data);
    }
    const verdict = length === 0 ? NO_VERDICT : readVerdict(this.#data, length, this.#rules);
    if (!fault && (!verdict || (length > 0 && verdict.consumed === 0)))
      fault = { ...readFault(undefined, this.#data), kind: 'VerdictMalformed' };
    this.#faulted = fault !== undefined;
    return fault ? { verdict: verdict ?? NO_VERDICT, fault } : { verdict: verdict! };
  }
}

function checkFuel(fuel: number, limit: number): void {
  if (!(Number.isInteger(fuel) && fuel > 0 && fuel <= limit))
    throw new RingfenceError('BadArgument', `fuel is a whole number from 1 to ${limit}`);
}
