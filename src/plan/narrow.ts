/**
 * Narrowing: a group all of whose rules ask for event ids need not be evaluated on the other events of its log source.
 *
 * Most services, such as security, have rules for a few of their many events. That an event of the log source was seen is
 * noted all the same: it tells rules that nothing feeds from rules that nothing matched.
 */
import { type Expression, join } from './expression.js';
import { gateOf } from './gates.js';
import type { Group, Target } from './groups.js';
import { holdsOf, intern } from './predicates.js';

/** Event ids asked for, at most: each is asked on every event of the log source that is not recognised. */
const MOST_IDS = 256;

/** Changes the first group, which activates the others. */
export function narrow([all, ...others]: readonly [Group, ...Group[]]): void {
  const targets = all.targets.flatMap((target): readonly Target[] => {
    const ids = eventIdsOf(others[target.target - 1]!);
    if (target.effect !== 'Activate' || !ids) return [target];
    const asked = ids.map((id): Expression => ({ kind: 'predicate', predicate: intern(all.pool, id) }));
    const see: Target = { ...target, effect: 'See' };
    if (asked.length === 0) return [see];
    return [see, { ...target, expression: join('and', [target.expression, join('or', asked)]) }];
  });
  all.targets.splice(0, all.targets.length, ...targets);
}

/** Tests of the event id, each once, of which every rule of a group needs one; undefined when there are none, or too many. */
function eventIdsOf({ pool: { predicates }, targets }: Group) {
  const holds = predicates.map((one) => (one.field === 'EventID' ? holdsOf(one) : []));
  const alike = predicates.map(() => ({ chance: 1, cost: 1 }));
  const any: Expression = { kind: 'or', operands: targets.map(({ expression }) => expression) };
  const gate = gateOf(any, holds, alike);
  const ids = gate && [...new Set(gate.predicates)].map((number) => predicates[number]!);
  return ids && ids.length <= MOST_IDS ? ids : undefined;
}
