/** What of ringfence needs Node: re-exports, nothing else. */
export type { PoolOffer } from './pool/consent.js';
export type { PoolFault } from './pool/ledger.js';
export type { PoolOptions, WorkerLoss, WorkerTrouble } from './pool/options.js';
export { Pool } from './pool/pool.js';
export { FileStore } from './store/file-store.js';
