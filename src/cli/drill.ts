/** `ringfence drill`: faults made on purpose on this machine, and how fast their events are answered. */
import { DEMO_RULES } from '../demo/rules.js';
import { compile } from '../plan/compile.js';
import { loadCore } from '../sandbox/core.js';
import type { DrillReport } from '../supervisor/drill.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { Failure } from './failure.js';
import { count, jsonLine, print } from './terminal.js';

interface DrillArguments {
  readonly rounds: string;
  readonly json?: true;
}

/** Rounds before those that count: fewer than ten leave the engine's way out of a trap cold. */
const WARMING = 20;
const MOST_ROUNDS = 1_000_000;

export async function runDrill({ rounds, json }: DrillArguments): Promise<void> {
  const number = Number(rounds);
  if (!(Number.isInteger(number) && number >= 1 && number <= MOST_ROUNDS))
    throw new Failure(`--rounds ${rounds}: a whole number from 1 to ${count(MOST_ROUNDS)} was expected`);
  const core = await loadCore();
  const supervisor = new Supervisor(core);
  await supervisor.offer(compile(DEMO_RULES).content);
  supervisor.drill(WARMING);
  const report = supervisor.drill(number);
  const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, core: core.build };
  await print(json ? jsonLine({ ...report, machine, at: new Date().toISOString() }) : describe(report));
}

function describe({ rounds, faults, p50, p99, kinds }: DrillReport): string {
  const row = (name: string, made: number, half: number, most: number) =>
    `  ${name.padEnd(20)} ${count(made).padStart(9)} ${micro(half)} ${micro(most)}`;
  return [
    `${count(rounds)} rounds, ${count(faults)} faults, each event answered; from before the event is entered to its answer, in µs`,
    `  ${'kind'.padEnd(20)} ${'faults'.padStart(9)} ${'p50'.padStart(8)} ${'p99'.padStart(8)}`,
    ...kinds.map((kind) => row(kind.kind, kind.faults, kind.p50, kind.p99)),
    row('all', faults, p50, p99),
    '',
  ].join('\n');
}

const micro = (microseconds: number) => microseconds.toFixed(1).padStart(8);
