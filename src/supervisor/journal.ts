/** The dead-letter journal: the newest events that no content answered, with what each content faulted on. */
import { ownBytes } from '../format/own-bytes.js';
import type { FaultRecord } from './answers.js';
import type { EventInput } from './event-input.js';

export interface DeadLetter {
  /** The number of the event. */
  readonly event: number;
  readonly input: EventInput;
  /** Of the active content first. None when, in a pool, it was the workers that did not come back from it. */
  readonly faults: readonly FaultRecord[];
}

/** Letters, and bytes of their events, that are kept; the oldest goes first, and is counted. */
export const JOURNAL_LETTERS = 1000;
export const JOURNAL_BYTES = 8 << 20;

export class Journal {
  #letters: DeadLetter[] = [];
  #bytes = 0;
  #dropped = 0;

  get letters(): readonly DeadLetter[] {
    return [...this.#letters];
  }

  /** Letters that are no longer kept. */
  get dropped(): number {
    return this.#dropped;
  }

  /** So many others were not kept elsewhere. */
  drop(letters: number): void {
    this.#dropped += letters;
  }

  /** Keeps a copy of the event. */
  add({ input, ...letter }: DeadLetter): void {
    this.#letters.push({ ...letter, input: { ...input, bytes: ownBytes(input.bytes) } });
    this.#bytes += input.bytes.length;
    while (this.#letters.length > JOURNAL_LETTERS || this.#bytes > JOURNAL_BYTES) {
      this.#bytes -= this.#letters.shift()!.input.bytes.length;
      this.#dropped++;
    }
  }
}
