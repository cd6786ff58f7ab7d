/**
 * Groups: the rules of one log source and variant with the predicates they share; and group 0, whose conditions are the
 * log sources themselves.
 */
import { fold } from '../format/fold.js';
import type { EFFECTS } from '../format/layout.js';
import type { LogSourceName } from './event-mapping.js';
import { type Expression, join, mapPredicates } from './expression.js';
import type { Shown } from './log-sources.js';
import { canonicalNumber } from './number.js';
import { emptyPool, intern, type Predicate, type PredicatePool } from './predicates.js';
import type { Recogniser } from './variants.js';

/** What follows when an expression of a group holds: a rule matches, or it is about another group. By number. */
export interface Target {
  readonly effect: keyof typeof EFFECTS;
  readonly target: number;
  readonly expression: Expression;
}

export interface Group {
  readonly logSource: LogSourceName;
  /** The name of the variant; empty for events whose fields are called as in rules. */
  readonly variant: string;
  readonly pool: PredicatePool;
  readonly targets: Target[];
}

function emptyGroup(logSource: LogSourceName, variant: string): Group {
  return { logSource, variant, pool: emptyPool(), targets: [] };
}

/** The groups of a plan, in order of their first rule. */
export class Groups {
  /** Group 0, without any log source: what every event is shown. */
  readonly all: [Group, ...Group[]] = [emptyGroup({}, '')];
  readonly #numbers = new Map<string, number>();

  /** `recognises`: whether events may tell their log source; those of a schema do not. */
  constructor(readonly recognises: boolean) {}

  /** The number of the group of a log source and variant, made as needed. */
  of({ product, category, service }: LogSourceName, { variant, alternatives }: Shown): number {
    const key = JSON.stringify([product ?? '', category ?? '', service ?? '', variant.name]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const logSource = {
      ...(product !== undefined && { product }),
      ...(category !== undefined && { category }),
      ...(service !== undefined && { service }),
    };
    const number = this.all.push(emptyGroup(logSource, variant.name)) - 1;
    this.#numbers.set(key, number);
    if (this.recognises && alternatives.length > 0) recognise(this.all[0], alternatives, number);
    return number;
  }

  /** Adds a rule to a group: it matches where the expression holds. */
  match(number: number, target: number, expression: Expression<Predicate>): void {
    const { pool, targets } = this.all[number]!;
    const interned = mapPredicates(expression, (predicate) => intern(pool, predicate));
    targets.push({ effect: 'Match', target, expression: interned });
  }
}

/** Teaches group 0 to activate group `target` when an event fits all recognisers of one of the alternatives. */
function recognise({ pool, targets }: Group, alternatives: Shown['alternatives'], target: number): void {
  const tests = alternatives.map((all) =>
    join(
      'and',
      all.flatMap((one) => recogniserTests(pool, one)),
    ),
  );
  targets.push({ effect: 'Activate', target, expression: join('or', tests) });
}

function recogniserTests(pool: PredicatePool, { channels, eventIds, where = {} }: Recogniser): Expression[] {
  const any = (field: string, values: readonly (string | number)[]): Expression =>
    join(
      'or',
      values.map((value) => ({ kind: 'predicate', predicate: intern(pool, equals(field, value)) })),
    );
  return [
    ...(channels ? [any('Channel', channels)] : []),
    ...(eventIds ? [any('EventID', eventIds)] : []),
    ...Object.entries(where).map(([field, values]) => any(field, values)),
  ];
}

function equals(field: string, value: string | number): Predicate {
  return typeof value === 'string'
    ? { kind: 'Exact', field, cased: false, literal: fold(value) }
    : { kind: 'Number', field, cased: false, literal: canonicalNumber(String(value))! };
}
