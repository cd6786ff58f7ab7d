/** What answers the events of a scan: a supervisor in this thread, or a pool of them. */
import { Pool } from '../pool/pool.js';
import { loadCore } from '../sandbox/core.js';
import type { Answers, FaultRecord, Offer } from '../supervisor/answers.js';
import type { LogSource } from '../supervisor/declared.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { describeRejection } from '../validator/rejection.js';
import { Failure } from './failure.js';
import { say } from './terminal.js';

export interface Scanner {
  readonly scan: (bytes: Uint8Array) => Answers | Promise<Answers>;
  /** Rules whose log source no event has shown. */
  readonly inert: () => number;
  readonly close: () => Promise<void>;
  /** How many batches may be unanswered when another is given. */
  readonly ahead: number;
}

export interface ScannerFlags extends LogSource {
  /** A whole number from 1. */
  readonly workers?: string;
}

/** `name` is what the content is called when it is refused. */
export async function startScanner(
  content: Uint8Array,
  name: string,
  { workers, product, category, service }: ScannerFlags,
  onFault: (fault: FaultRecord) => void,
): Promise<Scanner> {
  const logSource = { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
  if (workers === undefined) {
    const supervisor = new Supervisor(await loadCore(), { logSource, onFault });
    demandActive(await supervisor.offer(content), name);
    const scan = (bytes: Uint8Array) => supervisor.scan(bytes);
    return { scan, inert: () => supervisor.inert, close: async () => {}, ahead: 0 };
  }
  const count = readCount(workers);
  const onLoss = ({ reason, message }: { reason: string; message: string }) =>
    say(`a worker was lost: ${reason}: ${message}`);
  const pool = new Pool(await loadCore(), { workers: count, logSource, onFault, onLoss });
  demandActive(await pool.offer(content), name);
  const scan = (bytes: Uint8Array) => pool.scan(bytes);
  return { scan, inert: () => pool.inert, close: () => pool.close(), ahead: BATCHES_AHEAD * count };
}

/** A batch is a few windows of the pool. */
const BATCHES_AHEAD = 2;

/** Each has a core of its own, with its memory. */
const MOST_WORKERS = 256;

function readCount(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_WORKERS)
    throw new Failure(`--workers takes a number from 1 to ${MOST_WORKERS}, not ${JSON.stringify(text)}`);
  return count;
}

function demandActive(offer: Offer | { readonly outcome: 'lost' }, name: string): void {
  if (offer.outcome === 'rejected') throw new Failure(`${name}: ${describeRejection(offer.rejection)}`);
  if (offer.outcome !== 'active') throw new Failure(`${name}: the core refuses it: ${JSON.stringify(offer)}`);
}
