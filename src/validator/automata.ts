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
    const rejection = CHECKS.get(automaton.kind)!(content, automaton, tables);
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

type Check = (content: ContentView, automaton: Automaton, tables: Tables) => Rejection | undefined;

const malformed = (column: string, found: number): Rejection => ({ code: 'AutomatonMalformed', column, found });

const CHECKS: ReadonlyMap<number, Check> = new Map([
  [AUTOMATA.Dfa.code, checkDfa],
  [AUTOMATA.Nfa.code, checkNfa],
  [AUTOMATA.Positions.code, checkPositions],
]);

/** A state is a row of the table; every number in a row is where a row begins. */
function checkDfa(_: ContentView, automaton: Automaton, tables: Tables): Rejection | undefined {
  const { classCount, start, words, transitions, states, masks, jumps } = automaton;
  const width = classCount + 1;
  const count = transitions.count / width;
  const isRow = (at: number) => at < transitions.count && at % width === 0;
  const wrong = checkClasses(automaton, tables);
  if (wrong) return wrong;
  if (words > 0 || masks.count > 0 || jumps.count > 0) return malformed('words', words);
  if (!Number.isInteger(count) || count < 2 || states.count > 0) return malformed('transitions', transitions.count);
  if (!isRow(start)) return malformed('start', start);
  for (let at = transitions.first; at < transitions.first + transitions.count; at++)
    if (!isRow(tables.transitions[at]!)) return malformed('transitions', tables.transitions[at]!);
  return undefined;
}

/** Every byte has a class. */
function checkClasses({ classCount, classes }: Automaton, tables: Tables): Rejection | undefined {
  if (classes.count !== 256) return malformed('classes', classes.count);
  if (classCount < 1 || classCount > 256) return malformed('classCount', classCount);
  const wrongClass = tables.classes.subarray(classes.first, classes.first + 256).find((own) => own >= classCount);
  return wrongClass === undefined ? undefined : malformed('classes', wrongClass);
}

/** Three sets, three for each class and one for the end; no jump leaves the masks of a set. */
function checkPositions({ record }: ContentView, automaton: Automaton, tables: Tables): Rejection | undefined {
  const { words, classCount, start, transitions, states, masks, jumps } = automaton;
  const wrong = checkClasses(automaton, tables);
  if (wrong) return wrong;
  if (start > 0 || transitions.count > 0 || states.count > 0) return malformed('start', start);
  if (words < 1 || words > LIMITS.POSITION_WORDS.value) return malformed('words', words);
  if (masks.count < (3 * classCount + 4) * words) return malformed('masks', masks.count);
  if (jumps.count !== 64 * words) return malformed('jumps', jumps.count);
  for (let at = jumps.first; at < jumps.first + jumps.count; at++) {
    const { first, word, count } = record('Jumps', at);
    if (word + count > words) return malformed('jumps', word);
    if (first + count > masks.count) return malformed('jumps', first);
  }
  return undefined;
}

function checkNfa({ record }: ContentView, automaton: Automaton): Rejection | undefined {
  const { classCount, start, words, classes, transitions, states, masks, jumps } = automaton;
  if (classCount > 0 || classes.count > 0 || transitions.count > 0) return malformed('classCount', classCount);
  if (words > 0 || masks.count > 0 || jumps.count > 0) return malformed('words', words);
  if (states.count > LIMITS.NFA_STATES.value) return malformed('states', states.count);
  if (start >= states.count) return malformed('start', start);
  for (let at = 0; at < states.count; at++) {
    const { kind, low, next, other } = record('NfaStates', states.first + at);
    if (next >= states.count || other >= states.count) return malformed('states', Math.max(next, other));
    if (kind === NFA_STATES.Assert.code && nameOf(ASSERTIONS, low) === undefined) return malformed('states', low);
  }
  return undefined;
}
