/**
 * The same answers whatever stands in the bytes that are not declared: on good content, and on wrong content that no
 * validator has seen. `POISON_RUNS` says how many wrong contents, 500 by default.
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
import { type Change, compileCore } from './compiler.js';
import { LOST_CHECKS } from './lost-checks.js';
import { answersTo, type Machine, machineOf } from './machine.js';
import { POISONS, poison } from './poison.js';

const RUNS = Number(process.env['POISON_RUNS'] ?? 500);
const DEMO_EVENTS = 500;

/** A machine for each poison, of the same core. */
async function machinesOf(target: string, changes: readonly Change[] = []): Promise<readonly Machine[]> {
  const { bytes, said } = await compileCore(changes, ['--target', target]);
  if (!bytes) throw new Error(said);
  return POISONS.map(() => machineOf(bytes));
}

/** What the machines answer, each with its poison. */
function answers(machines: readonly Machine[], content: Uint8Array, events: readonly Uint8Array[]): string[] {
  return machines.map((machine, index) =>
    [...answersTo(machine, view(content), events, (extent) => poison(machine, extent, POISONS[index]!))].join('\n'),
  );
}

const differ = (all: readonly string[]): boolean => new Set(all).size > 1;

/** The first wrong content on which the machines differ. */
function firstDifference(machines: readonly Machine[]): string | undefined {
  for (const { name, bytes } of mutants(RUNS)) {
    if (bytes.length < PREAMBLE_BYTES) continue;
    const all = answers(machines, bytes, EVENTS);
    if (differ(all)) return `${name}:\n${all.join('\n\n')}`;
  }
  return undefined;
}

describe.each(['plain', 'simd'])('the %s core', (target) => {
  test(`${DEMO_EVENTS} events on good content`, async () => {
    const events = demoEvents().lines.slice(0, DEMO_EVENTS).map(bytesOf);
    const all = answers(await machinesOf(target), compile(DEMO_RULES).content, events);
    expect(all[0]!.split('\n').length).toBeGreaterThan(DEMO_EVENTS);
    expect(differ(all)).toBe(false);
  });

  test(`${RUNS} wrong contents`, { timeout: 0 }, async () => {
    expect(firstDifference(await machinesOf(target))).toBeUndefined();
  });
});

test.each(LOST_CHECKS)('without the check of $name the answers differ', async ({ change }) => {
  expect(firstDifference(await machinesOf('plain', [change]))).toMatch(/^seed \d+/);
});
