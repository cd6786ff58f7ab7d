/** Where content stands: every happening as a row, and what holds after any of them in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Happening, NOTHING_ACTIVE, next, PROBATION, type Standing } from '../../src/supervisor/standing.js';

const standing = (parts: Partial<Standing>): Standing => ({ ...NOTHING_ACTIVE, ...parts });
const loaded = (digest: string): Happening => ({ kind: 'loaded', digest });
const answered = (events: number): Happening => ({ kind: 'answered', events });
const faulted = (digest: string): Happening => ({ kind: 'contentFaulted', digest });
const only = (digest: string) => new Set([digest]);

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
