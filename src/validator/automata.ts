/**
 * Predicates and automata: that a predicate has what its kind needs, that one that lookups find is found, and that no
 * automaton leaves its states.
 */
import type { ContentView } from '../content/view.js';
import { ASSERTIONS, AUTOMATA, KEYWORDS, LIMITS, NFA_STATES, NONE, PREDICATES } from '../format/layout.js';
import { nameOf, type RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkPredicates(content: ContentView): Rejection | undefined {
  const found = new Uint8Array(content.count('Predicates'));
  for (let index = 0; index < content.count('Entries'); index++) found[content.record('Entries', index).predicate] = 1;
  for (let index = 0; index < content.count('Predicates'); index++) {
    const predicate = content.record('Predicates', index);
    const rejection = checkOperands(predicate);
    if (rejection) return { ...rejection, section: 'Predicates', index };
    if (predicate.indexed !== found[index])
      return {
        code: 'PredicateUnreachable',
        section: 'Predicates',
        index,
        found: found[index]!,
        expected: predicate.indexed,
      };
  }
  return undefined;
}

const codes = (...names: readonly (keyof typeof PREDICATES)[]) => names.map((name) => PREDICATES[name].code as number);

/** Kinds that are about a field, not about a value. */
const ABOUT_FIELD = codes('Null', 'Exists', 'FieldEquals', 'FieldPrefix', 'FieldSuffix', 'FieldContains');
const WITH_OTHER = codes('FieldEquals', 'FieldPrefix', 'FieldSuffix', 'FieldContains');
const NETWORK_BYTES = [5, 17];

function checkOperands(predicate: RecordIn<'Predicates'>): Rejection | undefined {
  const { kind, field, automaton, other, literal } = predicate;
  const wrong = (column: string): Rejection => ({ code: 'PredicateMalformed', column, found: kind });
  if (field === KEYWORDS && ABOUT_FIELD.includes(kind)) return wrong('field');
  if ((kind === PREDICATES.Regex.code) !== (automaton !== NONE)) return wrong('automaton');
  if (WITH_OTHER.includes(kind) !== (other !== NONE)) return wrong('other');
  return kind === PREDICATES.Cidr.code && !NETWORK_BYTES.includes(literal.length) ? wrong('literal') : undefined;
}

export function checkAutomata(content: ContentView): Rejection | undefined {
  for (let index = 0; index < content.count('Automata'); index++) {
    const automaton = content.record('Automata', index);
    const isDfa = automaton.kind === AUTOMATA.Dfa.code;
    const rejection = isDfa ? checkDfa(content, automaton) : checkNfa(content, automaton);
    if (rejection) return { section: 'Automata', index, ...rejection };
  }
  return undefined;
}

type Automaton = RecordIn<'Automata'>;

/** A state is a row of the table; every number in a row is a state, every class a column but the last. */
function checkDfa(
  { record }: ContentView,
  { classCount, start, classes, transitions, states }: Automaton,
): Rejection | undefined {
  const malformed = (column: string, found: number): Rejection => ({ code: 'AutomatonMalformed', column, found });
  const count = transitions.count / (classCount + 1);
  if (classes.count !== 256) return malformed('classes', classes.count);
  if (classCount < 1 || classCount > 256) return malformed('classCount', classCount);
  if (!Number.isInteger(count) || count < 2 || states.count > 0) return malformed('transitions', transitions.count);
  if (start >= count) return malformed('start', start);
  for (let at = 0; at < 256; at++) {
    const { value } = record('Classes', classes.first + at);
    if (value >= classCount) return malformed('classes', value);
  }
  for (let at = 0; at < transitions.count; at++) {
    const { value } = record('Transitions', transitions.first + at);
    if (value >= count) return malformed('transitions', value);
  }
  return undefined;
}

function checkNfa(
  { record }: ContentView,
  { classCount, start, classes, transitions, states }: Automaton,
): Rejection | undefined {
  const malformed = (column: string, found: number): Rejection => ({ code: 'AutomatonMalformed', column, found });
  if (classCount > 0 || classes.count > 0 || transitions.count > 0) return malformed('classCount', classCount);
  if (states.count > LIMITS.NFA_STATES.value) return malformed('states', states.count);
  if (start >= states.count) return malformed('start', start);
  for (let at = 0; at < states.count; at++) {
    const { kind, low, next, other } = record('NfaStates', states.first + at);
    if (next >= states.count || other >= states.count) return malformed('states', Math.max(next, other));
    if (kind === NFA_STATES.Assert.code && nameOf(ASSERTIONS, low) === undefined) return malformed('states', low);
  }
  return undefined;
}
