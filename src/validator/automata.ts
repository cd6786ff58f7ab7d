/**
 * Predicates and automata: that a predicate has what its kind needs, that one that lookups find is found, and that no
 * automaton leaves its states.
 */
import type { ContentView } from '../content/view.js';
import { ASSERTIONS, AUTOMATA, KEYWORDS, LIMITS, NFA_STATES, NONE, PREDICATES } from '../format/layout.js';
import type { RecordIn } from '../format/records.js';
import type { Rejection } from './rejection.js';
import { kindsOf, setOf } from './sets.js';

export function checkPredicates({ count, column, pairs }: ContentView): Rejection | undefined {
  const found = new Uint8Array(count('Predicates'));
  const entries = column('Entries', 'predicate');
  for (let entry = 0; entry < entries.length; entry++) found[entries[entry]!] = 1;
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
  const tables = tablesOf(content);
  for (let index = 0; index < content.count('Automata'); index++) {
    const automaton = content.record('Automata', index);
    const rejection = CHECKS.get(automaton.kind)!(tables, automaton);
    if (rejection) return { section: 'Automata', index, ...rejection };
  }
  return undefined;
}

type Automaton = RecordIn<'Automata'>;

/** What automata are made of, in columns. */
interface Tables {
  readonly classes: Uint32Array;
  readonly transitions: Uint32Array;
  readonly kind: Uint32Array;
  readonly low: Uint32Array;
  readonly next: Uint32Array;
  readonly other: Uint32Array;
  readonly jumpFirst: Uint32Array;
  readonly jumpWord: Uint32Array;
  readonly jumpCount: Uint32Array;
}

function tablesOf({ column }: ContentView): Tables {
  return {
    classes: column('Classes', 'value'),
    transitions: column('Transitions', 'value'),
    kind: column('NfaStates', 'kind'),
    low: column('NfaStates', 'low'),
    next: column('NfaStates', 'next'),
    other: column('NfaStates', 'other'),
    jumpFirst: column('Jumps', 'first'),
    jumpWord: column('Jumps', 'word'),
    jumpCount: column('Jumps', 'count'),
  };
}

function malformed(column: string, found: number): Rejection {
  return { code: 'AutomatonMalformed', column, found };
}

type Check = (tables: Tables, automaton: Automaton) => Rejection | undefined;

const CHECKS: ReadonlyMap<number, Check> = new Map([
  [AUTOMATA.Dfa.code, checkDfa],
  [AUTOMATA.Nfa.code, checkNfa],
  [AUTOMATA.Positions.code, checkPositions],
]);

/** A state is a row of the table; every number in a row is where a row begins. */
function checkDfa(tables: Tables, automaton: Automaton): Rejection | undefined {
  const { classCount, start, words, transitions, states, masks, jumps } = automaton;
  const width = classCount + 1;
  const count = transitions.count / width;
  const isRow = (at: number) => at < transitions.count && at % width === 0;
  const wrong = checkClasses(tables, automaton);
  if (wrong) return wrong;
  if (words > 0 || masks.count > 0 || jumps.count > 0) return malformed('words', words);
  if (!Number.isInteger(count) || count < 2 || states.count > 0) return malformed('transitions', transitions.count);
  if (!isRow(start)) return malformed('start', start);
  for (let at = transitions.first; at < transitions.first + transitions.count; at++)
    if (!isRow(tables.transitions[at]!)) return malformed('transitions', tables.transitions[at]!);
  return undefined;
}

/** Every byte has a class. */
function checkClasses(tables: Tables, { classCount, classes }: Automaton): Rejection | undefined {
  if (classes.count !== 256) return malformed('classes', classes.count);
  if (classCount < 1 || classCount > 256) return malformed('classCount', classCount);
  const wrongClass = tables.classes.subarray(classes.first, classes.first + 256).find((own) => own >= classCount);
  return wrongClass === undefined ? undefined : malformed('classes', wrongClass);
}

/** Three sets, three for each class and one for the end; no jump leaves the masks of a set. */
function checkPositions(tables: Tables, automaton: Automaton): Rejection | undefined {
  const { jumpFirst, jumpWord, jumpCount } = tables;
  const { words, classCount, start, transitions, states, masks, jumps } = automaton;
  const wrong = checkClasses(tables, automaton);
  if (wrong) return wrong;
  if (start > 0 || transitions.count > 0 || states.count > 0) return malformed('start', start);
  if (words < 1 || words > LIMITS.POSITION_WORDS.value) return malformed('words', words);
  if (masks.count < (3 * classCount + 4) * words) return malformed('masks', masks.count);
  if (jumps.count !== 64 * words) return malformed('jumps', jumps.count);
  for (let at = jumps.first; at < jumps.first + jumps.count; at++) {
    if (jumpWord[at]! + jumpCount[at]! > words) return malformed('jumps', jumpWord[at]!);
    if (jumpFirst[at]! + jumpCount[at]! > masks.count) return malformed('jumps', jumpFirst[at]!);
  }
  return undefined;
}

const KNOWN_ASSERTIONS = setOf(Object.values(ASSERTIONS).map(({ code }) => code));

function checkNfa({ kind, low, next, other }: Tables, automaton: Automaton): Rejection | undefined {
  const { classCount, start, words, classes, transitions, states, masks, jumps } = automaton;
  if (classCount > 0 || classes.count > 0 || transitions.count > 0) return malformed('classCount', classCount);
  if (words > 0 || masks.count > 0 || jumps.count > 0) return malformed('words', words);
  if (states.count > LIMITS.NFA_STATES.value) return malformed('states', states.count);
  if (start >= states.count) return malformed('start', start);
  for (let at = states.first; at < states.first + states.count; at++) {
    if (next[at]! >= states.count || other[at]! >= states.count)
      return malformed('states', Math.max(next[at]!, other[at]!));
    if (kind[at] === NFA_STATES.Assert.code && KNOWN_ASSERTIONS[low[at]!] !== 1) return malformed('states', low[at]!);
  }
  return undefined;
}
