/**
 * The museum: mistakes that ended other scanners, tried here. What was good before answers after each of them.
 *
 * Content is tried twice: as the validator judges it, and past a validator that has accepted it all the same.
 */
import { describe, expect, test } from 'vitest';
import { digest } from '../../src/format/digest.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { accept } from '../../src/validator/accepted.js';
import { validate } from '../../src/validator/validate.js';
import { accepted, bytesOf, ruleText } from '../sandbox/content.js';
import { enterRaw } from '../sandbox/enter.js';
import { BUGS, CONTENTS, EVENTS, RECORDS, RULES } from './exhibits.js';
import { COSTLY, EVENT, LAST_KNOWN_GOOD, VICTIM } from './victim.js';

const core = await loadCore();
const lastKnownGood = await digest(LAST_KNOWN_GOOD);

/** Milliseconds: far more than any of them needs. */
const PATIENCE = 2000;

async function inTime<T>(work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const done = await work();
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  return done;
}

/** A supervisor that can return to last-known-good content, and its faults. */
async function started(options: SupervisorOptions = {}) {
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(core, { onFault: (fault) => faults.push(fault), ...options });
  expect(await supervisor.offer(LAST_KNOWN_GOOD)).toMatchObject({ outcome: 'active' });
  return { supervisor, faults };
}

/** The event is answered once, by last-known-good content. */
function expectAnswer(supervisor: Supervisor): void {
  const { events, unanswered, matches } = supervisor.scan(EVENT);
  expect({ events, unanswered }).toEqual({ events: 1, unanswered: [] });
  expect(matches).toMatchObject([{ rule: { title: 'Named' }, content: lastKnownGood }]);
}

describe.each(CONTENTS)('$cve: $here', ({ bytes, refused, fault }) => {
  test('is refused', async () => {
    const { supervisor, faults } = await started();
    const offer = await inTime(() => supervisor.offer(bytes));
    expect(offer).toMatchObject({ outcome: 'rejected', rejection: { code: refused } });
    expectAnswer(supervisor);
    expect(faults).toEqual([]);
  });

  test('is contained', async () => {
    const forced = accept(await digest(bytes), bytes);
    const { supervisor, faults } = await started({
      validate: async (offered) => (offered === bytes ? forced : validate(offered)),
    });
    const offer = await inTime(() => supervisor.offer(bytes));
    expectAnswer(supervisor);
    if (offer.outcome === 'faulted') expect([offer.fault.kind, faults]).toEqual([fault, []]);
    else expect(faults).toMatchObject([{ kind: fault, action: 'quarantined', content: forced.digest, event: 0 }]);
    expect(supervisor.standing).toMatchObject({ active: lastKnownGood, quarantined: new Set([forced.digest]) });
    expectAnswer(supervisor);
  });
});

test.each(EVENTS)('$cve: $here', async ({ line, unanswered, fault }) => {
  const { supervisor, faults } = await started();
  await supervisor.offer(VICTIM);
  const bytes = Buffer.concat([Buffer.from(line), Buffer.from('\n'), EVENT]);
  const answers = await inTime(() => supervisor.scan(bytes));
  expect(answers.unanswered).toMatchObject(unanswered ? [{ line: 0, reason: unanswered }] : []);
  expect(answers.events).toBe(unanswered ? 1 : 2);
  expect(new Set(answers.matches.map((match) => match.line))).toEqual(new Set([answers.lines - 1]));
  expect(answers.matches.map(({ rule }) => rule.title).sort()).toEqual(['Costly', 'Named', 'Pattern', 'Regex']);
  expect(faults.map(({ kind, action }) => ({ kind, action }))).toEqual(
    fault ? [{ kind: fault, action: 'passedOver' }] : [],
  );
});

test.each(RECORDS)('$cve: $here', async ({ words, bytes }) => {
  const content = await accepted(VICTIM);
  expect(enterRaw(core, content, ({ evaluate }) => evaluate(bytes), words)).toMatchObject({
    kind: 'MalformedRecord',
    stage: 'Read',
  });
});

test.each(RULES)('$cve: $here', async ({ text, code }) => {
  const hostile = { name: 'hostile.yml', text };
  const { content, diagnostics } = await inTime(() => compile([hostile, ruleText('Named', '{a: x}')]));
  expect(diagnostics).toMatchObject([{ code, file: 'hostile.yml' }]);
  const supervisor = new Supervisor(core);
  await supervisor.offer(content);
  expect(supervisor.scan(EVENT).matches).toMatchObject([{ rule: { title: 'Named' } }]);
});

/** Calls that are not to be. */
const MISUSES = [
  {
    cve: 'CVE-2021-45429',
    product: 'YARA: a configuration call wrote past what it was given',
    bug: 'overflow in the check',
    here: 'budgets of fuel that do not fit where the core reads them',
    calls: [0, -1, 1.5, 2 ** 24 + 1, 2 ** 32 + 1, Number.NaN].map((fuel) => () => new Sandbox(core, { fuel })),
  },
  {
    cve: 'CVE-2017-8929',
    product: 'YARA: a rule used memory that was given back',
    bug: 'use after free',
    here: 'a sandbox that has faulted, entered again',
    calls: [(sandbox: Sandbox) => sandbox.scan(EVENT), (sandbox: Sandbox) => sandbox.evaluate(['x'])],
  },
] as const;

test.each(MISUSES)('$cve: $here', async ({ calls }) => {
  const sandbox = new Sandbox(core);
  sandbox.load(await accepted(VICTIM));
  expect(sandbox.scan(bytesOf(COSTLY)).fault?.kind).toBe('FuelExhausted');
  for (const call of calls) expect(() => call(sandbox)).toThrow(expect.objectContaining({ code: 'BadArgument' }));
});

test('every class of mistake is there, and no report twice', () => {
  const all = [...CONTENTS, ...EVENTS, ...RECORDS, ...RULES, ...MISUSES];
  expect(new Set(all.map(({ bug }) => bug))).toEqual(new Set(BUGS));
  expect(new Set(all.map(({ cve }) => cve)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(20);
});

test('the victim itself is accepted, and every rule can match', async () => {
  const supervisor = new Supervisor(core);
  expect(await supervisor.offer(VICTIM)).toMatchObject({ outcome: 'active' });
  expect(supervisor.scan(EVENT).matches).toHaveLength(4);
});
