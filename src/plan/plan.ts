/**
 * The plan: the rules that can be used, in groups by log source, with the filters that apply to them.
 */
import { diagnose } from '../sigma/diagnostic.js';
import { byIdentity, compare, type Document, refuse } from './documents.js';
import type { Plan } from './encode.js';
import type { Expression } from './expression.js';
import { appliesTo, type FilterReading, filtered } from './filters.js';
import { type Group, groupKey, recognise, sourceGroup } from './groups.js';
import { type Lowering, lower, rememberRegexes } from './lower.js';

export interface PlanOptions {
  /** The fields that rules may name, by number; undefined: those that they name. */
  readonly fields: readonly string[] | undefined;
  readonly filters: FilterReading;
}

/** The plan of the documents; what is found out about each is noted in it. */
export function planOf(documents: readonly Document[], { fields, filters }: PlanOptions): Plan {
  const context = { fields: fields && new Set(fields), regexes: rememberRegexes() };
  const sorted = [...documents].sort(byIdentity);
  refuseSameIds(sorted);
  const filterDocuments = usableFilters(sorted, context);
  const groups = new Groups(fields === undefined);
  const rules: Plan['rules'][number][] = [];
  for (const document of sorted) {
    if (!document.rule) continue;
    const { rule } = document;
    const group = groups.of(rule);
    const mine = filterDocuments.filter(({ filter }) => appliesTo(filter!, rule));
    const expression = lowerAll(document, mine, { ...context, pool: group.pool }, filters);
    if (!expression) continue;
    const number = groups.add(group, rule);
    for (const filter of mine) filter.rules++;
    document.logSource = groups.isRecognised(number) ? 'recognised' : 'declared';
    group.targets.push({ effect: 'Match', target: rules.push({ rule, group: number }) - 1, expression });
  }
  return { fields: fields ?? fieldsOf(groups.all), groups: groups.all, rules };
}

/** The groups of a plan by log source, in order of their first rule. */
class Groups {
  readonly all: Group[] = [sourceGroup()];
  readonly #numbers = new Map<string, number>();
  readonly #recognised = new Set<number>();

  /** `recognises`: whether events may tell their log source; those of a schema do not. */
  constructor(readonly recognises: boolean) {}

  /** The group of a rule; a new one is not yet in the plan. */
  of(rule: Document['rule'] & object): Group {
    const number = this.#numbers.get(groupKey(rule.logSource));
    return number === undefined ? { ...sourceGroup(), logSource: rule.logSource } : this.all[number]!;
  }

  /** The number of the group that `of` gave for the rule. */
  add(group: Group, rule: Document['rule'] & object): number {
    const key = groupKey(rule.logSource);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.all.push(group) - 1;
    this.#numbers.set(key, number);
    if (this.recognises && recognise(this.all[0]!, rule, number)) this.#recognised.add(number);
    return number;
  }

  isRecognised(number: number): boolean {
    return this.#recognised.has(number);
  }
}

function refuseSameIds(documents: readonly Document[]): void {
  const first = new Map<string, Document>();
  for (const document of documents) {
    const found = document.rule ?? document.filter;
    if (!found || document.id === '') continue;
    const other = first.get(document.id);
    if (other === undefined) first.set(document.id, document);
    else
      refuse(
        document,
        diagnose('DuplicateId', document.file, found.condition.span, `${document.id} is in ${other.file}`),
      );
  }
}

/** The filters whose own conditions can be lowered. */
function usableFilters(documents: readonly Document[], context: Omit<Lowering, 'pool'>): readonly Document[] {
  return documents.filter((document) => {
    if (!document.filter) return false;
    const lowered = lower(document.filter, { ...context, pool: sourceGroup().pool });
    if ('kind' in lowered) return true;
    refuse(document, ...lowered);
    return false;
  });
}

function lowerAll(
  document: Document,
  filters: readonly Document[],
  context: Lowering,
  reading: FilterReading,
): Expression | undefined {
  const lowered = lower(document.rule!, context);
  if (!('kind' in lowered)) {
    refuse(document, ...lowered);
    return undefined;
  }
  const conditions = filters.map(({ filter }) => lower(filter!, context) as Expression);
  return filtered(lowered, conditions, reading);
}

function fieldsOf(groups: readonly Group[]): readonly string[] {
  const names = new Set<string>();
  for (const { pool } of groups) {
    for (const { field, other } of pool.predicates) {
      if (field !== undefined) names.add(field);
      if (other !== undefined) names.add(other);
    }
  }
  return [...names].sort(compare);
}
