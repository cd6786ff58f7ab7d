/**
 * Minimisation: the smallest table that gives the same answers, and always the same one for the same expression.
 *
 * Hopcroft's refinement: states are apart when one matches at the end of the text and the other does not, and stay
 * together while every class leads both to one block. Then byte classes that lead everywhere alike are joined and
 * numbered by their lowest byte, and states as a walk from the start in the order of the classes meets them, those first
 * that stay on many bytes.
 */
import { DEAD, FOUND, type StateTable } from './dfa.js';

export interface Dfa {
  readonly kind: 'dfa';
  /** The class of each byte. */
  readonly classes: Uint8Array;
  /** Classes of bytes; one more, the last, stands for the end of the text. */
  readonly classCount: number;
  /** By state, then by class. State 0 never matches any more, state 1 has matched; both are always there. */
  readonly transitions: Uint16Array;
  readonly start: number;
  /** How many states from the third on stay on many bytes: those stand first. */
  readonly loops: number;
}

/** States that are counted as such, at most; and the bytes on which such a state stays, at least. */
const LOOPS = 32;
const LOOP_BYTES = 32;

export function minimise(table: StateTable): Dfa {
  return numberStates(joinClasses(table, refine(table)));
}

/** A partition of the states; the states of a block stand side by side in `order`. */
interface Partition {
  readonly order: Uint32Array;
  /** By state: its place in the order, its block. */
  readonly place: Uint32Array;
  readonly block: Uint32Array;
  /** By block: where it begins, where it ends, how many of its states are marked, at its front. */
  readonly from: number[];
  readonly end: number[];
  readonly marked: number[];
}

/** The block of each state. */
function refine({ classCount, transitions, ends }: StateTable): Uint32Array {
  const count = ends.length;
  const partition = partitionBy(ends);
  const sources = sourcesOf(transitions, classCount, count);
  const waiting = partition.from.map((_, block) => block);
  const waits = new Set(waiting);
  const touched: number[] = [];
  while (waiting.length > 0) {
    const splitter = waiting.pop()!;
    waits.delete(splitter);
    const states = partition.order.slice(partition.from[splitter], partition.end[splitter]);
    for (let number = 0; number < classCount; number++) {
      for (const state of states) {
        const key = number * count + state;
        for (let at = sources.from[key]!; at < sources.from[key + 1]!; at++)
          mark(partition, sources.states[at]!, touched);
      }
      for (const block of touched) {
        const fresh = splitMarked(partition, block);
        if (fresh === undefined) continue;
        const smaller = sizeOf(partition, fresh) < sizeOf(partition, block) ? fresh : block;
        const added = waits.has(block) ? fresh : smaller;
        waits.add(added);
        waiting.push(added);
      }
      touched.length = 0;
    }
  }
  return partition.block;
}

/** Two blocks: the states that match at the end of the text, and the others. */
function partitionBy(ends: readonly boolean[]): Partition {
  const states = ends.map((_, state) => state);
  const others = states.filter((state) => !ends[state]);
  const order = Uint32Array.from([...others, ...states.filter((state) => ends[state])]);
  const place = new Uint32Array(ends.length);
  order.forEach((state, at) => {
    place[state] = at;
  });
  const block = Uint32Array.from(ends, Number);
  return { order, place, block, from: [0, others.length], end: [others.length, ends.length], marked: [0, 0] };
}

/** The states that each class leads to each state from, one list after the other. */
function sourcesOf(transitions: readonly number[], classCount: number, count: number) {
  const keys = new Uint32Array(transitions.length);
  const from = new Uint32Array(classCount * count + 1);
  for (let at = 0; at < keys.length; at++) {
    keys[at] = (at % classCount) * count + transitions[at]!;
    from[keys[at]! + 1]!++;
  }
  for (let key = 0; key < classCount * count; key++) from[key + 1]! += from[key]!;
  const states = new Uint32Array(keys.length);
  const free = from.slice();
  for (let at = 0; at < keys.length; at++) states[free[keys[at]!]!++] = Math.floor(at / classCount);
  return { from, states };
}

function mark({ order, place, block, from, marked }: Partition, state: number, touched: number[]): void {
  const own = block[state]!;
  const free = from[own]! + marked[own]!;
  if (place[state]! < free) return;
  if (marked[own] === 0) touched.push(own);
  const moved = order[free]!;
  order[place[state]!] = moved;
  place[moved] = place[state]!;
  order[free] = state;
  place[state] = free;
  marked[own]!++;
}

/** The block that the marked states make from now on; undefined when they are all of theirs. */
function splitMarked({ order, block, from, end, marked }: Partition, own: number): number | undefined {
  const middle = from[own]! + marked[own]!;
  marked[own] = 0;
  if (middle === end[own]) return undefined;
  const fresh = from.push(from[own]!) - 1;
  end.push(middle);
  marked.push(0);
  from[own] = middle;
  for (let at = from[fresh]!; at < middle; at++) block[order[at]!] = fresh;
  return fresh;
}

function sizeOf({ from, end }: Partition, block: number): number {
  return end[block]! - from[block]!;
}

/** Blocks as states, with the classes that lead everywhere alike joined. */
interface Blocks {
  readonly classes: Uint8Array;
  /** By class: the block each block leads to. */
  readonly columns: readonly Uint32Array[];
  readonly dead: number;
  readonly found: number;
  readonly start: number;
  /** By block: whether it matches at the end of the text. */
  readonly ends: readonly boolean[];
}

function joinClasses({ classes, classCount, transitions, ends, start }: StateTable, block: Uint32Array): Blocks {
  const blockEnds: boolean[] = [];
  const columns = Array.from({ length: classCount }, () => new Uint32Array(ends.length));
  ends.forEach((matches, state) => {
    if (blockEnds[block[state]!] !== undefined) return;
    blockEnds[block[state]!] = matches;
    for (let at = 0; at < classCount; at++) columns[at]![block[state]!] = block[transitions[state * classCount + at]!]!;
  });
  // each class as the first that leads everywhere alike
  const firsts: number[] = [];
  const numbers = columns.map((column, number) => {
    const alike = firsts.find((first) => isAlike(columns[first]!, column, blockEnds.length)) ?? number;
    if (alike === number) firsts.push(number);
    return alike;
  });
  const joinedClasses = classes.map((own) => numbers[own]!);
  const used = [...new Set(joinedClasses)];
  return {
    classes: joinedClasses.map((own) => used.indexOf(own)),
    columns: used.map((own) => columns[own]!),
    dead: block[DEAD]!,
    found: block[FOUND]!,
    start: block[start]!,
    ends: blockEnds,
  };
}

function isAlike(one: Uint32Array, other: Uint32Array, count: number): boolean {
  for (let at = 0; at < count; at++) if (one[at] !== other[at]) return false;
  return true;
}

function numberStates(blocks: Blocks): Dfa {
  const { classes, columns, start, ends } = blocks;
  const met = walk(blocks);
  const loops = met.filter((block) => staysOn(blocks, block) >= LOOP_BYTES).slice(0, LOOPS);
  const ordered = [blocks.dead, blocks.found, ...loops, ...met.filter((block) => !loops.includes(block))];
  const numbers = new Map(ordered.map((block, number) => [block, number]));
  const transitions = ordered.flatMap((block) => [
    ...columns.map((column) => numbers.get(column[block]!)!),
    ends[block] ? FOUND : DEAD,
  ]);
  return {
    kind: 'dfa',
    classes,
    classCount: columns.length,
    transitions: Uint16Array.from(transitions),
    start: numbers.get(start)!,
    loops: loops.length,
  };
}

/** The blocks that are met from the start, but the two that are always there. */
function walk({ columns, dead, found, start }: Blocks): readonly number[] {
  const met = new Set([dead, found, start]);
  // a set visits what is added on the way
  for (const block of met) for (const column of columns) met.add(column[block]!);
  return [...met].filter((block) => block !== dead && block !== found);
}

/** Bytes on which a block leads to itself. */
function staysOn({ classes, columns }: Blocks, block: number): number {
  return classes.reduce((bytes, own) => bytes + Number(columns[own]![block] === block), 0);
}
