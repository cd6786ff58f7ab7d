/** What the pool and its workers say to each other. Messages are answered in the order in which they were sent. */
import type { Core } from '../sandbox/core.js';
import type { Offer } from '../supervisor/answers.js';
import type { LogSource } from '../supervisor/declared.js';
import type { Standing } from '../supervisor/standing.js';
import type { PackedAnswers } from './packed.js';

/** What a worker starts with; it says `ready` when it has its supervisor. */
export interface Setup {
  readonly core: Core;
  readonly logSource: LogSource;
}

export type Request =
  | { readonly kind: 'offer'; readonly bytes: Uint8Array }
  /** In a buffer that goes over to the worker, and comes back with the answer. */
  | { readonly kind: 'scan'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Has no answer. */
  | { readonly kind: 'follow'; readonly standing: Pick<Standing, 'probation' | 'quarantined'> };

export type Response =
  | { readonly kind: 'ready' }
  | { readonly kind: 'offered'; readonly offer: Offer }
  | { readonly kind: 'answered'; readonly answers: PackedAnswers; readonly place: ArrayBuffer };

/** Windows that a worker has before it at once: the next is there when one is answered. */
export const PLACES = 2;
