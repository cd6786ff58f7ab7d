/** An engine without memory for another sandbox: that is said, nothing is blamed, and what there is goes on answering. */
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { explain } from '../../src/supervisor/explain.js';
import type { Recording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import type { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf, contentOf } from '../sandbox/content.js';
import { about, CORE, later, supervise, trialOf } from './trial.js';

const [GOOD, NEW] = [await trialOf(1, ['x']), await trialOf(2, ['x'], ['boom'])];
const TERM = { events: 50, milliseconds: 60_000 };
const outOfMemory = expect.objectContaining({ name: 'RingfenceError', code: 'OutOfMemory' });

/** While it runs V8 gives no instance the memory it asks for. */
async function withoutMemory<T>(run: () => T | Promise<T>): Promise<T> {
  setFlagsFromString('--wasm-max-mem-pages=1');
  try {
    return await run();
  } finally {
    setFlagsFromString('--wasm-max-mem-pages=65536');
  }
}

async function started() {
  const recordings: Recording[] = [];
  const onShadow: string[] = [];
  const troubles: unknown[] = [];
  const { defer, work } = later();
  const { supervisor } = supervise([GOOD, NEW], {
    onFault: (_, recording) => recordings.push(recording),
    onShadow: (_, decision) => onShadow.push(decision),
    onTrouble: (trouble) => troubles.push(trouble),
    defer,
  });
  await supervisor.offer(GOOD.bytes);
  return { supervisor, recordings, onShadow, troubles, work };
}

const OFFERS: readonly { name: string; offer: (supervisor: Supervisor) => Promise<unknown> }[] = [
  { name: 'to be active', offer: (supervisor) => supervisor.offer(NEW.bytes) },
  { name: 'to be in the shadow', offer: (supervisor) => supervisor.offer(NEW.bytes, { shadow: TERM }) },
];
test.each(OFFERS)('content offered $name: what was active stays, and it can be offered again', async ({ offer }) => {
  const { supervisor } = await started();
  const before = supervisor.standing;
  expect(await withoutMemory(() => offer(supervisor))).toEqual({ outcome: 'noMemory', digest: NEW.content.digest });
  expect(supervisor.standing).toEqual(before);
  expect(supervisor.shadow).toBeUndefined();
  expect(supervisor.scan(bytesOf(about('x')))).toMatchObject({ events: 1, matches: [{ line: 0 }] });
  expect(await supervisor.offer(NEW.bytes)).toMatchObject({ outcome: 'active' });
});

test('the first content of all is offered again', async () => {
  const { supervisor } = supervise([GOOD]);
  expect(await withoutMemory(() => supervisor.offer(GOOD.bytes))).toMatchObject({ outcome: 'noMemory' });
  expect(() => supervisor.scan(bytesOf(about('x')))).toThrow(expect.objectContaining({ code: 'BadArgument' }));
  expect(await supervisor.offer(GOOD.bytes)).toMatchObject({ outcome: 'active' });
});

test('faults are recovered from, as often as they come', async () => {
  const { supervisor, recordings } = await started();
  await supervisor.offer(NEW.bytes);
  await withoutMemory(() => {
    const answers = supervisor.scan(bytesOf(about('boom') + about('x')));
    expect(answers).toMatchObject({ events: 2, matches: [{ line: 1, content: GOOD.content.digest }] });
  });
  expect(recordings).toHaveLength(1);
});

test('content comes out of the shadow', async () => {
  const { supervisor, onShadow, troubles, work } = await started();
  await supervisor.offer(NEW.bytes, { shadow: TERM });
  await withoutMemory(() => {
    supervisor.scan(bytesOf(about('y').repeat(TERM.events)));
    work();
  });
  expect([onShadow, troubles]).toEqual([['promote'], []]);
  expect(supervisor.standing.active).toBe(NEW.content.digest);
  expect(supervisor.scan(bytesOf(about('x'))).matches).toMatchObject([{ content: NEW.content.digest }]);
});

const [ELSEWHERE] = await recorded();
const CALLS: readonly { name: string; call: (supervisor: Supervisor) => unknown }[] = [
  { name: 'a sandbox', call: () => new Sandbox(CORE) },
  { name: 'a drill', call: (supervisor) => supervisor.drill(1) },
  { name: 'an explanation', call: () => explain(CORE, GOOD.content, 0, bytesOf(about('x'))) },
  { name: 'a replay', call: () => replay(CORE, ELSEWHERE!, NEW.content) },
];
test.each(CALLS)('$name throws OutOfMemory, and comes to an end later', async ({ call }) => {
  const { supervisor } = await started();
  await withoutMemory(() => expect(() => call(supervisor)).toThrow(outOfMemory));
  expect(() => call(supervisor)).not.toThrow();
});

async function recorded(): Promise<readonly Recording[]> {
  const { supervisor, recordings } = await started();
  await supervisor.offer(NEW.bytes);
  supervisor.scan(bytesOf(about('boom')));
  return recordings;
}

test('who burned the fuel is not found out: that is told, and nobody is blamed', async () => {
  const { supervisor, troubles, work } = await started();
  const dear = contentOf({ dear: `{a: '*${'a?'.repeat(60)}*z'}` });
  await supervisor.offer(dear);
  supervisor.scan(bytesOf(about(`${`${'a'.repeat(50)}b`.repeat(18_000)}z`)));
  await withoutMemory(work);
  expect(troubles).toEqual([outOfMemory]);
  expect(supervisor.standing.strikes).toEqual([]);
});
