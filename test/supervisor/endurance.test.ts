/** Faults by the thousand in one process: it goes on working, and nothing piles up. */
import { expect, test } from 'vitest';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { printProof } from '../proof.js';
import { bytesOf } from '../sandbox/content.js';
import { about, CORE, later, settled, supervise, type Trial, trialOf } from './trial.js';

/** What R17 allows; what the engine has not collected yet counts, too, unless it can be asked to (`--expose-gc`). */
const ALLOWED = globalThis.gc ? 10e6 : 40e6;
/** TRAPS=1000000 is the long run. */
const TRAPS = Number(process.env['TRAPS'] ?? 1000);

/** Bytes of heap in use after `work`, compared with before it. */
async function growth(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  await work();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed - before;
}

test(`${TRAPS} traps by poisonous events, one after the other`, async () => {
  const trials = [await trialOf(1, ['x'], ['poison']), await trialOf(2, ['x'], ['poison'])];
  // so far apart that no content rests, and every event makes two traps
  let clock = 0;
  const { supervisor, faults } = supervise(trials, { now: () => (clock += 1e6) });
  for (const { bytes } of trials) await supervisor.offer(bytes);
  const grown = await growth(async () => {
    for (let round = 0; round < TRAPS / 2; round++) {
      const { events, matches, unanswered } = supervisor.scan(bytesOf(about('x') + about('poison') + about('x')));
      expect([events, matches.length, unanswered.length]).toEqual([2, 2, 1]);
      expect(faults.splice(0)).toMatchObject([{ action: 'deadLettered', event: 3 * round + 1 }]);
      if (round % 100 === 0) await settled();
    }
  });
  expect(supervisor.deadLetters.letters.length + supervisor.deadLetters.dropped).toBe(TRAPS / 2);
  expect(supervisor.standing.quarantined.size).toBe(0);
  printProof('traps in one process', { traps: TRAPS, heapGrowthBytes: grown, heapAllowedBytes: ALLOWED });
  expect(grown).toBeLessThan(ALLOWED);
}, 7_200_000);

test('however many faults there are, work that waits does not pile up', async () => {
  const trial = await trialOf(1, ['x'], ['poison']);
  const { defer, work } = later();
  let pieces = 0;
  const counting = (piece: () => void) =>
    defer(() => {
      pieces++;
      piece();
    });
  const { supervisor, faults } = supervise([trial], { defer: counting });
  await supervisor.offer(trial.bytes);
  for (let round = 0; round < 50; round++) supervisor.scan(bytesOf(about('poison')));
  work();
  expect(faults).toHaveLength(50);
  expect(pieces).toBe(1);
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
