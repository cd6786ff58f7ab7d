/** The incident and its relations: how each ends at each level. */
import { describe, expect, test } from 'vitest';
import { LEVEL_NAMES, type Outcome } from '../../src/simulation/machine.js';
import { playScenarios, type ScenarioName } from '../../src/simulation/scenarios.js';
import { CORES, RELEASE } from './parts.js';

interface Ends {
  /** In the kernel, in user mode, in the sandbox, with how many of the events were answered; or why nothing came. */
  readonly ends: readonly [kernel: string, user: string, sandboxed: string] | RegExp;
  /** In all levels. */
  readonly refusal?: RegExp;
  readonly fault?: string;
  readonly leftOut?: RegExp;
  /** In the sandbox. */
  readonly matches?: number;
}

const same = (outcome: Outcome, answered: number) =>
  LEVEL_NAMES.map(() => `${outcome} ${answered}`) as unknown as readonly [string, string, string];

const ENDS: Readonly<Record<ScenarioName, Ends>> = {
  incident: { ends: same('refused', 4), refusal: /^FieldNotSupplied/, matches: 1 },
  boundsChecked: { ends: ['blind 0', 'blind 0', 'contained 4'], fault: 'InputOutOfBounds', matches: 1 },
  unchecked: { ends: ['down 1', 'stopped 1', 'contained 4'], fault: 'MemoryOutOfBounds', matches: 1 },
  allZero: { ends: same('refused', 4), refusal: /^NotContent/, matches: 1 },
  half: { ends: same('refused', 4), refusal: /^LengthMismatch/, matches: 1 },
  twiceInOne: { ends: same('refused', 4), refusal: /^LengthMismatch/, matches: 1 },
  future: { ends: same('refused', 4), refusal: /^NewerFormat/, matches: 1 },
  doubledFeatures: { ends: /^8192 records in section Fields, at most 4096/ },
  blankInRule: { ends: same('running', 4), leftOut: /ConditionMissing/, matches: 1 },
  blankInEvents: { ends: same('running', 4), matches: 0 },
  noRules: { ends: same('running', 4), matches: 0 },
  again: { ends: same('running', 4), matches: 1 },
  exhaustion: { ends: ['down 4', 'stopped 4', 'contained 5'], fault: 'FuelExhausted', matches: 1 },
  // a wrong verdict is no fault: what acts on it does harm wherever it was made
  wrongMeaning: { ends: same('down', 5), matches: 2 },
  wrongMeaningTried: { ends: /matches a harmless event$/ },
};

const played = await playScenarios(RELEASE, CORES);

describe('scenarios', () => {
  test('all are expected', () => expect(played.map(({ name }) => name)).toEqual(Object.keys(ENDS)));

  for (const { name, title, levels, withheld, leftOut } of played) {
    const expected = ENDS[name];
    test(`${name}: ${title}`, () => {
      if (expected.ends instanceof RegExp) {
        expect(withheld).toMatch(expected.ends);
        expect(levels).toBeUndefined();
        return;
      }
      const runs = LEVEL_NAMES.map((level) => levels![level]);
      expect(runs.map(({ outcome, answered }) => `${outcome} ${answered}`)).toEqual(expected.ends);
      expect(runs.map(({ fault }) => fault?.kind)).toEqual(runs.map(() => expected.fault));
      expect(runs.at(-1)!.matches).toBe(expected.matches);
      const refusals = runs.flatMap(({ trace }) => trace.filter(({ state }) => state === 'refused'));
      expect(refusals.map(({ note }) => note)).toEqual(
        expected.refusal ? runs.map(() => expect.stringMatching(expected.refusal!)) : [],
      );
      expect(leftOut ?? '').toMatch(expected.leftOut ?? /^$/);
    });
  }
});
