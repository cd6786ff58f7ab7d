/**
 * The meter: what one event costs, in fuel, which is the same everywhere, and in time.
 *
 * It enters the core without the supervisor and, unlike the product, enters it again after a fault: only so can be timed
 * what a fault costs. Every event begins with all of the core's working state, so nothing of the fault is left.
 */
import { LIMITS, MEMORY, VERDICT_CELL } from '../src/format/layout.js';
import type { Core } from '../src/index.js';
import { type CoreExports, instantiate } from '../src/sandbox/core.js';
import { readFault } from '../src/sandbox/fault.js';
import { processorMilliseconds } from './clock.js';
import { median } from './measure.js';

/** Of one event. */
export interface Burn {
  /** Units of fuel. */
  readonly fuel: number;
  /** `read`, `unread`, or the kind of the fault. */
  readonly answer: string;
}

export interface Price extends Burn {
  readonly bytes: number;
  readonly microseconds: number;
  readonly nanosecondsPerByte: number;
}

/** The core's working state begins with the fuel that is left (assembly/state.ts). */
const AT_FUEL_LEFT = MEMORY.STATE;

const AT_UNREAD = MEMORY.VERDICT + 4 * VERDICT_CELL.indexOf('unread');

const ROUNDS = 5;

/** Of one round at least: shorter, and the clock is not exact. */
const ROUND_MILLISECONDS = 3;

const GLANCES = 2;

export class Meter {
  readonly #exports: CoreExports;
  readonly #memory: Uint8Array;
  readonly #data: DataView;

  constructor(core: Core, content: Uint8Array) {
    this.#exports = instantiate(core);
    this.#memory = new Uint8Array(this.#exports.memory.buffer);
    this.#data = new DataView(this.#exports.memory.buffer);
    this.#memory.set(content, MEMORY.CONTENT);
    this.#data.setUint32(MEMORY.BUDGET, LIMITS.FUEL.value, true);
    this.#data.setUint32(MEMORY.BUDGET + 4, LIMITS.BATCH_FUEL.value, true);
    this.#exports.load(content.length);
  }

  /** Answers one line; the copy into the core is a part of it. */
  burn(line: Uint8Array): Burn {
    const answer = this.#enter(line);
    return { fuel: LIMITS.FUEL.value - this.#data.getUint32(AT_FUEL_LEFT, true), answer };
  }

  /** Nanoseconds a byte, by the best of a few: good enough to tell the dear from the cheap. */
  glance(line: Uint8Array): number {
    let best = Number.POSITIVE_INFINITY;
    for (let glance = 0; glance < GLANCES; glance++) {
      const start = process.hrtime.bigint();
      this.#enter(line);
      best = Math.min(best, Number(process.hrtime.bigint() - start));
    }
    return best / line.length;
  }

  /** Median of several rounds of processor time. */
  price(line: Uint8Array): Price {
    const burned = this.burn(line);
    const once = (this.glance(line) * line.length) / 1e6;
    const times = Math.ceil(ROUND_MILLISECONDS / once);
    const round = () => {
      for (let time = 0; time < times; time++) this.#enter(line);
    };
    const milliseconds = median(Array.from({ length: ROUNDS }, () => processorMilliseconds(round))) / times;
    const nanosecondsPerByte = (1e6 * milliseconds) / line.length;
    return { ...burned, bytes: line.length, microseconds: 1000 * milliseconds, nanosecondsPerByte };
  }

  #enter(line: Uint8Array): string {
    this.#memory.set(line, MEMORY.WINDOW);
    this.#data.setUint32(MEMORY.FAULT, 0, true);
    try {
      this.#exports.scan(line.length);
    } catch (thrown) {
      return readFault(thrown, this.#data).kind;
    }
    return this.#data.getUint32(AT_UNREAD, true) > 0 ? 'unread' : 'read';
  }
}
