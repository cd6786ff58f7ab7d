/** Recordings: written, read, replayed number for number; damaged ones are told in one line, also by the command. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import { DEFECTIVE_RULES, IPC_RECORDS, IPC_SCHEMA } from '../../src/simulation/incident.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { decodeRecording, encodeRecording, type Recording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { folder, NOT_BUILT } from '../cli/command-line.js';
import { accepted, bytesOf, contentOf, event } from '../sandbox/content.js';
import { about, CORE, supervise, trialOf } from './trial.js';

const IPC = { product: 'windows', category: 'ipc' };
const DEFECTIVE = compile(DEFECTIVE_RULES, { schema: IPC_SCHEMA }).content;
const COSTLY = contentOf({ A: `{a|contains: ${'a'.repeat(2000)}b}` });

async function recorded(content: Uint8Array, run: (supervisor: Supervisor) => unknown, logSource = {}) {
  const found: Recording[] = [];
  const supervisor = new Supervisor(CORE, { logSource, onFault: (_, recording) => found.push(recording) });
  await supervisor.offer(content);
  run(supervisor);
  return found[0]!;
}

const RECORDINGS: readonly { name: string; kind: FaultRecord['kind']; make: () => Promise<Recording> }[] = [
  {
    name: 'an input record',
    kind: 'InputOutOfBounds',
    make: () => recorded(DEFECTIVE, (supervisor) => supervisor.evaluate(IPC_RECORDS[0]!), IPC),
  },
  {
    name: 'a line of many',
    kind: 'FuelExhausted',
    make: () =>
      recorded(COSTLY, (supervisor) =>
        supervisor.scan(bytesOf(event() + event({ a: 'a'.repeat(1_000_000) }) + event())),
      ),
  },
];

describe.each(RECORDINGS)('$name', ({ kind, make }) => {
  test('is read as it was written', async () => {
    const recording = await make();
    expect(decodeRecording(encodeRecording(recording))).toEqual({
      ...recording,
      input: { ...recording.input, bytes: recording.input!.bytes.slice() },
    });
  });
  test('is replayed number for number', async () => {
    const recording = decodeRecording(encodeRecording(await make())) as Recording;
    const again = replay(CORE, recording, await accepted(recording.content!));
    expect(again).toMatchObject({ differences: [], fault: { kind } });
    expect(again?.fault?.fuel).toBe(recording.fault.fuel);
  });
});

test('what differs is named', async () => {
  const recording = await RECORDINGS[0]!.make();
  const other = { ...recording, fault: { ...recording.fault, index: 19 } };
  const content = await accepted(DEFECTIVE);
  expect(replay(CORE, other, content)?.differences).toEqual([{ name: 'index', recorded: '19', replayed: '20' }]);
  const { input: _, ...bare } = recording;
  expect(replay(CORE, bare, content)).toMatchObject({
    differences: expect.arrayContaining([{ name: 'kind', recorded: '"InputOutOfBounds"', replayed: 'no fault' }]),
  });
});

test('content that no validator passes is replayed on itself', async () => {
  const trials = [await trialOf(1, ['x'], ['boom'])];
  const found: Recording[] = [];
  const { supervisor } = supervise(trials, { onFault: (_, recording) => found.push(recording) });
  await supervisor.offer(trials[0]!.bytes);
  supervisor.scan(bytesOf(about('boom')));
  expect(replay(CORE, found[0]!, trials[0]!.content)).toMatchObject({
    differences: [],
    fault: { kind: 'UnknownOperator' },
  });
});

describe('damage', async () => {
  const small = { ...(await RECORDINGS[0]!.make()), content: new Uint8Array(3) };
  const bytes = encodeRecording(small);

  test('every prefix and every changed bit is told', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(decodeRecording(bytes.slice(0, length)), `${length} bytes`).toHaveProperty('damage');
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeRecording(changed), `bit ${bit}`).toHaveProperty('damage');
    }
  });
  const FACTS: readonly { name: string; change: object; says: RegExp }[] = [
    { name: 'a kind that is none', change: { fault: { ...small.fault, kind: 'Boredom' } }, says: /fault.kind/ },
    { name: 'a digest that is none', change: { fault: { ...small.fault, content: '../x' } }, says: /fault.content/ },
    { name: 'a fact too many', change: { more: 1 }, says: /more/ },
    { name: 'no fuel', change: { fuel: 0 }, says: /fuel/ },
    { name: 'tables of another version', change: { layout: 1 }, says: /another version/ },
  ];
  for (const { name, change, says } of FACTS)
    test(name, () =>
      expect(decodeRecording(encodeRecording({ ...small, ...change }))).toMatchObject({
        damage: expect.stringMatching(says),
      }),
    );
});

describe.skipIf(NOT_BUILT)('ringfence replay', async () => {
  const recording = await RECORDINGS[0]!.make();
  const { content, ...bare } = recording;
  const { run } = folder({
    'whole.fault': encodeRecording(recording),
    'bare.fault': encodeRecording(bare),
    'other.fault': encodeRecording({ ...recording, fault: { ...recording.fault, index: 19 } }),
    'content.ring': content!,
    'costly.ring': COSTLY,
    'noise.fault': new Uint8Array(100),
  });
  const ROWS: readonly { args: readonly string[]; status: number; says: RegExp }[] = [
    {
      args: ['whole.fault'],
      status: 0,
      says: /^InputOutOfBounds at Match, rule “Pipe Open To Everybody”.*the same again/,
    },
    { args: ['bare.fault', '--content', 'content.ring'], status: 0, says: /the same again/ },
    { args: ['other.fault'], status: 1, says: /index: recorded 19, now 20/ },
    { args: ['bare.fault'], status: 2, says: /no content in it/ },
    { args: ['bare.fault', '--content', 'costly.ring'], status: 2, says: /the fault was in/ },
    { args: ['noise.fault'], status: 2, says: /^ringfence: noise.fault: it is no recording\n$/ },
    { args: ['absent.fault'], status: 2, says: /a recording was expected\n$/ },
  ];
  for (const { args, status, says } of ROWS) {
    test(args.join(' '), () => {
      const ran = run(['replay', ...args]);
      expect([ran.status, ran.stdout + ran.stderr]).toEqual([status, expect.stringMatching(says)]);
    });
  }
  test('drill', () => {
    const { status, stdout } = run(['drill', '--rounds', '2', '--json']);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { rounds: 2, faults: 12 }]);
    expect(run(['drill', '--rounds', 'x'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('was expected'),
    });
  });
});
