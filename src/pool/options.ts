/**
 * What a pool can be told. Whatever a supervisor can be told is handed to those in the workers, done by the pool for all of
 * them, or refused: `SHARES` has a row for each, or this file does not compile.
 */
import { RingfenceError } from '../error.js';
import { ownBytes } from '../format/own-bytes.js';
import { type OfferOptions, type Settings, type SupervisorOptions, settings } from '../supervisor/options.js';
import type { Recording } from '../supervisor/recording.js';
import type { PoolFault } from './ledger.js';
import { CORES, type Loss } from './thread.js';

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

type DoneBy<S extends Share> = {
  [Name in keyof typeof SHARES]: (typeof SHARES)[Name] extends S ? Name : never;
}[keyof typeof SHARES];

/** What the supervisor of every worker is told. */
export type WorkerOptions = Pick<Settings, DoneBy<'workers'>>;

export interface PoolOptions
  extends Pick<SupervisorOptions, Exclude<DoneBy<'workers' | 'pool'>, 'onFault' | 'onTrouble'>> {
  /** How many workers answer at once. Default: one for each core. One more is the spare. */
  readonly workers?: number;
  /**
   * Called with each fault when its event is answered, and with what replays it. What it throws comes out of the call in
   * place of the answers.
   */
  readonly onFault?: (fault: PoolFault, recording: Recording) => void;
  /** Called with what goes wrong where nobody waits: a StoreTrouble, or a WorkerTrouble. Default: nothing is done. */
  readonly onTrouble?: (trouble: unknown) => void;
  /** Called when a worker is lost; the spare has taken its place. What it throws is an uncaught exception. */
  readonly onLoss?: (loss: WorkerLoss) => void;
  /** Milliseconds that a worker may take for one window. Default: 10,000, thousands of times what it takes. */
  readonly windowLimit?: number;
  /** Milliseconds that a worker may take to validate and load content. Default: 60,000. */
  readonly offerLimit?: number;
  /** Megabytes of JavaScript heap of each worker; the memory of the core is besides, and fixed. Default: 512. */
  readonly heapMegabytes?: number;
  /** The module that a worker runs, where a bundler has put it elsewhere. Default: the one of this package. */
  readonly entry?: URL;
}

export interface WorkerLoss extends Loss {
  /** The number of the worker, from 0; absent for the spare. */
  readonly worker?: number;
}

/** What was thrown in a worker where nobody waited. */
export interface WorkerTrouble {
  readonly code: 'WorkerTrouble';
  readonly reason: string;
  /** Its number, from 0. */
  readonly worker: number;
}

export interface PoolSettings extends Omit<Settings, 'onFault'>, Required<Omit<PoolOptions, keyof Settings | 'entry'>> {
  readonly onFault: (fault: PoolFault, recording: Recording) => void;
  readonly entry: URL | undefined;
}

/** Throws RingfenceError BadArgument for what a pool cannot be told. */
export function poolSettings({ onFault = () => {}, onLoss = () => {}, entry, ...options }: PoolOptions): PoolSettings {
  refuse(options);
  const { workers = CORES, windowLimit = 10_000, offerLimit = 60_000, heapMegabytes = 512, ...shared } = options;
  const numbers = { workers, windowLimit, offerLimit, heapMegabytes };
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isInteger(value) || value < 1)
      throw new RingfenceError('BadArgument', `${name} is a whole number from 1, not ${value}`);
  const own = settings(shared);
  // workers that start later are given the same
  return { ...own, baseline: ownBytes(own.baseline), ...numbers, onFault, onLoss, entry };
}

function refuse(options: Readonly<Record<string, unknown>>): void {
  for (const [name, share] of Object.entries(SHARES))
    if (typeof share !== 'string' && options[name] !== undefined)
      throw new RingfenceError('BadArgument', `a pool has no option ${name}: ${share.refused}`);
}

/** What a supervisor can be told with an offer, and a pool cannot. */
export type RefusedOffer = { readonly [Name in keyof OfferOptions]?: never };

export function refuseOffer({ shadow }: OfferOptions): void {
  if (shadow !== undefined) throw new RingfenceError('BadArgument', `a pool takes no shadow: ${NO_SHADOW}`);
}

/** Of these, what workers are told. */
export function workerOptions({ logSource, fuel, baseline }: WorkerOptions): WorkerOptions {
  return { logSource, fuel, baseline };
}
