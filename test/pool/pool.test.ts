/** The pool: what a supervisor in this thread answers, by several, in the same order. */

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { countBuckets } from '../../src/content/buckets.js';
import { LIMITS } from '../../src/format/layout.js';
import { Pool } from '../../src/node.js';
import type { Answers } from '../../src/supervisor/answers.js';
import { emptyTally } from '../../src/supervisor/tally.js';
import { bytesOf, event, LOG_SOURCE } from '../sandbox/content.js';
import { about, CORE } from '../supervisor/trial.js';
import { CONTENT, events, expected, expectSame, NOT_BUILT, startPool } from './workers.js';

const LONG = LIMITS.WINDOW_BYTES.value;
const line = (length: number) => `{"a":"${'x'.repeat(length - 9)}"}\n`;

const INPUTS: readonly { name: string; text: string }[] = [
  { name: 'nothing', text: '' },
  { name: 'one event', text: about('x') },
  { name: 'no line feed at the end', text: about('x') + about('y').trimEnd() },
  { name: 'blank lines', text: `\n\n${about('x')}\n` },
  { name: 'several windows', text: events(9000) },
  { name: 'an event of a window', text: about('x') + line(LONG) + about('x') },
  { name: 'an event one byte longer', text: about('x') + line(LONG + 1) + about('x') },
  { name: 'an event much longer, at the end', text: about('y') + line(3 * LONG).trimEnd() },
];

async function started(options: Parameters<typeof startPool>[0] = {}) {
  const found = startPool(options);
  expect(await found.pool.offer(CONTENT)).toMatchObject({ outcome: 'active' });
  return found;
}

describe.skipIf(NOT_BUILT)('a pool', () => {
  test.each([1, 2, 3])('of %i answers what a supervisor answers', async (workers) => {
    const { pool, losses } = await started({ workers });
    for (const { name, text } of INPUTS) {
      const answers = await pool.scan(bytesOf(text));
      expect(answers.lines, name).toBe(expected(text).lines);
      expectSame(answers, expected(text));
    }
    expect(losses).toEqual([]);
  });

  test('shows of a rule what a supervisor shows, the same object every time', async () => {
    const { pool } = await started();
    const [first, second] = await Promise.all([pool.scan(bytesOf(about('x'))), pool.scan(bytesOf(about('x')))]);
    expect(first).toEqual(expected(about('x')));
    expect(first!.matches[0]!.rule).toBe(second!.matches[0]!.rule);
  });

  test('takes bytes in shared memory', async () => {
    const { pool } = await started();
    const text = events(9000);
    const bytes = new Uint8Array(new SharedArrayBuffer(bytesOf(text).length));
    bytes.set(bytesOf(text));
    expectSame(await pool.scan(bytes), expected(text));
  });

  test('answers many calls at once, in the order of the calls', async () => {
    const { pool } = await started();
    const order: number[] = [];
    const texts = Array.from({ length: 60 }, (_, index) => events(index % 7 === 0 ? 4000 : index));
    const answers = await Promise.all(
      texts.map(async (text, index) => {
        const found = await pool.scan(bytesOf(text));
        if (text !== '') order.push(index);
        return found;
      }),
    );
    answers.forEach((found, index) => void expectSame(found, expected(texts[index]!)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('takes what it is told of the log source', async () => {
    const bare = bytesOf('{"a":"x"}\n');
    const { pool } = await started({ logSource: LOG_SOURCE });
    expect((await pool.scan(bare)).matches).toHaveLength(2);
    expect((await (await started()).pool.scan(bare)).matches).toHaveLength(0);
  });

  test.each([
    { name: 'of their log source', first: '{"a":"x"}\n', second: about('z') },
    { name: 'with their fields', first: about('z').replace('"a":', '"b":'), second: '{"a":"x"}\n' },
  ])('knows which rules had no event $name, of all workers', async ({ first, second }) => {
    const { pool } = await started();
    const inert = () => countBuckets(pool.rules).inert;
    expect(inert()).toBe(2);
    await pool.scan(bytesOf(first));
    expect(inert()).toBe(2);
    await pool.scan(bytesOf(second));
    expect(inert()).toBe(0);
  });

  test('refuses more than may wait, and answers what it took', async () => {
    const { pool } = await started({ workers: 1 });
    const bytes = bytesOf('\n'.repeat(40 << 20) + about('x'));
    const first = pool.scan(bytes);
    const second = await pool.scan(bytes).catch((error: unknown) => error);
    expect(second).toMatchObject({ name: 'RingfenceError', code: 'QueueFull' });
    const small = pool.scan(bytesOf(about('x')));
    expect(await first).toMatchObject({ lines: (40 << 20) + 1, events: 1 });
    expectSame(await small, expected(about('x')));
    expect(await pool.scan(bytes)).toMatchObject({ events: 1 });
  });

  test('takes one call of any length', async () => {
    const { pool } = await started();
    const bytes = new Uint8Array((1 << 26) + 1).fill(10);
    expect(await pool.scan(bytes)).toMatchObject({ lines: bytes.length, events: 0 });
  });

  test('without content answers nothing', async () => {
    const { pool } = startPool();
    await expect(pool.scan(bytesOf(about('x')))).rejects.toMatchObject({ code: 'BadArgument' });
    expect(() => pool.rules).toThrow(expect.objectContaining({ code: 'BadArgument' }));
  });

  test.each([{ workers: 0 }, { workers: 1.5 }, { windowLimit: 0 }, { offerLimit: Number.NaN }, { heapMegabytes: -1 }])(
    'refuses %o',
    (options) => expect(() => new Pool(CORE, options)).toThrow(expect.objectContaining({ code: 'BadArgument' })),
  );

  test('refuses what is no bytes', async () => {
    const { pool } = await started();
    for (const value of [undefined, 'x', new ArrayBuffer(8)]) {
      await expect(pool.scan(value as never)).rejects.toMatchObject({ code: 'BadArgument' });
      await expect(pool.offer(value as never)).rejects.toMatchObject({ code: 'BadArgument' });
    }
  });
});

describe.skipIf(NOT_BUILT)('a stream', () => {
  const text = events(9000) + line(LONG + 1) + events(10).trimEnd();
  const all = bytesOf(text);

  async function* inChunks(size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
  }

  async function collect(stream: AsyncIterable<Answers>): Promise<Answers> {
    const total = emptyTally();
    for await (const { matches, unanswered, ...counts } of stream) {
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) total[name] += counts[name];
      total.matches.push(...matches);
      total.unanswered.push(...unanswered);
    }
    return total;
  }

  test('in chunks of any size is answered as a whole is', async () => {
    const { pool } = await started();
    const wanted = expected(text);
    for (const size of [777, 65_536, 1 << 18, 1 << 30]) expectSame(await collect(pool.scanAll(inChunks(size))), wanted);
  });

  test('is answered as it comes', async () => {
    const { pool } = await started();
    let more = (_: Uint8Array) => {};
    async function* live(): AsyncGenerator<Uint8Array> {
      for (;;) yield await new Promise<Uint8Array>((resolve) => (more = resolve));
    }
    const stream = pool.scanAll(live());
    for (const index of [0, 1, 2]) {
      const next = stream.next();
      await new Promise((resolve) => setTimeout(resolve));
      more(bytesOf(about('x')));
      expect((await next).value?.matches[0]).toMatchObject({ line: index });
    }
    await stream.return(undefined);
  });

  test('is read no further than four windows a worker', async () => {
    const { pool } = await started({ workers: 1 });
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; ; read++) yield bytesOf(about('x'));
    }
    const stream = pool.scanAll(endless());
    for (let taken = 0; taken < 20; taken++) {
      await stream.next();
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(read - taken).toBeLessThanOrEqual(6);
    }
    await stream.return(undefined);
  });

  test('that breaks: what came before is answered, then it is said', async () => {
    const { pool } = await started();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytesOf(about('x'));
      throw new Error('the disk is gone');
    }
    const stream = pool.scanAll(broken());
    expect((await stream.next()).value?.events).toBe(1);
    await expect(stream.next()).rejects.toThrow('the disk is gone');
  });
});

describe.skipIf(NOT_BUILT)('closing', () => {
  test('rejects what is not answered, and everything afterwards', async () => {
    const { pool } = await started();
    const calls = [pool.scan(bytesOf(events(9000))), pool.scan(bytesOf(about('x')))];
    const settled = Promise.allSettled(calls);
    await pool.close();
    for (const outcome of await settled)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'RingfenceError', code: 'Closed' } });
    await expect(pool.scan(bytesOf(about('x')))).rejects.toMatchObject({ code: 'Closed' });
    await expect(pool.offer(CONTENT)).rejects.toMatchObject({ code: 'Closed' });
    await pool.close();
  });

  test('while content is offered rejects the offer', async () => {
    const { pool } = startPool();
    const offer = pool.offer(CONTENT);
    const rejected = expect(offer).rejects.toMatchObject({ code: 'Closed' });
    await pool.close();
    await rejected;
  });

  const SCRIPTS: readonly { name: string; code: string; output: string }[] = [
    { name: 'that asks nothing', code: '', output: 'end' },
    {
      name: 'that waits for its answers',
      code: 'await pool.offer(content); out((await pool.scan(bytes)).events);',
      output: '1 end',
    },
    {
      name: 'that does not wait',
      code: 'await pool.offer(content); pool.scan(bytes).then(({ events }) => out(events));',
      output: 'end 1',
    },
    {
      name: 'that closes',
      code: 'await pool.offer(content); await pool.close(); out("closed");',
      output: 'closed end',
    },
  ];
  test.each(SCRIPTS)('a program $name ends by itself', ({ code, output }) => {
    const script = `
      import { loadCore } from './dist/index.js';
      import { Pool } from './dist/node.js';
      const content = Buffer.from('${Buffer.from(CONTENT).toString('base64')}', 'base64');
      const bytes = Buffer.from(${JSON.stringify(event({ a: 'x' }))});
      const out = (text) => process.stdout.write(text + ' ');
      const pool = new Pool(await loadCore(), { workers: 1 });
      ${code}
      out('end');`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([ran.status, ran.stdout.trim(), ran.stderr]).toEqual([0, output, '']);
  });
});
