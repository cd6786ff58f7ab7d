/**
 * Groups: the rules of one log source with the predicates they share; and group 0, whose conditions are the log
 * sources themselves.
 */
import { fold } from '../format/fold.js';
import type { LogSource, Rule } from '../sigma/ast.js';
import { type Expression, join } from './expression.js';
import { type LogSourceName, type Recogniser, recognisers } from './log-sources.js';
import { canonicalNumber } from './number.js';
import { emptyPool, intern, type Predicate, type PredicatePool } from './predicates.js';

/** What follows when an expression of a group holds: a rule matches, or another group is active. By number. */
export interface Target {
  readonly effect: 'Match' | 'Activate';
  readonly target: number;
  readonly expression: Expression;
}

export interface Group {
  readonly logSource: LogSourceName;
  readonly pool: PredicatePool;
  readonly targets: Target[];
}

/** Group 0, without any log source: what every event is shown. */
export function sourceGroup(): Group {
  return { logSource: {}, pool: emptyPool(), targets: [] };
}

/** The key under which rules share a group. */
export function groupKey({ product, category, service }: LogSource): string {
  return JSON.stringify([product ?? '', category ?? '', service ?? '']);
}

/** Teaches group 0 to activate group `target`, if events show that log source; says whether they do. */
export function recognise(sources: Group, rule: Pick<Rule, 'logSource'>, target: number): boolean {
  const all = recognisers(rule.logSource);
  if (!all) return false;
  const expression = join(
    'and',
    all.flatMap((one) => recogniserTests(sources.pool, one)),
  );
  sources.targets.push({ effect: 'Activate', target, expression });
  return true;
}

function recogniserTests(pool: PredicatePool, { channels, eventIds, where = {} }: Recogniser): Expression[] {
  const text = (field: string, value: string): Predicate => ({
    kind: 'Exact',
    field,
    cased: false,
    literal: fold(value),
  });
  const number = (value: number): Predicate => ({
    kind: 'Number',
    field: 'EventID',
    cased: false,
    literal: canonicalNumber(String(value))!,
  });
  const any = (predicates: readonly Predicate[]): Expression =>
    join(
      'or',
      predicates.map((predicate) => ({ kind: 'predicate', predicate: intern(pool, predicate) })),
    );
  return [
    any(channels.map((channel) => text('Channel', channel))),
    ...(eventIds ? [any(eventIds.map(number))] : []),
    ...Object.entries(where).map(([field, values]) => any(values.map((value) => text(field, value)))),
  ];
}
