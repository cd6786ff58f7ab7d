/** The contents that the workers of a pool have: what a new worker loads, and what matches of them show. */
import { type ContentView, view } from '../content/view.js';
import { type RuleInfo, type RuleState, ruleInfos, ruleStates } from '../supervisor/rule-info.js';
import type { Shown } from '../supervisor/slot.js';
import type { Standing } from '../supervisor/standing.js';

interface Known {
  readonly bytes: Uint8Array;
  readonly view: ContentView;
  readonly rule: (number: number) => RuleInfo;
  /** Groups whose log source an event has had. */
  readonly groups: Set<number>;
  /** Fields that an event has had. */
  readonly fields: Set<number>;
}

export class Contents {
  readonly #known = new Map<string, Known>();

  /** `bytes` are accepted by the validators of the workers, and are not written any more. */
  add(digest: string, bytes: Uint8Array): void {
    if (this.#known.has(digest)) return;
    const content = view(bytes);
    this.#known.set(digest, { bytes, view: content, rule: ruleInfos(content), groups: new Set(), fields: new Set() });
  }

  /** Forgets what neither answers nor is returned to; no window may be unanswered. */
  keep({ active, lastKnownGood }: Standing): void {
    for (const digest of this.#known.keys())
      if (digest !== active && digest !== lastKnownGood) this.#known.delete(digest);
  }

  /** What a worker is offered to be as the others are. */
  toLoad({ active, lastKnownGood }: Standing): Uint8Array[] {
    return [lastKnownGood, active].flatMap((digest) => (digest === undefined ? [] : [this.#of(digest).bytes]));
  }

  rule(digest: string, number: number): RuleInfo {
    return this.#of(digest).rule(number);
  }

  /** What events have shown to one worker. Content that is not known has no rules: a worker answers with it when it has no other. */
  addShown({ content, groups, fields }: Shown): void {
    const known = this.#known.get(content);
    for (const group of groups) known?.groups.add(group);
    for (const field of fields) known?.fields.add(field);
  }

  /** The rules, each in the bucket that the events answered by all workers put it in. */
  rules(digest: string): RuleState[] {
    const { view, rule, groups, fields } = this.#of(digest);
    return ruleStates(view, rule, { group: (group) => groups.has(group), field: (field) => fields.has(field) });
  }

  #of(digest: string): Known {
    const known = this.#known.get(digest);
    if (!known) throw new Error(`a worker answered with content ${digest} that it was not offered`);
    return known;
  }
}
