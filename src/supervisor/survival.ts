/**
 * Surviving restarts: digests that never run again, and the boot counter.
 *
 * A start is counted, and on disk, before content becomes active; it is taken back when the content has got through, which
 * is so many events and so long a time without taking the process with it, or when the host stops on purpose. Content whose
 * starts never get through is the suspect: after three it is quarantined, and nobody has to come to the machine.
 */
import { decodeMemory, encodeMemory, NOTHING_REMEMBERED, type Remembered, type Store } from '../store/store.js';

/** Starts in a row that may fail. */
export const STARTS = 3;
export const THROUGH_EVENTS = 100;
export const THROUGH_MILLISECONDS = 60_000;

/** The store held something that is not believed, or cannot be read or written. */
export interface StoreTrouble {
  readonly code: 'StoreDamaged' | 'StoreUnreadable' | 'StoreUnwritable';
  readonly reason: string;
}

export class Survival {
  readonly #store: Store | undefined;
  readonly #now: () => number;
  readonly #onTrouble: (trouble: StoreTrouble) => void;
  #memory: Remembered = NOTHING_REMEMBERED;
  #reading: Promise<void> | undefined;
  #started: { readonly digest: string; readonly at: number; events: number } | undefined;

  constructor(store: Store | undefined, now: () => number, onTrouble: (trouble: StoreTrouble) => void) {
    this.#store = store;
    this.#now = now;
    this.#onTrouble = onTrouble;
  }

  /** The digests that never run again, once the store has been read; the store is read once. */
  async quarantined(): Promise<readonly string[]> {
    this.#reading ??= this.#read();
    await this.#reading;
    return this.#memory.quarantined;
  }

  /** Counts a start of content; resolves when that is on disk. */
  async start(digest: string): Promise<void> {
    // what it replaces has not taken the process with it
    const { [this.#started?.digest ?? '']: _, ...starts } = this.#memory.starts;
    this.#started = { digest, at: this.#now(), events: 0 };
    await this.#write({ ...this.#memory, starts: { ...starts, [digest]: (starts[digest] ?? 0) + 1 } });
  }

  /** Events that the content started last has answered. */
  answered(events: number): void {
    const started = this.#started;
    if (!started || !this.#store) return;
    started.events += events;
    if (started.events >= THROUGH_EVENTS && this.#now() - started.at >= THROUGH_MILLISECONDS) void this.through();
  }

  /** The content started last has got through, or the host stops on purpose. */
  async through(): Promise<void> {
    const digest = this.#started?.digest;
    this.#started = undefined;
    if (digest === undefined || !(digest in this.#memory.starts)) return;
    const { [digest]: _, ...starts } = this.#memory.starts;
    await this.#write({ ...this.#memory, starts });
  }

  async quarantine(digest: string): Promise<void> {
    if (this.#started?.digest === digest) this.#started = undefined;
    const { [digest]: _, ...starts } = this.#memory.starts;
    await this.#write({ quarantined: [...new Set([...this.#memory.quarantined, digest])], starts });
  }

  async #read(): Promise<void> {
    const found = await this.#store?.read().catch((error: unknown) => this.#tell('StoreUnreadable', error));
    for (const [name, bytes] of Object.entries(found ?? {})) {
      const memory = decodeMemory(bytes);
      if (typeof memory !== 'string') {
        this.#memory = judgeStarts(memory);
        return;
      }
      this.#tell('StoreDamaged', `the ${name} bytes: ${memory}`);
    }
  }

  async #write(memory: Remembered): Promise<void> {
    this.#memory = memory;
    await this.#store?.write(encodeMemory(memory)).catch((error: unknown) => this.#tell('StoreUnwritable', error));
  }

  #tell(code: StoreTrouble['code'], reason: unknown): undefined {
    this.#onTrouble({ code, reason: reason instanceof Error ? reason.message : String(reason) });
  }
}

/** What was started too often without getting through never runs again. */
function judgeStarts({ quarantined, starts }: Remembered): Remembered {
  const failing = Object.keys(starts).filter((digest) => starts[digest]! >= STARTS);
  return {
    quarantined: [...new Set([...quarantined, ...failing])],
    starts: Object.fromEntries(Object.entries(starts).filter(([digest]) => !failing.includes(digest))),
  };
}
