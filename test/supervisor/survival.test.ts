/** Restarts: each supervisor here is a process; they share what a store keeps. */
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../src/store/memory-store.js';
import type { Store } from '../../src/store/store.js';
import { STARTS, THROUGH_EVENTS, THROUGH_MILLISECONDS } from '../../src/supervisor/survival.js';
import { bytesOf } from '../sandbox/content.js';
import { about, settled, supervise, trialOf } from './trial.js';

const GOOD = await trialOf(1, ['x']);
const BAD = await trialOf(2, ['x'], ['boom']);

function boot(store: Store) {
  let clock = 0;
  const troubles: unknown[] = [];
  const found = supervise([GOOD, BAD], { store, now: () => clock, onTrouble: (trouble) => troubles.push(trouble) });
  return { ...found, troubles, pass: (milliseconds: number) => (clock += milliseconds) };
}

test('content that faulted is not run by the next process', async () => {
  const store = new MemoryStore();
  const first = boot(store);
  await first.supervisor.offer(GOOD.bytes);
  await first.supervisor.offer(BAD.bytes);
  first.supervisor.scan(bytesOf(about('boom')));
  await settled();
  const second = boot(store);
  expect(await second.supervisor.offer(BAD.bytes)).toEqual({ outcome: 'quarantined', digest: BAD.content.digest });
  expect(await second.supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: 'active' });
});

test('with nothing else to run, events are counted by content without rules', async () => {
  const store = new MemoryStore();
  for (let start = 0; start < STARTS; start++) await boot(store).supervisor.offer(GOOD.bytes);
  const { supervisor } = boot(store);
  expect(await supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: 'quarantined' });
  expect(supervisor.scan(bytesOf(about('x')))).toMatchObject({ lines: 1, events: 1, blind: 1, matches: [] });
});

describe('the boot counter', () => {
  const ROWS: readonly { name: string; through?: (process: ReturnType<typeof boot>) => unknown; ends: string }[] = [
    { name: 'starts that end at once', ends: 'quarantined' },
    {
      name: 'enough events, too little time',
      through: ({ supervisor }) => supervisor.scan(bytesOf(about('x').repeat(THROUGH_EVENTS))),
      ends: 'quarantined',
    },
    {
      name: 'enough time, too few events',
      through: ({ supervisor, pass }) => {
        pass(THROUGH_MILLISECONDS);
        return supervisor.scan(bytesOf(about('x').repeat(THROUGH_EVENTS - 1)));
      },
      ends: 'quarantined',
    },
    {
      name: 'enough of both',
      through: ({ supervisor, pass }) => {
        pass(THROUGH_MILLISECONDS);
        return supervisor.scan(bytesOf(about('x').repeat(THROUGH_EVENTS)));
      },
      ends: 'active',
    },
    { name: 'stopped on purpose', through: ({ supervisor }) => supervisor.close(), ends: 'active' },
    { name: 'replaced by other content', through: ({ supervisor }) => supervisor.offer(BAD.bytes), ends: 'active' },
  ];
  for (const { name, through, ends } of ROWS) {
    test(`${name}: ${ends}`, async () => {
      const store = new MemoryStore();
      for (let start = 0; start < STARTS; start++) {
        const process = boot(store);
        expect(await process.supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: 'active' });
        await through?.(process);
        await settled();
      }
      expect(await boot(store).supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: ends });
    });
  }
});

describe('a store that is damaged', () => {
  test('is told once, and the bytes before are believed', async () => {
    const store = new MemoryStore();
    const first = boot(store);
    await first.supervisor.offer(GOOD.bytes);
    await first.supervisor.offer(BAD.bytes);
    first.supervisor.scan(bytesOf(about('boom')));
    await settled();
    await store.write(new Uint8Array(3));
    const second = boot(store);
    expect(await second.supervisor.offer(BAD.bytes)).toMatchObject({ outcome: 'quarantined' });
    expect(second.troubles).toMatchObject([{ code: 'StoreDamaged' }]);
  });
  test('that cannot be read or written is told, and content runs', async () => {
    const fails = async () => {
      throw new Error('the disk is gone');
    };
    const { supervisor, troubles } = boot({ read: fails, write: fails });
    expect(await supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: 'active' });
    expect(troubles).toEqual([
      { code: 'StoreUnreadable', reason: 'the disk is gone' },
      { code: 'StoreUnwritable', reason: 'the disk is gone' },
    ]);
  });
});
