/**
 * Every load and store of the core is in a declared region: on good content, and on wrong content that no validator has
 * seen. `SANITIZER_RUNS` says how many wrong contents, 1,000 by default.
 */
import { describe, expect, test } from 'vitest';
import { view } from '../../src/content/view.js';
import { demoEvents } from '../../src/demo/demo-events.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { PREAMBLE_BYTES } from '../../src/format/records.js';
import { compile } from '../../src/plan/compile.js';
import { bytesOf } from '../sandbox/content.js';
import { EVENTS } from '../validator/events.js';
import { mutants } from '../validator/fuzzing.js';
import { LOST_CHECKS } from './lost-checks.js';
import { answersTo } from './machine.js';
import { type WatchedMachine, watchedMachine } from './watched.js';

const RUNS = Number(process.env['SANITIZER_RUNS'] ?? 1_000);
const DEMO_EVENTS = 250;

/** Runs content on the events; what it accessed that it may not. */
function violations(machine: WatchedMachine, content: Uint8Array, events: readonly Uint8Array[]): readonly string[] {
  for (const _ of answersTo(machine, view(content), events, (extent) => machine.declare(extent)));
  return machine.violations();
}

/** Of the wrong contents the first that accesses what it may not, and what that is. */
function firstViolation(machine: WatchedMachine): string | undefined {
  for (const { name, bytes } of mutants(RUNS)) {
    if (bytes.length < PREAMBLE_BYTES) continue;
    const found = violations(machine, bytes, EVENTS);
    if (found.length > 0) return `${name}: ${found.join('; ')}`;
  }
  return undefined;
}

describe.each(['plain', 'simd'] as const)('the %s core', (target) => {
  test(`${DEMO_EVENTS} events on good content`, async () => {
    const machine = await watchedMachine(target);
    const events = demoEvents().lines.slice(0, DEMO_EVENTS).map(bytesOf);
    expect(violations(machine, compile(DEMO_RULES).content, events)).toEqual([]);
    expect(machine.accesses()).toBeGreaterThan(100 * DEMO_EVENTS);
  });

  test(`${RUNS} wrong contents`, { timeout: 0 }, async () => {
    const machine = await watchedMachine(target);
    expect(firstViolation(machine)).toBeUndefined();
    console.log(`${target}: ${RUNS} wrong contents, ${machine.accesses()} accesses, none outside`);
  });
});

test.each(LOST_CHECKS)('without the check of $name there is an access outside', async ({ change }) => {
  expect(firstViolation(await watchedMachine('plain', [change]))).toMatch(
    /seed \d+: .*load of \d+ at \d+, in no region/,
  );
});
