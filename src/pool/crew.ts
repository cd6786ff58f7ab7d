/**
 * The workers of a pool: a seat for each, and a spare that has the same contents and waits.
 *
 * A worker that is lost is replaced by the spare at once, and the spare by a new one while the others work. A worker
 * that has started is brought to the standing of the pool before it counts.
 */
import type { Offer } from '../supervisor/answers.js';
import type { Followed } from '../supervisor/standing.js';
import { type Notice, PLACES } from './message.js';
import { type Loss, type Outcome, Thread, type ThreadOptions } from './thread.js';

export interface CrewOptions extends Omit<ThreadOptions, 'onStarted' | 'onNotice' | 'onLost'> {
  readonly workers: number;
  /** Milliseconds for a window. */
  readonly windowLimit: number;
  /** Milliseconds for an offer. */
  readonly offerLimit: number;
  /** What a new worker loads, the last to be active. */
  readonly contents: () => readonly Uint8Array[];
  /** What it follows from then on. */
  readonly followed: () => Followed;
  /** A worker says something unasked; the spare has nothing to say. */
  readonly onNotice: (worker: number, notice: Notice) => void;
  /** A worker is lost, its windows are settled and its seat is taken; `worker` is absent for the spare. */
  readonly onLoss: (worker: number | undefined, loss: Loss) => void;
  /** There may be room for a window. */
  readonly onRoom: () => void;
}

interface Member {
  readonly thread: Thread;
  /** Absent: the spare. */
  seat: number | undefined;
  /** It has what the pool has. */
  isReady: boolean;
  /** Unanswered. */
  windows: number;
}

/** Workers in a row that end before they are ready, until no more are started. */
const ATTEMPTS = 3;

export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Set<Member>();
  #failures = 0;
  #isHeld = false;
  /** Nobody joins while content is offered to all. */
  #isClosed = false;
  #whenQuiet: (() => void) | undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** Whether nobody is left to wait for. */
  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** Fills every seat and the spare's, as far as workers start; after failures the next call tries again. */
  open(): void {
    this.#isClosed = false;
    this.#failures = 0;
    this.#staff();
  }

  /** Gives a window to the worker that has least to do; false when none has room. */
  scan(window: Uint8Array, fuel: number, settle: (outcome: Outcome, worker: number) => void): boolean {
    const member = this.#leastBusy();
    if (!member) return false;
    member.windows++;
    member.thread.scan(window, fuel, this.#options.windowLimit, (outcome) => {
      member.windows--;
      settle(outcome, member.seat!);
      if (outcome.kind === 'answer') this.#changed();
    });
    return true;
  }

  /** Offers content to all once nothing is unanswered and everybody is ready. From then on nobody joins until `open`. */
  async offer(bytes: Uint8Array): Promise<(Offer | Loss)[]> {
    await new Promise<void>((resolve) => {
      this.#whenQuiet = resolve;
      this.#changed();
    });
    this.#isClosed = true;
    return Promise.all([...this.#members].map(({ thread }) => this.#ask(thread, bytes)));
  }

  follow(found: Followed): void {
    for (const { thread, isReady } of this.#members) if (isReady) thread.tell({ kind: 'follow', found });
  }

  /** Whether the process stays up for these workers. */
  hold(isNeeded: boolean): void {
    if (isNeeded === this.#isHeld) return;
    this.#isHeld = isNeeded;
    for (const { thread } of this.#members) thread.hold(isNeeded);
  }

  /** Ends all workers; `open` starts others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const members = [...this.#members];
    this.#members.clear();
    this.#changed();
    await Promise.all(members.map(({ thread }) => thread.end()));
  }

  #leastBusy(): Member | undefined {
    let found: Member | undefined;
    for (const member of this.#members)
      if (member.isReady && member.seat !== undefined && member.windows < (found?.windows ?? PLACES)) found = member;
    return found;
  }

  /** The spare takes the first empty seat, a new worker every other. */
  #staff(): void {
    const { workers } = this.#options;
    const taken = new Map([...this.#members].map((member) => [member.seat, member]));
    for (let seat = 0; seat < workers && !this.#isClosed; seat++) {
      if (taken.has(seat)) continue;
      const spare = taken.get(undefined);
      if (spare) {
        taken.delete(undefined);
        spare.seat = seat;
      } else if (this.#failures < ATTEMPTS) this.#start(seat);
    }
    if (!taken.has(undefined) && this.#failures < ATTEMPTS && !this.#isClosed) this.#start(undefined);
    this.#changed();
  }

  #start(seat: number | undefined): void {
    const thread = new Thread({
      ...this.#options,
      onStarted: () => void this.#catchUp(member),
      onNotice: (notice) => this.#options.onNotice(member.seat!, notice),
      onLost: (loss) => this.#lost(member, loss),
    });
    const member: Member = { thread, seat, isReady: false, windows: 0 };
    thread.hold(this.#isHeld);
    this.#members.add(member);
  }

  async #catchUp(member: Member): Promise<void> {
    const { contents, followed } = this.#options;
    for (const bytes of contents()) {
      const answer = await this.#ask(member.thread, bytes);
      if ('reason' in answer) return;
      if (answer.outcome !== 'active') {
        void member.thread.end();
        this.#lost(member, { reason: 'WorkerDied', message: `content that is active is ${answer.outcome}` });
        return;
      }
    }
    member.isReady = true;
    this.#failures = 0;
    member.thread.tell({ kind: 'follow', found: followed() });
    this.#changed();
  }

  #ask(thread: Thread, bytes: Uint8Array): Promise<Offer | Loss> {
    return new Promise((resolve) => {
      thread.ask({ kind: 'offer', bytes }, this.#options.offerLimit, (outcome) => {
        if (outcome.kind === 'lost') resolve(outcome.loss);
        else if (outcome.response.kind === 'offered') resolve(outcome.response.offer);
      });
    });
  }

  #lost(member: Member, loss: Loss): void {
    if (!this.#members.delete(member)) return;
    if (!member.isReady) this.#failures++;
    this.#staff();
    this.#options.onLoss(member.seat, loss);
  }

  #changed(): void {
    this.#options.onRoom();
    if (this.#whenQuiet && [...this.#members].every(({ isReady, windows }) => isReady && windows === 0)) {
      this.#whenQuiet();
      this.#whenQuiet = undefined;
    }
  }
}
