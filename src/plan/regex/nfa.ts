/**
 * NFA: the automaton for expressions whose DFA would be too large and which have too many positions for bits.
 *
 * The core keeps the set of states it is in, adds the entry before every byte and once more at the end, and follows
 * Split and Assert as soon as a state is added. Each byte costs at most one step for each state.
 */
import type { Program } from './program.js';

export interface Nfa {
  readonly kind: 'nfa';
  readonly states: readonly NfaState[];
  readonly entry: number;
}

export interface NfaState {
  readonly op: 'Range' | 'Split' | 'Assert' | 'Accept';
  /** Range: the lowest byte. Assert: the index in ASSERTIONS. */
  readonly low: number;
  /** Range: the highest byte, below `low` where no byte will do. */
  readonly high: number;
  readonly next: number;
  /** Split: the second way. */
  readonly other: number;
}

/** Only what is reached from the entry, which is 0, in the order it is reached. */
export function nfaOf({ nodes, sets, entry }: Program): Nfa {
  const numbers = new Map<number, number>();
  const order: number[] = [];
  const sizes = nodes.map(({ op, value }) => (op === 'Bytes' ? Math.max(1, 2 * sets[value]!.length - 1) : 1));
  const pending = [entry];
  let count = 0;
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (numbers.has(node)) continue;
    numbers.set(node, count);
    order.push(node);
    count += sizes[node]!;
    const { op, next, other } = nodes[node]!;
    if (op === 'Split') pending.push(other);
    if (op !== 'Accept') pending.push(next);
  }
  const states: NfaState[] = [];
  for (const node of order) {
    const { op, value, next, other } = nodes[node]!;
    const to = numbers.get(next) ?? 0;
    if (op === 'Bytes') pushRanges(states, sets[value]!, to);
    else states.push({ op, low: value, high: 0, next: to, other: op === 'Split' ? numbers.get(other)! : 0 });
  }
  return { kind: 'nfa', states, entry: 0 };
}

/** A Range for each range, with a Split before all but the last. */
function pushRanges(states: NfaState[], bytes: Program['sets'][number], next: number): void {
  if (bytes.length === 0) states.push({ op: 'Range', low: 1, high: 0, next, other: 0 });
  bytes.forEach(([low, high], index) => {
    const at = states.length;
    if (index < bytes.length - 1) states.push({ op: 'Split', low: 0, high: 0, next: at + 1, other: at + 2 });
    states.push({ op: 'Range', low, high, next, other: 0 });
  });
}
