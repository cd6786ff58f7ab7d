/**
 * The second act: an event type declares 21 fields, the integration supplies 20, a rule compares the 21st, and the
 * validator believes that 21 are supplied.
 *
 * The validator that is wrong is handed to the supervisor in the place of the right one; nothing in the product can be
 * switched to be wrong.
 */
import { DEFECTIVE_RULES, IPC_SCHEMA, KNOWN_GOOD_RULES } from '../demo/incident.js';
import { compile } from '../plan/compile.js';
import type { Core } from '../sandbox/core.js';
import type { InputValue } from '../sandbox/record.js';
import type { Answers, FaultRecord } from '../supervisor/answers.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { describeRejection } from '../validator/rejection.js';
import { isRejection, validate } from '../validator/validate.js';
import { count, duration, styled } from './terminal.js';

type Say = (text: string) => unknown;

const LOG_SOURCE = { product: 'windows', category: 'ipc' } as const;
const SUPPLIED = 20;
/** Times the incident is repeated, each with supervisors of its own, for the recovery time. */
const REPEATS = 100;

export async function runIncident(core: Core, records: readonly (readonly InputValue[])[], say: Say) {
  const good = compile(KNOWN_GOOD_RULES, { schema: IPC_SCHEMA }).content;
  const defective = compile(DEFECTIVE_RULES, { schema: IPC_SCHEMA, contentVersion: 1 }).content;

  await say(
    `   The schema \`${IPC_SCHEMA.name}\` declares ${IPC_SCHEMA.fields.length} fields; the integration supplies ${SUPPLIED}.`,
  );
  await say(`   New content has a rule on field 21, ${IPC_SCHEMA.fields[20]}.\n`);
  const honest = await validate(defective, { supplied: SUPPLIED });
  if (!isRejection(honest)) throw new Error('the validator accepts what it must reject');
  await say(`   ${styled('green', 'the validator that knows this refuses it')}  ${describeRejection(honest)}`);
  await say(`   ${styled('yellow', 'a validator that believes 21 accepts it')}\n`);

  const warm = new Supervisor(core, { logSource: LOG_SOURCE });
  await warm.offer(good);
  warm.drill();
  const first = await replay(core, good, defective, records);
  const { fault } = first;
  await say(
    `   event ${fault.event}  ${styled('red', `fault ${fault.kind}`)}: rule “${fault.rule?.title}” reads field index ${fault.index} (${fault.field}), supplied ${fault.supplied}, declared ${fault.declared}`,
  );
  await say(`            content ${fault.content.slice(0, 12)} ${styled('yellow', fault.action)}`);
  await say(
    `            back to last-known-good ${first.lastKnownGood.slice(0, 12)}, the same event answered ${duration(fault.recovery!)} after the fault was caught`,
  );
  await say(`   ${describeAnswers(first)}`);

  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++)
    times.push((await replay(core, good, defective, records)).fault.recovery!);
  times.sort((a, b) => a - b);
  const [p50, p99] = [times[Math.floor(REPEATS / 2)]!, times[Math.floor(REPEATS * 0.99)]!];
  await say(
    `   ${count(REPEATS)} more times, from the caught fault to the answer: median ${duration(p50)}, 99th percentile ${duration(p99)}`,
  );
  await say(`   This process is alive: ${process.pid}, up ${duration(process.uptime() * 1000)}.\n`);
  return { ...first, rejection: honest, recovery: { repeats: REPEATS, p50, p99 } };
}

/** One incident from the beginning: what the records were answered, and the one fault. */
async function replay(
  core: Core,
  good: Uint8Array,
  defective: Uint8Array,
  records: readonly (readonly InputValue[])[],
) {
  const faults: FaultRecord[] = [];
  const believing = (bytes: Uint8Array) => validate(bytes, { supplied: IPC_SCHEMA.fields.length });
  const supervisor = new Supervisor(core, {
    logSource: LOG_SOURCE,
    validate: believing,
    onFault: (fault) => faults.push(fault),
  });
  await supervisor.offer(good);
  const before = records.map((record) => supervisor.evaluate(record));
  await supervisor.offer(defective);
  const after = records.map((record) => supervisor.evaluate(record));
  const [fault] = faults;
  if (!fault || faults.length > 1) throw new Error(`${faults.length} faults, one was expected`);
  const { active, quarantined } = supervisor.standing;
  return {
    fault,
    lastKnownGood: active!,
    quarantined: [...quarantined],
    events: sum(after, ({ events }) => events),
    given: records.length,
    matches: sum(after, ({ matches }) => matches.length),
    sameVerdicts: JSON.stringify(before) === JSON.stringify(after),
  };
}

function sum(answers: readonly Answers[], of: (answer: Answers) => number): number {
  return answers.reduce((total, answer) => total + of(answer), 0);
}

function describeAnswers({ given, events, matches, sameVerdicts }: Awaited<ReturnType<typeof replay>>): string {
  const same = sameVerdicts
    ? 'the verdicts are those from before the new content'
    : 'VERDICTS DIFFER from before the new content';
  return `${given} events given, ${events} answered, ${given - events} lost; ${matches} match; ${same}`;
}
