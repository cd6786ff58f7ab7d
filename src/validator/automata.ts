/**
 * Predicates and automata: that a predicate has what its kind needs, that one that lookups find is found, and that no
 * automaton leaves its states.
 */
import type { ContentView } from '../content/view.js';
import { ASSERTIONS, AUTOMATA, KEYWORDS, LIMITS, NFA_STATES, NONE, PREDICATES } from '../format/layout.js';
import { nameOf, type RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';

export function checkPredicates({ count, column, pairs }: ContentView): Rejection | undefined {
  const found = new Uint8Array(count('Predicates'));
  for (const predicate of column('Entries', 'predicate')) found[predicate] = 1;
  const kinds = column('Predicates', 'kind');
  const fields = column('Predicates', 'field');
  const automata = column('Predicates', 'automaton');
  const others = column('Predicates', 'other');
  const indexed = column('Predicates', 'indexed');
  const lengths = pairs('Predicates', 'literal').count;
  for (let index = 0; index < found.length; index++) {
    const kind = kinds[index]!;
    const wrong = wrongOperand(kind, fields[index]!, automata[index]!, others[index]!, lengths[index]!);
    if (wrong) return { code: 'PredicateMalformed', column: wrong, found: kind, section: 'Predicates', index };
    if (indexed[index] !== found[index])
      return {
        code: 'PredicateUnreachable',
        section: 'Predicates',
        index,
        found: found[index]!,
        expected: indexed[index]!,
      };
  }
  return undefined;
}

/** By code, whether a kind is one of these. */
function kindsOf(...names: readonly (keyof typeof PREDICATES)[]): Uint8Array {
  const among = new Uint8Array(256);
  for (const name of names) among[PREDICATES[name].code] = 1;
  return among;
}

/** Kinds that are about a field, not about a value. */
const ABOUT_FIELD = kindsOf('Null', 'Exists', 'FieldEquals', 'FieldPrefix', 'FieldSuffix', 'FieldContains');
const WITH_OTHER = kindsOf('FieldEquals', 'FieldPrefix', 'FieldSuffix', 'FieldContains');
const NETWORK_BYTES = [5, 17];

/** The column that is not as the kind needs it. */
function wrongOperand(
  kind: number,
  field: number,
  automaton: number,
  other: number,
  literalBytes: number,
): string | undefined {
  if (field === KEYWORDS && ABOUT_FIELD[kind] === 1) return 'field';
  if ((kind === PREDICATES.Regex.code) !== (automaton !== NONE)) return 'automaton';
  if ((WITH_OTHER[kind] === 1) !== (other !== NONE)) return 'other';
  return kind === PREDICATES.Cidr.code && !NETWORK_BYTES.includes(literalBytes) ? 'literal' : undefined;
}

export function checkAutomata(content: ContentView): Rejection | undefined {
  const tables = { classes: content.column('Classes', 'value'), transitions: content.column('Transitions', 'value') };
  for (let index = 0; index < content.count('Automata'); index++) {
    const automaton = content.record('Automata', index);
    const isDfa = automaton.kind === AUTOMATA.Dfa.code;
    const rejection = isDfa ? checkDfa(tables, automaton) : checkNfa(content, automaton);
    if (rejection) return { section: 'Automata', index, ...rejection };
  }
  return undefined;
}

type Automaton = RecordIn<'Automata'>;

/** The numbers of all tables. */
interface Tables {
  readonly classes: Uint32Array;
  readonly transitions: Uint32Array;
}

/** A state is a row of the table; every number in a row is a state, every class a column but the last. */
function checkDfa(
  tables: Tables,
  { classCount, start, classes, transitions, states }: Automaton,
): Rejection | undefined {
  const malformed = (column: string, found: number): Rejection => ({ code: 'AutomatonMalformed', column, found });
  const count = transitions.count / (classCount + 1);
  if (classes.count !== 256) return malformed('classes', classes.count);
  if (classCount < 1 || classCount > 256) return malformed('classCount', classCount);
  if (!Number.isInteger(count) || count < 2 || states.count > 0) return malformed('transitions', transitions.count);
  if (start >= count) return malformed('start', start);
  const wrongClass = tables.classes.subarray(classes.first, classes.first + 256).find((own) => own >= classCount);
  if (wrongClass !== undefined) return malformed('classes', wrongClass);
  for (let at = transitions.first; at < transitions.first + transitions.count; at++)
    if (tables.transitions[at]! >= count) return malformed('transitions', tables.transitions[at]!);
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
