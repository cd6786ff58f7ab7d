/** Recordings of faults in workers: what a supervisor in this thread records, and replayed number for number. */
import { describe, expect, test } from 'vitest';
import { checksum } from '../../src/format/checksum.js';
import type { PoolFault } from '../../src/node.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import { decodeRecording, encodeRecording, type Recording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { folder } from '../cli/command-line.js';
import { accepted, bytesOf, contentOf, LOG_SOURCE } from '../sandbox/content.js';
import { about, CORE } from '../supervisor/trial.js';
import { BURNING, CONTENT, CORE_OF_TWO, DEAR, LITTLE, NOT_BUILT, startPool, VERSIONS } from './workers.js';

const DEEP = contentOf({ dear: `{a: '*${'a?'.repeat(60)}*z'}` });

const ROWS: readonly {
  readonly name: string;
  readonly contents: readonly Uint8Array[];
  readonly text: string;
  readonly options?: Pick<SupervisorOptions, 'logSource' | 'fuel' | 'baseline'>;
}[] = [
  { name: 'nothing else answers', contents: [DEAR], text: about('x') + BURNING(1) + about('x') },
  { name: 'other content answers', contents: [CONTENT, DEAR], text: BURNING(1) + about('x') + BURNING(2) },
  { name: 'the baseline faults, too', contents: [DEAR], text: BURNING(1), options: { baseline: DEEP } },
  {
    name: 'told of fuel and a log source',
    contents: [DEAR],
    text: BURNING(1).replace('Channel', 'other'),
    options: { fuel: { event: 1_000_000 }, logSource: LOG_SOURCE },
  },
];

type Recorded = readonly [fault: PoolFault, recording: Recording];

async function recorded(contents: readonly Uint8Array[], options = {}) {
  const found: Recorded[] = [];
  const { pool } = startPool({ ...options, workers: 1, onFault: (...both) => found.push(both) });
  for (const content of contents) expect(await pool.offer(content)).toMatchObject({ outcome: 'active' });
  return { pool, found };
}

/** Without what clocks say, and short. */
function timeless({ fault: { recovery: _, ...fault }, input, content, ...rest }: Recording) {
  return { ...rest, fault, input: input && { ...input, bytes: checksum(input.bytes) }, content: checksum(content!) };
}

describe.skipIf(NOT_BUILT)('a fault in a worker, where', () => {
  test.each(ROWS)('$name, is recorded as in this thread', async ({ contents, text, options: more }) => {
    const options = { ...LITTLE, ...more };
    const alone: Recording[] = [];
    const supervisor = new Supervisor(CORE, { ...options, onFault: (_, recording) => alone.push(recording) });
    for (const content of contents) await supervisor.offer(content);
    supervisor.scan(bytesOf(text));
    const { pool, found } = await recorded(contents, options);
    await pool.scan(bytesOf(text));
    // where the event was there are others now
    await pool.scan(bytesOf(about('y').repeat(500)));
    expect(alone).not.toEqual([]);
    expect(found.map(([, recording]) => timeless(recording))).toEqual(alone.map(timeless));
    for (const [{ worker, ...fault }, recording] of found) {
      expect([worker, recording.fault]).toEqual([0, fault]);
      const read = decodeRecording(encodeRecording(recording)) as Recording;
      expect(replay(CORE, read, await accepted(read.content!))?.differences).toEqual([]);
    }
  });

  test('it is of a later window, is counted over all windows', async () => {
    const { pool, found } = await recorded([DEAR], LITTLE);
    await pool.scan(bytesOf(about('x').repeat(5000)));
    await pool.scan(bytesOf(BURNING(1)));
    expect(found.map(([fault, recording]) => [fault.event, recording.fault.event])).toEqual([[5000, 5000]]);
  });

  test('it is written to a file, is made again by the command', async () => {
    const { pool, found } = await recorded([DEAR], LITTLE);
    await pool.scan(bytesOf(BURNING(1)));
    const { run } = folder({ 'worker.fault': encodeRecording(found[0]![1]) });
    expect(run(['replay', 'worker.fault'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^FuelExhausted .*: the same again, number for number\n$/),
    });
  });

  test('no worker comes back from it, is recorded with its event', async () => {
    const found: Recorded[] = [];
    const onFault = (...both: Recorded) => found.push(both);
    const { pool } = startPool({ workers: 1, windowLimit: 300, onFault }, CORE_OF_TWO);
    for (const content of VERSIONS.slice(0, 2)) await pool.offer(content);
    await pool.scan(bytesOf('s'));
    const [[, recording]] = found as [Recorded];
    expect(decodeRecording(encodeRecording(recording))).toMatchObject({
      fault: { kind: 'Engine', action: 'quarantined' },
      input: { kind: 'json' },
    });
    expect([recording.input!.bytes, recording.content!].map(checksum)).toEqual(
      [bytesOf('s'), VERSIONS[1]!].map(checksum),
    );
  });
});
