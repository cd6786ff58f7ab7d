/**
 * Problems: what in a rule cannot be honoured at all, so that the rule is refused: leaving a test out would change what
 * the rule means.
 */
import type { Condition, Item, Selection, Span, Value } from '../sigma/ast.js';
import { type Diagnostic, type DiagnosticCode, diagnose } from '../sigma/diagnostic.js';
import { excessOf } from './extent.js';
import type { Detection } from './lower.js';
import { parseNetwork } from './network.js';
import { canonicalNumber } from './number.js';
import type { CompiledRegex } from './regex/compile.js';
import { REGEX_PROBLEMS, type RegexProblem } from './regex/syntax.js';
import type { Regexes } from './regexes.js';

/** What finding problems needs beside the rule. */
export interface Allowed {
  /** The fields that rules may name; absent: all. */
  readonly fields: ReadonlySet<string> | undefined;
  readonly regexes: Regexes;
}

/** Why a detection cannot be lowered; empty when it can. */
export function problemsOf(rule: Detection, allowed: Allowed): readonly Diagnostic[] {
  const items = reachable(rule);
  const problems = items.flatMap((item) => refuse(rule.file, item, allowed));
  if (problems.length > 0) return problems;
  const excess = excessOf(rule.selections, rule.condition, items, regexesOf(items, allowed));
  return excess === undefined ? [] : [diagnose('RuleTooLarge', rule.file, rule.condition.span, excess)];
}

/** Each once; none has been refused. */
function regexesOf(items: readonly Item[], { regexes }: Allowed): readonly CompiledRegex[] {
  const values = items.flatMap((item) => item.values.flatMap((value) => (value.kind === 'regex' ? value : [])));
  return [...new Set(values.map((value) => regexes(value) as CompiledRegex))];
}

function refuse(file: string, item: Item, { fields, regexes }: Allowed): Diagnostic[] {
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
