/**
 * The supervisor: answers every event exactly once, whatever the content does.
 *
 * It keeps the content of each rung of the ladder warm in a sandbox of its own: the active one, last-known-good, and the
 * baseline where one was supplied. A fault becomes a record; the same event goes down the ladder until it is answered, or
 * into the journal; what to blame is decided by `standing.ts`. Sandboxes that have faulted are replaced when there is time,
 * or before the next event, never between a fault and the answer to its event.
 */

import { hostStackExhausted } from '../embedded/refusal.js';
import { RingfenceError } from '../error.js';
import { LIMITS } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import type { InputValue } from '../sandbox/record.js';
import type { Answer } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { Answers, FaultRecord, Offer } from './answers.js';
import { Backlog } from './backlog.js';
import { descend, type Placed } from './descent.js';
import { type DrillReport, drill } from './drill.js';
import { evaluateOn, scanOn } from './enter.js';
import { type EventInput, recordInput } from './event-input.js';
import { recordFault } from './fault-record.js';
import { Inquiries } from './inquiries.js';
import { Intake } from './intake.js';
import { type DeadLetter, Journal } from './journal.js';
import { Ladder } from './ladder.js';
import { type OfferOptions, type Settings, type SupervisorOptions, settings } from './options.js';
import type { ShadowReport } from './promotion.js';
import type { Recording } from './recording.js';
import type { RuleState } from './rule-info.js';
import { Shadowing } from './shadowing.js';
import { type Shown, type Slot, shownTo, statesOf } from './slot.js';
import { Slots } from './slots.js';
import { type Followed, judge, type Standing } from './standing.js';
import type { Strike } from './strikes.js';
import { Survival } from './survival.js';
import { collect, counted, emptyTally, firstLine, putAllAside, putAside, type Tally } from './tally.js';
import { batches } from './windows.js';

export class Supervisor {
  readonly #core: Core;
  readonly #settings: Settings;
  readonly #slots: Slots;
  readonly #survival: Survival;
  readonly #ladder: Ladder;
  readonly #backlog: Backlog;
  readonly #journal = new Journal();
  readonly #inquiries: Inquiries;
  readonly #shadowing: Shadowing;
  readonly #intake: Intake;
  readonly #refill = (): boolean => {
    this.#slots.refill();
    return false;
  };
  #answered = 0;
  /** Of the call that is being answered. */
  #reports: (() => void)[] = [];

  constructor(core: Core, options: SupervisorOptions = {}) {
    this.#core = core;
    this.#settings = settings(options);
    const { logSource, fuel, defer, onTrouble } = this.#settings;
    this.#slots = new Slots(core, { logSource, fuel: fuel.event });
    this.#survival = new Survival(this.#settings.store, this.#settings.now, onTrouble);
    this.#ladder = new Ladder(this.#slots, this.#settings.now, (digest) => void this.#survival.quarantine(digest));
    this.#backlog = new Backlog(defer, onTrouble);
    this.#shadowing = new Shadowing(this.#settings, this.#ladder, this.#backlog, this.#survival);
    this.#intake = new Intake(this.#settings, this.#slots, this.#ladder, this.#survival, this.#shadowing);
    this.#inquiries = new Inquiries(this.#slots, fuel.event);
  }

  /** Which content answers, which is returned to, which never runs again. */
  get standing(): Standing {
    return this.#ladder.standing;
  }

  /** The newest events that no content answered, oldest first, and how many are no longer kept. */
  get deadLetters(): { readonly letters: readonly DeadLetter[]; readonly dropped: number } {
    return { letters: this.#journal.letters, dropped: this.#journal.dropped };
  }

  /** The rules of the active content, each in the bucket that events put it in. Throws RingfenceError ContentMisread. */
  get rules(): readonly RuleState[] {
    return statesOf(this.#ladder.top);
  }

  /** What the events answered so far have shown to the content that answers. */
  get shown(): Shown {
    return shownTo(this.#ladder.top);
  }

  /**
   * Validates content and makes it the active one, or runs it in the shadow of the active one first. What was active stays
   * when anything is wrong. The active content offered again has all its rules switched on. Throws what `validate` throws,
   * BadArgument when the baseline is rejected, HostStackExhausted when the caller's own stack is nearly full.
   */
  async offer(bytes: Uint8Array, options: OfferOptions = {}): Promise<Offer> {
    return this.#intake.offer(bytes, options);
  }

  /**
   * Makes the baseline answer, as the first offer does: events are answered before there is content. Throws RingfenceError
   * BadArgument when it is rejected, and OutOfMemory.
   */
  async prepare(): Promise<void> {
    await this.#intake.prepare();
  }

  /** Says that the host stops on purpose: the start of the active content counts as having got through. */
  async close(): Promise<void> {
    await this.#survival.through();
  }

  /** What content in the shadow has done so far; undefined when none is there. */
  get shadow(): ShadowReport | undefined {
    return this.#shadowing.report;
  }

  /**
   * Takes over what was found elsewhere by others who run the same contents: what is quarantined there never runs here
   * again, content has passed its probation here when it has there, and its rules are off and struck as they are there.
   */
  follow(found: Followed): void {
    const { active } = this.standing;
    this.#ladder.happen({ kind: 'followed', found });
    if (this.standing.active !== active) this.#shadowing.end();
  }

  /**
   * Answers NDJSON of any length, an event a line, with so much fuel for all of them, by default that of a batch. Throws
   * RingfenceError BadArgument when there is no content, and HostStackExhausted, with nothing answered, when the caller's own
   * stack is nearly full.
   */
  scan(bytes: Uint8Array, fuel: number = this.#settings.fuel.batch): Answers {
    if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'scan takes a Uint8Array');
    if (!(fuel >= 0)) throw new RingfenceError('BadArgument', 'the fuel of a call is a number from 0');
    return this.#answer((tally) => {
      for (const batch of batches(bytes, LIMITS.WINDOW_BYTES.value)) {
        if (batch.length > LIMITS.WINDOW_BYTES.value) putAside(tally, 'TooLong');
        else this.#scanBatch(batch, tally, fuel);
      }
    });
  }

  /**
   * Answers one input record: the values of the content's schema by position. Throws as `scan` does, and BadArgument for a
   * value that is no InputValue.
   */
  evaluate(values: readonly InputValue[]): Answers {
    if (!Array.isArray(values)) throw new RingfenceError('BadArgument', 'evaluate takes an array of values');
    return this.#answer((tally) => {
      const rungs = this.#ladder.rungs;
      const enter = (slot: Slot) => evaluateOn(slot, values);
      const answer = enter(rungs[0]!.slot);
      if (answer.fault) this.#recover(answer.fault, rungs, tally, enter, () => recordInput(values));
      else this.#collect(tally, answer, rungs[0]!.slot, () => recordInput(values));
    });
  }

  /**
   * Makes every kind of fault that can be made on purpose, `rounds` times, on scratch sandboxes with the active content, and
   * answers an event on another after each. Warms the engine's way out of a trap, so that the first real fault is recovered
   * from as fast as any; nothing of it is recorded. Throws RingfenceError BadArgument, OutOfMemory.
   */
  drill(rounds = 10): DrillReport {
    return drill(rounds, this.#settings.now, this.#slots, this.#ladder.top.content);
  }

  #answer(run: (tally: Tally) => void): Answers {
    this.#ladder.demand();
    const tally = emptyTally();
    const reports: (() => void)[] = [];
    this.#reports = reports;
    try {
      run(tally);
      this.#answered += counted(tally);
      this.#ladder.happen({ kind: 'answered', events: tally.events });
      this.#survival.answered(tally.events);
    } finally {
      for (const report of reports) report();
    }
    return tally;
  }

  #scanBatch(batch: Uint8Array, tally: Tally, fuel: number): void {
    for (let rest = batch; rest.length > 0; ) {
      const left = fuel - tally.fuel;
      if (left <= 0) {
        putAllAside(tally, rest, 'OverBudget');
        return;
      }
      const rungs = this.#ladder.rungs;
      const { slot } = rungs[0]!;
      const given = Math.ceil(Math.min(left, LIMITS.BATCH_FUEL.value));
      const answer = scanOn(slot, rest, given, (faulted) => this.#slots.renew(faulted));
      const { consumed } = answer.verdict;
      this.#collect(tally, answer, slot, () => ({ kind: 'json', bytes: rest.subarray(0, consumed) }));
      rest = rest.subarray(consumed);
      if (!answer.fault) continue;
      const line = firstLine(rest);
      this.#recover(
        answer.fault,
        rungs,
        tally,
        (slot) => scanOn(slot, line),
        () => ({ kind: 'json', bytes: line }),
      );
      rest = rest.subarray(line.length);
    }
  }

  /** Collects answers; a copy of events that the active content answered waits for the content in its shadow. */
  #collect(tally: Tally, answer: Answer, slot: Slot, input: () => EventInput): void {
    const first = tally.matches.length;
    const line = tally.lines;
    collect(tally, answer, slot);
    if (this.#shadowing.against !== slot.content.digest || answer.verdict.lines === 0) return;
    const matches = tally.matches.slice(first).map((match) => ({ line: match.line - line, rule: match.rule }));
    this.#shadowing.show({ input: input(), matches, verdict: answer.verdict });
  }

  /** Answers the event of a fault further down the ladder, or puts it aside. */
  #recover(
    fault: Fault,
    rungs: readonly Placed[],
    tally: Tally,
    enter: (slot: Slot) => Answer,
    input: () => EventInput,
  ): void {
    if (fault.kind === 'HostStack') throw hostStackExhausted();
    const start = this.#settings.now();
    const [{ rung, slot }, ...below] = rungs as [Placed, ...Placed[]];
    const event = this.#answered + counted(tally);
    const { by, answer, faults } = descend(below, enter);
    if (by) collect(tally, answer!, by.slot);
    const now = this.#settings.now();
    const action = judge(fault.kind, rung, by?.rung);
    const record = recordFault(fault, slot.content, {
      event,
      slot: rung,
      action,
      ...(by && { recovery: now - start }),
    });
    const given = input();
    const recording = this.#recording(record, slot.content, given);
    this.#reports.push(() => this.#settings.onFault(record, recording));
    if (!by) {
      putAside(tally, 'DeadLettered');
      const others = faults.map(({ fault, slot, rung }) =>
        recordFault(fault, slot.content, { event, slot: rung, action }),
      );
      this.#journal.add({ event, input: given, faults: [record, ...others] });
    }
    if (fault.kind === 'FuelExhausted') this.#inquire(recording, slot.content, given, event);
    else if (action === 'quarantined') {
      this.#ladder.happen({ kind: 'contentFaulted', digest: slot.content.digest });
      this.#shadowing.end();
    } else this.#ladder.happen({ kind: 'strained', now });
    this.#backlog.add(this.#refill);
  }

  /** Finds out later which rule burned the fuel, and what follows from it. */
  #inquire(recording: Recording, content: AcceptedContent, input: EventInput, at: number): void {
    const { rulesOff } = recording;
    const piece = this.#inquiries.begin({ content, input, at, rulesOff }, this.standing.strikes, (strike, kept) => {
      const { onStrike = (...found) => this.#count(...found, content) } = this.#settings;
      onStrike(strike, { ...recording, input: kept });
    });
    if (piece) this.#backlog.add(piece);
  }

  #count(strike: Strike, recording: Recording, content: AcceptedContent): void {
    const fault = this.#ladder.count(strike, recording.fault, content);
    if (fault) this.#settings.onFault(fault, { ...recording, fault });
  }

  #recording(fault: FaultRecord, { digest, view }: AcceptedContent, input: EventInput): Recording {
    const { fuel, logSource } = this.#settings;
    const rulesOff = this.standing.rulesOff.get(digest) ?? [];
    const { build } = this.#core;
    return { fault, input, fuel: fuel.event, logSource, rulesOff, build, layout: LAYOUT_DIGEST, content: view.bytes };
  }
}
