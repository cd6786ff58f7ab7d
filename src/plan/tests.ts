/** Tests: the predicates that compare a field with one value of an item. */
import type { Item, KnownValue, Operator } from '../sigma/ast.js';
import { parseNetwork } from './network.js';
import { canonicalNumber } from './number.js';
import { type Predicate, type PredicateKind, patternPredicate } from './predicates.js';
import type { CompiledRegex } from './regex/compile.js';
import { type Regexes, regexName } from './regexes.js';

/** Any of these holds when the value fits. Never empty for an item without problems. */
export function predicatesOf(
  { cased, operator, order }: Item,
  field: string | undefined,
  value: KnownValue,
  regexes: Regexes,
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
