/**
 * Rules as expressions: what each item of a rule asks of the events of one variant.
 *
 * A field that the events never carry makes a test on it false. A value that is not known, or that the events have no
 * words for, counts as not fulfilled wherever it stands: under a `not`, too, so that the rule fires only where the value
 * cannot matter. Both are said in a diagnostic. Source: Sigma specification 2.1.
 */
import type { Condition, Item, Rule, Selection, Value } from '../sigma/ast.js';
import { type DegradationCode, type Diagnostic, diagnose } from '../sigma/diagnostic.js';
import { absentField, adapt, type Comparand } from './adapt.js';
import { constant, join, not, type Term } from './expression.js';
import type { Predicate } from './predicates.js';
import type { Regexes } from './regexes.js';
import { predicatesOf } from './tests.js';
import type { Variant } from './variants.js';

/** What a rule and a filter have in common. */
export type Detection = Pick<Rule, 'file' | 'selections' | 'condition'>;

/** What lowering needs beside the rule. */
export interface Lowering {
  readonly regexes: Regexes;
  readonly variant: Variant;
  /** Takes what the rule loses. */
  readonly degrade: (diagnostic: Diagnostic) => void;
}

type Lowered = Term<Predicate>;

/** What is the same for the whole of one detection. */
interface Scope extends Lowering {
  readonly rule: Detection;
}

/** The expression of a detection that has no problems. `holds`: whether it, or that it does not hold, makes a match. */
export function lower(rule: Detection, context: Lowering, holds = true): Lowered {
  return lowerCondition(rule.condition, { ...context, rule }, holds);
}

function lowerCondition(condition: Condition, scope: Scope, holds: boolean): Lowered {
  const named = (name: string) => lowerSelection(scope.rule.selections.get(name)!, scope, holds);
  switch (condition.kind) {
    case 'selection':
      return named(condition.name);
    case 'of':
      return join(condition.quantifier === 'all' ? 'and' : 'or', condition.names.map(named));
    case 'not':
      return not(lowerCondition(condition.operand, scope, !holds));
    default:
      return join(
        condition.kind,
        condition.operands.map((operand) => lowerCondition(operand, scope, holds)),
      );
  }
}

function lowerSelection(selection: Selection | Item, scope: Scope, holds: boolean): Lowered {
  if (selection.kind === 'item') return lowerItem(selection, scope, holds);
  if (selection.kind === 'all')
    return join(
      'and',
      selection.items.map((item) => lowerItem(item, scope, holds)),
    );
  return join(
    'or',
    selection.members.map((member) => lowerSelection(member, scope, holds)),
  );
}

function lowerItem(item: Item, scope: Scope, holds: boolean): Lowered {
  const sense = holds !== item.negated;
  const values = item.values.map((value) => lowerValue(item, value, scope, sense));
  const expression = join(item.all ? 'and' : 'or', values);
  return item.negated ? not(expression) : expression;
}

function lowerValue(item: Item, value: Value, scope: Scope, holds: boolean): Lowered {
  const absent = absentField(item, value, scope.variant);
  if (absent !== undefined) {
    say(scope, 'FieldNotCarried', item, absent);
    return constant(value.kind === 'null' || isAbsence(item, value));
  }
  if (value.kind === 'unknown') {
    say(scope, 'PlaceholderUnknown', value, value.placeholder);
    return constant(!holds);
  }
  const adapted = adapt(item, value, scope.variant);
  if (!adapted) {
    say(scope, 'ValueNotInWords', value, item.field!);
    return constant(!holds);
  }
  if (adapted.widened !== undefined) say(scope, 'ValueWidened', value, adapted.widened);
  const expression = join(
    'or',
    adapted.any.map((all) =>
      join(
        'and',
        all.map((one) => lowerComparand(item, one, scope)),
      ),
    ),
  );
  return isAbsence(item, value) ? not(expression) : expression;
}

/** `exists: false` */
function isAbsence({ operator }: Item, value: Value): boolean {
  return operator === 'exists' && value.kind === 'boolean' && !value.value;
}

function lowerComparand(item: Item, { field, value }: Comparand, { regexes }: Scope): Lowered {
  return join<Predicate>(
    'or',
    predicatesOf(item, field, value, regexes).map((predicate) => ({ kind: 'predicate', predicate })),
  );
}

function say({ rule, variant, degrade }: Scope, code: DegradationCode, { span }: Item | Value, found: string): void {
  degrade(diagnose(code, rule.file, span, variant.name === '' ? found : `${found}, ${variant.name}`));
}
