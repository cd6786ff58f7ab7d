/** The rule that burns the fuel, found by halves; and no other. */
import { expect, test } from 'vitest';
import { findBurner } from '../../src/supervisor/burner.js';

const BUDGET = 1000;

/** Runs the search on rules of these prices; what runs out of budget burns just that. */
function search(prices: readonly number[]): { readonly found: number | undefined; readonly runs: number } {
  let runs = 0;
  const rules = prices.map((_, rule) => rule);
  const found = findBurner(rules, BUDGET / 2, (on) => {
    runs++;
    return Math.min(
      BUDGET,
      on.reduce((sum, rule) => sum + prices[rule]!, 0),
    );
  });
  for (let step = found.next(); ; step = found.next()) if (step.done) return { found: step.value, runs };
}

const cheap = (count: number) => Array.from({ length: count }, () => 1);
const ROWS: readonly { name: string; prices: readonly number[]; found: number | undefined }[] = [
  { name: 'no rules', prices: [], found: undefined },
  { name: 'one rule that burns all', prices: [2000], found: 0 },
  { name: 'one rule that burns half', prices: [500], found: 0 },
  { name: 'one rule that burns a unit less', prices: [499], found: undefined },
  { name: 'the first of many', prices: [900, ...cheap(99)], found: 0 },
  { name: 'the last of many', prices: [...cheap(99), 900], found: 99 },
  { name: 'one in the middle', prices: [...cheap(40), 501, ...cheap(60)], found: 40 },
  {
    name: 'nobody, when many cheap ones burn it together',
    prices: Array.from({ length: 100 }, () => 20),
    found: undefined,
  },
  { name: 'nobody, when two burn not quite half each', prices: [...cheap(9), 499, 499, ...cheap(9)], found: undefined },
  { name: 'the dearer, when two burn it alone', prices: [...cheap(9), 600, ...cheap(9), 700], found: 19 },
];
for (const { name, prices, found } of ROWS) test(`burner: ${name}`, () => expect(search(prices).found).toBe(found));

test('a search takes two runs a halving', () => {
  expect(search([...cheap(4000), 900]).runs).toBeLessThanOrEqual(2 * 12 + 3);
});
