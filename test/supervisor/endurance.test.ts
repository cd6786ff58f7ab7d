/** Faults by the thousand in one process: it goes on working, and nothing piles up. */
import { expect, test } from 'vitest';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf } from '../sandbox/content.js';
import { about, CORE, settled, supervise, type Trial, trialOf } from './trial.js';

/** Coarse: what the engine has not collected yet counts, too. */
const ALLOWED = 40e6;

/** Bytes of heap in use after `work`, compared with before it. */
async function growth(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().heapUsed;
  await work();
  return process.memoryUsage().heapUsed - before;
}

test('1,000 poisonous events, one after the other', async () => {
  const trials = [await trialOf(1, ['x'], ['poison']), await trialOf(2, ['x'], ['poison'])];
  const { supervisor, faults } = supervise(trials);
  for (const { bytes } of trials) await supervisor.offer(bytes);
  const grown = await growth(async () => {
    for (let round = 0; round < 1000; round++) {
      const { events, matches, unanswered } = supervisor.scan(bytesOf(about('x') + about('poison') + about('x')));
      expect([events, matches.length, unanswered.length]).toEqual([2, 2, 1]);
      await settled();
    }
  });
  expect(faults.map(({ action }) => action)).toEqual(Array(1000).fill('deadLettered'));
  expect(new Set(faults.map(({ event }) => event)).size).toBe(1000);
  expect(supervisor.standing.quarantined.size).toBe(0);
  expect(grown).toBeLessThan(ALLOWED);
});

test('200 contents that are quarantined one after the other', async () => {
  const good = await trialOf(0, ['x']);
  const bad: Trial[] = [];
  for (let version = 1; version <= 200; version++) bad.push(await trialOf(version, ['x'], ['boom']));
  const { supervisor, faults } = supervise([good, ...bad]);
  await supervisor.offer(good.bytes);
  const grown = await growth(async () => {
    for (const { bytes } of bad) {
      expect(await supervisor.offer(bytes)).toMatchObject({ outcome: 'active' });
      expect(supervisor.scan(bytesOf(about('boom') + about('x')))).toMatchObject({ events: 2, unanswered: [] });
      await settled();
    }
  });
  expect(faults).toHaveLength(200);
  expect(supervisor.standing.active).toBe(good.content.digest);
  expect(supervisor.standing.quarantined.size).toBe(200);
  expect(grown).toBeLessThan(ALLOWED);
});

test('many supervisors share a core', async () => {
  const { bytes } = await trialOf(1, ['x']);
  const supervisors = Array.from({ length: 20 }, () => new Supervisor(CORE));
  for (const supervisor of supervisors) await supervisor.offer(bytes);
  for (const supervisor of supervisors) expect(supervisor.scan(bytesOf(about('x'))).matches).toHaveLength(1);
});
