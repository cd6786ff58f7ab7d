/** Content in the shadow: what it is shown, what is said of it, and that no answer changes. */
import { describe, expect, test } from 'vitest';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import {
  type Decision,
  decidePromotion,
  FEWEST_EVENTS,
  FUEL_RATIO,
  LARGEST_SHARE,
  type ShadowReport,
} from '../../src/supervisor/promotion.js';
import { bytesOf, contentOf } from '../sandbox/content.js';
import { about, later, supervise, trialOf } from './trial.js';

const TERM = { events: 100, milliseconds: 60_000 };
const PROPER: ShadowReport = {
  digest: 'b',
  against: 'a',
  term: TERM,
  events: TERM.events,
  skipped: 0,
  milliseconds: 1,
  matches: { active: 3, shadow: 3 },
  added: [],
  removed: [],
  fuel: { active: 1000, shadow: 1000 },
  faults: [],
};
const rule = (events: number) => ({ id: 'r', title: 'r', events });

const ROWS: readonly { name: string; parts: Partial<ShadowReport>; decision: Decision }[] = [
  { name: 'all events, nothing wrong', parts: {}, decision: 'promote' },
  { name: 'one event too few', parts: { events: TERM.events - 1 }, decision: 'wait' },
  { name: 'a fault, at once', parts: { events: 1, faults: [{} as never] }, decision: 'refuse' },
  {
    name: 'time is up, enough events',
    parts: { events: FEWEST_EVENTS, milliseconds: TERM.milliseconds },
    decision: 'promote',
  },
  {
    name: 'time is up, too few events',
    parts: { events: FEWEST_EVENTS - 1, milliseconds: TERM.milliseconds },
    decision: 'refuse',
  },
  { name: 'as much fuel as may be', parts: { fuel: { active: 10, shadow: 10 * FUEL_RATIO } }, decision: 'promote' },
  { name: 'a unit more', parts: { fuel: { active: 10, shadow: 10 * FUEL_RATIO + 1 } }, decision: 'refuse' },
  {
    name: 'a rule that matches as often as may be',
    parts: { added: [rule(LARGEST_SHARE * 100)] },
    decision: 'promote',
  },
  { name: 'once more', parts: { added: [rule(LARGEST_SHARE * 100 + 1)] }, decision: 'refuse' },
  { name: 'rules that are gone are the publisher’s business', parts: { removed: [rule(100)] }, decision: 'promote' },
];
for (const { name, parts, decision } of ROWS)
  test(`promotion: ${name}: ${decision}`, () => expect(decidePromotion({ ...PROPER, ...parts })).toBe(decision));

const ACTIVE = await trialOf(1, ['x', 'y']);
const NEW = await trialOf(2, ['x', 'z'], ['boom']);

async function shadowing(options: SupervisorOptions = {}) {
  const { defer, work } = later();
  const decided: [ShadowReport, Decision][] = [];
  const onShadow = (...all: [ShadowReport, Decision]) => decided.push(all);
  const { supervisor, faults } = supervise([ACTIVE, NEW], { defer, onShadow, ...options });
  await supervisor.offer(ACTIVE.bytes);
  const offer = await supervisor.offer(NEW.bytes, { shadow: { events: 10, milliseconds: 1e9 } });
  expect(offer).toEqual({ outcome: 'shadow', digest: NEW.content.digest });
  return { supervisor, faults, work, decided };
}

describe('in the shadow', () => {
  test('answers are those of the active content, and the differences are counted', async () => {
    const { supervisor, work, decided } = await shadowing();
    const { matches } = supervisor.scan(bytesOf(about('x') + about('y') + about('z') + about('z')));
    expect(matches.map(({ line, content }) => [line, content])).toEqual([
      [0, ACTIVE.content.digest],
      [1, ACTIVE.content.digest],
    ]);
    expect(supervisor.shadow).toMatchObject({ events: 0 });
    work();
    expect(supervisor.shadow).toMatchObject({
      events: 4,
      skipped: 0,
      matches: { active: 2, shadow: 3 },
      added: [{ title: 'z', events: 2 }],
      removed: [{ title: 'y', events: 1 }],
      faults: [],
    });
    expect(supervisor.standing.active).toBe(ACTIVE.content.digest);
    expect(decided).toEqual([]);
  });
  test('what passes becomes active, on probation', async () => {
    const { supervisor, work, decided } = await shadowing();
    supervisor.scan(bytesOf(about('x').repeat(10)));
    expect(supervisor.standing.active).toBe(ACTIVE.content.digest);
    work();
    expect(decided).toMatchObject([[{ events: 10 }, 'promote']]);
    expect(supervisor.standing).toMatchObject({
      active: NEW.content.digest,
      lastKnownGood: ACTIVE.content.digest,
      probation: 1000,
    });
    expect(supervisor.shadow).toBeUndefined();
  });
  test('what faults there is refused and never runs, and no answer has seen it', async () => {
    const { supervisor, faults, work, decided } = await shadowing();
    expect(supervisor.scan(bytesOf(about('boom') + about('x')))).toMatchObject({ events: 2, unanswered: [] });
    work();
    expect(decided).toMatchObject([[{ faults: [{ slot: 'shadow', action: 'refused' }] }, 'refuse']]);
    expect([faults, supervisor.standing.active]).toEqual([[], ACTIVE.content.digest]);
    expect(await supervisor.offer(NEW.bytes)).toMatchObject({ outcome: 'quarantined' });
  });
  test('what is refused for its matches may be offered again', async () => {
    const { supervisor, work, decided } = await shadowing();
    supervisor.scan(bytesOf(about('z').repeat(10)));
    work();
    expect(decided).toMatchObject([[{ added: [{ events: 10 }] }, 'refuse']]);
    expect(supervisor.standing.active).toBe(ACTIVE.content.digest);
    expect(await supervisor.offer(NEW.bytes)).toMatchObject({ outcome: 'active' });
  });
  test('a policy of one’s own decides', async () => {
    const { supervisor, work } = await shadowing({ promotion: () => 'promote' });
    supervisor.scan(bytesOf(about('z')));
    work();
    expect(supervisor.standing.active).toBe(NEW.content.digest);
  });
  test('what has no room is counted and not compared', async () => {
    const { supervisor, work } = await shadowing();
    const big = bytesOf(about('x'.repeat(1_000_000)));
    for (let round = 0; round < 6; round++) supervisor.scan(big);
    work();
    expect(supervisor.shadow).toMatchObject({ events: 4, skipped: 2 });
  });
  test('ends when other content becomes active', async () => {
    const { supervisor, work, decided } = await shadowing();
    await supervisor.offer(contentOf({ w: '{a: w}' }));
    supervisor.scan(bytesOf(about('x')));
    work();
    expect(supervisor.shadow).toBeUndefined();
    expect(decided).toMatchObject([[{ events: 0 }, 'refuse']]);
  });
});
