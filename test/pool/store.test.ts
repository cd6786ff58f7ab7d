/** Restarts: each pool here is a process; they share what a store keeps. One that is not closed has crashed. */
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../src/store/memory-store.js';
import type { Store } from '../../src/store/store.js';
import { STARTS } from '../../src/supervisor/survival.js';
import { bytesOf } from '../sandbox/content.js';
import { about } from '../supervisor/trial.js';
import { CONTENT, CORE_OF_TWO, harmful, NOT_BUILT, startPool, VERSIONS } from './workers.js';

function boot(store: Store, options: Parameters<typeof startPool>[0] = {}) {
  const troubles: unknown[] = [];
  const onTrouble = (trouble: unknown) => troubles.push(trouble);
  const { pool } = startPool({ store, workers: 1, onTrouble, ...options }, CORE_OF_TWO);
  return { pool, troubles };
}

const [GOOD, BAD] = VERSIONS as [Uint8Array, Uint8Array];

describe.skipIf(NOT_BUILT)('a pool with a store', () => {
  test('does not run what faulted in a worker of the last process', async () => {
    const store = new MemoryStore();
    const first = boot(store);
    for (const content of [GOOD, BAD]) expect(await first.pool.offer(content)).toMatchObject({ outcome: 'active' });
    await first.pool.scan(bytesOf('t'));
    const second = boot(store);
    expect(await second.pool.offer(BAD)).toMatchObject({ outcome: 'quarantined' });
    expect(await second.pool.offer(GOOD)).toMatchObject({ outcome: 'active' });
  });

  test('does not run what the workers of the last process were lost with', async () => {
    const store = new MemoryStore();
    const entry = harmful({ at: 'offer', deed: 'process.exit(9);' });
    expect(await boot(store, { entry }).pool.offer(GOOD)).toMatchObject({ outcome: 'lost' });
    expect(await boot(store).pool.offer(GOOD)).toMatchObject({ outcome: 'quarantined' });
  });

  const ENDS: readonly { name: string; end?: (process: ReturnType<typeof boot>) => unknown; outcome: string }[] = [
    { name: 'crash', outcome: 'quarantined' },
    { name: 'are stopped on purpose', end: ({ pool }) => pool.close(), outcome: 'active' },
    { name: 'get other content', end: ({ pool }) => pool.offer(BAD), outcome: 'active' },
  ];
  test.each(ENDS)('counts starts: content whose processes $name is $outcome', async ({ end, outcome }) => {
    const store = new MemoryStore();
    for (let start = 0; start < STARTS; start++) {
      const process = boot(store);
      expect(await process.pool.offer(GOOD)).toMatchObject({ outcome: 'active' });
      await end?.(process);
    }
    expect(await boot(store).pool.offer(GOOD)).toMatchObject({ outcome });
  });

  test('counts events as blind when nothing may run, also in workers that come later', async () => {
    const store = new MemoryStore();
    for (let start = 0; start < STARTS; start++) await boot(store).pool.offer(CONTENT);
    const deed = 'process.exit(1);';
    const entry = harmful(
      { at: 'scan', text: 'needle', deed, times: 1 },
      { at: 'scan', text: 'thorn', deed, times: 1 },
    );
    const { pool } = boot(store, { entry });
    expect(await pool.offer(CONTENT)).toMatchObject({ outcome: 'quarantined' });
    for (const text of [about('x'), about('needle'), about('thorn')])
      expect(await pool.scan(bytesOf(text))).toMatchObject({ lines: 1, events: 1, blind: 1, matches: [] });
    expect(pool.rules).toEqual([]);
  });

  test('tells what is wrong with it, and content runs', async () => {
    const fails = async () => {
      throw new Error('the disk is gone');
    };
    const { pool, troubles } = boot({ read: fails, write: fails });
    expect(await pool.offer(GOOD)).toMatchObject({ outcome: 'active' });
    expect(troubles).toMatchObject([{ code: 'StoreUnreadable' }, { code: 'StoreUnwritable' }]);
  });
});
