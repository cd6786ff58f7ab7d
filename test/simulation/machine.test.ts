/** Simulated machines: what happens to each level, moment by moment, on 19 July 2024. */
import { describe, expect, test } from 'vitest';
import { type Level, type Machine, type Outcome, runMachine } from '../../src/simulation/machine.js';
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
      'booting: 2 of 3',
      ...BUGCHECK,
      'booting: 3 of 3',
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
      'restarting: 2 of 3',
      ...ENDED,
      'restarting: 3 of 3',
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
