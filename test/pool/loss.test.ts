/** Workers that die, hang or never answer, at every stage: every event is answered once, in order. */
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../sandbox/content.js';
import { answer, coreOf, SPIN, whenFirst } from '../sandbox/wasm.js';
import {
  CONTENT,
  events,
  expected,
  expectedWithout,
  expectSame,
  type Harm,
  harmful,
  NOT_BUILT,
  startPool,
  temporaryFile,
} from './workers.js';

/** Ways for a worker to end. */
const DEEDS: readonly { name: string; deed: string; reason: 'TimeLimit' | 'WorkerDied'; message: RegExp }[] = [
  { name: 'exits', deed: 'process.exit(0);', reason: 'WorkerDied', message: /^exit code 0$/ },
  { name: 'exits with a code', deed: 'process.exit(7);', reason: 'WorkerDied', message: /^exit code 7$/ },
  { name: 'throws', deed: "throw new TypeError('oh');", reason: 'WorkerDied', message: /^TypeError: oh$/ },
  { name: 'throws no error', deed: 'throw 5;', reason: 'WorkerDied', message: /5/ },
  {
    name: 'runs out of memory',
    deed: 'const hog = []; for (;;) hog.push(new Array(1e5).fill({}));',
    reason: 'WorkerDied',
    message: /memory/,
  },
  { name: 'spins', deed: 'for (;;);', reason: 'TimeLimit', message: /^no answer for 500 ms$/ },
  {
    name: 'sleeps',
    deed: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
    reason: 'TimeLimit',
    message: /^no answer for 500 ms$/,
  },
  {
    name: 'does not answer',
    deed: 'parentPort.postMessage = () => {};',
    reason: 'TimeLimit',
    message: /^no answer for 500 ms$/,
  },
  { name: 'hangs up', deed: 'parentPort.close();', reason: 'WorkerDied', message: /^exit code 0$/ },
];

const LIMITS = { windowLimit: 500, offerLimit: 5000, heapMegabytes: 24 };

/** Where the first worker that comes by ends. */
const STAGES: readonly (Omit<Harm, 'deed'> & { readonly name: string })[] = [
  { name: 'before it has started', at: 'start', times: 1 },
  { name: 'on an offer', at: 'offer', times: 1 },
  { name: 'when it is told of the standing', at: 'follow', times: 1 },
  { name: 'on a window', at: 'scan', text: 'needle', times: 1 },
  { name: 'twice on a window', at: 'scan', text: 'needle', times: 2 },
  { name: 'after a window', at: 'afterScan', text: 'needle', times: 1 },
  { name: 'on every window at first', at: 'scan', times: 3 },
];

const TEXT = events(9000, { 4000: 'needle' });
const WANTED = expected(TEXT);

describe.skipIf(NOT_BUILT)('a worker that', () => {
  test.each(DEEDS)(
    '$name on a window is replaced, and the window answered again',
    async ({ deed, reason, message }) => {
      const entry = harmful({ at: 'scan', text: 'needle', deed, times: 1 });
      const { pool, losses } = startPool({ entry, workers: 1, ...LIMITS });
      expect(await pool.offer(CONTENT)).toMatchObject({ outcome: 'active' });
      expectSame(await pool.scan(bytesOf(TEXT)), WANTED);
      expect(losses).toEqual([{ reason, message: expect.stringMatching(message), worker: expect.any(Number) }]);
    },
  );

  test.each(STAGES)('exits $name loses nothing', async ({ name: _, ...stage }) => {
    const { pool, losses } = startPool({ entry: harmful({ ...stage, deed: 'process.exit(1);' }), ...LIMITS });
    expect(await pool.offer(CONTENT)).toMatchObject({ outcome: 'active' });
    expectSame(await pool.scan(bytesOf(TEXT)), WANTED);
    expectSame(await pool.scan(bytesOf(TEXT)), WANTED);
    expect(losses).toHaveLength(stage.times ?? 0);
  });

  test.each([1, 3])('exits on one event every time: the event is put aside, of %i workers', async (workers) => {
    const entry = harmful({ at: 'scan', text: 'needle', deed: 'process.exit(1);' });
    const { pool, losses } = startPool({ entry, workers, ...LIMITS });
    await pool.offer(CONTENT);
    expectSame(await pool.scan(bytesOf(TEXT)), expectedWithout(TEXT, 'needle', 'WorkerDied'));
    // twice with the window, once with each smaller piece, twice with the event alone
    expect(losses.length).toBeGreaterThanOrEqual(5);
    expect(losses.length).toBeLessThanOrEqual(8);
  });

  test('exits on many events', async () => {
    const special = Object.fromEntries([0, 3000, 3001].map((line) => [line, 'needle']));
    const text = events(9000, special);
    const { pool } = startPool({ entry: harmful({ at: 'scan', text: 'needle', deed: 'process.exit(1);' }), ...LIMITS });
    await pool.offer(CONTENT);
    expectSame(await pool.scan(bytesOf(text)), expectedWithout(text, 'needle', 'WorkerDied'));
  });

  test('spins on an event while others answer theirs', async () => {
    const entry = harmful({ at: 'scan', text: 'needle', deed: 'for (;;);' });
    const { pool, losses } = startPool({ entry, ...LIMITS, windowLimit: 300 });
    await pool.offer(CONTENT);
    const text = events(40, { 20: 'needle' });
    const other = TEXT.replace('needle', 'z');
    const [stuck, after] = await Promise.all([pool.scan(bytesOf(text)), pool.scan(bytesOf(other))]);
    expectSame(stuck!, expectedWithout(text, 'needle', 'TimeLimit'));
    expectSame(after!, expected(other));
    expect(losses.every(({ reason }) => reason === 'TimeLimit')).toBe(true);
  });

  test('hangs in the core, which no fuel bounds, is ended', async () => {
    const core = coreOf({ scan: [...whenFirst('h', SPIN), ...answer({ lines: 1, events: 1, consumed: 'length' })] });
    const { pool, losses } = startPool({ ...LIMITS, windowLimit: 300 }, core);
    await pool.offer(CONTENT);
    const answers = await Promise.all(['ok', 'hang', 'ok'].map((text) => pool.scan(bytesOf(text))));
    expect(answers.map(({ events, unanswered }) => [events, unanswered])).toEqual([
      [1, []],
      [0, [{ line: 0, reason: 'TimeLimit', position: 0 }]],
      [1, []],
    ]);
    expect(losses.map(({ reason }) => reason)).toEqual(['TimeLimit', 'TimeLimit']);
  });

  test('never starts: calls are rejected, and each call tries again', async () => {
    const entry = harmful({ at: 'start', deed: 'process.exit(3);' });
    const { pool, losses } = startPool({ entry, workers: 1, ...LIMITS });
    const rejection = expect.objectContaining({ code: 'NoWorkers', message: expect.stringContaining('exit code 3') });
    await expect(pool.offer(CONTENT)).rejects.toEqual(rejection);
    const before = losses.length;
    await expect(pool.offer(CONTENT)).rejects.toEqual(rejection);
    expect(losses.length).toBeGreaterThan(before);
  });

  test('dies when none starts any more: what waits is rejected', async () => {
    const mark = JSON.stringify(temporaryFile());
    const entry = harmful(
      { at: 'start', deed: `if (existsSync(${mark})) process.exit(4);` },
      { at: 'scan', text: 'needle', deed: `writeFileSync(${mark}, ''); process.exit(5);` },
    );
    const { pool } = startPool({ entry, workers: 1, ...LIMITS });
    await pool.offer(CONTENT);
    await expect(pool.scan(bytesOf(TEXT))).rejects.toMatchObject({ code: 'NoWorkers' });
  });

  test('is slow only because this process is busy is not lost', async () => {
    const { pool, losses } = startPool({ ...LIMITS, windowLimit: 200 });
    await pool.offer(CONTENT);
    const long = TEXT.repeat(20);
    const scan = pool.scan(bytesOf(long));
    // busy behind the messages of a turn of the event loop: the next thing it looks at is timers
    await new Promise<void>((resolve) =>
      setImmediate(() => {
        for (const end = performance.now() + 700; performance.now() < end; );
        resolve();
      }),
    );
    expect((await scan).events).toBe(20 * WANTED.events);
    expect(losses).toEqual([]);
  });
});
