/**
 * The contents of a pool: where each stands in all workers, what a new worker loads, and what matches of them show.
 *
 * `standing.ts` decides; what the workers have to be told of it is news.
 */
import { type ContentView, view } from '../content/view.js';
import { RingfenceError } from '../error.js';
import type { Core } from '../sandbox/core.js';
import type { Recording } from '../supervisor/recording.js';
import { type RuleInfo, type RuleState, ruleInfos, ruleStates } from '../supervisor/rule-info.js';
import type { Shown } from '../supervisor/slot.js';
import {
  convicted,
  type Followed,
  type Happening,
  NOTHING_ACTIVE,
  next,
  quarantinedSince,
  type Standing,
} from '../supervisor/standing.js';
import type { Strike } from '../supervisor/strikes.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { type Evidence, recordingOf } from './evidence.js';
import type { WorkerOptions } from './shares.js';

interface Known {
  readonly view: ContentView;
  readonly rule: (number: number) => RuleInfo;
  /** Groups whose log source an event has had. */
  readonly groups: Set<number>;
  /** Fields that an event has had. */
  readonly fields: Set<number>;
}

export interface ContentsOptions {
  /** Workers have to follow. */
  readonly onNews: () => void;
  /** Called with each digest that must never run again, unless that was found before this process. */
  readonly onQuarantine: (digest: string) => void;
}

export class Contents {
  readonly #options: ContentsOptions;
  readonly #known = new Map<string, Known>();
  #standing = NOTHING_ACTIVE;
  #baseline: string | undefined;

  constructor(options: ContentsOptions) {
    this.#options = options;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** The digest of what answers. Throws RingfenceError BadArgument when nothing does. */
  get top(): string {
    const top = this.#standing.active ?? this.#baseline;
    if (top === undefined) throw new RingfenceError('BadArgument', 'no content is active: offer some first');
    return top;
  }

  /** What a worker is offered to be as the others are. */
  get toLoad(): Uint8Array[] {
    const { active, lastKnownGood } = this.#standing;
    return [lastKnownGood, active].flatMap((digest) => (digest === undefined ? [] : [this.#of(digest).view.bytes]));
  }

  setBaseline({ digest, view }: AcceptedContent): void {
    if (this.#baseline === undefined) this.#add(digest, view);
    this.#baseline = digest;
  }

  /** Every worker has made the content active; no worker may have a window. */
  adopt(digest: string, bytes: Uint8Array): void {
    const isActive = digest === this.#standing.active;
    if (!isActive) this.#add(digest, view(bytes));
    this.happen({ kind: isActive ? 'offeredAgain' : 'loaded', digest });
    const { active, lastKnownGood } = this.#standing;
    for (const known of this.#known.keys())
      if (![active, lastKnownGood, this.#baseline].includes(known)) this.#known.delete(known);
  }

  happen(happening: Happening): void {
    const before = this.#standing;
    this.#standing = next(before, happening);
    if (happening.kind !== 'remembered')
      for (const digest of quarantinedSince(before, this.#standing)) this.#options.onQuarantine(digest);
    if (isNews(before, this.#standing)) this.#options.onNews();
  }

  /** What all workers follow. */
  get followed(): Followed {
    const { probation, quarantined, rulesOff, strikes } = this.#standing;
    return { probation, quarantined, rulesOff, strikes };
  }

  /** Counts a strike; the evidence with what it came to, if it came to anything. */
  count(strike: Strike, evidence: Evidence): Evidence | undefined {
    const { content } = evidence.fault;
    const known = this.#known.get(content);
    const before = this.#standing;
    this.happen({ kind: 'burned', digest: content, strike });
    const fault = known && convicted(before, this.#standing, strike, evidence.fault, known.view);
    return fault && { ...evidence, fault };
  }

  /** The recording of a fault; without its content when that is forgotten. */
  record(evidence: Evidence, { build }: Core, { fuel, logSource }: WorkerOptions): Recording {
    const content = this.#known.get(evidence.fault.content)?.view.bytes;
    return recordingOf(evidence, { fuel: fuel.event, logSource, build, ...(content && { content }) });
  }

  rule(digest: string, number: number): RuleInfo {
    return this.#of(digest).rule(number);
  }

  /** What events have shown to one worker. */
  addShown({ content, groups, fields }: Shown): void {
    const known = this.#known.get(content);
    for (const group of groups) known?.groups.add(group);
    for (const field of fields) known?.fields.add(field);
  }

  /** The rules of what answers, each in the bucket that the events answered by all workers put it in. */
  get rules(): RuleState[] {
    const { view, rule, groups, fields } = this.#of(this.top);
    return ruleStates(view, rule, { group: (group) => groups.has(group), field: (field) => fields.has(field) });
  }

  #add(digest: string, content: ContentView): void {
    if (this.#known.has(digest)) return;
    this.#known.set(digest, { view: content, rule: ruleInfos(content), groups: new Set(), fields: new Set() });
  }

  #of(digest: string): Known {
    const known = this.#known.get(digest);
    if (!known) throw new Error(`a worker answered with content ${digest} that it was not offered`);
    return known;
  }
}

/** Whether workers have to be told; how far probation has come is not their business. */
function isNews(before: Standing, after: Standing): boolean {
  const isPassed = after.probation === 0 && before.probation > 0;
  return isPassed || (['quarantined', 'rulesOff', 'strikes'] as const).some((name) => after[name] !== before[name]);
}
