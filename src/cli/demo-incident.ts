/**
 * The incident told: what the validators say, the fault, the recovery. The second act of the demo, the first of the
 * replay.
 */
import type { Core } from '../sandbox/core.js';
import { type Containment, contain } from '../simulation/containment.js';
import { IPC_SCHEMA } from '../simulation/incident.js';
import type { Release } from '../simulation/release.js';
import { describeRejection } from '../validator/rejection.js';
import { count, duration, styled, WIDTH, wrapped } from './terminal.js';

type Say = (text: string) => unknown;

export async function runIncident(core: Core, release: Release, say: Say): Promise<Containment> {
  const { declared, supplied } = release;
  await say(
    `   The schema \`${IPC_SCHEMA.name}\` declares ${declared.length} fields; the integration supplies ${supplied}.`,
  );
  await say(`   New content has a rule on field 21, ${declared[20]}.\n`);
  const contained = await contain(core, release);
  const { rejection, fault, lastKnownGood, recovery } = contained;
  const tell = (indent: number, text: string) =>
    say(
      wrapped(text.split(' '), WIDTH - indent)
        .map((line) => ' '.repeat(indent) + line)
        .join('\n'),
    );
  await say(`   ${styled('green', 'the validator that knows this refuses it')}`);
  await tell(12, describeRejection(rejection));
  await say(`   ${styled('yellow', 'a validator that believes 21 accepts it')}\n`);
  await say(`   event ${fault.event}  ${styled('red', `fault ${fault.kind}`)} in rule “${fault.rule?.title}”`);
  await tell(
    12,
    `reads field index ${fault.index} (${fault.field}), supplied ${fault.supplied}, declared ${fault.declared}`,
  );
  await say(`            content ${fault.content.slice(0, 12)} ${styled('yellow', fault.action)}`);
  await tell(
    12,
    `back to last-known-good ${lastKnownGood.slice(0, 12)}, the same event answered ${duration(fault.recovery!)} after the fault was caught`,
  );
  await tell(3, describeAnswers(contained));
  await tell(
    3,
    `${count(recovery.repeats)} more times, from the caught fault to the answer: median ${duration(recovery.p50)}, 99th percentile ${duration(recovery.p99)}`,
  );
  await say(`   This process is alive: ${process.pid}, up ${duration(process.uptime() * 1000)}.`);
  return contained;
}

function describeAnswers({ given, events, matches, sameVerdicts }: Containment): string {
  const same = sameVerdicts
    ? 'the verdicts are those from before the new content'
    : 'VERDICTS DIFFER from before the new content';
  return `${given} events given, ${events} answered, ${given - events} lost; ${matches} match; ${same}`;
}
