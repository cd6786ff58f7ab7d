/** Content in a pool: one standing for all workers. */
import { describe, expect, test } from 'vitest';
import { NOTHING_ACTIVE, PROBATION } from '../../src/supervisor/standing.js';
import { accepted, bytesOf } from '../sandbox/content.js';
import { about } from '../supervisor/trial.js';
import { CONTENT, CORE_OF_TWO, harmful, NOT_BUILT, startPool, temporaryFile, VERSIONS } from './workers.js';

const DIGESTS = await Promise.all(VERSIONS.map(async (bytes) => (await accepted(bytes)).digest));

/** A pool with the first two versions, the second on probation. */
async function started(options: Parameters<typeof startPool>[0] = {}) {
  const found = startPool({ windowLimit: 500, ...options }, CORE_OF_TWO);
  for (const [index, digest] of DIGESTS.slice(0, 2).entries())
    expect(await found.pool.offer(VERSIONS[index]!)).toEqual({ outcome: 'active', digest });
  return found;
}

const scan = (pool: { scan(bytes: Uint8Array): Promise<unknown> }, text: string) => pool.scan(bytesOf(text));
const one = expect.objectContaining({ events: 1, unanswered: [] });

describe.skipIf(NOT_BUILT)('content of a pool', () => {
  test('that faults in one worker is in quarantine in all', async () => {
    const { pool, faults, losses } = await started();
    expect(await scan(pool, 'a')).toEqual(one);
    expect(await scan(pool, 't')).toEqual(one);
    expect(pool.standing).toEqual({ ...NOTHING_ACTIVE, active: DIGESTS[0], quarantined: new Set([DIGESTS[1]]) });
    const again = await Promise.all(['t', 't', 't', 't', 't', 't'].map((text) => scan(pool, text)));
    expect(again).toEqual(again.map(() => one));
    expect(faults).toEqual([
      expect.objectContaining({
        kind: 'Unreachable',
        content: DIGESTS[1],
        action: 'quarantined',
        event: 1,
        worker: expect.any(Number),
      }),
    ]);
    expect(await pool.offer(VERSIONS[1]!)).toEqual({ outcome: 'quarantined', digest: DIGESTS[1] });
    expect(losses).toEqual([]);
  });

  test('in quarantine does not run in workers that come later', async () => {
    const { pool, faults } = await started({
      entry: harmful(
        { at: 'scan', text: 'needle', deed: 'process.exit(1);', times: 1 },
        { at: 'scan', text: 'thorn', deed: 'process.exit(1);', times: 1 },
      ),
    });
    await scan(pool, 't');
    expect(await scan(pool, 'a needle')).toEqual(one);
    expect(await scan(pool, 'a thorn')).toEqual(one);
    const again = await Promise.all(['t', 't', 't', 't'].map((text) => scan(pool, text)));
    expect(again).toEqual(again.map(() => one));
    expect(faults).toHaveLength(1);
    expect(await pool.offer(VERSIONS[1]!)).toMatchObject({ outcome: 'quarantined' });
  });

  test('on probation that workers do not come back from is in quarantine, and its event answered', async () => {
    const { pool, faults, losses } = await started();
    expect(await scan(pool, 's')).toEqual(one);
    expect(pool.standing).toMatchObject({ active: DIGESTS[0], quarantined: new Set([DIGESTS[1]]) });
    expect(losses).toHaveLength(2);
    expect(faults).toEqual([
      expect.objectContaining({ kind: 'Engine', slot: 'active', content: DIGESTS[1], action: 'quarantined', event: 0 }),
    ]);
    expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
  });

  test('that has passed its probation is not blamed for that', async () => {
    const { pool, faults } = await started();
    await Promise.all(Array.from({ length: PROBATION }, () => scan(pool, 'a')));
    expect(pool.standing).toMatchObject({ active: DIGESTS[1], probation: 0, lastKnownGood: DIGESTS[0] });
    expect(await scan(pool, 's')).toMatchObject({ events: 0, unanswered: [{ reason: 'TimeLimit' }] });
    expect(pool.standing.active).toBe(DIGESTS[1]);
    expect(faults).toEqual([]);
  });

  test('has its probation by all workers together: what is returned to is the same in each', async () => {
    const { pool, faults } = await started();
    await Promise.all(Array.from({ length: PROBATION }, () => scan(pool, 'a')));
    expect(await pool.offer(VERSIONS[2]!)).toEqual({ outcome: 'active', digest: DIGESTS[2] });
    expect(pool.standing).toMatchObject({ active: DIGESTS[2], lastKnownGood: DIGESTS[1], probation: PROBATION });
    expect(faults).toEqual([]);
  });

  test.each([
    { name: 'at once', options: {} },
    { name: 'one by one', options: { fuel: { batch: 1e12 } } },
  ])(
    'is offered after what was given before, and before what is given afterwards: windows $name',
    async ({ options }) => {
      const { pool } = startPool(options);
      await pool.offer(CONTENT);
      // more windows than the workers take at once
      const text = bytesOf(about('x').repeat(30_000));
      const contents = async () => [...new Set((await pool.scan(text)).matches.map(({ content }) => content))];
      const before = contents();
      const offers = [pool.offer(VERSIONS[2]!)];
      const between = contents();
      offers.push(pool.offer(VERSIONS[0]!));
      const after = contents();
      await Promise.all(offers);
      const first = (await accepted(CONTENT)).digest;
      expect(await Promise.all([before, between, after])).toEqual([[first], [DIGESTS[2]], [DIGESTS[0]]]);
    },
  );

  test('that is none is rejected, and nothing changes', async () => {
    const { pool } = await started();
    const before = pool.standing;
    expect(await pool.offer(bytesOf('none'))).toMatchObject({ outcome: 'rejected', rejection: { code: 'Truncated' } });
    expect(pool.standing).toBe(before);
    expect(await scan(pool, 'a')).toEqual(one);
  });

  test('that every worker is lost with is in quarantine', async () => {
    const entry = harmful({ at: 'offer', deed: 'process.exit(9);' });
    const { pool } = startPool({ entry });
    expect(await pool.offer(CONTENT)).toEqual({
      outcome: 'lost',
      digest: (await accepted(CONTENT)).digest,
      loss: { reason: 'WorkerDied', message: 'exit code 9' },
    });
    expect(pool.standing.quarantined.size).toBe(1);
  });

  test('that one worker has no memory for becomes active in none of them, and is not blamed', async () => {
    const deed = "WebAssembly.Instance = class { constructor() { throw 'out of memory'; } };";
    const { pool, losses } = await started({ entry: harmful({ at: 'scan', text: 'needle', deed, times: 1 }) });
    await scan(pool, 'a needle');
    const before = pool.standing;
    expect(await pool.offer(VERSIONS[2]!)).toEqual({ outcome: 'noMemory', digest: DIGESTS[2] });
    expect(pool.standing).toBe(before);
    expect(await scan(pool, 'a')).toEqual(one);
    expect(await pool.offer(VERSIONS[2]!)).toEqual({ outcome: 'active', digest: DIGESTS[2] });
    expect(losses).toEqual([]);
  });

  test('that workers do not agree on becomes active in none of them', async () => {
    const offer = { outcome: 'rejected', rejection: { code: 'Truncated' } };
    const lie = `
      const post = parentPort.postMessage.bind(parentPort);
      parentPort.postMessage = (message, transfer) => post(
        message.offer?.digest === '${DIGESTS[2]}' && first(1, ${JSON.stringify(temporaryFile())})
          ? { kind: 'offered', offer: ${JSON.stringify(offer)} }
          : message, transfer);`;
    const { pool, losses } = await started({ entry: harmful({ at: 'start', deed: lie }) });
    const before = pool.standing;
    expect(await pool.offer(VERSIONS[2]!)).toEqual(offer);
    expect(pool.standing).toBe(before);
    expect(await scan(pool, 't')).toEqual(one);
    expect(pool.standing.active).toBe(DIGESTS[0]);
    expect(await pool.offer(VERSIONS[2]!)).toEqual({ outcome: 'active', digest: DIGESTS[2] });
    expect(losses).toEqual([]);
  });

  test('what onFault throws comes out of the call', async () => {
    const pool = (
      await started({
        onFault: () => {
          throw new Error('no more');
        },
      })
    ).pool;
    await expect(scan(pool, 't')).rejects.toThrow('no more');
    expect(await scan(pool, 't')).toEqual(one);
  });
});
