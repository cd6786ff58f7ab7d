/**
 * The supervisor: answers every event exactly once, whatever the content does.
 *
 * It keeps the active content in one sandbox and last-known-good content warm in another. A fault becomes a record;
 * the same event is answered by the standby; what to blame is decided by `standing.ts`. Replacements are made when new
 * content is offered, or when an event had to be put aside, never between a fault and the answer to its event.
 */
import { degradationsOf, ruleBucket } from '../content/buckets.js';
import { RingfenceError } from '../error.js';
import { LIMITS } from '../format/layout.js';
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import type { InputValue } from '../sandbox/record.js';
import type { Answer } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { Rejection } from '../validator/rejection.js';
import { isRejection, validate } from '../validator/validate.js';
import type { Answers, FaultRecord, Offer, Tally, Unanswered } from './answers.js';
import { blame } from './blame.js';
import type { LogSource } from './declared.js';
import type { RuleState } from './rule-info.js';
import { fillSlot, type Slot } from './slot.js';
import { NOTHING_ACTIVE, next, type Standing } from './standing.js';
import { batches } from './windows.js';

export interface SupervisorOptions {
  /** The log source of every event that this supervisor is given. Default: events tell their own. */
  readonly logSource?: LogSource;
  /** The validator. Default: `validate`, for as many fields as content declares. */
  readonly validate?: (bytes: Uint8Array) => Promise<AcceptedContent | Rejection>;
  /** Called with each fault at the end of the call. What it throws comes out of the call in place of the answers. */
  readonly onFault?: (fault: FaultRecord) => void;
  /** Milliseconds, for recovery times. Default: `performance.now`. */
  readonly now?: () => number;
}

export class Supervisor {
  readonly #core: Core;
  readonly #options: Required<SupervisorOptions>;
  #standing: Standing = NOTHING_ACTIVE;
  #active: Slot | undefined;
  #standby: Slot | undefined;
  #known = new Map<string, AcceptedContent>();
  #answered = 0;
  /** Of the call that is being answered. */
  #faults: FaultRecord[] = [];

  constructor(core: Core, options: SupervisorOptions = {}) {
    this.#core = core;
    this.#options = {
      logSource: options.logSource ?? {},
      validate: options.validate ?? validate,
      onFault: options.onFault ?? (() => {}),
      now: options.now ?? (() => performance.now()),
    };
  }

  /** Which content answers, which is returned to, which never runs again. */
  get standing(): Standing {
    return this.#standing;
  }

  /** The rules of the active content, each in the bucket that the events answered so far put it in. */
  get rules(): readonly RuleState[] {
    const { content, sandbox, rule } = this.#slot();
    const seen = {
      group: (group: number) => sandbox.hasSeen(group),
      field: (field: number) => sandbox.hasSeenField(field),
    };
    return Array.from({ length: content.view.count('Rules') }, (_, number) => ({
      ...rule(number),
      bucket: ruleBucket(content.view, number, seen),
      degradations: degradationsOf(content.view, number),
    }));
  }

  /**
   * Validates content and makes it the active one. What was active stays when anything is wrong. Throws RingfenceError
   * BadArgument when it is not given bytes, HostStackExhausted when the caller's own stack is nearly full.
   */
  async offer(bytes: Uint8Array): Promise<Offer> {
    const content = await this.#options.validate(bytes);
    if (isRejection(content)) return { outcome: 'rejected', rejection: content };
    const { digest } = content;
    if (this.#standing.quarantined.has(digest)) return { outcome: 'quarantined', digest };
    if (digest === this.#standing.active) return { outcome: 'active', digest };
    const slot = this.#fill(content);
    if ('kind' in slot) {
      this.#happen({ kind: 'contentFaulted', digest });
      return { outcome: 'faulted', fault: this.#record(slot, content, { action: 'refused' }) };
    }
    this.#known.set(digest, content);
    this.#active = slot;
    this.#happen({ kind: 'loaded', digest });
    this.#refill();
    return { outcome: 'active', digest };
  }

  /**
   * Answers NDJSON of any length, an event a line. Throws RingfenceError BadArgument when there is no content, and
   * HostStackExhausted, with nothing answered, when the caller's own stack is nearly full.
   */
  scan(bytes: Uint8Array): Answers {
    if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'scan takes a Uint8Array');
    return this.#answer((tally) => {
      for (const batch of batches(bytes, LIMITS.WINDOW_BYTES.value)) {
        if (batch.length > LIMITS.WINDOW_BYTES.value) this.#putAside(tally, 'TooLong');
        else this.#scanBatch(batch, tally);
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
      const answer = this.#slot().sandbox.evaluate(values);
      if (answer.fault) this.#recover(answer.fault, tally, (slot) => slot.sandbox.evaluate(values));
      else this.#collect(answer, this.#slot(), tally);
    });
  }

  /**
   * Makes faults on scratch sandboxes with the active content: an input record without any field. Warms the engine's way
   * out of a trap, so that the first real fault is recovered from as fast as any. Returns how many of `rounds` faulted.
   */
  drill(rounds = 10): number {
    const { content } = this.#slot();
    let faults = 0;
    for (let round = 0; round < rounds; round++) {
      if (this.#replace(content).sandbox.evaluate([]).fault) faults++;
    }
    return faults;
  }

  #answer(run: (tally: Tally) => void): Answers {
    this.#slot();
    const tally: Tally = { lines: 0, events: 0, matches: [], unanswered: [], duplicateKeys: 0, badText: 0 };
    const faults: FaultRecord[] = [];
    this.#faults = faults;
    try {
      run(tally);
      this.#answered += tally.events + tally.unanswered.length;
      this.#happen({ kind: 'answered', events: tally.events });
    } finally {
      for (const fault of faults) this.#options.onFault(fault);
    }
    return tally;
  }

  #scanBatch(batch: Uint8Array, tally: Tally): void {
    for (let rest = batch; rest.length > 0; ) {
      const slot = this.#slot();
      const answer = slot.sandbox.scan(rest);
      this.#collect(answer, slot, tally);
      rest = rest.subarray(answer.verdict.consumed);
      if (!answer.fault) continue;
      const end = rest.indexOf(LINE_FEED) + 1 || rest.length;
      const line = rest.subarray(0, end);
      this.#recover(answer.fault, tally, ({ sandbox }) => sandbox.scan(line));
      rest = rest.subarray(end);
    }
  }

  /** Answers the event of a fault on last-known-good content, or puts it aside. */
  #recover(fault: Fault, tally: Tally, again: (slot: Slot) => Answer): void {
    if (fault.kind === 'HostStack') throw hostStackExhausted();
    const start = this.#options.now();
    const { content } = this.#active!;
    const standby = this.#standby && this.#fresh(this.#standby);
    const answer = standby && again(standby);
    if (answer?.fault?.kind === 'HostStack') throw hostStackExhausted();
    const event = this.#answered + tally.events + tally.unanswered.length;
    if (standby && answer && !answer.fault) {
      const action = this.#isToBlame(fault) ? 'quarantined' : 'passedOver';
      this.#collect(answer, standby, tally);
      const recovery = this.#options.now() - start;
      if (action === 'quarantined') this.#rollBack(standby, content);
      this.#faults.push(this.#record(fault, content, { event, action, recovery }));
    } else {
      this.#putAside(tally, 'DeadLettered');
      this.#standby = standby && this.#fresh(standby);
      this.#faults.push(this.#record(fault, content, { event, action: 'deadLettered' }));
    }
  }

  /**
   * An event can be made to burn any fuel, so that whoever makes events could have good content quarantined; content is
   * blamed for it on probation only.
   */
  #isToBlame({ kind }: Fault): boolean {
    return kind !== 'FuelExhausted' || this.#standing.probation > 0;
  }

  #rollBack(standby: Slot, { digest }: AcceptedContent): void {
    this.#active = standby;
    this.#happen({ kind: 'contentFaulted', digest });
    this.#refill();
  }

  #collect({ verdict }: Answer, { content, rule }: Slot, tally: Tally): void {
    for (let at = 0; at < verdict.matches.length; at += 2)
      tally.matches.push({
        line: tally.lines + verdict.matches[at]!,
        rule: rule(verdict.matches[at + 1]!),
        content: content.digest,
      });
    for (const unread of verdict.unread) tally.unanswered.push({ ...unread, line: tally.lines + unread.line });
    tally.lines += verdict.lines;
    tally.events += verdict.events;
    tally.duplicateKeys += verdict.duplicateKeys;
    tally.badText += verdict.badText;
  }

  /** The next line has no answer. */
  #putAside(tally: Tally, reason: Unanswered['reason']): void {
    tally.unanswered.push({ line: tally.lines, reason, position: 0 });
    tally.lines++;
  }

  /** What answers; a sandbox that has faulted is replaced when it is needed again, by a caller who has the stack for it. */
  #slot(): Slot {
    if (!this.#active) throw new RingfenceError('BadArgument', 'no content is active: offer some first');
    this.#active = this.#fresh(this.#active);
    return this.#active;
  }

  #fresh(slot: Slot): Slot {
    return slot.sandbox.hasFaulted ? this.#replace(slot.content) : slot;
  }

  /** A new sandbox with the content, or why it faults on loading; never because the caller's stack is nearly full. */
  #fill(content: AcceptedContent): Slot | Fault {
    const slot = fillSlot(this.#core, content, this.#options.logSource);
    if ('kind' in slot && slot.kind === 'HostStack') throw hostStackExhausted();
    return slot;
  }

  /** A new sandbox for content that has been loaded before. */
  #replace(content: AcceptedContent): Slot {
    const slot = this.#fill(content);
    if ('kind' in slot)
      throw new RingfenceError('CoreRefused', `content that was loaded before is not loaded again: ${slot.kind}`);
    return slot;
  }

  /** Makes the standby what the standing says it is, once what is active answers again. */
  #refill(): void {
    const { active, lastKnownGood } = this.#standing;
    for (const digest of this.#known.keys())
      if (digest !== active && digest !== lastKnownGood) this.#known.delete(digest);
    if (this.#standby?.content.digest === lastKnownGood) return;
    this.#standby = lastKnownGood === undefined ? undefined : this.#replace(this.#known.get(lastKnownGood)!);
  }

  #happen(happening: Parameters<typeof next>[1]): void {
    this.#standing = next(this.#standing, happening);
  }

  #record(
    { line: _, condition, ...fault }: Fault,
    { digest, view }: AcceptedContent,
    more: Pick<FaultRecord, 'event' | 'action' | 'recovery'>,
  ): FaultRecord {
    const { rule, field } = blame(view, { ...fault, line: 0, condition });
    const named =
      rule === undefined
        ? {}
        : {
            rule: { id: view.text(view.record('Rules', rule).id), title: view.text(view.record('Rules', rule).title) },
          };
    return { ...fault, content: digest, ...named, ...(field === undefined ? {} : { field }), ...more };
  }
}

const LINE_FEED = 10;

function hostStackExhausted(): RingfenceError {
  const message = 'the stack is nearly full: nothing was answered, call again with more room';
  return new RingfenceError('HostStackExhausted', message);
}
