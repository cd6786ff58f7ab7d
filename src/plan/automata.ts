/** Automata of a content file: each regular expression once, however many predicates run it. */
import { ASSERTIONS, AUTOMATA, NFA_STATES } from '../format/layout.js';
import type { Range, RecordOf } from '../format/records.js';
import type { NamedRegex } from './predicates.js';
import type { Dfa } from './regex/minimise.js';
import type { Nfa, NfaState } from './regex/nfa.js';
import { ASSERTIONS as NAMES } from './regex/syntax.js';

const NOTHING: Range = { first: 0, count: 0 };

export class Automata {
  readonly #numbers = new Map<string, number>();
  readonly #classes: number[] = [];
  readonly #automata: RecordOf<'Automaton'>[] = [];
  readonly #transitions: number[] = [];
  readonly #states: RecordOf<'NfaState'>[] = [];

  /** The number of the automaton of a regular expression, new or known. */
  add({ name, compiled }: NamedRegex): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const { automaton, shortest } = compiled;
    const row = automaton.kind === 'dfa' ? this.#addDfa(automaton) : this.#addNfa(automaton);
    const number = this.#automata.push({ ...row, shortest }) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  get rows() {
    return {
      Automata: this.#automata,
      Classes: Uint8Array.from(this.#classes),
      Transitions: this.#transitions,
      NfaStates: this.#states,
    };
  }

  #addDfa({ classes, classCount, transitions, start }: Dfa): Omit<RecordOf<'Automaton'>, 'shortest'> {
    return {
      kind: AUTOMATA.Dfa.code,
      reserved: 0,
      classCount,
      start,
      classes: append(this.#classes, classes),
      transitions: append(this.#transitions, transitions),
      states: NOTHING,
    };
  }

  #addNfa({ states, entry }: Nfa): Omit<RecordOf<'Automaton'>, 'shortest'> {
    return {
      kind: AUTOMATA.Nfa.code,
      reserved: 0,
      classCount: 0,
      start: entry,
      classes: NOTHING,
      transitions: NOTHING,
      states: append(this.#states, states.map(stateRow)),
    };
  }
}

function stateRow({ op, low, high, next, other }: NfaState): RecordOf<'NfaState'> {
  const lowest = op === 'Assert' ? ASSERTIONS[NAMES[low]!].code : low;
  return { kind: NFA_STATES[op].code, low: lowest, high, reserved: 0, next, other };
}

function append<T>(rows: T[], more: ArrayLike<T>): Range {
  const first = rows.length;
  for (let index = 0; index < more.length; index++) rows.push(more[index]!);
  return { first, count: more.length };
}
