/**
 * Buckets: what became of every rule. Each is in exactly one.
 *
 * Content says what a rule lost when it was compiled; whoever has scanned says which log sources and fields events had.
 */
import { EFFECTS, KEYWORDS, PREDICATES, STEPS } from '../format/layout.js';
import { nameOf, type RecordIn } from '../format/records.js';
import { type ContentView, misread } from './view.js';

/**
 * `refused`: it is not in the content. `inert`: no event had its log source, or the fields without which it cannot match.
 * `degraded`: part of it cannot be honoured. `active`: all of it is.
 */
export type Bucket = 'active' | 'degraded' | 'refused' | 'inert';

/** What a rule lost. */
export interface Degradation {
  readonly code: string;
  /** In the document of the rule, or of a filter on it, from 1: the file is not in content, so that its place makes no difference. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** What events have shown. */
export interface Seen {
  readonly group: (group: number) => boolean;
  readonly field: (field: number) => boolean;
}

export type Counts = Readonly<Record<Bucket, number>>;

/** The bucket of a rule that is in content. */
export function bucketOf(degradations: readonly unknown[]): 'active' | 'degraded' {
  return degradations.length > 0 ? 'degraded' : 'active';
}

/** How many rules are in each bucket. */
export function countBuckets(rules: Iterable<{ readonly bucket: Bucket }>): Counts {
  const counts = { active: 0, degraded: 0, refused: 0, inert: 0 };
  for (const { bucket } of rules) counts[bucket]++;
  return counts;
}

/** What became of a rule of some content: without `seen` before any event. */
export function ruleBucket(view: ContentView, rule: number, seen?: Seen): Exclude<Bucket, 'refused'> {
  if (seen && !couldMatch(view, rule, seen)) return 'inert';
  return bucketOf(degradationsOf(view, rule));
}

export function degradationsOf(view: ContentView, rule: number): readonly Degradation[] {
  const { first, count } = view.record('Rules', rule).degradations;
  return Array.from({ length: count }, (_, index) => {
    const { code, text, line, column } = view.record('Degradations', first + index);
    return { code: view.text(code), line, column, text: view.text(text) };
  });
}

/** The groups in which a rule has a condition, with the numbers of their conditions; group by group, as they are written. */
export function conditionsOf(
  view: ContentView,
  rule: number,
): readonly { group: number; condition: number | undefined }[] {
  const conditions = matchConditions(view).get(rule) ?? [];
  const groups = view.words('RuleGroups', view.record('Rules', rule).groups);
  return [...groups].map((group, index) => ({ group, condition: conditions[index] }));
}

const known = new WeakMap<ContentView, ReadonlyMap<number, readonly number[]>>();

/** The conditions of each rule. */
function matchConditions(view: ContentView): ReadonlyMap<number, readonly number[]> {
  const found = known.get(view);
  if (found) return found;
  const conditions = new Map<number, number[]>();
  for (let index = 0; index < view.count('Conditions'); index++) {
    const { effect, target } = view.record('Conditions', index);
    if (effect !== EFFECTS.Match.code) continue;
    const mine = conditions.get(target);
    if (mine) mine.push(index);
    else conditions.set(target, [index]);
  }
  known.set(view, conditions);
  return conditions;
}

/** Whether the events seen could have matched: one of its log sources was seen with the fields that it needs. */
function couldMatch(view: ContentView, rule: number, seen: Seen): boolean {
  return conditionsOf(view, rule).some(
    ({ group, condition }) =>
      seen.group(group) && condition !== undefined && mayHold(view, view.record('Conditions', condition), seen),
  );
}

/** Whether a part of a condition may hold, and may not hold, for all that is known. */
interface Chance {
  readonly yes: boolean;
  readonly no: boolean;
}

/** A field that no event had makes every test of it false, but that it is missing. */
function mayHold(view: ContentView, { steps }: RecordIn<'Conditions'>, seen: Seen): boolean {
  const stack: Chance[] = [];
  for (let at = steps.first; at < steps.first + steps.count; at++) {
    const { op, operands } = view.record('Steps', at);
    const own = [...view.words('Operands', operands)].map((predicate) => chanceOf(view, predicate, seen));
    const name = nameOf(STEPS, op) ?? misread(`step ${op}`);
    stack.push(CHANCES[name](own.length > 0 ? own : stack.splice(-STEPS[name].pops)));
  }
  return (stack[0] ?? misread('steps')).yes;
}

const some = (parts: readonly Chance[]): Chance => ({
  yes: parts.some(({ yes }) => yes),
  no: parts.every(({ no }) => no),
});
const every = (parts: readonly Chance[]): Chance => ({
  yes: parts.every(({ yes }) => yes),
  no: parts.some(({ no }) => no),
});

const CHANCES: Readonly<Record<keyof typeof STEPS, (parts: readonly Chance[]) => Chance>> = {
  Predicate: some,
  Any: some,
  All: every,
  And: every,
  Or: some,
  Not: ([part = misread('operand')]) => ({ yes: part.no, no: part.yes }),
};

function chanceOf(view: ContentView, predicate: number, { field: isSeen }: Seen): Chance {
  const { field, kind } = view.record('Predicates', predicate);
  if (field === KEYWORDS || isSeen(field)) return { yes: true, no: true };
  const isMissing = kind === PREDICATES.Null.code;
  return { yes: isMissing, no: !isMissing };
}
