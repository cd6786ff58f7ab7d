/**
 * The ledger of a pool: every window that was given and is not answered yet, in the order of its events.
 *
 * A window is answered once, by one worker; its answer waits until all windows before it have theirs, and is then added
 * to the call that brought it. A window that is cut is replaced by its pieces where it stands.
 */
import type { Answers, FaultRecord } from '../supervisor/answers.js';
import type { Journal } from '../supervisor/journal.js';
import type { RuleInfo } from '../supervisor/rule-info.js';
import { counted, emptyTally, type Tally } from '../supervisor/tally.js';
import type { Evidence } from './evidence.js';
import { CHANCES, chancesOf } from './loss.js';
import { type PackedAnswers, unpackMatches } from './packed.js';

/**
 * The event is counted from 0 since the pool was made, over all workers; absent also for what was concluded from burnt fuel
 * after its event was answered.
 */
export interface PoolFault extends FaultRecord {
  /** The number of the worker, from 0. */
  readonly worker: number;
}

interface Call {
  readonly tally: Tally;
  /** Windows that are not answered yet. */
  left: number;
  /** What its windows may still burn. */
  fuel: number;
  /** The first thing that onFault threw. */
  thrown?: { readonly error: unknown };
  readonly resolve: (answers: Answers) => void;
  readonly reject: (error: unknown) => void;
}

export interface Job {
  readonly window: Uint8Array;
  /** How many windows were entered before it, or before the one that it is a piece of. */
  readonly turn: number;
  readonly call: Call;
  /** How many workers may be lost with it, until it is cut or put aside. */
  chances: number;
  /** What the event of this window did to content before it was answered. */
  readonly faults: Evidence[];
  answered?: { readonly answers: PackedAnswers; readonly worker: number };
}

export interface LedgerOptions {
  /** For one call. When it has an end, the windows of a call are handed out one after the other. */
  readonly fuel: number;
  readonly onFault: (evidence: Evidence, worker: number) => void;
  /** Takes the dead letters. */
  readonly journal: Journal;
  readonly ruleOf: (content: string, number: number) => RuleInfo;
}

export class Ledger {
  readonly #options: LedgerOptions;
  #jobs: Job[] = [];
  /** Those of them that no worker has. */
  #waiting: Job[] = [];
  #bytes = 0;
  #entered = 0;
  #events = 0;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Events of windows that have left. */
  get events(): number {
    return this.#events;
  }

  get isEmpty(): boolean {
    return this.#jobs.length === 0;
  }

  /** Of all windows that have not left. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many windows have been entered. */
  get entered(): number {
    return this.#entered;
  }

  /** Resolves with the answers to all windows. */
  enter(windows: readonly Uint8Array[]): Promise<Answers> {
    const tally = emptyTally();
    if (windows.length === 0) return Promise.resolve(tally);
    return new Promise((resolve, reject) => {
      const call: Call = { tally, left: windows.length, fuel: this.#options.fuel, resolve, reject };
      for (const window of windows) {
        const job: Job = { window, turn: this.#entered++, call, chances: CHANCES, faults: [] };
        this.#jobs.push(job);
        this.#waiting.push(job);
        this.#bytes += window.length;
      }
    });
  }

  /** Hands out what was entered before that turn, in order, until `take` answers that it does not take the window. */
  handOut(before: number, take: (job: Job, fuel: number) => boolean): void {
    const isDue = (job: Job) => job.turn < before && this.#isNext(job);
    for (let job = this.#waiting.find(isDue); job && take(job, job.call.fuel); job = this.#waiting.find(isDue))
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
  }

  /** Whether nothing has to be answered before, so that it is known what the window may burn. */
  #isNext(job: Job): boolean {
    if (this.#options.fuel === Number.POSITIVE_INFINITY) return true;
    return this.#jobs.find(({ call, answered }) => call === job.call && !answered) === job;
  }

  /** The window waits again, before all others. */
  takeBack(job: Job): void {
    if (this.has(job)) this.#waiting.unshift(job);
  }

  /** Whether the window is still to be answered. */
  has(job: Job): boolean {
    return this.#jobs.includes(job);
  }

  cut(job: Job, pieces: readonly Uint8Array[]): void {
    const { call, turn } = job;
    const jobs = pieces.map((window): Job => ({ window, turn, call, chances: chancesOf(window), faults: [] }));
    call.left += jobs.length - 1;
    this.#jobs.splice(this.#jobs.indexOf(job), 1, ...jobs);
    this.#waiting.unshift(...jobs);
  }

  answer(job: Job, answers: PackedAnswers, worker: number): void {
    job.answered = { answers, worker };
    job.call.fuel = Math.max(0, job.call.fuel - answers.fuel);
    for (let first = this.#jobs[0]; first?.answered; first = this.#jobs[0]) {
      this.#jobs.shift();
      this.#bytes -= first.window.length;
      this.#collect(first, first.answered.answers, first.answered.worker);
      const { call } = first;
      if (--call.left > 0) continue;
      if (call.thrown) call.reject(call.thrown.error);
      else call.resolve(call.tally);
    }
  }

  /** Rejects every call. */
  abandon(error: Error): void {
    const calls = new Set(this.#jobs.map(({ call }) => call));
    this.#jobs = [];
    this.#waiting = [];
    this.#bytes = 0;
    for (const { reject } of calls) reject(error);
  }

  #collect({ call, faults }: Job, answers: PackedAnswers, worker: number): void {
    this.#options.journal.drop(answers.dropped);
    for (const { event, input, faults } of answers.letters)
      this.#options.journal.add({
        event: this.#events + event,
        input,
        faults: faults.map((one) => this.#numbered(one)),
      });
    try {
      for (const { fault, ...rest } of [...faults, ...answers.faults])
        this.#options.onFault({ ...rest, fault: this.#numbered(fault) }, worker);
    } catch (error) {
      call.thrown ??= { error };
    }
    const { tally } = call;
    for (const match of unpackMatches(answers, tally.lines, this.#options.ruleOf)) tally.matches.push(match);
    for (const unread of answers.unanswered) tally.unanswered.push({ ...unread, line: tally.lines + unread.line });
    tally.lines += answers.lines;
    tally.events += answers.events;
    tally.blind += answers.blind;
    tally.fuel += answers.fuel;
    tally.duplicateKeys += answers.duplicateKeys;
    tally.badText += answers.badText;
    this.#events += counted(answers);
  }

  #numbered(fault: FaultRecord): FaultRecord {
    return fault.event === undefined ? fault : { ...fault, event: this.#events + fault.event };
  }
}
