/** Dead letters of all workers: those that a supervisor in this thread keeps. */
import { describe, expect, test } from 'vitest';
import { checksum } from '../../src/format/checksum.js';
import { type DeadLetter, JOURNAL_LETTERS } from '../../src/supervisor/journal.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf } from '../sandbox/content.js';
import { about, CORE } from '../supervisor/trial.js';
import { BURNING, CONTENT, DEAR, events, harmful, LITTLE, NOT_BUILT, startPool } from './workers.js';

const MANY = JOURNAL_LETTERS + 200;

const ROWS: readonly {
  readonly name: string;
  readonly options: Pick<SupervisorOptions, 'fuel' | 'baseline'>;
  readonly texts: readonly string[];
  readonly letters: number;
  readonly dropped: number;
}[] = [
  {
    name: 'of several calls, with events between them',
    options: { ...LITTLE, baseline: CONTENT },
    texts: [about('x') + BURNING(1), events(6000), about('y') + BURNING(2) + about('x') + BURNING(3)],
    letters: 0,
    dropped: 0,
  },
  {
    name: 'that the baseline faults on, too',
    options: { ...LITTLE, baseline: DEAR },
    texts: [about('x') + BURNING(1), events(6000), about('y') + BURNING(2) + about('x') + BURNING(3)],
    letters: 3,
    dropped: 0,
  },
  {
    name: 'more than are kept',
    options: { fuel: { event: 80 } },
    texts: [about('x'.repeat(100)).repeat(MANY), about('x'.repeat(101))],
    letters: JOURNAL_LETTERS,
    dropped: MANY + 1 - JOURNAL_LETTERS,
  },
];

/** Long events are long to compare, and to print. */
const short = ({ input, ...letter }: DeadLetter) => ({ ...letter, kind: input.kind, bytes: checksum(input.bytes) });

describe.skipIf(NOT_BUILT)('dead letters', () => {
  test.each(ROWS)('$name', async ({ options, texts, letters, dropped }) => {
    const supervisor = new Supervisor(CORE, options);
    const { pool } = startPool(options);
    await Promise.all([supervisor.offer(DEAR), pool.offer(DEAR)]);
    for (const text of texts) supervisor.scan(bytesOf(text));
    await Promise.all(texts.map((text) => pool.scan(bytesOf(text))));
    expect([supervisor.deadLetters.letters.length, supervisor.deadLetters.dropped]).toEqual([letters, dropped]);
    expect(pool.deadLetters.dropped).toBe(dropped);
    expect(pool.deadLetters.letters.map(short)).toEqual(supervisor.deadLetters.letters.map(short));
  });

  test('are written for what workers do not come back from', async () => {
    const { pool } = startPool({ entry: harmful({ at: 'scan', text: 'needle', deed: 'process.exit(1);' }) });
    await pool.offer(CONTENT);
    const text = about('x') + about('needle') + about('x');
    await pool.scan(bytesOf(text));
    expect(pool.deadLetters).toEqual({
      letters: [{ event: 1, input: { kind: 'json', bytes: new Uint8Array(bytesOf(about('needle'))) }, faults: [] }],
      dropped: 0,
    });
  });
});
