/** Automata of a content file: each regular expression once, however many predicates run it. */
import { byteSetOf } from '../format/byte-set.js';
import { ASSERTIONS, AUTOMATA, LIMITS, NFA_STATES } from '../format/layout.js';
import type { Range, RecordOf } from '../format/records.js';
import type { NamedRegex } from './predicates.js';
import type { CompiledRegex } from './regex/compile.js';
import { FOUND } from './regex/dfa.js';
import type { Dfa } from './regex/minimise.js';
import type { Nfa, NfaState } from './regex/nfa.js';
import type { Positions } from './regex/positions.js';
import { ASSERTIONS as NAMES } from './regex/syntax.js';

const NOTHING: Range = { first: 0, count: 0 };

/** What a kind of automaton does not have. */
const EMPTY: RecordOf<'Automaton'> = {
  kind: 0,
  words: 0,
  classCount: 0,
  start: 0,
  shortest: 0,
  classes: NOTHING,
  transitions: NOTHING,
  states: NOTHING,
  masks: NOTHING,
  jumps: NOTHING,
  leaves: NOTHING,
};

export class Automata {
  readonly #numbers = new Map<string, number>();
  readonly #classes: number[] = [];
  readonly #automata: RecordOf<'Automaton'>[] = [];
  readonly #transitions: number[] = [];
  readonly #states: RecordOf<'NfaState'>[] = [];
  readonly #masks: RecordOf<'Mask'>[] = [];
  readonly #jumps: RecordOf<'Jump'>[] = [];
  readonly #leaves: number[] = [];

  /** The number of the automaton of a regular expression, new or known. */
  add({ name, compiled }: NamedRegex): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const { automaton, shortest } = compiled;
    const number = this.#automata.push({ ...EMPTY, ...this.#rowOf(automaton), shortest }) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  get rows() {
    return {
      Automata: this.#automata,
      Classes: Uint8Array.from(this.#classes),
      Transitions: this.#transitions,
      NfaStates: this.#states,
      Masks: this.#masks,
      Jumps: this.#jumps,
      Leaves: this.#leaves,
    };
  }

  #rowOf(automaton: CompiledRegex['automaton']): Partial<RecordOf<'Automaton'>> {
    switch (automaton.kind) {
      case 'dfa':
        return this.#addDfa(automaton);
      case 'positions':
        return this.#addPositions(automaton);
      case 'nfa':
        return this.#addNfa(automaton);
    }
  }

  #addDfa({ classes, classCount, transitions, start, loops }: Dfa): Partial<RecordOf<'Automaton'>> {
    const width = classCount + 1;
    const leaves = Array.from({ length: loops }, (_, loop) => {
      const own = loop + FOUND + 1;
      const next = (state: number, byte: number) => transitions[state * width + classes[byte]!]!;
      const shows = showsOf(own, transitions, width);
      return [...byteSetOf((byte) => next(own, byte) !== own), ...byteSetOf((byte) => shows.has(classes[byte]!))];
    });
    return {
      kind: AUTOMATA.Dfa.code,
      classCount,
      start: start * width,
      classes: append(this.#classes, classes),
      transitions: append(
        this.#transitions,
        transitions.map((state) => state * width),
      ),
      leaves: append(this.#leaves, leaves.flat()),
    };
  }

  #addPositions({ words, classes, classCount, masks, jumps, begins }: Positions): Partial<RecordOf<'Automaton'>> {
    return {
      kind: AUTOMATA.Positions.code,
      words,
      classCount,
      classes: append(this.#classes, classes),
      masks: append(this.#masks, maskRows(masks)),
      jumps: append(this.#jumps, jumps),
      leaves: append(
        this.#leaves,
        byteSetOf((byte) => begins.has(classes[byte]!)),
      ),
    };
  }

  #addNfa({ states, entry }: Nfa): Partial<RecordOf<'Automaton'>> {
    return { kind: AUTOMATA.Nfa.code, start: entry, states: append(this.#states, states.map(stateRow)) };
  }
}

/** The classes behind which it shows that the byte before led a state elsewhere; all where that would be much to tell. */
function showsOf(own: number, transitions: ArrayLike<number>, width: number): ReadonlySet<number> {
  const all = Array.from({ length: width - 1 }, (_, one) => one);
  const next = (state: number, one: number) => transitions[state * width + one]!;
  const leaving = all.map((one) => next(own, one)).filter((state) => state !== own);
  if (leaving.length > LIMITS.LEAVING.value || leaving.includes(FOUND)) return new Set(all);
  return new Set(all.filter((one) => leaving.some((state) => next(state, one) !== next(own, one))));
}

function maskRows(masks: readonly number[]): RecordOf<'Mask'>[] {
  return Array.from({ length: masks.length / 2 }, (_, at) => ({ low: masks[2 * at]!, high: masks[2 * at + 1]! }));
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
