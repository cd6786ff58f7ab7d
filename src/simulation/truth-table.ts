/**
 * The truth table: every combination of the mitigations, the same release sent down each, and what became of the fleet.
 */
import { CANARIES, HOSTS, type RollOut, rollOut } from './fleet.js';
import { runMachine } from './machine.js';
import { MITIGATION_NAMES, MITIGATIONS, type MitigationName, type Pipeline, pipelineOf } from './mitigations.js';
import type { Cores, Release } from './release.js';

export type FleetOutcome =
  /** More hosts went down than staging may cost. */
  | 'outage'
  /** Canaries went down, nobody else. */
  | 'bounded'
  /** No host went down. */
  | 'safe';

export interface Row extends Readonly<Record<MitigationName, boolean>>, RollOut {
  readonly outcome: FleetOutcome;
  /** Why the content reached no host; absent when it did. */
  readonly stopped?: string;
}

export interface TruthTable {
  readonly hosts: number;
  readonly combinations: number;
  readonly outages: number;
  readonly bounded: number;
  readonly safe: number;
  readonly rows: readonly Row[];
}

/** Sends the release down each of the 2^7 pipelines. */
export async function truthTable(release: Release, cores: Cores): Promise<TruthTable> {
  const rows: Row[] = [];
  for (let combination = 0; combination < 2 ** MITIGATION_NAMES.length; combination++)
    rows.push(await runCombination(combination, release, cores));
  const times = (outcome: FleetOutcome) => rows.filter((row) => row.outcome === outcome).length;
  const [outages, bounded, safe] = [times('outage'), times('bounded'), times('safe')];
  return { hosts: HOSTS, combinations: rows.length, outages, bounded, safe, rows };
}

async function runCombination(combination: number, release: Release, cores: Cores): Promise<Row> {
  const present = MITIGATION_NAMES.map((name, bit) => [name, ((combination >> bit) & 1) === 1] as const);
  const pipeline = present.reduce(
    (built, [name, isIn]) => (isIn ? MITIGATIONS[name].fit(built, release, cores) : built),
    pipelineOf(release, cores),
  );
  const stopped = await stop(pipeline, release);
  const fleet = stopped === undefined ? await deploy(pipeline, release) : { reached: 0, crashed: 0, blind: 0 };
  const booleans = Object.fromEntries(present) as Record<MitigationName, boolean>;
  return { ...booleans, outcome: outcomeOf(fleet), ...fleet, ...(stopped === undefined ? {} : { stopped }) };
}

/** The first gate that a release does not pass. */
async function stop({ sensorGates, contentGates, machine }: Pipeline, release: Release): Promise<string | undefined> {
  for (const gate of [...sensorGates, ...contentGates]) {
    const reason = await gate(release, machine);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Hosts differ in the event that comes first. */
async function deploy({ machine, rings }: Pipeline, { good, update, records }: Release): Promise<RollOut> {
  const days = records.map((_, first) => [...records.slice(first), ...records.slice(0, first)]);
  const runs = await Promise.all(days.map((records) => runMachine(machine, { good, update, records })));
  return rollOut(runs, rings);
}

function outcomeOf({ crashed }: RollOut): FleetOutcome {
  if (crashed === 0) return 'safe';
  return crashed <= CANARIES ? 'bounded' : 'outage';
}
