/** Generated cases: well-formed, accepted by the oracle, true to their features, and neither always nor never matching. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oracleRule } from '../oracle/rule.js';
import { matchCorpus } from './corpus.js';
import { BASIC, FULL } from './features.js';
import { RULE_IDS, ruleAndEvents } from './generate.js';

const SETS = [
  { name: 'basic', features: BASIC },
  { name: 'full', features: FULL },
  { name: 'none', features: [] },
] as const;

for (const { name, features } of SETS) {
  const allowed: ReadonlySet<string> = new Set(features);

  test(`generated ${name} rules and events are accepted`, () => {
    fc.assert(
      fc.property(ruleAndEvents({ features }), ({ rules, events }) => {
        const used = rules.flatMap((rule) => rule.match(/(?<=\|)[a-z0-9]{3,}/g) ?? []);
        expect(used.filter((modifier) => isFeature(modifier) && !allowed.has(modifier))).toEqual([]);
        expect(rules.map((rule) => oracleRule(rule).id)).toEqual(RULE_IDS);
        for (const event of events) expect(() => JSON.parse(event)).not.toThrow();
        expect(events.join('')).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test(`generated ${name} rules match often, and often do not`, () => {
    const cases = fc.sample(ruleAndEvents({ features }), { numRuns: 300, seed: 1 });
    const total = cases.reduce((sum, { rules, events }) => sum + rules.length * events.length, 0);
    const found = cases.map(({ rules, events, declared }) => {
      return [...matchCorpus(rules.map(oracleRule), events.join('\n'), declared).values()].flat().length;
    });
    const share = found.reduce((sum, matches) => sum + matches, 0) / total;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.7);
  });
}

function isFeature(word: string): boolean {
  return (FULL as readonly string[]).includes(word);
}
