/** Budgets of events and batches, and conditions that are switched off. */
import { afterEach, describe, expect, test } from 'vitest';
import { LIMITS, SECTIONS } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { withoutTrace } from '../../src/sandbox/stack-trace.js';
import { accepted, bytesOf, conditionsOf, contentOf, event } from './content.js';

const core = await loadCore();
const content = await accepted(contentOf({ A: '{a: x}', B: '{a: x}', C: '{a: y}' }));
const X = bytesOf(event({ a: 'x' }));
const misuse = expect.objectContaining({ code: 'BadArgument' });

function loaded(fuel?: number): Sandbox {
  const sandbox = new Sandbox(core, fuel === undefined ? {} : { fuel });
  expect(sandbox.load(content)).toBeUndefined();
  return sandbox;
}

const rules = (sandbox: Sandbox) => [...sandbox.scan(X).verdict.matches].filter((_, at) => at % 2 === 1);

describe('the budget of an event', () => {
  const price = loaded().scan(X).verdict.fuel;

  test('is burned the same by the same event', () => {
    expect(price).toBeGreaterThan(0);
    expect(loaded().scan(bytesOf(event({ a: 'x' }).repeat(3))).verdict.fuel).toBe(3 * price);
  });
  const ROWS = [
    { name: 'what it costs', fuel: price, kind: undefined },
    { name: 'one unit less', fuel: price - 1, kind: 'FuelExhausted' },
  ];
  for (const { name, fuel, kind } of ROWS)
    test(`${name}: ${kind ?? 'answered'}`, () => expect(loaded(fuel).scan(X).fault?.kind).toBe(kind));
  for (const fuel of [0, -1, 1.5, Number.NaN, LIMITS.FUEL.value + 1])
    test(`cannot be ${fuel}`, () => expect(() => new Sandbox(core, { fuel })).toThrow(misuse));
});

describe('the budget of a batch', () => {
  const many = bytesOf(event({ a: 'x' }).repeat(10));
  const price = loaded().scan(X).verdict.fuel;
  const ROWS = [
    { name: 'one unit', fuel: 1, lines: 1 },
    { name: 'what one event costs', fuel: price, lines: 1 },
    { name: 'one unit more', fuel: price + 1, lines: 2 },
    { name: 'what all cost', fuel: 10 * price, lines: 10 },
  ];
  for (const { name, fuel, lines } of ROWS) {
    test(`${name}: ends behind the event that used it up`, () => {
      const { verdict, fault } = loaded().scan(many, fuel);
      expect(fault).toBeUndefined();
      expect(verdict).toMatchObject({ lines, events: lines, consumed: lines * X.length });
    });
  }
  for (const fuel of [0, 1.5, LIMITS.BATCH_FUEL.value + 1])
    test(`cannot be ${fuel}`, () => expect(() => loaded().scan(X, fuel)).toThrow(misuse));
});

describe('conditions that are switched off', () => {
  const [a, b] = [conditionsOf(content.view, ['A']), conditionsOf(content.view, ['B'])];

  test('are not evaluated and cost nothing, and all others are as before', () => {
    const sandbox = loaded();
    const before = sandbox.scan(X).verdict;
    sandbox.switchOff(a);
    expect(rules(sandbox)).toEqual([1]);
    expect(sandbox.scan(X).verdict.fuel).toBeLessThan(before.fuel);
  });
  test('are on again when others are', () => {
    const sandbox = loaded();
    sandbox.switchOff(a);
    sandbox.switchOff(b);
    expect(rules(sandbox)).toEqual([0]);
    sandbox.switchOff([]);
    expect(rules(sandbox)).toEqual([0, 1]);
  });
  for (const condition of [-1, 0.5, SECTIONS.Conditions.limit])
    test(`there is none with the number ${condition}`, () =>
      expect(() => loaded().switchOff([condition])).toThrow(misuse));
});

describe('the program’s own limit of stack traces', () => {
  const before = Error.stackTraceLimit;
  afterEach(() => {
    Error.stackTraceLimit = before;
  });

  test('is what it was', () => {
    Error.stackTraceLimit = 7;
    expect(loaded(1000).evaluate([]).fault?.kind).toBe('InputOutOfBounds');
    expect(Error.stackTraceLimit).toBe(7);
  });

  test('is 0 while the core runs', () => {
    withoutTrace(() => expect(Error.stackTraceLimit).toBe(0), 0);
  });

  test.each([undefined, 'ten'])('is left alone when it is %j', (limit) => {
    Error.stackTraceLimit = limit as never;
    withoutTrace(() => expect(Error.stackTraceLimit).toBe(limit), 0);
    expect(Error.stackTraceLimit).toBe(limit);
  });
});
