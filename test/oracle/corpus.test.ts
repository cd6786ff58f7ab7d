/**
 * The oracle on real rules and real events, against the reference results that lie beside them.
 *
 * The corpus is not part of the project; without it these tests are skipped. The reference is another evaluator:
 * agreement with it shows that neither has a private reading, not that both are right.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { matchCorpus } from '../differential/corpus.js';
import { type OracleRule, oracleRule } from './rule.js';
import { UnsupportedRule } from './unsupported.js';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const TREES = ['rules', 'rules-emerging-threats', 'rules-threat-hunting', 'rules-compliance'];

/** Rules that the oracle refuses, by file name, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'win_security_adcs_certighost_cdc_chase_request.yml': 'placeholder',
  'win_security_adcs_certighost_cert_issued_via_chase.yml': 'placeholder',
};

/** Rules on which the oracle and the reference differ, by id, and why. There are none. */
const DIFFERENCES: Readonly<Record<string, { readonly found: Summary; readonly why: string }>> = {};

interface Summary {
  readonly matches: number;
  readonly firstLine: number;
}

interface Reference {
  readonly matches: number;
  readonly rulesWithMatch: number;
  readonly hits: readonly (Summary & { readonly id: string })[];
}

interface Regression {
  readonly cases: readonly {
    readonly ruleId: string;
    readonly ruleFile: string;
    readonly eventFiles: readonly string[];
    readonly expectAtLeast: number;
  }[];
}

describe.skipIf(!existsSync(CORPUS))('corpus', () => {
  test('matches of every rule on the dev events are those of the reference', () => {
    const { rules, refused } = readRules();
    expect(refused).toEqual(REFUSED);
    const matches = matchCorpus(rules, gunzipSync(readFileSync(new URL('events/dev.ndjson.gz', CORPUS))).toString());
    const reference = readJson('events/dev.ref-alerts.json') as Reference;
    const summary = (lines: readonly number[]) => ({ matches: lines.length, firstLine: lines[0] });
    const found = Object.fromEntries([...matches].map(([id, lines]) => [id, summary(lines)]));
    const expected = Object.fromEntries(
      reference.hits.map(({ id, matches, firstLine }) => [id, DIFFERENCES[id]?.found ?? { matches, firstLine }]),
    );
    expect(found).toEqual(expected);
    expect([reference.matches, reference.rulesWithMatch]).toEqual([826, 199]);
  }, 180_000);

  const { cases } = existsSync(CORPUS) ? (readJson('regression/index.json') as Regression) : { cases: [] };
  const counts = existsSync(CORPUS) ? (readJson('regression/ref-counts.json') as Record<string, number>) : {};
  test.each(cases)('regression case $ruleId', ({ ruleId, ruleFile, eventFiles, expectAtLeast }) => {
    const rule = oracleRule(readText(`regression/${ruleFile}`));
    const events = eventFiles.map((file) => readText(`regression/${file}`)).join('\n');
    const found = matchCorpus([rule], events).get(rule.id)?.length ?? 0;
    expect(found).toBeGreaterThanOrEqual(expectAtLeast);
    expect(found).toBe(counts[ruleId]);
  });
});

function readRules(): { rules: readonly OracleRule[]; refused: Readonly<Record<string, string>> } {
  const rules: OracleRule[] = [];
  const refused: Record<string, string> = {};
  for (const file of TREES.flatMap(filesOf).filter((name) => name.endsWith('.yml'))) {
    try {
      rules.push(oracleRule(readText(file)));
    } catch (error) {
      if (!(error instanceof UnsupportedRule)) throw error;
      refused[file.split('/').at(-1)!] = error.why;
    }
  }
  return { rules, refused };
}

function filesOf(tree: string): readonly string[] {
  const names = readdirSync(new URL(`sigma/${tree}`, CORPUS), { recursive: true, encoding: 'utf8' });
  return names.sort().map((name) => `sigma/${tree}/${name}`);
}

function readText(path: string): string {
  return readFileSync(new URL(path, CORPUS), 'utf8');
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}
