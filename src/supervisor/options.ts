/** What a supervisor can be told, and what it does when it is not. */
import { RingfenceError } from '../error.js';
import { LIMITS } from '../format/layout.js';
import type { Store } from '../store/store.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { describeRejection, type Rejection } from '../validator/rejection.js';
import { isRejection, validate } from '../validator/validate.js';
import type { FaultRecord } from './answers.js';
import type { Defer } from './backlog.js';
import type { LogSource } from './declared.js';
import { minimalContent } from './minimal.js';
import {
  type Decision,
  decidePromotion,
  type PromotionPolicy,
  type ShadowReport,
  type ShadowTerm,
} from './promotion.js';
import type { Recording } from './recording.js';
import type { Strike } from './strikes.js';

export interface FuelBudgets {
  /** For one event. Default and most: LIMITS.FUEL. An event that needs more has burned its fuel. */
  readonly event?: number;
  /**
   * For one call of `scan`. When it is used up the rest of the call's events are unanswered, as `OverBudget`; they can be
   * given again. Default: Infinity, so that only the events' own budgets bound a call.
   */
  readonly batch?: number;
}

export interface SupervisorOptions {
  /** The log source of every event that this supervisor is given. Default: events tell their own. */
  readonly logSource?: LogSource;
  /** The validator. Default: `validate`, for as many fields as content declares. */
  readonly validate?: (bytes: Uint8Array) => Promise<AcceptedContent | Rejection>;
  /**
   * Called with each fault at the end of the call, and with what replays it. What it throws comes out of the call in place
   * of the answers.
   */
  readonly onFault?: (fault: FaultRecord, recording: Recording) => void;
  /**
   * Called with each event that burned all its fuel on a rule, or on no single one, and with what replays that, in place of
   * counting it: for whoever counts over several supervisors, and lets them `follow`. Default: counted here.
   */
  readonly onStrike?: (strike: Strike, recording: Recording) => void;
  /** Called with what goes wrong where nobody waits: a StoreTrouble, or what was thrown. Default: nothing is done. */
  readonly onTrouble?: (trouble: unknown) => void;
  /** Milliseconds, for recovery times and rests. Default: `performance.now`. */
  readonly now?: () => number;
  readonly fuel?: FuelBudgets;
  /** Content that answers when the active and last-known-good content do not. Default: content without rules. */
  readonly baseline?: Uint8Array;
  /** Keeps over restarts what never runs again, and how often content was started. Default: nothing is kept. */
  readonly store?: Store;
  /** Does work later, when there is time. Default: `setTimeout`. */
  readonly defer?: Defer;
  /** Decides what becomes of content in the shadow. Default: `decidePromotion`. Must be pure. */
  readonly promotion?: PromotionPolicy;
  /** Called once for each content in the shadow, with what became of it. */
  readonly onShadow?: (report: ShadowReport, decision: Exclude<Decision, 'wait'>) => void;
}

export interface OfferOptions {
  /** Run it beside the active content first, without any effect on answers, for so many events or so long. */
  readonly shadow?: ShadowTerm;
}

export interface Settings extends Required<Omit<SupervisorOptions, 'fuel' | 'store' | 'onStrike'>> {
  readonly onStrike: SupervisorOptions['onStrike'];
  readonly store: Store | undefined;
  readonly fuel: Required<FuelBudgets>;
}

/** Throws RingfenceError BadArgument for budgets that cannot be, and what is no log source or no store. */
export function settings(options: SupervisorOptions): Settings {
  const { event = LIMITS.FUEL.value, batch = Number.POSITIVE_INFINITY } = options.fuel ?? {};
  if (!(Number.isInteger(event) && event > 0 && event <= LIMITS.FUEL.value))
    throw new RingfenceError('BadArgument', `the fuel of an event is a whole number from 1 to ${LIMITS.FUEL.value}`);
  if (!(batch > 0)) throw new RingfenceError('BadArgument', 'the fuel of a batch is a number above 0');
  const { logSource = {}, store } = options;
  for (const part of ['product', 'category', 'service'] as const)
    if (!['string', 'undefined'].includes(typeof logSource[part]))
      throw new RingfenceError('BadArgument', `the ${part} of a log source is a text`);
  if (store && !(typeof store.read === 'function' && typeof store.write === 'function'))
    throw new RingfenceError('BadArgument', 'a store has the functions read and write');
  return {
    logSource,
    validate: options.validate ?? validate,
    onFault: options.onFault ?? (() => {}),
    onStrike: options.onStrike,
    onTrouble: options.onTrouble ?? (() => {}),
    now: options.now ?? (() => performance.now()),
    fuel: { event, batch },
    baseline: options.baseline ?? minimalContent(),
    promotion: options.promotion ?? decidePromotion,
    onShadow: options.onShadow ?? (() => {}),
    store,
    defer: options.defer ?? ((work) => setTimeout(work, 0)),
  };
}

/** Throws RingfenceError BadArgument when the baseline is rejected. */
export async function acceptBaseline({
  validate,
  baseline,
}: Pick<Settings, 'validate' | 'baseline'>): Promise<AcceptedContent> {
  const content = await validate(baseline);
  if (!isRejection(content)) return content;
  throw new RingfenceError('BadArgument', `the baseline is rejected: ${describeRejection(content)}`);
}
