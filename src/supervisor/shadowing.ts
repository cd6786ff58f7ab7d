/** What happens around content in the shadow: it is started, shown events, and promoted or refused. */
import type { Backlog } from './backlog.js';
import type { Ladder } from './ladder.js';
import type { Settings } from './options.js';
import type { ShadowReport, ShadowTerm } from './promotion.js';
import { Shadow, type Shown } from './shadow.js';
import type { Slot } from './slot.js';
import type { Survival } from './survival.js';

export class Shadowing {
  readonly #settings: Settings;
  readonly #ladder: Ladder;
  readonly #backlog: Backlog;
  readonly #survival: Survival;
  #shadow: Shadow | undefined;

  constructor(settings: Settings, ladder: Ladder, backlog: Backlog, survival: Survival) {
    this.#survival = survival;
    this.#settings = settings;
    this.#ladder = ladder;
    this.#backlog = backlog;
  }

  get report(): ShadowReport | undefined {
    return this.#shadow?.report();
  }

  /** The digest of the content that answers while other content is in its shadow. */
  get against(): string | undefined {
    return this.#shadow?.against;
  }

  start(slot: Slot, { events, milliseconds }: ShadowTerm): void {
    this.end();
    this.#shadow = new Shadow(slot, this.#ladder.standing.active!, { events, milliseconds }, this.#settings.now);
  }

  /** Events that the active content has answered. */
  show(shown: Shown): void {
    const shadow = this.#shadow;
    if (shadow?.add(shown)) this.#backlog.add(() => this.#step(shadow));
  }

  /** Other content is active, or in the shadow. */
  end(): void {
    const shadow = this.#shadow;
    this.#shadow = undefined;
    if (shadow) this.#backlog.add(() => this.#conclude(shadow.report(), 'refuse'));
  }

  /** One batch in the shadow, and what follows from all of them; true when there are more. */
  #step(shadow: Shadow): boolean {
    if (this.#shadow !== shadow) return false;
    const more = shadow.step();
    const report = shadow.report();
    const decision = this.#settings.promotion(report);
    if (decision === 'wait') return more;
    this.#shadow = undefined;
    const isBlamed = report.faults.some(({ kind }) => kind !== 'FuelExhausted');
    if (isBlamed) this.#ladder.happen({ kind: 'contentFaulted', digest: report.digest });
    else if (decision === 'promote') this.#promote(shadow);
    return this.#conclude(report, isBlamed ? 'refuse' : decision);
  }

  /** It answers in the sandbox that it has: for another one there may be no memory. */
  #promote({ slot }: Shadow): void {
    // the start is counted while it begins: nobody waits here
    void this.#survival.start(slot.content.digest);
    this.#ladder.activate(slot);
  }

  #conclude(report: ShadowReport, decision: 'promote' | 'refuse'): false {
    this.#settings.onShadow(report, decision);
    return false;
  }
}
