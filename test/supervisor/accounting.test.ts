/**
 * Exactly once: every line is answered, put aside with a reason, or blank, whatever the contents do and however they
 * change. Random lines and random changes of content against a model that knows how each event was made.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import type { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf } from '../sandbox/content.js';
import { about, settled, supervise, type Trial, trialOf } from './trial.js';

/** All of them fault on `poison`; each but the first faults on an event of its own, too. */
const TRIALS: readonly Trial[] = [
  await trialOf(1, ['x', 'y', 'boom', 'bang', 'crash'], ['poison']),
  await trialOf(2, ['x', 'z'], ['poison', 'boom']),
  await trialOf(3, ['x', 'y', 'boom'], ['poison', 'bang']),
  await trialOf(4, ['y', 'boom', 'bang'], ['poison', 'crash']),
];

const EVENTS = ['x', 'y', 'z', 'other', 'poison', 'boom', 'bang', 'crash'] as const;
const OTHERS = { blank: ' \t\r\n', malformed: '{"a":\n' } as const;
type Kind = (typeof EVENTS)[number] | keyof typeof OTHERS;

const isEvent = (kind: Kind) => !(kind in OTHERS);
const lineOf = (kind: Kind) => (isEvent(kind) ? about(kind) : OTHERS[kind as keyof typeof OTHERS]);
const scan = (supervisor: Supervisor, kinds: readonly Kind[]) => supervisor.scan(bytesOf(kinds.map(lineOf).join('')));

const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Kind>(...EVENTS.slice(0, 4)) },
  { weight: 2, arbitrary: fc.constantFrom<Kind>('blank', 'malformed') },
  { weight: 2, arbitrary: fc.constantFrom<Kind>(...EVENTS.slice(4)) },
);

type Step = { readonly offer: Trial } | { readonly scan: readonly Kind[] };
const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...TRIALS).map((offer): Step => ({ offer })),
    fc.array(kind, { maxLength: 12 }).map((kinds): Step => ({ scan: kinds })),
  ),
  { maxLength: 12 },
);

async function started() {
  // faults are so far apart that no content has to rest because of them
  let clock = 0;
  const found = supervise(TRIALS, { now: () => (clock += 1e6) });
  await found.supervisor.offer(TRIALS[0]!.bytes);
  return found;
}

test('every line of every call is counted once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { supervisor, faults } = await started();
      for (const step of all) {
        if ('offer' in step) await supervisor.offer(step.offer.bytes);
        else checkCounted(supervisor, step.scan);
        await settled();
      }
      expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
    }),
    { numRuns: 150 },
  );
});

function checkCounted(supervisor: Supervisor, kinds: readonly Kind[]): void {
  const { lines, events, matches, unanswered } = scan(supervisor, kinds);
  const aside = new Set(unanswered.map(({ line }) => line));
  expect(lines).toBe(kinds.length);
  expect(aside.size).toBe(unanswered.length);
  expect(events + unanswered.length + kinds.filter((one) => one === 'blank').length).toBe(lines);
  for (const { line, reason } of unanswered)
    expect(reason).toBe(kinds[line] === 'malformed' ? 'Malformed' : 'DeadLettered');
  for (const { line, rule } of matches) expect([aside.has(line), rule.title]).toEqual([false, kinds[line]]);
  expect(new Set(matches.map(({ line }) => line)).size).toBe(matches.length);
}

const trialWith = (digest: string | undefined) => TRIALS.find(({ content }) => content.digest === digest);
const faultsOn = (trial: Trial | undefined, kind: Kind) =>
  isEvent(kind) && (trial === undefined || trial.faulting.includes(kind));

test('what is answered and what becomes of the contents is what the model says', async () => {
  const seen = { quarantined: 0, deadLettered: 0, rescuedWithMatch: 0 };
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { supervisor, faults } = await started();
      let before = 0;
      for (const step of all) {
        if ('offer' in step) {
          const banned = supervisor.standing.quarantined.has(step.offer.content.digest);
          const { outcome } = await supervisor.offer(step.offer.bytes);
          expect(outcome).toBe(banned ? 'quarantined' : 'active');
          continue;
        }
        for (const call of callsOf(step.scan, supervisor)) {
          faults.length = 0;
          const outcome = checkCall(supervisor, call);
          const events = call.filter((one) => one !== 'blank').length;
          checkRecord(faults, outcome, before + events - 1);
          before += events;
          if (outcome.action) seen[outcome.action]++;
          if (outcome.matched) seen.rescuedWithMatch++;
          await settled();
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
});

/** Lines in calls that end with the first fault. */
function* callsOf(kinds: readonly Kind[], supervisor: Supervisor): Generator<readonly Kind[]> {
  for (let from = 0; from < kinds.length; ) {
    const active = trialWith(supervisor.standing.active);
    const found = kinds.findIndex((one, at) => at >= from && faultsOn(active, one));
    const end = found < 0 ? kinds.length : found + 1;
    yield kinds.slice(from, end);
    from = end;
  }
}

interface Outcome {
  /** What is done about the fault of the last line; absent when it does not fault. */
  readonly action?: 'quarantined' | 'deadLettered';
  readonly active: string | undefined;
  /** Whether last-known-good had a match on it. */
  readonly matched: boolean;
}

/** Answers a call of which at most the last line faults, and compares with the model. */
function checkCall(supervisor: Supervisor, kinds: readonly Kind[]): Outcome {
  const { active, lastKnownGood, quarantined } = supervisor.standing;
  const [trial, good] = [trialWith(active)!, trialWith(lastKnownGood)];
  const last = kinds.at(-1)!;
  const faulted = faultsOn(trial, last);
  const rescued = faulted && !faultsOn(good, last);
  const answering = (line: number) => (faulted && line === kinds.length - 1 ? (rescued ? good : undefined) : trial);
  const { matches, unanswered } = scan(supervisor, kinds);
  expect(matches.map(({ line, rule, content }) => [line, rule.title, content])).toEqual(
    kinds.flatMap((one, line) => {
      const by = answering(line);
      return by?.matching.includes(one) ? [[line, one, by.content.digest]] : [];
    }),
  );
  const dead = unanswered.filter(({ reason }) => reason === 'DeadLettered').map(({ line }) => line);
  expect(dead).toEqual(faulted && !rescued ? [kinds.length - 1] : []);
  expect(supervisor.standing.active).toBe(rescued ? lastKnownGood : active);
  expect(supervisor.standing.quarantined).toEqual(rescued ? new Set([...quarantined, active]) : quarantined);
  const matched = rescued && good!.matching.includes(last);
  return { active, matched, ...(faulted && { action: rescued ? 'quarantined' : 'deadLettered' }) };
}

function checkRecord(faults: readonly FaultRecord[], { action, active }: Outcome, event: number): void {
  expect(faults.map(({ action, event, content }) => ({ action, event, content }))).toEqual(
    action ? [{ action, event, content: active }] : [],
  );
}
