/**
 * The product against the oracle: the same rules on the same events give the same matches.
 *
 * `DIFFERENTIAL_PAIRS=1000000 npx vitest run test/differential` is the long run; a seed that failed is given again with
 * `DIFFERENTIAL_SEED`.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oracleRule } from '../oracle/rule.js';
import { matchCorpus } from './corpus.js';
import { FULL } from './features.js';
import { type Case, ruleAndEvents } from './generate.js';
import { openProduct } from './product.js';

const PAIRS = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 40_000);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

function oracleAnswer({ rules, events, declared }: Case): string[] {
  const matches = matchCorpus(rules.map(oracleRule), `${events.join('\n')}\n`, declared);
  return [...matches].flatMap(([id, lines]) => lines.map((line) => `${id}, ${line}`)).sort();
}

for (const build of ['simd', 'plain'] as const) {
  test(`product and oracle agree, ${build}`, { timeout: 14_400_000 }, async () => {
    const product = await openProduct({ build });
    let pairs = 0;
    let matching = 0;
    const agrees = async (one: Case) => {
      const expected = oracleAnswer(one);
      pairs += one.rules.length * one.events.length;
      matching += expected.length;
      expect(await product(one)).toEqual(expected);
    };
    // a case has ten pairs on average
    await fc.assert(fc.asyncProperty(ruleAndEvents({ features: FULL }), agrees), { seed: SEED, numRuns: PAIRS / 20 });
    console.log(`${build}: ${pairs} pairs, ${matching} matching, 0 disagreements, seed ${SEED}`);
  });
}
