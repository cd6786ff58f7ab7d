/** What the pool and its workers say to each other. Messages are answered in the order in which they were sent. */
import type { Core } from '../sandbox/core.js';
import type { Offer } from '../supervisor/answers.js';
import type { Followed } from '../supervisor/standing.js';
import type { Strike } from '../supervisor/strikes.js';
import type { Evidence } from './evidence.js';
import type { PackedAnswers } from './packed.js';
import type { WorkerOptions } from './shares.js';

/** What a worker starts with; it says `ready` when it has its supervisor. */
export interface Setup {
  readonly core: Core;
  readonly options: WorkerOptions;
}

export type Request =
  | { readonly kind: 'offer'; readonly bytes: Uint8Array }
  /** In a buffer that goes over to the worker, and comes back with the answer; with so much fuel for all of it. */
  | { readonly kind: 'scan'; readonly bytes: Uint8Array<ArrayBuffer>; readonly fuel: number }
  /** Has no answer. */
  | { readonly kind: 'follow'; readonly found: Followed };

export type Response =
  | { readonly kind: 'ready' }
  | { readonly kind: 'offered'; readonly offer: Offer }
  | { readonly kind: 'answered'; readonly answers: PackedAnswers; readonly place: ArrayBuffer };

/** What a worker says unasked. */
export type Notice =
  /** An event burned its fuel; it is not numbered. */
  | { readonly kind: 'strike'; readonly strike: Strike; readonly evidence: Evidence }
  /** It went wrong where nobody waits. */
  | { readonly kind: 'trouble'; readonly reason: string };

/** Windows that a worker has before it at once: the next is there when one is answered. */
export const PLACES = 2;
