/**
 * Positions: the automaton for expressions whose DFA would be too large, with a bit for each position.
 *
 * A position is a place where the expression takes a byte: V. M. Glushkov, "The Abstract Theory of Automata", 1961. Most are
 * followed by the next alone, so a set of them takes a byte by a shift and an intersection with those that the byte leads
 * to: G. Navarro, M. Raffinot, "Fast and Simple Character Classes and Bounded Gaps Pattern Matching", 2001. What follows
 * otherwise is a jump, and a position that may be repeated stays.
 *
 * Assertions are settled here: the bytes of a position are all of one side, so both sides of what lies between two
 * positions are known. The end of the text is one more class. A match that depends on what comes next is a position, too.
 */
import { LIMITS } from '../../format/layout.js';
import { byteKindsOf, type Side } from './byte-kinds.js';
import type { Program } from './program.js';
import { reachesMatch, walkOf } from './subset.js';

/** Of 64 positions a mask: two numbers, the lower half first. */
type Masks = readonly number[];

export interface Positions {
  readonly kind: 'positions';
  /** Masks of a set. */
  readonly words: number;
  readonly classes: Uint8Array;
  readonly classCount: number;
  /** See the column of the format. */
  readonly masks: Masks;
  /** By position: of the set that follows it `count` masks from `word` on, `first` in the masks. */
  readonly jumps: readonly { readonly first: number; readonly word: number; readonly count: number }[];
  /** Classes of bytes that can begin a match. */
  readonly begins: ReadonlySet<number>;
}

interface Position {
  /** Of bytes; the number of classes is that of the end of the text. */
  readonly classes: readonly number[];
  readonly found: boolean;
  /** Classes that it stays with. */
  stays: readonly number[];
  follow: readonly Position[];
  number: number;
}

/** Positions in the order they are reached, and by what stands before a place those where a search begins there. */
interface Graph {
  readonly positions: readonly Position[];
  readonly begins: ReadonlyMap<Side, readonly Position[]>;
}

/** Nodes that are looked at, which bounds the time. */
const STEPS = 2_000_000;

const BITS = 64;

/** Undefined when it is too large. */
export function positionsOf(program: Program): Positions | undefined {
  const { classes, classCount, sides } = byteKindsOf(program);
  const graph = graphOf(program);
  const positions = graph && withoutRepeats(graph);
  if (!positions || positions.length > BITS * LIMITS.POSITION_WORDS.value) return undefined;
  const words = Math.ceil(positions.length / BITS);
  const set = (members: readonly Position[]) => masksOf(members, 0, words);
  const led = (to: number) => set(positions.filter((one) => one.classes.includes(to)));
  const ofClass = (number: number) => [
    ...led(number),
    ...set(positions.filter(({ stays }) => stays.includes(number))),
    ...set(graph.begins.get(sides[number]!)!),
  ];
  const masks = [
    ...set(positions.filter(isChained)),
    ...set(positions.filter(({ found }) => found)),
    ...set(graph.begins.get('edge')!),
    ...sides.flatMap((_, number) => ofClass(number)),
    ...led(classCount),
  ];
  const jumps = Array.from({ length: BITS * words }, (_, number) => {
    const { word, to } = jumpOf(positions[number]);
    const first = masks.length / 2;
    for (const half of to) masks.push(half);
    return { first, word, count: to.length / 2 };
  });
  const begins = new Set([...graph.begins.values()].flatMap((first) => first.flatMap((position) => position.classes)));
  return { kind: 'positions', words, classes, classCount, masks, jumps, begins };
}

function graphOf(program: Program): Graph | undefined {
  const { nodes, entry } = program;
  const { classCount, classesOf, sides } = byteKindsOf(program);
  const walk = walkOf(program);
  const places: readonly Side[] = [...new Set(sides), 'edge'];
  const known = new Map<string, Position>();
  const nexts = new Map<Position, { readonly node: number; readonly side: Side }>();
  const at = (node: number | 'match', side: Side): Position => {
    const key = `${node} ${side}`;
    const before = known.get(key);
    if (before) return before;
    const all = node === 'match' ? [...sides.keys()] : classesOf[nodes[node]!.value]!;
    const own = side === 'edge' ? [classCount] : all.filter((number) => sides[number] === side);
    const made: Position = { classes: own, found: node === 'match', stays: [], follow: [], number: -1 };
    known.set(key, made);
    if (node !== 'match') nexts.set(made, { node: nodes[node]!.next, side });
    return made;
  };
  const reached = (node: number, before: Side): Position[] =>
    places.flatMap((after) => {
      if (reachesMatch(walk, Uint16Array.of(node), 1, before, after)) return [at('match', after)];
      if (after === 'edge') return [];
      return Array.from(walk.members.subarray(0, walk.count), (member) => at(member, after));
    });
  const begins = new Map(places.map((side) => [side, reached(entry, side)] as const));
  const positions = new Set<Position>();
  const pending = [...begins.values()].flat();
  while (pending.length > 0) {
    const position = pending.pop()!;
    if (positions.has(position)) continue;
    positions.add(position);
    const next = nexts.get(position);
    if (next) position.follow = reached(next.node, next.side);
    pending.push(...position.follow);
    if (walk.steps > STEPS) return undefined;
  }
  return { positions: [...positions], begins };
}

/**
 * A position that follows itself stays instead. So does one that leads to such a one which nothing else leads to and which
 * leads where it leads itself, as the bytes that continue a code point do: then the other is left out.
 */
function withoutRepeats({ positions, begins }: Graph): readonly Position[] {
  for (const one of positions) {
    if (!one.follow.includes(one)) continue;
    one.stays = one.classes;
    one.follow = one.follow.filter((next) => next !== one);
  }
  const leading = new Map<Position, number>();
  for (const next of [...begins.values(), ...positions.map(({ follow }) => follow)].flat())
    leading.set(next, (leading.get(next) ?? 0) + 1);
  const left = new Set(positions);
  for (const one of positions) {
    const twin = one.stays.length === 0 && one.follow.find((next) => leading.get(next) === 1 && isTwin(one, next));
    if (!twin) continue;
    one.stays = twin.stays;
    one.follow = twin.follow;
    left.delete(twin);
  }
  return [...left].map((one, number) => Object.assign(one, { number }));
}

function isTwin({ follow }: Position, next: Position): boolean {
  const others = follow.filter((one) => one !== next);
  return (
    next.stays.length > 0 &&
    others.length === next.follow.length &&
    next.follow.length > 0 &&
    others.every((one) => next.follow.includes(one))
  );
}

function isChained({ follow, number }: Position): boolean {
  return follow.length === 1 && follow[0]!.number === number + 1;
}

function jumpOf(position: Position | undefined): { readonly word: number; readonly to: Masks } {
  if (!position || position.follow.length === 0 || isChained(position)) return { word: 0, to: [] };
  const words = position.follow.map(({ number }) => Math.floor(number / BITS));
  const word = Math.min(...words);
  return { word, to: masksOf(position.follow, word, Math.max(...words) + 1) };
}

/** The masks `from` to `end` of a set. */
function masksOf(members: readonly Position[], from: number, end: number): Masks {
  const masks = new Uint32Array(2 * (end - from));
  for (const { number } of members) masks[(number >> 5) - 2 * from]! |= 1 << (number & 31);
  return [...masks];
}
