/** The contents that the workers of a pool have: what a new worker loads, and what matches of them show. */
import { type ContentView, view } from '../content/view.js';
import { inertRules, type RuleInfo, ruleInfos } from '../supervisor/rule-info.js';
import type { Standing } from '../supervisor/standing.js';

interface Known {
  readonly bytes: Uint8Array;
  readonly view: ContentView;
  readonly rule: (number: number) => RuleInfo;
  /** Groups whose log source an event has had. */
  readonly seen: Set<number>;
}

export class Contents {
  readonly #known = new Map<string, Known>();

  /** `bytes` are accepted by the validators of the workers, and are not written any more. */
  add(digest: string, bytes: Uint8Array): void {
    if (this.#known.has(digest)) return;
    const content = view(bytes);
    this.#known.set(digest, { bytes, view: content, rule: ruleInfos(content), seen: new Set() });
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

  addSeen(digest: string, groups: readonly number[]): void {
    for (const group of groups) this.#of(digest).seen.add(group);
  }

  /** How many rules have had no event of their log source. */
  inert(digest: string): number {
    const { view, seen } = this.#of(digest);
    return inertRules(view, seen);
  }

  #of(digest: string): Known {
    const known = this.#known.get(digest);
    if (!known) throw new Error(`a worker answered with content ${digest} that it was not offered`);
    return known;
  }
}
