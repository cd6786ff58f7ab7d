/**
 * The pool: a supervisor in each of several workers, and every event answered exactly once, in order, whatever happens
 * to a worker.
 *
 * Input is cut into windows; whoever has least to do gets the next one. The pool keeps a window until it is answered, so
 * that a worker that is lost loses nothing: the spare answers the window again, and `loss.ts` decides what to do when
 * that is lost, too. Answers are taken from one worker only, because one that is lost is not heard again.
 *
 * The standing of content is the pool's: a fault in one worker ends the content in all of them.
 */

import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { ownBytes } from '../format/own-bytes.js';
import type { Core } from '../sandbox/core.js';
import type { Answers, FaultRecord, Offer } from '../supervisor/answers.js';
import type { LogSource } from '../supervisor/declared.js';
import type { RuleState } from '../supervisor/rule-info.js';
import { type Happening, NOTHING_ACTIVE, next, type Standing } from '../supervisor/standing.js';
import { Contents } from './contents.js';
import { Crew } from './crew.js';
import { type Job, Ledger, type PoolFault } from './ledger.js';
import { type Remedy, remedy } from './loss.js';
import { PLACES } from './message.js';
import { type PackedAnswers, packUnanswered } from './packed.js';
import { answerStream } from './stream.js';
import { CORES, type Loss } from './thread.js';
import { windows } from './windows.js';

export interface PoolOptions {
  /** How many workers answer at once. Default: one for each core. One more is the spare. */
  readonly workers?: number;
  /** The log source of every event that this pool is given. Default: events tell their own. */
  readonly logSource?: LogSource;
  /** Called with each fault when its event is answered. What it throws comes out of the call in place of the answers. */
  readonly onFault?: (fault: PoolFault) => void;
  /** Called when a worker is lost; the spare has taken its place. What it throws is an uncaught exception. */
  readonly onLoss?: (loss: WorkerLoss) => void;
  /** Milliseconds that a worker may take for one window. Default: 10,000, thousands of times what it takes. */
  readonly windowLimit?: number;
  /** Milliseconds that a worker may take to validate and load content. Default: 60,000. */
  readonly offerLimit?: number;
  /** Megabytes of JavaScript heap of each worker; the memory of the core is besides, and fixed. Default: 512. */
  readonly heapMegabytes?: number;
  /** The module that a worker runs, where a bundler has put it elsewhere. Default: the one of this package. */
  readonly entry?: URL;
}

export interface WorkerLoss extends Loss {
  /** The number of the worker, from 0; absent for the spare. */
  readonly worker?: number;
}

export type PoolOffer =
  | Offer
  /** Every worker was lost while it validated or loaded the content, which is in quarantine now. */
  | { readonly outcome: 'lost'; readonly digest: string; readonly loss: Loss };

/** Bytes that wait at most; only a single call may bring more. */
const QUEUE_BYTES = 1 << 26;

/** Windows of a stream that are cut for each worker before the first of them is answered. */
const AHEAD = 2 * PLACES;

export class Pool {
  readonly #workers: number;
  readonly #crew: Crew;
  readonly #ledger: Ledger;
  readonly #contents = new Contents();
  readonly #onLoss: (loss: WorkerLoss) => void;
  #standing: Standing = NOTHING_ACTIVE;
  #offers: Promise<unknown> = Promise.resolve();
  #offering = 0;
  #isClosed = false;
  #lastLoss = '';

  /** Starts the workers, which do not keep the process up while nothing is asked of them. Throws BadArgument. */
  constructor(core: Core, options: PoolOptions = {}) {
    const { workers = CORES, logSource = {}, windowLimit = 10_000, offerLimit = 60_000, heapMegabytes = 512 } = options;
    for (const [name, value] of Object.entries({ workers, windowLimit, offerLimit, heapMegabytes }))
      if (!Number.isInteger(value) || value < 1)
        throw new RingfenceError('BadArgument', `${name} is a whole number from 1, not ${value}`);
    const { onFault = () => {}, onLoss = () => {} } = options;
    this.#workers = workers;
    this.#onLoss = onLoss;
    this.#ledger = new Ledger({ onFault, ruleOf: (content, number) => this.#contents.rule(content, number) });
    this.#crew = new Crew({
      ...options,
      core,
      workers,
      logSource,
      windowLimit,
      offerLimit,
      heapMegabytes,
      standing: () => this.#standing,
      contents: () => this.#contents.toLoad(this.#standing),
      onLoss: (worker, loss) => this.#report(worker, loss),
      onRoom: () => this.#dispatch(),
    });
    this.#crew.open();
  }

  /** Which content answers, which is returned to, which never runs again. */
  get standing(): Standing {
    return this.#standing;
  }

  /** The rules of the active content, each in the bucket that events put it in. Throws RingfenceError ContentMisread. */
  get rules(): readonly RuleState[] {
    return this.#contents.rules(this.#active());
  }

  /**
   * Offers content to every worker, after what was given before is answered: what is given from now on is answered by it
   * when it becomes active. What was active stays when anything is wrong in any worker. Throws RingfenceError BadArgument,
   * NoWorkers, Closed.
   */
  async offer(bytes: Uint8Array): Promise<PoolOffer> {
    if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'offer takes a Uint8Array');
    this.#demandOpen();
    const own = ownBytes(bytes);
    const offer = this.#offers.then(() => this.#offer(own));
    this.#offers = offer.catch(() => {});
    return offer;
  }

  /**
   * Answers NDJSON of any length, as `Supervisor.scan` does. The bytes must not change until they are answered. Throws
   * RingfenceError BadArgument when there is no content, QueueFull when other calls wait and 64 MiB would wait with this
   * one, NoWorkers, Closed; what it throws has answered nothing.
   */
  async scan(bytes: Uint8Array): Promise<Answers> {
    if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'scan takes a Uint8Array');
    const waiting = this.#ledger.bytes;
    if (waiting > 0 && waiting + bytes.length > QUEUE_BYTES)
      throw new RingfenceError('QueueFull', `${waiting} bytes wait: at most ${QUEUE_BYTES} may`);
    return this.#submit([...windows(bytes)]);
  }

  /**
   * Answers a stream of NDJSON in parts, in order, each as soon as it is there; lines are counted from the start of the
   * stream. Reads no further while four windows a worker are not taken. Chunks must not change until they are
   * answered, and are best of 256 KiB or more. Throws as `scan` does, but for QueueFull, and what `chunks` throws.
   */
  scanAll(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Answers> {
    return answerStream(chunks, (window) => this.#submit([window]), AHEAD * this.#workers);
  }

  /** Ends the workers. Calls that are not answered are rejected with RingfenceError Closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#ledger.abandon(closed());
    await this.#crew.close();
  }

  async #submit(windows: readonly Uint8Array[]): Promise<Answers> {
    this.#demandOpen();
    this.#active();
    if (this.#crew.isEmpty) this.#crew.open();
    const answers = this.#ledger.enter(windows);
    this.#dispatch();
    return answers;
  }

  /** Hands out windows while a worker has room; gives up when there is no worker. */
  #dispatch(): void {
    if (this.#offering === 0) {
      this.#ledger.handOut((job) => this.#give(job));
      if (this.#crew.isEmpty) this.#ledger.abandon(noWorkers(this.#lastLoss));
    }
    this.#crew.hold(!this.#ledger.isEmpty || this.#offering > 0);
  }

  #give(job: Job): boolean {
    return this.#crew.scan(job.window, (outcome, worker) => {
      if (!this.#ledger.has(job)) return;
      if (outcome.kind === 'lost') this.#recover(job, outcome.busy, outcome.loss, worker);
      else if (outcome.response.kind === 'answered') this.#answer(job, outcome.response.answers, worker);
    });
  }

  #answer(job: Job, answers: PackedAnswers, worker: number): void {
    if (answers.shown) this.#contents.addShown(answers.shown);
    for (const { action, content } of answers.faults)
      if (action === 'quarantined') this.#happen({ kind: 'contentFaulted', digest: content });
    this.#happen({ kind: 'answered', events: answers.events });
    this.#ledger.answer(job, answers, worker);
  }

  #recover(job: Job, isBusy: boolean, { reason }: Loss, worker: number): void {
    const found: Remedy = isBusy ? remedy(job.window, job.chances--, this.#standing) : { kind: 'again' };
    switch (found.kind) {
      case 'again':
        this.#ledger.takeBack(job);
        break;
      case 'cut':
        this.#ledger.cut(job, found.pieces);
        break;
      case 'rollBack':
        job.faults.push({ ...NO_ANSWER, content: found.digest });
        this.#happen({ kind: 'contentFaulted', digest: found.digest });
        this.#ledger.takeBack(job);
        break;
      case 'putAside':
        this.#answer(job, packUnanswered(reason), worker);
    }
  }

  async #offer(bytes: Uint8Array): Promise<PoolOffer> {
    this.#offering++;
    if (this.#crew.isEmpty) this.#crew.open();
    this.#dispatch();
    try {
      const answers = await this.#crew.offer(bytes);
      this.#demandOpen();
      return await this.#judge(bytes, answers);
    } finally {
      this.#offering--;
      if (!this.#isClosed) this.#crew.open();
      this.#dispatch();
    }
  }

  /** One worker that was lost says nothing about the content; all of them do, and so does one that refuses it. */
  async #judge(bytes: Uint8Array, answers: readonly (Offer | Loss)[]): Promise<PoolOffer> {
    const offers = answers.filter((answer) => 'outcome' in answer);
    const refused = offers.find(({ outcome }) => outcome !== 'active');
    if (refused) {
      if (refused.outcome === 'faulted') this.#happen({ kind: 'contentFaulted', digest: refused.fault.content });
      if (offers.some(({ outcome }) => outcome === 'active')) await this.#crew.close();
      return refused;
    }
    const [active] = offers;
    if (active?.outcome === 'active') {
      this.#adopt(active.digest, bytes);
      return active;
    }
    const [loss] = answers.filter((answer) => 'reason' in answer);
    if (!loss) throw noWorkers(this.#lastLoss);
    const name = await digest(bytes);
    this.#happen({ kind: 'contentFaulted', digest: name });
    return { outcome: 'lost', digest: name, loss };
  }

  #adopt(name: string, bytes: Uint8Array): void {
    this.#contents.add(name, bytes);
    this.#happen({ kind: 'loaded', digest: name });
    this.#contents.keep(this.#standing);
  }

  #happen(happening: Happening): void {
    const before = this.#standing;
    this.#standing = next(before, happening);
    const { quarantined, probation } = this.#standing;
    if (quarantined.size > before.quarantined.size || (probation === 0 && before.probation > 0))
      this.#crew.follow(this.#standing);
  }

  #active(): string {
    const { active } = this.#standing;
    if (active === undefined) throw new RingfenceError('BadArgument', 'no content is active: offer some first');
    return active;
  }

  #report(worker: number | undefined, loss: Loss): void {
    this.#lastLoss = loss.message;
    this.#onLoss({ ...loss, ...(worker === undefined ? {} : { worker }) });
  }

  #demandOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

/** The fault of content that workers do not come back from. */
const NO_ANSWER: Omit<FaultRecord, 'content'> = {
  kind: 'Engine',
  stage: 'Unknown',
  index: 0,
  detail: 0,
  supplied: 0,
  declared: 0,
  fuel: 0,
  event: 0,
  slot: 'active',
  action: 'quarantined',
};

function closed(): RingfenceError {
  return new RingfenceError('Closed', 'the pool is closed');
}

function noWorkers(why: string): RingfenceError {
  return new RingfenceError('NoWorkers', `workers do not start, or end before they have: ${why}`);
}
