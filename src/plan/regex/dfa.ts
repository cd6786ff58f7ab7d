/**
 * DFA: the automaton the core runs with one look at a table for each byte.
 *
 * Subset construction. A state is the nodes a search can be in, those that wait for an assertion about the next byte
 * among them, and what stands before it where one of those asks. The search may begin anywhere, so the entry is added
 * at every byte. A match is final as soon as it is certain.
 */
import { type ByteKinds, byteKindsOf, type Side } from './byte-kinds.js';
import type { Program } from './program.js';
import {
  hashOf,
  holdsSubset,
  mix,
  reachesMatch,
  type Subset,
  subsetOf,
  takesByte,
  type Walk,
  walkOf,
} from './subset.js';

/** No match any more, whatever follows. */
export const DEAD = 0;
/** A match has been found, whatever follows. */
export const FOUND = 1;

export interface DfaLimits {
  /** Before minimisation. */
  readonly states: number;
  /** Nodes looked at by the construction: what bounds its time. */
  readonly steps: number;
}

/** States before minimisation; `ends` says which of them match where the text ends. */
export interface StateTable {
  readonly classes: Uint8Array;
  readonly classCount: number;
  /** By state, then by class. */
  readonly transitions: readonly number[];
  readonly ends: readonly boolean[];
  readonly start: number;
}

interface Construction {
  readonly kinds: ByteKinds;
  readonly walk: Walk;
  /** States by the hash of their subsets. */
  readonly numbers: Map<number, number[]>;
  readonly subsets: Subset[];
  /** By class: the nodes it leads to, as many as `moved` says. */
  readonly moves: readonly Uint16Array[];
  readonly moved: Uint32Array;
  /** By class: a hash of those nodes. */
  readonly prints: Int32Array;
}

/** Undefined when a limit is passed. */
export function determinise(program: Program, limits: DfaLimits): StateTable | undefined {
  const construction = begin(program);
  const { kinds, walk, subsets } = construction;
  const start = follow(construction, Uint16Array.of(program.entry), 1, 'edge');
  const transitions: number[] = [DEAD, FOUND].flatMap((state) => new Array<number>(kinds.classCount).fill(state));
  const ends = [false, true];
  for (let state = FOUND + 1; state < subsets.length; state++) {
    const subset = subsets[state]!;
    addTransitions(construction, collectMoves(construction, subset), transitions);
    ends.push(subset.waits && resolves(walk, subset, 'edge'));
    if (subsets.length > limits.states || walk.steps > limits.steps) return undefined;
  }
  return { classes: kinds.classes, classCount: kinds.classCount, transitions, ends, start };
}

const NOWHERE: Subset = { nodes: new Uint16Array(0), waits: false, before: 'other' };

/** The search may begin behind any byte, so the entry is the first move of every class. */
function begin(program: Program): Construction {
  const kinds = byteKindsOf(program);
  return {
    kinds,
    walk: walkOf(program),
    numbers: new Map(),
    subsets: [NOWHERE, NOWHERE],
    moves: kinds.sides.map(() => new Uint16Array(program.nodes.length + 1).fill(program.entry, 0, 1)),
    moved: new Uint32Array(kinds.classCount),
    prints: new Int32Array(kinds.classCount),
  };
}

/** One for each class. Most classes lead where another one does: the gap in `a.{9}b` halves the time with that. */
function addTransitions(construction: Construction, found: ReadonlySet<Side>, transitions: number[]): void {
  const { kinds, walk, moves, moved, prints } = construction;
  const row = transitions.length;
  const known = new Map<number, number>();
  for (let number = 0; number < kinds.classCount; number++) {
    const side = kinds.sides[number]!;
    const twin = known.get(prints[number]!);
    walk.steps += moved[number]!;
    if (found.has(side)) transitions.push(FOUND);
    else if (twin !== undefined && isTwin(construction, twin, number)) transitions.push(transitions[row + twin]!);
    else {
      known.set(prints[number]!, number);
      transitions.push(follow(construction, moves[number]!, moved[number]!, side));
    }
  }
}

function isTwin({ kinds, moves, moved }: Construction, one: number, other: number): boolean {
  if (kinds.sides[one] !== kinds.sides[other] || moved[one] !== moved[other]) return false;
  const [ones, others] = [moves[one]!, moves[other]!];
  for (let at = 0; at < moved[one]!; at++) if (ones[at] !== others[at]) return false;
  return true;
}

/** Collects where each class leads; those on the sides returned have matched before they are taken. */
function collectMoves(construction: Construction, subset: Subset): ReadonlySet<Side> {
  const { kinds, walk, moved, prints } = construction;
  const found = new Set<Side>();
  moved.fill(1);
  prints.fill(0);
  if (!subset.waits) addMoves(construction, subset.nodes, subset.nodes.length, undefined);
  else {
    for (const side of new Set(kinds.sides)) {
      if (resolves(walk, subset, side)) found.add(side);
      else addMoves(construction, walk.members, walk.count, side);
    }
  }
  return found;
}

/** For the classes on `side`, or all. */
function addMoves(construction: Construction, nodes: Uint16Array, count: number, side: Side | undefined): void {
  const { kinds, walk, moves, moved, prints } = construction;
  const { classesOf, sides } = kinds;
  for (let at = 0; at < count; at++) {
    const node = nodes[at]!;
    if (!takesByte(walk, node)) continue;
    const next = walk.next[node]!;
    for (const number of classesOf[walk.values[node]!]!) {
      if (side !== undefined && sides[number] !== side) continue;
      moves[number]![moved[number]!++] = next;
      prints[number] = mix(prints[number]!, next);
    }
  }
}

/** Whether the subset has matched, once it is known what comes next. */
function resolves(walk: Walk, { nodes, before }: Subset, after: Side): boolean {
  return reachesMatch(walk, nodes, nodes.length, before, after);
}

/** The state for being at the first `count` of `starts` behind `before`. */
function follow({ walk, numbers, subsets }: Construction, starts: Uint16Array, count: number, before: Side): number {
  if (reachesMatch(walk, starts, count, before, undefined)) return FOUND;
  const hash = hashOf(walk);
  const alike = numbers.get(hash);
  const known = alike?.find((state) => holdsSubset(walk, before, subsets[state]!));
  if (known !== undefined) return known;
  if (alike) alike.push(subsets.length);
  else numbers.set(hash, [subsets.length]);
  return subsets.push(subsetOf(walk, before)) - 1;
}
