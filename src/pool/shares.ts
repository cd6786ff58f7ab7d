/**
 * What a pool does of all that a supervisor can be told: each option is handed to the supervisors of the workers, done by the
 * pool for all of them, or refused. `SHARES` has a row for each, or this file does not compile.
 */
import { RingfenceError } from '../error.js';
import type { OfferOptions, Settings, SupervisorOptions } from '../supervisor/options.js';

/** Who does it; or why nobody does. */
type Share = 'workers' | 'pool' | { readonly refused: string };

const NO_FUNCTIONS = 'a worker cannot be given a function';
const NO_SHADOW = 'content is not run in the shadow by a pool';

export const SHARES = {
  logSource: 'workers',
  fuel: 'workers',
  baseline: 'workers',
  onFault: 'pool',
  onTrouble: 'pool',
  onStrike: { refused: 'strikes are counted by the pool' },
  store: 'pool',
  validate: { refused: NO_FUNCTIONS },
  now: { refused: NO_FUNCTIONS },
  defer: { refused: NO_FUNCTIONS },
  promotion: { refused: NO_SHADOW },
  onShadow: { refused: NO_SHADOW },
} as const satisfies Record<keyof SupervisorOptions, Share>;

export type DoneBy<S extends Share> = {
  [Name in keyof typeof SHARES]: (typeof SHARES)[Name] extends S ? Name : never;
}[keyof typeof SHARES];

/** What the supervisor of every worker is told. */
export type WorkerOptions = Pick<Settings, DoneBy<'workers'>>;

export function workerOptions({ logSource, fuel, baseline }: WorkerOptions): WorkerOptions {
  return { logSource, fuel, baseline };
}

/** Throws RingfenceError BadArgument for an option that a pool does not have. */
export function refuse(options: Readonly<Record<string, unknown>>): void {
  for (const [name, share] of Object.entries(SHARES))
    if (typeof share !== 'string' && options[name] !== undefined)
      throw new RingfenceError('BadArgument', `a pool has no option ${name}: ${share.refused}`);
}

/** What a supervisor can be told with an offer, and a pool cannot. */
export type RefusedOffer = { readonly [Name in keyof OfferOptions]?: never };

export function refuseOffer({ shadow }: OfferOptions): void {
  if (shadow !== undefined) throw new RingfenceError('BadArgument', `a pool takes no shadow: ${NO_SHADOW}`);
}
