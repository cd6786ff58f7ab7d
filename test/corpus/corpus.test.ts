/**
 * The product on all public rules and on real events. The corpus is no part of the project: where it is absent these
 * tests are shown as skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { countBuckets } from '../../src/content/buckets.js';
import { type Compilation, compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { describeDiagnostic } from '../../src/sigma/diagnostic.js';
import type { Answers } from '../../src/supervisor/answers.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const TREES = ['rules', 'rules-emerging-threats', 'rules-threat-hunting', 'rules-compliance', 'rules-placeholder'];

const REGRESSION_CASES = 129;
/** Active or degraded: what is asked. */
const USABLE_SHARE = 0.995;
const CONTENT_BYTES = 8e6;
/** Into how many content files the rules are split to be compared with one. */
const FILES = 10;

/** Regression cases whose rule matches another number of events than the case says, by rule, and why. */
const COUNTS: Readonly<Record<string, { readonly found: number; readonly why: string }>> = {
  '45e112d0-7759-4c2a-aa36-9f8fb79d3393': {
    found: 3,
    why: 'the case counts one of three events, which all set a value below ZoneMap\\Domains and have none of the details of the filter',
  },
  'c7dcacd0-cc59-4004-b0a4-1d6cdebe6f3e': {
    found: 2,
    why: 'the case counts one of two events, one for AutoShareServer and one for AutoShareWks, which the rule both names',
  },
};

interface Reference {
  readonly hits: readonly { readonly id: string; readonly matches: number; readonly firstLine: number }[];
}

interface Regression {
  readonly cases: readonly {
    readonly ruleId: string;
    readonly eventFiles: readonly string[];
    readonly expectAtLeast: number;
    readonly expectMatchCount?: number | null;
  }[];
}

const readText = (path: string) => readFileSync(new URL(path, CORPUS), 'utf8');

function readRules() {
  return TREES.flatMap((tree) => {
    const names = readdirSync(new URL(`sigma/${tree}`, CORPUS), { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.yml'))
      .map((name) => ({ name: `${tree}/${name}`, text: readText(`sigma/${tree}/${name}`) }));
  });
}

/** How often each rule matched, and the first line, from 1. */
function summaryOf({ matches }: Answers): Map<string, { matches: number; firstLine: number }> {
  const found = new Map<string, { matches: number; firstLine: number }>();
  for (const { line, rule } of matches) {
    const known = found.get(rule.id);
    if (known) known.matches++;
    else found.set(rule.id, { matches: 1, firstLine: line + 1 });
  }
  return found;
}

describe.skipIf(!existsSync(CORPUS))('the product on the corpus', () => {
  let compilation: Compilation;
  let supervisor: Supervisor;
  let sources = 0;
  beforeAll(async () => {
    const rules = readRules();
    sources = rules.length;
    compilation = compile(rules);
    supervisor = new Supervisor(await loadCore(), { onFault: (fault) => expect.fail(JSON.stringify(fault)) });
    expect(await supervisor.offer(compilation.content)).toMatchObject({ outcome: 'active' });
  }, 120_000);

  test.each(['sysmon', 'builtin'] as const)(
    'every rule is in exactly one bucket, profile %s',
    (profile) => {
      const { rules, content } = profile === 'sysmon' ? compilation : compile(readRules(), { profile });
      const { active, degraded, refused } = countBuckets(rules);
      const usable = (active + degraded) / rules.length;
      console.log(
        `${profile}: ${rules.length} rules, ${active} active, ${degraded} degraded, ${refused} refused, ${(100 * usable).toFixed(2)} % usable, ${content.length} bytes of content`,
      );
      expect(rules).toHaveLength(sources);
      expect(new Set(rules.map(({ file }) => file)).size).toBe(rules.length);
      expect(active + degraded + refused).toBe(rules.length);
      expect(rules.filter(({ bucket, reasons }) => (bucket === 'active') !== (reasons.length === 0))).toEqual([]);
      expect(refused).toBe(0);
      expect(usable).toBeGreaterThanOrEqual(USABLE_SHARE);
      expect(content.length).toBeLessThan(CONTENT_BYTES);
    },
    120_000,
  );

  test('regression cases', () => {
    const { cases } = JSON.parse(readText('regression/index.json')) as Regression;
    const counts: Record<string, { found: number; expected: number }> = {};
    const missed = cases.filter(({ ruleId, eventFiles, expectAtLeast, expectMatchCount }) => {
      const events = eventFiles.map((file) => readText(`regression/${file}`)).join('\n');
      const { matches, unanswered } = supervisor.scan(new TextEncoder().encode(events));
      expect(unanswered).toEqual([]);
      const found = matches.filter(({ rule }) => rule.id === ruleId).length;
      const expected = COUNTS[ruleId]?.found ?? expectMatchCount ?? found;
      if (found !== expected) counts[ruleId] = { found, expected };
      return found < expectAtLeast;
    });
    const why = missed.map(({ ruleId }) => {
      const reasons = compilation.rules.find(({ id }) => id === ruleId)?.reasons ?? [];
      return `${ruleId}: ${reasons.map(describeDiagnostic).join('; ') || 'active, and without a match'}`;
    });
    console.log([`${cases.length - missed.length} of ${cases.length} regression cases`, ...why].join('\n'));
    expect(counts).toEqual({});
    expect(why).toEqual([]);
    expect(cases).toHaveLength(REGRESSION_CASES);
  });

  test('on the dev events every active rule matches where the reference does', () => {
    const answers = supervisor.scan(gunzipSync(readFileSync(new URL('events/dev.ndjson.gz', CORPUS))));
    expect(answers).toMatchObject({ events: 10_785, unanswered: [] });
    const { hits } = JSON.parse(readText('events/dev.ref-alerts.json')) as Reference;
    expect(Object.fromEntries(summaryOf(answers))).toEqual(
      Object.fromEntries(hits.map(({ id, matches, firstLine }) => [id, { matches, firstLine }])),
    );
    expect([answers.matches.length, hits.length]).toEqual([826, 199]);
  });

  test(`rules split over ${FILES} content files match as they do in one`, async () => {
    const events = gunzipSync(readFileSync(new URL('events/dev.ndjson.gz', CORPUS)));
    const pairs = ({ matches }: Answers) => matches.map(({ line, rule }) => `${rule.id} ${line}`);
    const rules = readRules();
    const split: string[] = [];
    for (let file = 0; file < FILES; file++) {
      const part = new Supervisor(await loadCore());
      await part.offer(compile(rules.filter((_, index) => index % FILES === file)).content);
      split.push(...pairs(part.scan(events)));
    }
    expect(split.sort()).toEqual(pairs(supervisor.scan(events)).sort());
  }, 300_000);
});
