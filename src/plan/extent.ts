/**
 * Extents: how much of a content file one rule takes, counted before it is lowered.
 *
 * A condition may name a selection again and again, so a page of text can ask for more than any machine has. What alone
 * is more than a file can hold, or a trace can show, is refused alone; only many rules together are too many.
 */
import { LIMITS, SECTIONS } from '../format/layout.js';
import type { Condition, Item, Selection } from '../sigma/ast.js';
import type { CompiledRegex } from './regex/compile.js';

/** Of the 4,096 of a file the log sources need some. */
const FIELDS = 4000;

/** What was too much, as a person reads it; undefined when nothing was. */
export function excessOf(
  selections: ReadonlyMap<string, Selection>,
  condition: Condition,
  items: readonly Item[],
  regexes: readonly CompiledRegex[],
): string | undefined {
  const extents = [
    { what: 'fields', count: fieldsOf(items).size, limit: FIELDS },
    { what: 'tests', count: testsIn(condition, testsBySelection(selections)), limit: LIMITS.TRACE.value },
    { what: 'states', count: sum(regexes, statesOf), limit: SECTIONS.NfaStates.limit },
    { what: 'jumps', count: sum(regexes, jumpsOf), limit: SECTIONS.Jumps.limit },
    { what: 'transitions', count: sum(regexes, transitionsOf), limit: SECTIONS.Transitions.limit },
  ];
  const excess = extents.find(({ count, limit }) => count > limit);
  return excess && `it has ${excess.count} ${excess.what}, at most ${excess.limit} are possible`;
}

function fieldsOf(items: readonly Item[]): ReadonlySet<string> {
  const others = items.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'field' ? value.field : [])));
  return new Set([...items.flatMap(({ field }) => field ?? []), ...others]);
}

/** The values of each selection, every spelling of one counted. */
function testsBySelection(selections: ReadonlyMap<string, Selection>): ReadonlyMap<string, number> {
  return new Map([...selections].map(([name, selection]) => [name, testsOf(selection)]));
}

function testsOf(selection: Selection | Item): number {
  switch (selection.kind) {
    case 'item':
      return sum(selection.values, (value) => (value.kind === 'text' ? value.alternatives.length : 1));
    case 'all':
      return sum(selection.items, testsOf);
    case 'any':
      return sum(selection.members, testsOf);
  }
}

/** A selection counts as often as the condition names it. */
function testsIn(condition: Condition, tests: ReadonlyMap<string, number>): number {
  switch (condition.kind) {
    case 'selection':
      return tests.get(condition.name)!;
    case 'of':
      return sum(condition.names, (name) => tests.get(name)!);
    case 'not':
      return testsIn(condition.operand, tests);
    default:
      return sum(condition.operands, (operand) => testsIn(operand, tests));
  }
}

function statesOf({ automaton }: CompiledRegex): number {
  return automaton.kind === 'nfa' ? automaton.states.length : 0;
}

function jumpsOf({ automaton }: CompiledRegex): number {
  return automaton.kind === 'positions' ? automaton.jumps.length : 0;
}

function transitionsOf({ automaton }: CompiledRegex): number {
  return automaton.kind === 'dfa' ? automaton.transitions.length : 0;
}

function sum<T>(all: readonly T[], count: (one: T) => number): number {
  return all.reduce((total, one) => total + count(one), 0);
}
