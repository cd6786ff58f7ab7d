/**
 * Many rules over many events with the oracle, in bearable time.
 *
 * Rules of one log source are asked only when the event belongs to it, and all rules share one view of the event,
 * which remembers the fields it has looked up. Nothing else is clever, so the answers stay the oracle's.
 */

import { type LogSource, viewsIn } from '../oracle/logsources.js';
import { type EventView, viewOf } from '../oracle/lookup.js';
import type { OracleRule } from '../oracle/rule.js';

/** The lines, counted from 1, on which each rule matched; in the order of the first match. */
export type Matches = ReadonlyMap<string, readonly number[]>;

/** `declared` is the log source of the stream, when the caller knows it. */
export function matchCorpus(
  rules: readonly OracleRule[],
  ndjson: string,
  declared: LogSource = {},
  profile: Profile = 'sysmon',
): Matches {
  const groups = byLogSource(rules);
  const matches = new Map<string, number[]>();
  for (const [index, line] of ndjson.split('\n').entries()) {
    if (line.trim() === '') continue;
    for (const rule of matchingRules(groups, viewOf(undefined, line), declared, profile)) {
      const lines = matches.get(rule.id) ?? [];
      lines.push(index + 1);
      matches.set(rule.id, lines);
    }
  }
  return matches;
}

type Profile = Parameters<typeof viewsIn>[3];

interface Group {
  readonly logSource: LogSource;
  readonly rules: readonly OracleRule[];
}

function byLogSource(rules: readonly OracleRule[]): readonly Group[] {
  const groups = new Map<string, { logSource: LogSource; rules: OracleRule[] }>();
  for (const rule of rules) {
    const { product, category, service } = rule.logSource;
    const key = JSON.stringify([product, category, service]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { logSource: rule.logSource, rules: [rule] });
    else group.rules.push(rule);
  }
  return [...groups.values()];
}

function matchingRules(
  groups: readonly Group[],
  event: EventView,
  declared: LogSource,
  profile: Profile,
): readonly OracleRule[] {
  return groups.flatMap(({ logSource, rules }) => {
    const views = viewsIn(logSource, event, declared, profile);
    return views.length === 0 ? [] : rules.filter((rule) => views.some((view) => rule.holds(view)));
  });
}
