/** A supervisor that takes over what others found of the same contents. */
import { expect, test } from 'vitest';
import { NOTHING_ACTIVE, PROBATION } from '../../src/supervisor/standing.js';
import { bytesOf } from '../sandbox/content.js';
import { about, supervise, trialOf } from './trial.js';

const [FIRST, SECOND] = [await trialOf(1, ['x']), await trialOf(2, ['x', 'y'])];

async function started() {
  const { supervisor } = supervise([FIRST, SECOND]);
  await supervisor.offer(FIRST.bytes);
  await supervisor.offer(SECOND.bytes);
  const titles = () => supervisor.scan(bytesOf(about('x') + about('y'))).matches.map(({ rule }) => rule.title);
  return { supervisor, titles };
}
const [first, second] = [FIRST.content.digest, SECOND.content.digest];

test('active content that is quarantined elsewhere runs no more', async () => {
  const { supervisor, titles } = await started();
  expect(titles()).toEqual(['x', 'y']);
  supervisor.follow({ ...NOTHING_ACTIVE, probation: 0, quarantined: new Set([second]) });
  expect(supervisor.standing).toEqual({ ...NOTHING_ACTIVE, active: first, quarantined: new Set([second]) });
  expect(titles()).toEqual(['x']);
  expect(await supervisor.offer(SECOND.bytes)).toEqual({ outcome: 'quarantined', digest: second });
});

test('last-known-good content that is quarantined elsewhere is not returned to', async () => {
  const { supervisor, titles } = await started();
  supervisor.follow({ ...NOTHING_ACTIVE, probation: PROBATION, quarantined: new Set([first]) });
  expect(supervisor.standing).toEqual({
    ...NOTHING_ACTIVE,
    active: second,
    probation: PROBATION,
    quarantined: new Set([first]),
  });
  expect(titles()).toEqual(['x', 'y']);
});

test('content that was never here is not taken', async () => {
  const { supervisor, titles } = await started();
  supervisor.follow({ ...NOTHING_ACTIVE, probation: PROBATION, quarantined: new Set(['0'.repeat(64)]) });
  expect(titles()).toEqual(['x', 'y']);
  expect(supervisor.standing.quarantined.size).toBe(1);
});

test('probation is over when it is over elsewhere, and not before', async () => {
  const { supervisor } = await started();
  supervisor.follow({ ...NOTHING_ACTIVE, probation: 1, quarantined: new Set() });
  expect(supervisor.standing.probation).toBe(PROBATION);
  supervisor.follow({ ...NOTHING_ACTIVE, probation: 0, quarantined: new Set() });
  expect(supervisor.standing).toMatchObject({ active: second, probation: 0, lastKnownGood: first });
});

test('a supervisor without content follows, too', async () => {
  const { supervisor } = supervise([FIRST]);
  supervisor.follow({ ...NOTHING_ACTIVE, probation: 0, quarantined: new Set([first]) });
  expect(supervisor.standing).toEqual({ ...NOTHING_ACTIVE, quarantined: new Set([first]) });
  expect(await supervisor.offer(FIRST.bytes)).toEqual({ outcome: 'quarantined', digest: first });
});

test('rules of both contents are off as they are elsewhere, and come on again', async () => {
  const { supervisor, titles } = await started();
  const found = { ...NOTHING_ACTIVE, probation: PROBATION, strikes: [{ rule: 0, event: 7, at: 3 }] };
  const off = new Map([first, second, '0'.repeat(64)].map((digest, rule) => [digest, [rule]]));
  supervisor.follow({ ...found, rulesOff: off });
  expect(titles()).toEqual(['x']);
  expect(supervisor.standing).toMatchObject({
    rulesOff: new Map([
      [first, [0]],
      [second, [1]],
    ]),
    strikes: found.strikes,
  });
  supervisor.follow({ ...found, rulesOff: new Map([[first, [0]]]), quarantined: new Set([second]) });
  expect(titles()).toEqual([]);
  supervisor.follow(found);
  expect(titles()).toEqual(['x']);
});
