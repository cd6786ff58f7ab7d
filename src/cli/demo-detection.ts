/** The first act: the embedded rules compiled, the embedded morning of events scanned, the attack told in order. */

import { countBuckets } from '../content/buckets.js';
import { ATTACK_CHAIN } from '../demo/attack.js';
import { demoEvents } from '../demo/demo-events.js';
import { DEMO_RULES } from '../demo/rules.js';
import { compile } from '../plan/compile.js';
import type { Core } from '../sandbox/core.js';
import type { Match } from '../supervisor/answers.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { bytes, count, duration, styled, styledLevel } from './terminal.js';

type Say = (text: string) => unknown;

export async function runDetection(core: Core, say: Say) {
  const compiling = performance.now();
  const compilation = compile(DEMO_RULES);
  const compiled = performance.now() - compiling;
  const supervisor = new Supervisor(core);
  const offer = await supervisor.offer(compilation.content);
  if (offer.outcome !== 'active') throw new Error(`the embedded rules are not accepted: ${JSON.stringify(offer)}`);
  const { active } = countBuckets(compilation.rules);
  await say(
    `   ${count(active)} rules compiled to ${bytes(compilation.content.length)} in ${duration(compiled)}, content ${offer.digest.slice(0, 12)}`,
  );

  const { lines, attackAt } = demoEvents();
  const ndjson = new TextEncoder().encode(lines.join(''));
  const scanning = performance.now();
  const { events, matches } = supervisor.scan(ndjson);
  const scanned = performance.now() - scanning;
  const elsewhere = matches.filter(({ line }) => !attackAt.has(line)).length;
  await say(
    `   ${count(events)} events (${bytes(ndjson.length)}) scanned in ${duration(scanned)}: ${count(matches.length)} matches,`,
  );
  await say(`   ${count(elsewhere)} of them on the ${count(events - attackAt.size)} harmless events\n`);
  await say(timeline(matches, attackAt));
  return {
    rules: active,
    bytes: compilation.content.length,
    content: offer.digest,
    events,
    matches: matches.map(({ line, rule: { id, title, level, author } }) => ({
      line: line + 1,
      rule: { id, title, level, author },
    })),
  };
}

/** The matches as an analyst reads them: when, how bad, which rule, and what happened. */
function timeline(matches: readonly Match[], attackAt: ReadonlyMap<number, number>): string {
  const levels = Math.max(...matches.map(({ rule }) => rule.level.length));
  const width = Math.max(...matches.map(({ rule }) => rule.title.length));
  return matches
    .map(({ line, rule }) => {
      const step = ATTACK_CHAIN[attackAt.get(line) ?? -1];
      const story = step ? styled('dim', step.story) : '';
      return `   ${clock(line)}  ${styledLevel(rule.level, levels)}  ${rule.title.padEnd(width)}  ${story}`;
    })
    .join('\n');
}

/** The stream begins at 06:30, and line n is second n. */
function clock(second: number): string {
  return new Date((6.5 * 3600 + second) * 1000).toISOString().slice(11, 19);
}
