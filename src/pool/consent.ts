/** What all workers together say of content that was offered to them: a pure decision. */
import type { Offer } from '../supervisor/answers.js';
import type { Loss } from './thread.js';

export type PoolOffer =
  | Offer
  /** Every worker was lost while it validated or loaded the content, which is in quarantine now. */
  | { readonly outcome: 'lost'; readonly digest: string; readonly loss: Loss };

export type Consent =
  | { readonly kind: 'active'; readonly offer: Offer }
  /** `isSplit`: in some it is active all the same. */
  | { readonly kind: 'refused'; readonly offer: Offer; readonly isSplit: boolean }
  /** Every worker was lost with it. */
  | { readonly kind: 'lost'; readonly loss: Loss }
  | { readonly kind: 'nobody' };

/** One worker that was lost says nothing about the content; all of them do, and so does one that refuses it. */
export function consent(answers: readonly (Offer | Loss)[]): Consent {
  const offers = answers.filter((answer) => 'outcome' in answer);
  const active = offers.find(({ outcome }) => outcome === 'active');
  const refused = offers.find(({ outcome }) => outcome !== 'active');
  if (refused) return { kind: 'refused', offer: refused, isSplit: active !== undefined };
  if (active) return { kind: 'active', offer: active };
  const [loss] = answers.filter((answer) => 'reason' in answer);
  return loss ? { kind: 'lost', loss } : { kind: 'nobody' };
}
