/**
 * The product on all public rules and on real events. The corpus is no part of the project: where it is absent these
 * tests are shown as skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Compilation, compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { describeDiagnostic } from '../../src/sigma/diagnostic.js';
import type { Answers } from '../../src/supervisor/answers.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const TREES = ['rules', 'rules-emerging-threats', 'rules-threat-hunting', 'rules-compliance'];

/** What is reached today. */
const FLOOR = { regressionCases: 129, activeShare: 0.99 };
const CONTENT_BYTES = 8e6;

interface Reference {
  readonly hits: readonly { readonly id: string; readonly matches: number; readonly firstLine: number }[];
}

interface Regression {
  readonly cases: readonly {
    readonly ruleId: string;
    readonly eventFiles: readonly string[];
    readonly expectAtLeast: number;
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

  test('every rule is in exactly one bucket, and most are active', () => {
    const { rules, content } = compilation;
    const active = rules.filter(({ bucket }) => bucket === 'active');
    const refused = rules.filter(({ bucket }) => bucket === 'refused');
    console.log(`${active.length} of ${rules.length} rules active, ${content.length} bytes of content`);
    expect(rules).toHaveLength(sources);
    expect(new Set(rules.map(({ file }) => file)).size).toBe(rules.length);
    expect(active.length + refused.length).toBe(rules.length);
    expect(active.filter(({ reasons }) => reasons.length > 0)).toEqual([]);
    expect(refused.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
    expect(active.length / rules.length).toBeGreaterThanOrEqual(FLOOR.activeShare);
    expect(content.length).toBeLessThan(CONTENT_BYTES);
  });

  test('regression cases', () => {
    const { cases } = JSON.parse(readText('regression/index.json')) as Regression;
    const missed = cases.filter(({ ruleId, eventFiles, expectAtLeast }) => {
      const events = eventFiles.map((file) => readText(`regression/${file}`)).join('\n');
      const { matches, unanswered } = supervisor.scan(new TextEncoder().encode(events));
      expect(unanswered).toEqual([]);
      return matches.filter(({ rule }) => rule.id === ruleId).length < expectAtLeast;
    });
    const why = missed.map(({ ruleId }) => {
      const reasons = compilation.rules.find(({ id }) => id === ruleId)?.reasons ?? [];
      return `${ruleId}: ${reasons.map(describeDiagnostic).join('; ') || 'active, and without a match'}`;
    });
    console.log([`${cases.length - missed.length} of ${cases.length} regression cases`, ...why].join('\n'));
    expect(cases).toHaveLength(129);
    expect(why.filter((reason) => reason.endsWith('without a match'))).toEqual([]);
    expect(cases.length - missed.length).toBeGreaterThanOrEqual(FLOOR.regressionCases);
  });

  test('on the dev events every active rule matches where the reference does', () => {
    const answers = supervisor.scan(gunzipSync(readFileSync(new URL('events/dev.ndjson.gz', CORPUS))));
    expect(answers).toMatchObject({ events: 10_785, unanswered: [] });
    const { hits } = JSON.parse(readText('events/dev.ref-alerts.json')) as Reference;
    const active = new Set(compilation.rules.flatMap(({ id, bucket }) => (bucket === 'active' ? [id] : [])));
    const expected = hits.filter(({ id }) => active.has(id));
    expect(Object.fromEntries(summaryOf(answers))).toEqual(
      Object.fromEntries(expected.map(({ id, matches, firstLine }) => [id, { matches, firstLine }])),
    );
    expect(expected.length).toBeGreaterThan(180);
  });
});
