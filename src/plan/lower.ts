/**
 * Rules as expressions: what each item of a rule asks, in predicates of its group.
 *
 * What cannot be honoured is said in a diagnostic and the rule is refused: leaving a test out would change what the
 * rule means. Source: Sigma specification 2.1.
 */
import type { Condition, Item, Operator, Rule, Selection, Span, Value } from '../sigma/ast.js';
import { type Diagnostic, type DiagnosticCode, diagnose } from '../sigma/diagnostic.js';
import { type Expression, join, not } from './expression.js';
import { parseNetwork } from './network.js';
import { canonicalNumber } from './number.js';
import { intern, type Predicate, type PredicateKind, type PredicatePool, patternPredicate } from './predicates.js';
import { type CompiledRegex, compileRegex } from './regex/compile.js';
import { REGEX_PROBLEMS, type RegexProblem } from './regex/syntax.js';

/** What a rule and a filter have in common. */
type Detection = Pick<Rule, 'file' | 'selections' | 'condition'>;

/** What lowering needs beside the rule. */
export interface Lowering {
  /** Where predicates go. */
  readonly pool: PredicatePool;
  /** The fields that rules may name; absent: all. */
  readonly fields: ReadonlySet<string> | undefined;
  readonly regexes: Regexes;
}

/** Compiles regular expressions, each once. */
export type Regexes = (value: RegexValue) => CompiledRegex | RegexProblem;

type RegexValue = Extract<Value, { readonly kind: 'regex' }>;

export function rememberRegexes(): Regexes {
  const known = new Map<string, CompiledRegex | RegexProblem>();
  return (value) => {
    const name = regexName(value);
    const compiled = known.get(name) ?? compileRegex(value.source, value.flags);
    known.set(name, compiled);
    return compiled;
  };
}

function regexName({ source, flags }: RegexValue): string {
  return `${flags}/${source}`;
}

/** The expression with predicates put into the pool; or, with the pool as it was, why not. */
export function lower(rule: Detection, context: Lowering): Expression | readonly Diagnostic[] {
  const diagnostics = reachable(rule).flatMap((item) => refuse(rule.file, item, context));
  return diagnostics.length > 0 ? diagnostics : lowerCondition(rule, rule.condition, context);
}

function lowerCondition(rule: Detection, condition: Condition, context: Lowering): Expression {
  switch (condition.kind) {
    case 'selection':
      return lowerSelection(rule.selections.get(condition.name)!, context);
    case 'of':
      return join(
        condition.quantifier === 'all' ? 'and' : 'or',
        condition.names.map((name) => lowerSelection(rule.selections.get(name)!, context)),
      );
    case 'not':
      return not(lowerCondition(rule, condition.operand, context));
    default:
      return join(
        condition.kind,
        condition.operands.map((operand) => lowerCondition(rule, operand, context)),
      );
  }
}

function lowerSelection(selection: Selection | Item, context: Lowering): Expression {
  if (selection.kind === 'item') return lowerItem(selection, context);
  if (selection.kind === 'all')
    return join(
      'and',
      selection.items.map((item) => lowerItem(item, context)),
    );
  return join(
    'or',
    selection.members.map((member) => lowerSelection(member, context)),
  );
}

function lowerItem(item: Item, context: Lowering): Expression {
  const values = item.values.map((value) => lowerValue(item, value, context));
  const expression = join(item.all ? 'and' : 'or', values);
  return item.negated ? not(expression) : expression;
}

function lowerValue(item: Item, value: Value, context: Lowering): Expression {
  const predicates = predicatesOf(item, value, context);
  const expression = join(
    'or',
    predicates.map((predicate) => ({ kind: 'predicate', predicate: intern(context.pool, predicate) })),
  );
  return item.operator === 'exists' && value.kind === 'boolean' && !value.value ? not(expression) : expression;
}

/** Any of these holds when the value fits. Never empty for an item that was not refused. */
function predicatesOf(
  { field, cased, operator, order }: Item,
  value: Value,
  { regexes }: Lowering,
): readonly Predicate[] {
  switch (value.kind) {
    case 'text':
      return value.alternatives.map((pattern) => patternPredicate(field, cased, pattern));
    case 'number':
      return [
        {
          kind: NUMBERS[operator] ?? 'Number',
          field,
          cased: false,
          literal: canonicalNumber(value.text)!,
          ...orderOf(operator, order),
        },
      ];
    case 'boolean':
      if (operator === 'exists') return [{ kind: 'Exists', field, cased: false, literal: '' }];
      return [patternPredicate(field, false, [{ literal: String(value.value) }])];
    case 'null':
      return [{ kind: 'Null', field, cased: false, literal: '' }];
    case 'regex': {
      const compiled = regexes(value) as CompiledRegex;
      return [
        { kind: 'Regex', field, cased: compiled.cased, literal: '', regex: { name: regexName(value), compiled } },
      ];
    }
    case 'network':
      return [{ kind: 'Cidr', field, cased: false, literal: '', network: parseNetwork(value.text) as Uint8Array }];
    case 'field':
      return [{ kind: FIELDS[value.comparison], field, cased, literal: '', other: value.field }];
  }
}

function orderOf(operator: Operator, order: Item['order']): Pick<Predicate, 'order'> {
  const named = ORDERS[order ?? operator];
  return named ? { order: named } : {};
}

/** The kind of predicate of each operator that compares numbers of something else than the value itself. */
const NUMBERS: Readonly<Partial<Record<Operator, PredicateKind>>> = {
  minute: 'Minute',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  year: 'Year',
};

const ORDERS: Readonly<Partial<Record<Operator, NonNullable<Predicate['order']>>>> = {
  lt: 'Less',
  lte: 'LessOrEqual',
  gt: 'Greater',
  gte: 'GreaterOrEqual',
};

const FIELDS = {
  equals: 'FieldEquals',
  startswith: 'FieldPrefix',
  endswith: 'FieldSuffix',
  contains: 'FieldContains',
} as const;

function refuse(file: string, item: Item, { fields, regexes }: Lowering): Diagnostic[] {
  const found: Diagnostic[] = [];
  const unknown = (name: string, span: Span) => {
    if (fields && !fields.has(name)) found.push(diagnose('FieldNotInSchema', file, span, name));
  };
  if (item.field !== undefined) unknown(item.field, item.span);
  for (const value of item.values) {
    if (value.kind === 'field') unknown(value.field, value.span);
    const problem = problemOf(value, regexes);
    if (problem) found.push(diagnose(problem.code, file, value.span, problem.found));
  }
  return found;
}

function problemOf(
  value: Value,
  regexes: Regexes,
): { readonly code: DiagnosticCode; readonly found: string } | undefined {
  if (value.kind === 'number' && canonicalNumber(value.text) === undefined)
    return { code: 'NumberNotDecimal', found: value.text };
  if (value.kind === 'regex') {
    const compiled = regexes(value);
    return 'code' in compiled ? { code: 'RegexUnsupported', found: describeProblem(compiled) } : undefined;
  }
  if (value.kind !== 'network') return undefined;
  const network = parseNetwork(value.text);
  return typeof network === 'string' ? { code: network, found: value.text } : undefined;
}

function describeProblem({ code, at, found }: RegexProblem): string {
  return `${code} at character ${at + 1}: ${REGEX_PROBLEMS[code].replace('{}', () => found)}`;
}

/** The items that the condition can reach. */
function reachable(rule: Detection): readonly Item[] {
  const items = (selection: Selection | Item): readonly Item[] =>
    selection.kind === 'item'
      ? [selection]
      : (selection.kind === 'all' ? selection.items : selection.members).flatMap(items);
  const names = new Set(namesIn(rule.condition));
  return [...names].flatMap((name) => items(rule.selections.get(name)!));
}

function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'selection':
      return [condition.name];
    case 'of':
      return condition.names;
    case 'not':
      return namesIn(condition.operand);
    default:
      return condition.operands.flatMap(namesIn);
  }
}
