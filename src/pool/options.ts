/** What a pool can be told, and what it does when it is not. */
import { RingfenceError } from '../error.js';
import { ownBytes } from '../format/own-bytes.js';
import { type Settings, type SupervisorOptions, settings } from '../supervisor/options.js';
import type { Recording } from '../supervisor/recording.js';
import type { PoolFault } from './ledger.js';
import { type DoneBy, refuse } from './shares.js';
import { CORES, type Loss } from './thread.js';

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
