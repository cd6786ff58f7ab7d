/**
 * The pool: a supervisor in each of several workers, and every event answered exactly once, in order, whatever happens
 * to a worker.
 *
 * Input is cut into windows; whoever has least to do gets the next one. The pool keeps a window until it is answered, so
 * that a worker that is lost loses nothing: the spare answers the window again, and `loss.ts` decides what to do when
 * that is lost, too. Answers are taken from one worker only, because one that is lost is not heard again.
 *
 * The standing of content is the pool's: a fault in one worker ends the content in all of them, and the pool alone writes
 * to the store, so that what is kept there is of the whole process.
 */

import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { ownBytes } from '../format/own-bytes.js';
import type { Core } from '../sandbox/core.js';
import type { Answers } from '../supervisor/answers.js';
import { type DeadLetter, Journal } from '../supervisor/journal.js';
import { acceptBaseline } from '../supervisor/options.js';
import type { RuleState } from '../supervisor/rule-info.js';
import type { Standing } from '../supervisor/standing.js';
import { Survival } from '../supervisor/survival.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { type Consent, consent, type PoolOffer } from './consent.js';
import { Contents } from './contents.js';
import { Crew } from './crew.js';
import type { Evidence } from './evidence.js';
import { type Job, Ledger } from './ledger.js';
import { evidenceAgainst, type Remedy, remedy } from './loss.js';
import { type Notice, PLACES } from './message.js';
import { type PoolOptions, poolSettings, type WorkerLoss } from './options.js';
import { type PackedAnswers, packUnanswered } from './packed.js';
import { type RefusedOffer, refuseOffer, workerOptions } from './shares.js';
import { answerStream } from './stream.js';
import type { Loss } from './thread.js';
import { windows } from './windows.js';

/** Bytes that wait at most; only a single call may bring more. */
const QUEUE_BYTES = 1 << 26;

/** Windows of a stream that are cut for each worker before the first of them is answered. */
const AHEAD = 2 * PLACES;

export class Pool {
  readonly #workers: number;
  readonly #crew: Crew;
  readonly #ledger: Ledger;
  readonly #contents: Contents;
  readonly #journal = new Journal();
  readonly #survival: Survival;
  readonly #onFault: (evidence: Evidence, worker: number) => void;
  readonly #onLoss: (loss: WorkerLoss) => void;
  readonly #onTrouble: (trouble: unknown) => void;
  /** Before it is accepted no worker is started. */
  readonly #baseline: Promise<AcceptedContent>;
  /** Of each offer, how many windows were entered before it: those after it wait until it is through. */
  readonly #offers: number[] = [];
  #lastOffer: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #lastLoss = '';

  /** Starts the workers, which do not keep the process up while nothing is asked of them. Throws BadArgument. */
  constructor(core: Core, options: PoolOptions = {}) {
    const settings = poolSettings(options);
    this.#workers = settings.workers;
    this.#onFault = (evidence, worker) =>
      settings.onFault({ ...evidence.fault, worker }, this.#contents.record(evidence, core, settings));
    this.#onLoss = settings.onLoss;
    this.#onTrouble = settings.onTrouble;
    this.#survival = new Survival(settings.store, settings.now, settings.onTrouble);
    this.#contents = new Contents({
      onNews: () => this.#crew.follow(this.#contents.followed),
      onQuarantine: (digest) => void this.#survival.quarantine(digest),
    });
    this.#ledger = new Ledger({
      onFault: this.#onFault,
      journal: this.#journal,
      fuel: settings.fuel.batch,
      ruleOf: (content, number) => this.#contents.rule(content, number),
    });
    this.#crew = new Crew({
      ...settings,
      core,
      options: workerOptions(settings),
      followed: () => this.#contents.followed,
      contents: () => this.#contents.toLoad,
      onNotice: (worker, notice) => this.#hear(worker, notice),
      onLoss: (worker, loss) => this.#report(worker, loss),
      onRoom: () => this.#dispatch(),
    });
    this.#baseline = acceptBaseline(settings);
    // who offers content is told when it is rejected
    this.#baseline.then(() => this.#isClosed || this.#crew.open()).catch(() => {});
  }

  /** Which content answers, which is returned to, which never runs again. */
  get standing(): Standing {
    return this.#contents.standing;
  }

  /** The newest events that no content answered, oldest first, and how many are no longer kept. */
  get deadLetters(): { readonly letters: readonly DeadLetter[]; readonly dropped: number } {
    return { letters: this.#journal.letters, dropped: this.#journal.dropped };
  }

  /** The rules of the active content, each in the bucket that events put it in. Throws RingfenceError ContentMisread. */
  get rules(): readonly RuleState[] {
    return this.#contents.rules;
  }

  /**
   * Offers content to every worker, after what was given before is answered: what is given from now on is answered by it
   * when it becomes active. What was active stays when anything is wrong in any worker. Throws RingfenceError BadArgument,
   * also for a baseline that is rejected, NoWorkers, Closed.
   */
  async offer(bytes: Uint8Array, options: RefusedOffer = {}): Promise<PoolOffer> {
    refuseOffer(options);
    if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'offer takes a Uint8Array');
    this.#demandOpen();
    const own = ownBytes(bytes);
    this.#offers.push(this.#ledger.entered);
    this.#dispatch();
    const offer = this.#lastOffer.then(() => this.#offer(own));
    this.#lastOffer = offer.catch(() => {});
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

  /**
   * Ends the workers, and says that the host stops on purpose. Calls that are not answered are rejected with RingfenceError
   * Closed.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#ledger.abandon(closed());
    await Promise.all([this.#survival.through(), this.#crew.close()]);
  }

  async #submit(windows: readonly Uint8Array[]): Promise<Answers> {
    this.#demandOpen();
    void this.#contents.top;
    if (this.#crew.isEmpty) this.#crew.open();
    const answers = this.#ledger.enter(windows);
    this.#dispatch();
    return answers;
  }

  /** Hands out windows while a worker has room; gives up when there is no worker. */
  #dispatch(): void {
    const [offer = Number.POSITIVE_INFINITY] = this.#offers;
    this.#ledger.handOut(offer, (job, fuel) => this.#give(job, fuel));
    if (this.#crew.isEmpty && this.#offers.length === 0) this.#ledger.abandon(noWorkers(this.#lastLoss));
    this.#crew.hold(!this.#ledger.isEmpty || this.#offers.length > 0);
  }

  #give(job: Job, fuel: number): boolean {
    return this.#crew.scan(job.window, fuel, (outcome, worker) => {
      if (!this.#ledger.has(job)) return;
      if (outcome.kind === 'lost') this.#recover(job, outcome.busy, outcome.loss, worker);
      else if (outcome.response.kind === 'answered') this.#answer(job, outcome.response.answers, worker);
    });
  }

  #answer(job: Job, answers: PackedAnswers, worker: number): void {
    if (answers.shown) this.#contents.addShown(answers.shown);
    for (const {
      fault: { action, content },
    } of answers.faults)
      if (action === 'quarantined') this.#contents.happen({ kind: 'contentFaulted', digest: content });
    this.#contents.happen({ kind: 'answered', events: answers.events });
    this.#survival.answered(answers.events);
    this.#ledger.answer(job, answers, worker);
  }

  #recover(job: Job, isBusy: boolean, { reason }: Loss, worker: number): void {
    const found: Remedy = isBusy ? remedy(job.window, job.chances--, this.standing) : { kind: 'again' };
    switch (found.kind) {
      case 'again':
        this.#ledger.takeBack(job);
        break;
      case 'cut':
        this.#ledger.cut(job, found.pieces);
        break;
      case 'rollBack':
        job.faults.push(evidenceAgainst(found.digest, job.window, this.standing));
        this.#contents.happen({ kind: 'contentFaulted', digest: found.digest });
        this.#ledger.takeBack(job);
        break;
      case 'putAside':
        this.#answer(job, packUnanswered(job.window, reason), worker);
    }
  }

  async #offer(bytes: Uint8Array): Promise<PoolOffer> {
    try {
      const baseline = await this.#baseline;
      const offer = await this.#take(await digest(bytes), bytes);
      if (offer.outcome !== 'rejected') this.#contents.setBaseline(baseline);
      return offer;
    } finally {
      this.#offers.shift();
      this.#dispatch();
    }
  }

  async #take(name: string, bytes: Uint8Array): Promise<PoolOffer> {
    this.#contents.happen({ kind: 'remembered', digests: await this.#survival.quarantined() });
    if (this.standing.quarantined.has(name)) return { outcome: 'quarantined', digest: name };
    this.#demandOpen();
    if (this.#crew.isEmpty) this.#crew.open();
    try {
      const answers = await this.#crew.offer(bytes);
      this.#demandOpen();
      return await this.#judge(name, bytes, consent(answers));
    } finally {
      if (!this.#isClosed) this.#crew.open();
    }
  }

  async #judge(name: string, bytes: Uint8Array, found: Consent): Promise<PoolOffer> {
    switch (found.kind) {
      case 'active':
        if (name !== this.standing.active) await this.#survival.start(name);
        this.#contents.adopt(name, bytes);
        return found.offer;
      case 'refused':
        if (found.offer.outcome === 'faulted') this.#contents.happen({ kind: 'contentFaulted', digest: name });
        if (found.isSplit) await this.#crew.close();
        return found.offer;
      case 'lost':
        this.#contents.happen({ kind: 'contentFaulted', digest: name });
        return { outcome: 'lost', digest: name, loss: found.loss };
      case 'nobody':
        throw noWorkers(this.#lastLoss);
    }
  }

  #hear(worker: number, notice: Notice): void {
    if (notice.kind === 'trouble') this.#onTrouble({ code: 'WorkerTrouble', reason: notice.reason, worker });
    else this.#count(notice, worker);
  }

  /** Workers number events on their own: here the event of the strike is the latest. */
  #count({ strike, evidence }: Notice & { kind: 'strike' }, worker: number): void {
    const found = this.#contents.count({ ...strike, at: this.#ledger.events }, evidence);
    try {
      if (found) this.#onFault(found, worker);
    } catch (trouble) {
      this.#onTrouble(trouble);
    }
  }

  #report(worker: number | undefined, loss: Loss): void {
    this.#lastLoss = loss.message;
    this.#onLoss({ ...loss, ...(worker === undefined ? {} : { worker }) });
  }

  #demandOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

function closed(): RingfenceError {
  return new RingfenceError('Closed', 'the pool is closed');
}

function noWorkers(why: string): RingfenceError {
  return new RingfenceError('NoWorkers', `workers do not start, or end before they have: ${why}`);
}
