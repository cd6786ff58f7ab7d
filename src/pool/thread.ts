/**
 * A worker thread, and the wall clock behind it: the only file that knows the threads of Node.
 *
 * Requests are answered in order, and the oldest unanswered one has a time limit. A thread that exceeds it, dies or runs
 * out of memory is lost: everything it was asked is reported as lost, the oldest as what it was busy with, and nothing
 * that it says afterwards is heard.
 */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Notice, PLACES, type Request, type Response, type Setup } from './message.js';
import { PLACE_BYTES } from './windows.js';

export interface Loss {
  readonly reason: 'TimeLimit' | 'WorkerDied';
  /** What the thread died of, or the limit, for people. */
  readonly message: string;
}

/** What became of a request. */
export type Outcome =
  | { readonly kind: 'answer'; readonly response: Response }
  /** `busy`: it was being worked on; otherwise it had not been begun. */
  | { readonly kind: 'lost'; readonly busy: boolean; readonly loss: Loss };

/** What a thread posts. */
type Posted = Response | { readonly kind: 'unasked'; readonly notice: Notice };

export type Settle = (outcome: Outcome) => void;

export interface ThreadOptions extends Setup {
  /** The module that the thread runs; undefined: the one beside this file. */
  readonly entry: URL | undefined;
  readonly heapMegabytes: number;
  readonly onStarted: () => void;
  readonly onNotice: (notice: Notice) => void;
  /** Called once, after everything that was asked has been settled, unless the thread is ended. */
  readonly onLost: (loss: Loss) => void;
}

interface Asked {
  /** Milliseconds from when it is the oldest. */
  readonly limit: number;
  readonly settle: Settle;
}

/** How long a thread may take to start. */
const START_LIMIT = 30_000;

export const CORES: number = availableParallelism();

export class Thread {
  readonly #worker: Worker;
  /** A place for each window that may be unanswered, but for those that the worker has now. */
  readonly #places = Array.from({ length: PLACES }, () => new ArrayBuffer(PLACE_BYTES));
  readonly #onNotice: ThreadOptions['onNotice'];
  readonly #onLost: ThreadOptions['onLost'];
  readonly #asked: Asked[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isGone = false;

  constructor({ core, options, entry, heapMegabytes, onStarted, onNotice, onLost }: ThreadOptions) {
    this.#onNotice = onNotice;
    this.#onLost = onLost;
    const setup: Setup = { core, options };
    this.#worker = new Worker(entry ?? new URL('./worker.js', import.meta.url), {
      workerData: setup,
      // hooks and modes of the program that uses the pool are not for its workers; what they ask of V8 is for all threads
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    this.#worker.unref();
    this.#worker.on('message', (posted: Posted) => this.#hear(posted));
    this.#worker.on('messageerror', (error) => this.#lose('WorkerDied', error.message));
    this.#worker.on('error', (error) => this.#lose('WorkerDied', describe(error)));
    this.#worker.on('exit', (code) => this.#lose('WorkerDied', `exit code ${code}`));
    const settle: Settle = ({ kind }) => kind === 'answer' && onStarted();
    this.#expect({ limit: START_LIMIT, settle });
  }

  /** Settles once: with the response, or with the loss of the thread. `limit` is in milliseconds. */
  ask(request: Request, limit: number, settle: Settle, moved: readonly ArrayBuffer[] = []): void {
    this.#expect({ limit, settle });
    this.#worker.postMessage(request, moved);
  }

  /**
   * As `ask`. At most PLACES windows are unanswered at a time. Places go to and fro: bytes are copied out of shared memory at
   * a quarter of the speed, which is a tenth of what a worker does, and a new buffer for each has to be cleared.
   */
  scan(window: Uint8Array, fuel: number, limit: number, settle: Settle): void {
    const bytes = new Uint8Array(this.#places.pop()!, 0, window.length);
    bytes.set(window);
    this.ask({ kind: 'scan', bytes, fuel }, limit, settle, [bytes.buffer]);
  }

  /** For a request without an answer. */
  tell(request: Request & { kind: 'follow' }): void {
    this.#worker.postMessage(request);
  }

  /** Whether the process stays up for the sake of this thread. */
  hold(isNeeded: boolean): void {
    if (isNeeded) this.#worker.ref();
    else this.#worker.unref();
  }

  /** Resolves when the thread has ended. Whatever it was asked is lost. */
  async end(reason = 'it was ended'): Promise<void> {
    this.#leave({ reason: 'WorkerDied', message: reason });
    this.#worker.ref();
    await this.#worker.terminate();
  }

  #expect(asked: Asked): void {
    this.#asked.push(asked);
    if (this.#asked.length === 1) this.#watch();
  }

  #hear(posted: Posted): void {
    if (this.#isGone) return;
    if (posted.kind === 'unasked') this.#onNotice(posted.notice);
    else this.#settle(posted);
  }

  #settle(response: Response): void {
    const { settle } = this.#asked.shift()!;
    this.#watch();
    if (response.kind === 'answered') this.#places.push(response.place);
    settle({ kind: 'answer', response });
  }

  /** Starts the clock of the oldest request. */
  #watch(): void {
    clearTimeout(this.#timer);
    const oldest = this.#asked[0];
    if (!oldest) return;
    const exceeded = () => {
      if (oldest === this.#asked[0]) this.#lose('TimeLimit', `no answer for ${oldest.limit} ms`);
    };
    // a process that was busy finds the clock run out before it reads answers that arrived in time: those come first
    this.#timer = setTimeout(() => setImmediate(exceeded), oldest.limit).unref();
  }

  #lose(reason: Loss['reason'], message: string): void {
    if (this.#isGone) return;
    const loss = { reason, message };
    this.#leave(loss);
    void this.#worker.terminate();
    this.#onLost(loss);
  }

  /** The newest request is settled first, so that putting each in front again keeps their order. */
  #leave(loss: Loss): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
    const asked = this.#asked.splice(0);
    for (let index = asked.length - 1; index >= 0; index--)
      asked[index]!.settle({ kind: 'lost', busy: index === 0, loss });
  }
}

/** What was thrown, as it is told to people. */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** In a worker: what it was started with. */
export function setup(): Setup {
  return workerData as Setup;
}

/** In a worker: says something that is no answer. */
export function tell(notice: Notice): void {
  parentPort?.postMessage({ kind: 'unasked', notice } satisfies Posted);
}

/** In a worker: takes one request after the other, and ends the thread with what `handle` throws. */
export function serve(handle: (request: Request) => Promise<Response | undefined>): void {
  const port = parentPort;
  if (!port) throw new Error('this module is for a worker');
  const answer = (response: Response) =>
    port.postMessage(response, response.kind === 'answered' ? [response.answers.matches.buffer, response.place] : []);
  let last = Promise.resolve();
  port.on('message', (request: Request) => {
    last = last.then(async () => {
      const response = await handle(request);
      if (response) answer(response);
    });
  });
  answer({ kind: 'ready' });
}
