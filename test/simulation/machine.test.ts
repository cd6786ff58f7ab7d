/** Simulated machines: what happens to each level, moment by moment, on 19 July 2024. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/index.js';
import { bareAgent } from '../../src/simulation/agent.js';
import { type Level, type Machine, type Outcome, runMachine } from '../../src/simulation/machine.js';
import { validatorFor } from '../../src/simulation/release.js';
import { CORES, RELEASE } from './parts.js';

const { believing } = RELEASE.validators;
const UNCHECKED: Omit<Machine, 'level'> = { core: CORES.unchecked, validate: believing, survives: [] };
const CHECKED: Omit<Machine, 'level'> = { core: CORES.checked, validate: believing, survives: ['InputOutOfBounds'] };

const WILD_READ = ['loaded', 'faulted: MemoryOutOfBounds'];
const BUGCHECK = [...WILD_READ, 'bugcheck: PAGE_FAULT_IN_NONPAGED_AREA'];
const ENDED = [...WILD_READ, 'processEnded: access violation'];

const ROWS: readonly {
  name: string;
  level: Level;
  parts: Omit<Machine, 'level'>;
  outcome: Outcome;
  answered: number;
  trace: readonly string[];
}[] = [
  {
    name: 'a bugcheck at every start, until somebody comes',
    level: 'kernel',
    parts: UNCHECKED,
    outcome: 'down',
    answered: 1,
    trace: [
      'running',
      ...BUGCHECK,
      'booting: start 2 of 3',
      ...BUGCHECK,
      'booting: start 3 of 3',
      ...BUGCHECK,
      'recoveryEnvironment',
      'waitingForTechnician',
      'repairedByHand',
      'running',
    ],
  },
  {
    name: 'the service ends at every start, the machine does not',
    level: 'user',
    parts: UNCHECKED,
    outcome: 'stopped',
    answered: 1,
    trace: [
      'running',
      ...ENDED,
      'restarting: start 2 of 3',
      ...ENDED,
      'restarting: start 3 of 3',
      ...ENDED,
      'serviceStopped',
      'repairedOverNetwork',
      'running',
    ],
  },
  {
    name: 'the same trap, contained',
    level: 'sandboxed',
    parts: UNCHECKED,
    outcome: 'contained',
    answered: 4,
    trace: ['running', ...WILD_READ, 'quarantined'],
  },
  {
    name: 'with the check the machine stays up and sees nothing',
    level: 'kernel',
    parts: CHECKED,
    outcome: 'blind',
    answered: 0,
    trace: ['running', 'loaded', ...Array<string>(4).fill('faulted: InputOutOfBounds')],
  },
  {
    name: 'the check that fires, contained',
    level: 'sandboxed',
    parts: CHECKED,
    outcome: 'contained',
    answered: 4,
    trace: ['running', 'loaded', 'faulted: InputOutOfBounds', 'quarantined'],
  },
];

describe('19 July 2024', () => {
  for (const { name, level, parts, outcome, answered, trace } of ROWS) {
    test(`${level}: ${name}`, async () => {
      const run = await runMachine({ level, ...parts }, RELEASE);
      expect(run.trace.map(({ state, note }) => (note === undefined ? state : `${state}: ${note}`))).toEqual(trace);
      expect(run).toMatchObject({ outcome, events: 4, answered });
    });
  }

  test('the fault of the check says which field of how many', async () => {
    const { fault } = await runMachine({ level: 'kernel', ...CHECKED }, RELEASE);
    expect(fault).toMatchObject({ kind: 'InputOutOfBounds', stage: 'Match', index: 20, supplied: 20, declared: 21 });
  });
  test('every level says of good content what the others say', async () => {
    const day = { ...RELEASE, update: RELEASE.good };
    const runs = await Promise.all(
      (['kernel', 'user', 'sandboxed'] as const).map((level) => runMachine({ level, ...UNCHECKED }, day)),
    );
    expect(runs.map(({ outcome, answered, matches }) => [outcome, answered, matches])).toEqual(
      runs.map(() => ['running', 4, 1]),
    );
  });
});

/** The read that is not checked leaves memory, however far it goes; `FENCE_INDEXES=all` for every index. */
describe('a field past those supplied', () => {
  const fields = Array.from({ length: 4096 }, (_, index) => `f${index}`);
  const all = process.env['FENCE_INDEXES'] === 'all';
  const indexes = all ? fields.map((_, index) => index).slice(20) : [20, 21, 255, 4095];
  const record = fields.slice(0, 20);
  const read = async (core: keyof typeof CORES, index: number) => {
    const schema = { name: 'ipc', version: 1, fields: fields.slice(0, index + 1) };
    const text = `title: t
logsource: { product: windows, category: ipc }
detection: { s: { f${index}: x }, condition: s }
`;
    const { content } = compile([{ name: 't.yml', text }], { schema });
    const agent = bareAgent(CORES[core], validatorFor(schema.fields.length));
    await agent.take(content);
    return agent.answer(record);
  };
  const FAULTS = { checked: 'InputOutOfBounds', unchecked: 'MemoryOutOfBounds' } as const;

  for (const core of ['checked', 'unchecked'] as const) {
    test(`is never read in silence: ${core}, ${indexes.length} indexes`, { timeout: 600_000 }, async () => {
      for (const index of indexes) {
        const { answered, fault } = await read(core, index);
        expect([index, answered, fault?.kind]).toEqual([index, false, FAULTS[core]]);
      }
    });
    test(`and the last supplied is: ${core}`, async () =>
      expect(await read(core, 19)).toMatchObject({ answered: true }));
  }
});
