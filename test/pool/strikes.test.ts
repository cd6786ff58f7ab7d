/** A rule that burns the fuel of several events: switched off in all workers, whichever of them found it out. */
import { describe, expect, test } from 'vitest';
import type { Pool } from '../../src/node.js';
import type { Recording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import { accepted, bytesOf } from '../sandbox/content.js';
import { about, CORE } from '../supervisor/trial.js';
import { BURNING, DEAR, harmful, LITTLE, NOT_BUILT, startPool } from './workers.js';

const { digest, view } = await accepted(DEAR);
const dear = [0, 1].filter((rule) => view.text(view.record('Rules', rule).title) === 'dear');

/** Events at once, so that each of as many workers has one. */
const burn = (pool: Pool, ...numbers: readonly number[]) =>
  Promise.all(numbers.map((number) => pool.scan(bytesOf(BURNING(number)))));

/** A pool of two in which the rule is off: two strikes of one worker, one of the other. */
async function struck(options: Parameters<typeof startPool>[0] = {}) {
  const found = startPool({ ...LITTLE, ...options });
  const { pool } = found;
  await pool.offer(DEAR);
  await burn(pool, 1, 2);
  await expect.poll(() => pool.standing.strikes).toHaveLength(2);
  await burn(pool, 3);
  await expect.poll(() => pool.standing.rulesOff).toEqual(new Map([[digest, dear]]));
  return found;
}

describe.skipIf(NOT_BUILT)('a rule', () => {
  test('is switched off for strikes of different workers, in all of them; that is reported once, of no event', async () => {
    const { pool, faults } = await struck();
    expect(faults.map(({ event, action, worker }) => [event, action, worker])).toEqual([
      [0, 'deadLettered', 0],
      [1, 'deadLettered', 1],
      [2, 'deadLettered', 0],
      [undefined, 'ruleSwitchedOff', 0],
    ]);
    expect(faults.at(-1)).toMatchObject({ rule: { title: 'dear' }, content: digest });
    for (const answers of await burn(pool, 4, 5, 6, 7)) expect(answers).toMatchObject({ events: 1, unanswered: [] });
    expect(faults).toHaveLength(4);
    expect(pool.standing.strikes).toEqual([]);
  });

  test('stays off in the spare, and in workers that come later', async () => {
    const deed = 'process.exit(1);';
    const entry = harmful(
      { at: 'scan', text: 'needle', deed, times: 1 },
      { at: 'scan', text: 'thorn', deed, times: 1 },
    );
    const { pool, faults, losses } = await struck({ entry });
    for (const name of ['needle', 'thorn']) {
      await pool.scan(bytesOf(about(name)));
      // is judged when everybody is there
      await pool.offer(bytesOf('none'));
      for (const answers of await burn(pool, 4, 5)) expect(answers).toMatchObject({ events: 1, unanswered: [] });
    }
    expect(losses).toHaveLength(2);
    expect(faults).toHaveLength(4);
  });

  test('is on again in all workers when the content is offered again', async () => {
    const { pool, faults } = await struck();
    expect(await pool.offer(DEAR)).toMatchObject({ outcome: 'active' });
    expect(pool.standing.rulesOff).toEqual(new Map());
    for (const { unanswered } of await burn(pool, 4, 5)) expect(unanswered).toMatchObject([{ reason: 'DeadLettered' }]);
    expect(new Set(faults.slice(-2).map(({ worker }) => worker))).toEqual(new Set([0, 1]));
  });

  test('that is switched off is recorded with the event that showed it', async () => {
    const recordings: Recording[] = [];
    await struck({ onFault: (_, recording) => recordings.push(recording) });
    await expect.poll(() => recordings).toHaveLength(4);
    const last = recordings.at(-1)!;
    expect(last).toMatchObject({ fault: { action: 'ruleSwitchedOff' }, rulesOff: [] });
    expect(replay(CORE, last, await accepted(DEAR))?.differences).toEqual([]);
  });

  test('is switched off also when whoever is told of it throws, which is told', async () => {
    const troubles: unknown[] = [];
    const onFault = ({ action }: { action: string }) => {
      if (action === 'ruleSwitchedOff') throw new Error('no more');
    };
    const { pool } = await struck({ onFault, onTrouble: (trouble) => troubles.push(trouble) });
    expect(troubles).toEqual([new Error('no more')]);
    expect(await pool.scan(bytesOf(BURNING(4)))).toMatchObject({ events: 1 });
  });
});
