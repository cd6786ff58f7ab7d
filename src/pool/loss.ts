/** What to do about a window whose worker was lost: a pure decision. */
import { ownBytes } from '../format/own-bytes.js';
import type { FaultRecord } from '../supervisor/answers.js';
import type { Standing } from '../supervisor/standing.js';
import type { Evidence } from './evidence.js';
import { cut, isOneLine } from './windows.js';

export type Remedy =
  /** It may have been the worker. */
  | { readonly kind: 'again' }
  /** An event in it may be to blame: the others are answered without it. */
  | { readonly kind: 'cut'; readonly pieces: readonly Uint8Array[] }
  /** New content may be to blame for the only event: last-known-good content answers it. */
  | { readonly kind: 'rollBack'; readonly digest: string }
  | { readonly kind: 'putAside' };

/** A window, and a single event, is given to a second worker when the first is lost; a piece of a window is not. */
export const CHANCES = 2;

/** Three cuts find one event in a window of WINDOW_BYTES that has 500. */
const PIECES = 8;

/** `chances` is how many workers may still be lost with this window, this one included. */
export function remedy(window: Uint8Array, chances: number, standing: Standing): Remedy {
  if (chances > 1) return { kind: 'again' };
  if (!isOneLine(window)) return { kind: 'cut', pieces: cut(window, PIECES) };
  const { active, probation, lastKnownGood } = standing;
  if (active !== undefined && probation > 0 && lastKnownGood !== undefined) return { kind: 'rollBack', digest: active };
  return { kind: 'putAside' };
}

/** How many workers may be lost with a piece of a window that two were lost with. */
export function chancesOf(piece: Uint8Array): number {
  return isOneLine(piece) ? CHANCES : 1;
}

/** The fault of content that workers do not come back from with this event. */
const NO_ANSWER: Omit<FaultRecord, 'content'> = {
  kind: 'Engine',
  stage: 'Unknown',
  index: 0,
  detail: 0,
  supplied: 0,
  declared: 0,
  fuel: 0,
  event: 0,
  slot: 'active',
  action: 'quarantined',
};

export function evidenceAgainst(content: string, event: Uint8Array, { rulesOff }: Standing): Evidence {
  const input = { kind: 'json', bytes: ownBytes(event) } as const;
  return { fault: { ...NO_ANSWER, content }, input, rulesOff: rulesOff.get(content) ?? [] };
}
