/**
 * Adapting: what one value of a rule's item asks of the events of a variant.
 */
import type { Item, KnownValue, Pattern, Value } from '../sigma/ast.js';
import { patternsOf, type Rewritten, rewriteValue, splitAtBackslash } from './rewrites.js';
import type { Variant } from './variants.js';

/** A field of the event, absent for keywords, and what it is compared with. */
export interface Comparand {
  readonly field: string | undefined;
  readonly value: KnownValue;
}

/** All comparisons of one of the lists hold. `widened`: they hold for more than the rule asks. */
export interface Adapted {
  readonly any: readonly (readonly Comparand[])[];
  readonly widened?: string;
}

/** The field that an item needs for a value and that the events of the variant never have. */
export function absentField({ field }: Item, value: Value, { missing = [] }: Variant): string | undefined {
  const needed = [field, ...(value.kind === 'field' ? [value.field] : [])];
  return needed.find((one) => one !== undefined && missing.includes(one));
}

/** The value in the words of the variant; undefined when it has none for it. */
export function adapt(item: Item, value: KnownValue, variant: Variant): Adapted | undefined {
  const { field } = item;
  if (field === undefined) return { any: [[{ field, value }]] };
  const renamed = variant.fields?.[field] ?? field;
  if (value.kind === 'field') return adaptReference(field, value, variant);
  const join = variant.joins?.[field];
  const map = variant.values?.[field];
  if ((!join && !map) || value.kind === 'null' || item.operator === 'exists')
    return { any: [[{ field: renamed, value }]] };
  const rewritten = item.operator === 'equals' ? rewrite(variant, field, value) : undefined;
  if (!rewritten) return undefined;
  const { patterns, ...widened } = rewritten;
  const any = patterns.flatMap((pattern) =>
    join ? joined(join, renamed, pattern, value) : [[comparand(renamed, pattern, value)]],
  );
  return { any, ...widened };
}

function rewrite({ values }: Variant, field: string, value: KnownValue): Rewritten | undefined {
  const map = values?.[field];
  if (map) return rewriteValue(map, value);
  const patterns = patternsOf(value);
  return patterns && { patterns };
}

/** Two fields can be compared where both are written as in the rule's own events. */
function adaptReference(
  field: string,
  value: Extract<Value, { kind: 'field' }>,
  variant: Variant,
): Adapted | undefined {
  const both = [field, value.field];
  if (both.some((one) => variant.joins?.[one] || variant.values?.[one])) return undefined;
  const [own, other] = both.map((one) => variant.fields?.[one] ?? one);
  return { any: [[{ field: own, value: { ...value, field: other! } }]] };
}

/** The ways to divide the pattern over the two fields; a text that cannot be divided is compared with the one alone. */
function joined(
  [left, right]: readonly [string, string],
  alone: string,
  pattern: Pattern,
  value: Value,
): readonly (readonly Comparand[])[] {
  const splits = splitAtBackslash(pattern);
  if (splits.length === 0) return [[comparand(alone, pattern, value)]];
  return splits.map(([before, behind]) => [comparand(left, before, value), comparand(right, behind, value)]);
}

function comparand(field: string, pattern: Pattern, { span }: Value): Comparand {
  return { field, value: { kind: 'text', alternatives: [pattern], span } };
}
