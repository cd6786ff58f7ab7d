/**
 * The attack and the stream it is woven into, as data. Whether the engine agrees is for the differential tests.
 */
import { expect, test } from 'vitest';
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { demoEvents } from '../../src/demo/demo-events.js';
import { DEMO_RULES, ruleId } from '../../src/demo/rules.js';

const EVTX = ATTACK_CHAIN.filter(({ event }) => 'Event' in event);
const { lines, attackAt } = demoEvents();

test('steps happen one after the other', () => {
  const seconds = ATTACK_CHAIN.map(({ second }) => second);
  expect(seconds).toEqual([...new Set(seconds)].sort((a, b) => a - b));
});

test('every step matches a rule, each rule once', () => {
  for (const { matches } of ATTACK_CHAIN) {
    expect(matches.length).toBeGreaterThan(0);
    expect(new Set(matches).size).toBe(matches.length);
  }
});

test('every rule matches a step', () => {
  const matched = new Set(ATTACK_CHAIN.flatMap(({ matches }) => matches));
  expect([...matched].sort()).toEqual(DEMO_RULES.map(({ name }) => ruleId(name)).sort());
});

test('both shapes occur, with an event id as number and as object', () => {
  expect(EVTX.length).toBeGreaterThanOrEqual(3);
  expect(EVTX.length).toBeLessThan(ATTACK_CHAIN.length / 2);
  const ids = EVTX.map(({ event }) => JSON.stringify(event)).map((text) => /"EventID":(\d+|\{)/.exec(text)?.[1]);
  expect(ids.filter((id) => id === '{')).toHaveLength(1);
  expect(EVTX.filter(({ event }) => JSON.stringify(event).includes('"UserData"'))).toHaveLength(1);
});

test('the stream has 4,000 lines and every step at its second', () => {
  expect(lines).toHaveLength(4_000);
  expect([...attackAt]).toEqual(ATTACK_CHAIN.map(({ second }, step) => [second, step]));
  for (const [at, step] of attackAt) expect(lines[at]).toBe(`${JSON.stringify(ATTACK_CHAIN[step]?.event)}\n`);
});

test('time never runs backwards in the stream', () => {
  // the first time of a line, in either shape, to the second
  const times = lines.map((line) => /2026-03-02T\d\d:\d\d:\d\d/.exec(line)?.[0] ?? '');
  expect(times).toEqual([...times].sort());
  expect(new Set(times).size).toBe(lines.length);
});

test('the stream is the same every time', () => {
  expect(demoEvents().lines).toEqual(lines);
});
