/** What all workers together say of content. */
import { expect, test } from 'vitest';
import { type Consent, consent } from '../../src/pool/consent.js';
import type { Offer } from '../../src/supervisor/answers.js';

const active: Offer = { outcome: 'active', digest: 'a' };
const noMemory: Offer = { outcome: 'noMemory', digest: 'a' };
const rejected: Offer = { outcome: 'rejected', rejection: { code: 'Truncated' } as never };
const lost = { reason: 'WorkerDied', message: 'x' } as const;

const ROWS: readonly { name: string; answers: Parameters<typeof consent>[0]; found: Consent }[] = [
  { name: 'all take it', answers: [active, active], found: { kind: 'active', offer: active } },
  { name: 'one is lost', answers: [lost, active], found: { kind: 'active', offer: active } },
  { name: 'all refuse it', answers: [rejected, rejected], found: { kind: 'refused', offer: rejected, isSplit: false } },
  {
    name: 'one has no memory',
    answers: [active, noMemory],
    found: { kind: 'refused', offer: noMemory, isSplit: true },
  },
  {
    name: 'one refuses it, the rest is lost',
    answers: [lost, rejected],
    found: { kind: 'refused', offer: rejected, isSplit: false },
  },
  { name: 'all are lost', answers: [lost, lost], found: { kind: 'lost', loss: lost } },
  { name: 'there is none', answers: [], found: { kind: 'nobody' } },
];
test.each(ROWS)('$name', ({ answers, found }) => expect(consent(answers)).toEqual(found));
