/** Where content stands: every happening as a row, and what holds after any of them in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Happening, NOTHING_ACTIVE, next, PROBATION, type Standing } from '../../src/supervisor/standing.js';
import { NO_STRAIN } from '../../src/supervisor/strain.js';
import { STRIKE_WINDOW, STRIKES, type Strike } from '../../src/supervisor/strikes.js';

const standing = (parts: Partial<Standing>): Standing => ({ ...NOTHING_ACTIVE, ...parts });
const loaded = (digest: string): Happening => ({ kind: 'loaded', digest });
const answered = (events: number): Happening => ({ kind: 'answered', events });
const faulted = (digest: string): Happening => ({ kind: 'contentFaulted', digest });
const only = (digest: string) => new Set([digest]);
const struck = (at: number, rule?: number): Strike => ({ event: at, at, ...(rule !== undefined && { rule }) });
const burned = (digest: string, strike: Strike): Happening => ({ kind: 'burned', digest, strike });
const strikesOn = (rule: number | undefined, count: number) =>
  Array.from({ length: count }, (_, index) => struck(index, rule));

const ROWS: readonly { name: string; from: Standing; happening: Happening; to: Standing }[] = [
  {
    name: 'the first content is on no probation: there is nothing to return to',
    from: NOTHING_ACTIVE,
    happening: loaded('a'),
    to: standing({ active: 'a' }),
  },
  {
    name: 'new content is on probation, the active becomes what is returned to',
    from: standing({ active: 'a' }),
    happening: loaded('b'),
    to: standing({ active: 'b', probation: PROBATION, lastKnownGood: 'a' }),
  },
  {
    name: 'content on probation is not returned to',
    from: standing({ active: 'b', probation: 1, lastKnownGood: 'a' }),
    happening: loaded('c'),
    to: standing({ active: 'c', probation: PROBATION, lastKnownGood: 'a' }),
  },
  {
    name: 'content that has passed is',
    from: standing({ active: 'b', probation: 0, lastKnownGood: 'a' }),
    happening: loaded('c'),
    to: standing({ active: 'c', probation: PROBATION, lastKnownGood: 'b' }),
  },
  {
    name: 'the active content loaded again changes nothing',
    from: standing({ active: 'b', probation: 7, lastKnownGood: 'a' }),
    happening: loaded('b'),
    to: standing({ active: 'b', probation: 7, lastKnownGood: 'a' }),
  },
  {
    name: 'quarantined content does not become active',
    from: standing({ active: 'a', quarantined: only('b') }),
    happening: loaded('b'),
    to: standing({ active: 'a', quarantined: only('b') }),
  },
  {
    name: 'with all content in quarantine, new content is the first again',
    from: standing({ quarantined: only('a') }),
    happening: loaded('b'),
    to: standing({ active: 'b', quarantined: only('a') }),
  },
  {
    name: 'events count towards the end of probation',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: answered(9),
    to: standing({ active: 'b', probation: 1, lastKnownGood: 'a' }),
  },
  {
    name: 'the last event ends it',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: answered(10),
    to: standing({ active: 'b', probation: 0, lastKnownGood: 'a' }),
  },
  {
    name: 'more events do no more',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: answered(1e6),
    to: standing({ active: 'b', probation: 0, lastKnownGood: 'a' }),
  },
  {
    name: 'no events change nothing',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: answered(0),
    to: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
  },
  {
    name: 'a fault of the active content returns to last-known-good',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: faulted('b'),
    to: standing({ active: 'a', quarantined: only('b') }),
  },
  {
    name: 'content that has passed is not spared',
    from: standing({ active: 'b', probation: 0, lastKnownGood: 'a' }),
    happening: faulted('b'),
    to: standing({ active: 'a', quarantined: only('b') }),
  },
  {
    name: 'a fault of the only content leaves nothing',
    from: standing({ active: 'a' }),
    happening: faulted('a'),
    to: standing({ quarantined: only('a') }),
  },
  {
    name: 'a fault of content that was never active',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: faulted('c'),
    to: standing({ active: 'b', probation: 10, lastKnownGood: 'a', quarantined: only('c') }),
  },
  {
    name: 'last-known-good that faults is not returned to',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: faulted('a'),
    to: standing({ active: 'b', probation: 10, quarantined: only('a') }),
  },
  {
    name: 'a fault before anything is active',
    from: NOTHING_ACTIVE,
    happening: faulted('a'),
    to: standing({ quarantined: only('a') }),
  },
  {
    name: 'last-known-good offered again has passed',
    from: standing({ active: 'b', probation: 10, lastKnownGood: 'a' }),
    happening: { kind: 'loaded', digest: 'a' },
    to: standing({ active: 'a' }),
  },
  {
    name: 'the same fault again',
    from: standing({ active: 'a', quarantined: only('b') }),
    happening: faulted('b'),
    to: standing({ active: 'a', quarantined: only('b') }),
  },
  {
    name: 'a burning event is a strike against its rule',
    from: standing({ active: 'a' }),
    happening: burned('a', struck(7, 3)),
    to: standing({ active: 'a', strikes: [struck(7, 3)] }),
  },
  {
    name: 'the same event again is none',
    from: standing({ active: 'a', strikes: [struck(7, 3)] }),
    happening: burned('a', { ...struck(7, 3), at: 8 }),
    to: standing({ active: 'a', strikes: [struck(7, 3)] }),
  },
  {
    name: 'the last strike switches the rule off, and that rule only',
    from: standing({ active: 'a', strikes: [...strikesOn(3, STRIKES - 1), struck(50, 4)] }),
    happening: burned('a', struck(99, 3)),
    to: standing({ active: 'a', strikes: [struck(50, 4)], rulesOff: new Map([['a', [3]]]) }),
  },
  {
    name: 'strikes of long ago do not count',
    from: standing({ active: 'a', strikes: strikesOn(3, STRIKES - 1) }),
    happening: burned('a', struck(STRIKE_WINDOW + STRIKES, 3)),
    to: standing({ active: 'a', strikes: [struck(STRIKE_WINDOW + STRIKES, 3)] }),
  },
  {
    name: 'without a rule to blame, content on probation goes at the last strike',
    from: standing({ active: 'b', probation: 9, lastKnownGood: 'a', strikes: strikesOn(undefined, STRIKES - 1) }),
    happening: burned('b', struck(99)),
    to: standing({ active: 'a', quarantined: only('b') }),
  },
  {
    name: 'content that has passed stays, however many events burn',
    from: standing({ active: 'b', lastKnownGood: 'a', strikes: strikesOn(undefined, STRIKES - 1) }),
    happening: burned('b', struck(99)),
    to: standing({ active: 'b', lastKnownGood: 'a', strikes: [...strikesOn(undefined, STRIKES - 1), struck(99)] }),
  },
  {
    name: 'content that is no longer active is not struck',
    from: standing({ active: 'a' }),
    happening: burned('b', struck(7, 3)),
    to: standing({ active: 'a' }),
  },
  {
    name: 'offered again, all rules are on',
    from: standing({ active: 'a', strikes: [struck(1, 4)], rulesOff: new Map([['a', [3]]]) }),
    happening: { kind: 'offeredAgain', digest: 'a' },
    to: standing({ active: 'a' }),
  },
  {
    name: 'rules stay off in last-known-good content, not in forgotten content',
    from: standing({ active: 'b', rulesOff: new Map([['b', [3]]]) }),
    happening: loaded('c'),
    to: standing({ active: 'c', probation: PROBATION, lastKnownGood: 'b', rulesOff: new Map([['b', [3]]]) }),
  },
  {
    name: 'strain is counted',
    from: standing({ active: 'a' }),
    happening: { kind: 'strained', now: 5 },
    to: standing({ active: 'a', strain: { ...NO_STRAIN, faults: [5] } }),
  },
];
for (const { name, from, happening, to } of ROWS) {
  test(`standing: ${name}`, () => expect(next(from, happening)).toEqual(to));
}

const digest = fc.constantFrom(...'abcd');
const happenings = fc.array(
  fc.oneof(
    digest.map(loaded),
    fc.constantFrom(0, 1, PROBATION - 1, PROBATION, PROBATION + 1).map(answered),
    digest.map(faulted),
    fc
      .tuple(digest, fc.nat(9), fc.option(fc.nat(2), { nil: undefined }))
      .map(([one, at, rule]) => burned(one, struck(at, rule))),
    digest.map((one): Happening => ({ kind: 'offeredAgain', digest: one })),
    fc.nat(1e6).map((now): Happening => ({ kind: 'strained', now })),
  ),
  { maxLength: 30 },
);

/** Every step on the way; `check` sees where it leads. */
function follow(all: readonly Happening[], check: (from: Standing, happening: Happening, to: Standing) => void): void {
  let from = NOTHING_ACTIVE;
  for (const happening of all) {
    const before = [...from.quarantined];
    const to = next(Object.freeze(from), happening);
    expect([...from.quarantined], 'nothing is changed in place').toEqual(before);
    check(from, happening, to);
    from = to;
  }
}

describe('whatever happens', () => {
  const PROPERTIES: readonly {
    name: string;
    holds: (from: Standing, happening: Happening, to: Standing) => boolean;
  }[] = [
    {
      name: 'quarantined content is never active',
      holds: (_, __, { active, quarantined }) => !quarantined.has(active!),
    },
    {
      name: 'quarantined content is never returned to',
      holds: (_, __, { lastKnownGood, quarantined }) => !quarantined.has(lastKnownGood!),
    },
    {
      name: 'last-known-good is never the active one',
      holds: (_, __, { active, lastKnownGood }) => lastKnownGood === undefined || lastKnownGood !== active,
    },
    {
      name: 'there is last-known-good only beside something active',
      holds: (_, __, { active, lastKnownGood }) => active !== undefined || lastKnownGood === undefined,
    },
    {
      name: 'nobody leaves quarantine',
      holds: (from, _, to) => [...from.quarantined].every((one) => to.quarantined.has(one)),
    },
    {
      name: 'probation stays in its limits',
      holds: (_, __, { probation }) => probation >= 0 && probation <= PROBATION,
    },
    {
      name: 'something stays active until it faults',
      holds: (from, { kind }, to) => from.active === undefined || to.active !== undefined || kind === 'contentFaulted',
    },
    {
      name: 'rules are off in content that is on the ladder only',
      holds: (_, __, { active, lastKnownGood, rulesOff }) =>
        [...rulesOff.keys()].every((one) => one === active || one === lastKnownGood),
    },
  ];
  for (const { name, holds } of PROPERTIES) {
    test(name, () => {
      fc.assert(
        fc.property(happenings, (all) => follow(all, (...step) => expect(holds(...step)).toBe(true))),
        { numRuns: 1000 },
      );
    });
  }
  test('what is returned to was the first, or has answered as many events as probation has', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const passed = new Set<string>();
        let events = 0;
        follow(all, (from, happening, { active, lastKnownGood }) => {
          if (active !== from.active) events = 0;
          if (happening.kind === 'answered') events += happening.events;
          if (active !== undefined && (from.active === undefined || events >= PROBATION)) passed.add(active);
          if (lastKnownGood !== undefined) expect(passed).toContain(lastKnownGood);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
