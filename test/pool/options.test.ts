/** What a supervisor can be told, told to a pool: it answers and reports as a supervisor does, or refuses it. */
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/format/layout.js';
import { Pool } from '../../src/node.js';
import { SHARES } from '../../src/pool/shares.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf, contentOf, LOG_SOURCE } from '../sandbox/content.js';
import { about, CORE } from '../supervisor/trial.js';
import {
  BURNING,
  CONTENT,
  DEAR,
  events,
  expected,
  expectSame,
  harmful,
  LITTLE,
  NOT_BUILT,
  startPool,
} from './workers.js';

/** What crosses to the workers. */
type Told = Pick<SupervisorOptions, 'logSource' | 'fuel' | 'baseline'>;

const WITH_RULES = contentOf({ base: '{a|contains: aaaa}' }, { contentVersion: 9 });
/** Nine tenths of what they burn: it ends in the third of three windows. */
const BATCH = Math.floor(0.9 * expected(events(9000)).fuel);

const SAME: readonly {
  readonly name: string;
  readonly options: Told;
  readonly content: Uint8Array;
  readonly text: string;
  /** Shows that the option did something. */
  readonly sign: object;
}[] = [
  {
    name: 'a log source',
    options: { logSource: LOG_SOURCE },
    content: CONTENT,
    text: '{"a":"x"}\n{"a":"z"}\n',
    sign: { matches: [{ line: 0 }, { line: 0 }] },
  },
  {
    name: 'fuel for an event',
    options: { fuel: { event: 20_000 } },
    content: CONTENT,
    text: about('x') + about('z'.repeat(500_000)) + about('y'),
    sign: { unanswered: [{ line: 1, reason: 'DeadLettered' }] },
  },
  {
    name: 'fuel for a call, which ends in its third window',
    options: { fuel: { batch: BATCH } },
    content: CONTENT,
    text: events(9000),
    sign: { unanswered: expect.arrayContaining([expect.objectContaining({ reason: 'OverBudget' })]) },
  },
  {
    name: 'a baseline',
    options: { ...LITTLE, baseline: WITH_RULES },
    content: DEAR,
    text: about('x') + BURNING(1) + about('x'),
    sign: { events: 3, matches: [{ line: 1, rule: { title: 'base' } }] },
  },
];

const withoutTimes = ({ recovery: _, ...fault }: FaultRecord) => fault;

describe.skipIf(NOT_BUILT)('as a supervisor', () => {
  test.each(SAME)('$name', async ({ options, content, text, sign }) => {
    const alone: FaultRecord[] = [];
    const supervisor = new Supervisor(CORE, { ...options, onFault: (fault) => alone.push(withoutTimes(fault)) });
    const { pool, faults } = startPool(options);
    await Promise.all([supervisor.offer(content), pool.offer(content)]);
    const [wanted, found] = [supervisor.scan(bytesOf(text)), await pool.scan(bytesOf(text))];
    expect(wanted).toMatchObject(sign);
    expectSame(found, wanted);
    expect(faults.map(({ worker, ...fault }) => withoutTimes(fault))).toEqual(alone);
  });

  test('the fuel of a call is for that call, whatever other calls burn at the same time', async () => {
    const { pool } = startPool({ fuel: { batch: BATCH } });
    await pool.offer(CONTENT);
    const bytes = bytesOf(events(9000));
    const [first, second] = await Promise.all([pool.scan(bytes), pool.scan(bytes)]);
    expect(first!.events).toBeGreaterThan(0);
    expectSame(first!, second!);
  });

  test('what is thrown in a worker where nobody waits is told', async () => {
    const troubles: unknown[] = [];
    const deed = "WebAssembly.Instance = class { constructor() { throw 'out of memory'; } };";
    const entry = harmful({ at: 'scan', deed });
    const { pool } = startPool({ ...LITTLE, entry, workers: 1, onTrouble: (trouble) => troubles.push(trouble) });
    await pool.offer(DEAR);
    await pool.scan(bytesOf(BURNING(1)));
    await expect.poll(() => troubles).toHaveLength(1);
    expect(troubles).toEqual([
      { code: 'WorkerTrouble', reason: expect.stringMatching(/^RingfenceError: .*memory/), worker: 0 },
    ]);
  });

  test('a baseline that is rejected is said by the offer, and no worker is started for it', async () => {
    const { pool, losses } = startPool({ baseline: bytesOf('none') });
    for (const _ of [1, 2])
      await expect(pool.offer(CONTENT)).rejects.toMatchObject({
        code: 'BadArgument',
        message: expect.stringMatching(/^the baseline is rejected: /),
      });
    await expect(pool.scan(bytesOf(about('x')))).rejects.toMatchObject({ code: 'BadArgument' });
    expect(losses).toEqual([]);
  });
});

test('an offer to the shadow is refused: the content would be active at once', async () => {
  const { pool } = startPool();
  const shadow = { events: 1, milliseconds: 1 };
  await expect(pool.offer(CONTENT, { shadow } as never)).rejects.toMatchObject({
    code: 'BadArgument',
    message: expect.stringMatching(/^a pool takes no shadow: /),
  });
  expect(pool.standing.active).toBeUndefined();
});

const REFUSED = Object.entries(SHARES).flatMap(([name, share]) =>
  typeof share === 'string' ? [] : [{ name, reason: share.refused }],
);
test.each(REFUSED)('an option $name is refused in one line', ({ name, reason }) => {
  expect(() => new Pool(CORE, { [name]: () => {} })).toThrow(
    expect.objectContaining({ code: 'BadArgument', message: `a pool has no option ${name}: ${reason}` }),
  );
});

const FUELS: readonly { name: string; fuel: SupervisorOptions['fuel'] & object }[] = [
  { name: 'none for an event', fuel: { event: 0 } },
  { name: 'too much for an event', fuel: { event: LIMITS.FUEL.value + 1 } },
  { name: 'half a unit', fuel: { event: 0.5 } },
  { name: 'none for a call', fuel: { batch: 0 } },
];
test.each(FUELS)('fuel that cannot be is refused by both: $name', ({ fuel }) => {
  for (const Told of [Pool, Supervisor])
    expect(() => new Told(CORE, { fuel })).toThrow(expect.objectContaining({ code: 'BadArgument' }));
});
