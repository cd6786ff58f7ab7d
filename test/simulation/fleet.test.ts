/** A fleet in rings: it stops at the first ring from which a heartbeat is missing. */
import { expect, test } from 'vitest';
import { RINGS, type RollOut, rollOut } from '../../src/simulation/fleet.js';
import type { Outcome, Run } from '../../src/simulation/machine.js';

const runs = (...outcomes: readonly Outcome[]): Run[] =>
  outcomes.map((outcome) => ({
    level: 'kernel',
    outcome,
    trace: [],
    events: 1,
    answered: ['running', 'refused', 'contained'].includes(outcome) ? 1 : 0,
    matches: 0,
    bugchecks: outcome === 'down' ? 1 : 0,
  }));

/** Of so many hosts this one goes down, and no other. */
const oneIn = (hosts: number, host: number) =>
  runs(...Array.from({ length: hosts }, (_, index): Outcome => (index === host ? 'down' : 'running')));

const all = (crashed: number, blind: number): RollOut => ({ reached: 10_000, crashed, blind });

const ROWS: readonly { name: string; runs: readonly Run[]; rings: readonly number[]; is: RollOut }[] = [
  { name: 'all at once', runs: runs('down'), rings: [1], is: all(10_000, 0) },
  { name: 'the canary goes down', runs: runs('down'), rings: RINGS, is: { reached: 1, crashed: 1, blind: 0 } },
  { name: 'nobody goes down', runs: runs('running'), rings: RINGS, is: all(0, 0) },
  { name: 'blind hosts still send heartbeats', runs: runs('blind'), rings: RINGS, is: all(0, 10_000) },
  { name: 'a host is up without its service', runs: runs('stopped', 'contained'), rings: RINGS, is: all(0, 5000) },
  { name: 'the second ring shows it', runs: oneIn(100, 9), rings: RINGS, is: { reached: 10, crashed: 1, blind: 0 } },
  { name: 'the third ring shows it', runs: oneIn(100, 10), rings: RINGS, is: { reached: 100, crashed: 1, blind: 0 } },
  { name: 'no ring before the world does', runs: oneIn(10_000, 9999), rings: RINGS, is: all(1, 0) },
];
for (const { name, runs, rings, is } of ROWS) test(`rings: ${name}`, () => expect(rollOut(runs, rings)).toEqual(is));
