/** What of ringfence needs Node: re-exports, nothing else. */
export type { PoolFault } from './pool/ledger.js';
export { Pool, type PoolOffer, type PoolOptions, type WorkerLoss } from './pool/pool.js';
export { FileStore } from './store/file-store.js';
