/** What is for Node alone: the entry `ringfence/node`. */
export type { PoolFault } from './pool/ledger.js';
export { Pool, type PoolOffer, type PoolOptions, type WorkerLoss } from './pool/pool.js';
