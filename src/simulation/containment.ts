/**
 * The incident under the supervisor: content for 21 fields passes a validator that believes in them, 20 are supplied.
 *
 * The validator that is wrong is handed to the supervisor in the place of the right one; nothing in the product can be
 * switched to be wrong.
 */
import { type Answers, type Core, type FaultRecord, isRejection, type Rejection, Supervisor } from '../index.js';
import { LOG_SOURCE } from './incident.js';
import type { Release } from './release.js';

/** Times the incident is repeated, each with supervisors of its own, for the recovery time. */
const REPEATS = 100;

export interface Containment {
  /** What the validator says that knows how many fields are supplied. */
  readonly rejection: Rejection;
  readonly fault: FaultRecord;
  readonly lastKnownGood: string;
  readonly quarantined: readonly string[];
  readonly given: number;
  readonly events: number;
  readonly matches: number;
  /** Whether every record was answered as it was before the new content. */
  readonly sameVerdicts: boolean;
  /** Milliseconds from the caught fault to the answer. */
  readonly recovery: { readonly repeats: number; readonly p50: number; readonly p99: number };
}

/** Throws Error when the incident does not come about. */
export async function contain(core: Core, release: Release): Promise<Containment> {
  const rejection = await release.validators.knowing(release.update);
  if (!isRejection(rejection)) throw new Error('the validator accepts what it must reject');
  const warm = new Supervisor(core, { logSource: LOG_SOURCE });
  await warm.offer(release.good);
  warm.drill();
  const first = await replay(core, release);
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) times.push((await replay(core, release)).fault.recovery!);
  times.sort((a, b) => a - b);
  const [p50, p99] = [times[Math.floor(REPEATS / 2)]!, times[Math.floor(REPEATS * 0.99)]!];
  return { ...first, rejection, recovery: { repeats: REPEATS, p50, p99 } };
}

/** One incident from the beginning: what the records were answered, and the one fault. */
async function replay(core: Core, { good, update, records, validators }: Release) {
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(core, {
    logSource: LOG_SOURCE,
    validate: validators.believing,
    onFault: (fault) => faults.push(fault),
  });
  await supervisor.offer(good);
  const before = records.map((record) => supervisor.evaluate(record));
  await supervisor.offer(update);
  const after = records.map((record) => supervisor.evaluate(record));
  const [fault] = faults;
  if (!fault || faults.length > 1) throw new Error(`${faults.length} faults, one was expected`);
  const { active, quarantined } = supervisor.standing;
  return {
    fault,
    lastKnownGood: active!,
    quarantined: [...quarantined],
    given: records.length,
    events: sum(after, ({ events }) => events),
    matches: sum(after, ({ matches }) => matches.length),
    sameVerdicts: JSON.stringify(before) === JSON.stringify(after),
  };
}

function sum(answers: readonly Answers[], of: (answer: Answers) => number): number {
  return answers.reduce((total, answer) => total + of(answer), 0);
}
