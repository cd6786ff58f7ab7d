/**
 * The plan: the rules that can be used, in groups by log source and variant, with the filters that apply to them.
 */
import type { Rule } from '../sigma/ast.js';
import { type DegradationCode, type Diagnostic, diagnose } from '../sigma/diagnostic.js';
import { byIdentity, compare, type Document, refuse } from './documents.js';
import type { Plan, RuleHead } from './encode.js';
import type { EventMapping } from './event-mapping.js';
import { type Expression, not, type Term } from './expression.js';
import { appliesTo, type FilterReading, filtered } from './filters.js';
import { Groups } from './groups.js';
import { PLAIN, type Profile, type Shown, unloggedReason, variantsOf } from './log-sources.js';
import { type Loss, Losses } from './losses.js';
import { lower } from './lower.js';
import { narrow } from './narrow.js';
import type { Predicate } from './predicates.js';
import { type Allowed, problemsOf } from './problems.js';
import { rememberRegexes } from './regexes.js';
import type { Variant } from './variants.js';

export interface PlanOptions {
  /** The fields that rules may name, by number; undefined: those that they name. */
  readonly fields: readonly string[] | undefined;
  readonly filters: FilterReading;
  readonly profile: Profile;
  readonly mapping: EventMapping | undefined;
}

/** What planning one rule needs. */
interface Planning extends PlanOptions {
  readonly groups: Groups;
  readonly regexes: Allowed['regexes'];
}

/** The plan of the documents; what is found out about each is noted in it. */
export function planOf(documents: readonly Document[], options: PlanOptions): Plan {
  const { fields } = options;
  const planning = { ...options, groups: new Groups(fields === undefined), regexes: rememberRegexes() };
  const allowed = { fields: fields && new Set(fields), regexes: planning.regexes };
  const sorted = [...documents].sort(byIdentity);
  refuseSameIds(sorted);
  for (const document of sorted) refuseProblems(document, allowed);
  const filters = sorted.filter(({ filter }) => filter);
  const rules: Plan['rules'][number][] = [];
  for (const document of sorted) {
    if (!document.rule) continue;
    const { rule } = document;
    const mine = filters.filter(({ filter }) => appliesTo(filter!, rule));
    const planned = planRule(document, rule, mine, planning);
    for (const filter of mine) filter.rules++;
    for (const { group, expression } of planned.matches) planning.groups.match(group, rules.length, expression);
    document.logSource = planned.isShown ? 'recognised' : 'declared';
    document.reasons = planned.losses.map(({ diagnostic }) => diagnostic);
    rules.push({ rule: headOf(rule), groups: planned.groups, losses: planned.losses });
    // What has been lowered is not needed again: of 100,000 rules the syntax trees take a gigabyte.
    document.rule = undefined;
  }
  const { all } = planning.groups;
  narrow(all);
  return { fields: fields ?? fieldsOf(all), groups: all, rules, mapping: options.mapping };
}

function headOf({ logSource: _, selections: _selections, condition: _condition, ...head }: Rule): RuleHead {
  return head;
}

interface PlannedRule {
  readonly matches: readonly { readonly group: number; readonly expression: Expression<Predicate> }[];
  /** The groups whose events it can match; when there are none, the one that it would have. */
  readonly groups: readonly number[];
  readonly isShown: boolean;
  readonly losses: readonly Loss[];
}

/** A rule in each of its variants. */
function planRule(document: Document, rule: Rule, filters: readonly Document[], planning: Planning): PlannedRule {
  const { groups, profile, mapping, fields } = planning;
  const shown = fields
    ? [{ variant: PLAIN, alternatives: [] }]
    : variantsOf(rule.logSource, profile, mapping?.logSources);
  const losses = new Losses();
  const lose = (code: DegradationCode, { span }: Rule['logSource'] | Rule['condition'], found: string) =>
    losses.take(document, diagnose(code, rule.file, span, found));
  const unlogged = unloggedReason(rule.logSource);
  if (unlogged !== undefined && !shown.some(isShown)) lose('LogSourceUnlogged', rule.logSource, unlogged);
  const usable: { one: Shown; expression: Expression<Predicate> }[] = [];
  for (const one of shown) {
    const term = lowerAll([document, ...filters], one.variant, planning, losses);
    if (term.kind !== 'constant') usable.push({ one, expression: term });
    else if (term.value) usable.push({ one, expression: ALWAYS });
    else lose('NeverMatches', rule.condition, one.variant.name || 'the rule');
  }
  const matches = usable.map(({ one, expression }) => ({ group: groups.of(rule.logSource, one), expression }));
  const own = matches.length > 0 ? matches.map(({ group }) => group) : [groups.of(rule.logSource, shown[0]!)];
  return {
    matches,
    groups: own.sort((a, b) => a - b),
    isShown: planning.groups.recognises && shown.some(isShown),
    losses: losses.all,
  };
}

const isShown = ({ alternatives }: Shown): boolean => alternatives.length > 0;

/** Holds on every event: the format has no constant. */
const ALWAYS: Expression<Predicate> = (() => {
  const predicate = { kind: 'Null', field: 'EventID', cased: false, literal: '' } as const;
  const missing: Expression<Predicate> = { kind: 'predicate', predicate };
  return { kind: 'or', operands: [missing, not(missing)] };
})();

/** The first document is the rule. */
function lowerAll(
  [document, ...filters]: readonly [Document, ...Document[]],
  variant: Variant,
  { regexes, filters: reading }: Planning,
  losses: Losses,
): Term<Predicate> {
  const contextOf = (source: Document) => ({
    regexes,
    variant,
    degrade: (diagnostic: Diagnostic) => losses.take(source, diagnostic),
  });
  const own = lower(document.rule!, contextOf(document));
  const conditions = filters.map((source) => lower(source.filter!, contextOf(source), reading === 'include'));
  return filtered(own, conditions, reading);
}

function refuseProblems(document: Document, allowed: Allowed): void {
  const detection = document.rule ?? document.filter;
  const problems = detection ? problemsOf(detection, allowed) : [];
  if (problems.length > 0) refuse(document, ...problems);
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

function fieldsOf(groups: Groups['all']): readonly string[] {
  const names = new Set<string>();
  for (const { pool } of groups) {
    for (const { field, other } of pool.predicates) {
      if (field !== undefined) names.add(field);
      if (other !== undefined) names.add(other);
    }
  }
  return [...names].sort(compare);
}
