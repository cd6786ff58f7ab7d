/**
 * Subsets: the nodes of a program that a search can be in at one place, and how they are reached.
 *
 * The walk is the inner loop of determinisation: nodes are flat arrays, and a subset is collected in a bit set, which
 * yields it in order without sorting (the dot a thousand times made sorting nine tenths of the time).
 */
import { holds, looksBack, type Side } from './byte-kinds.js';
import type { Program, ProgramNode } from './program.js';

/** Nodes that take a byte and nodes that wait for an assertion about the next byte, in order. */
export interface Subset {
  readonly nodes: Uint16Array;
  readonly waits: boolean;
  /** What stands before the place; `other` where nothing waits. */
  readonly before: Side;
}

/** A program in flat arrays, and one walk over it at a time. */
export interface Walk {
  /** By node. */
  readonly ops: Uint8Array;
  readonly values: Uint16Array;
  readonly next: Uint16Array;
  readonly others: Uint16Array;
  /** By node: the last walk that came by. */
  readonly seen: Uint32Array;
  /** Nodes still to be visited: each visited one leaves at most two. */
  readonly pending: Uint16Array;
  /** A bit for each node of the subset; clear between walks. */
  readonly reached: Uint32Array;
  /** The last walk's subset, as many nodes as `count` says, and whether any of them waits. */
  readonly members: Uint16Array;
  count: number;
  waits: boolean;
  walks: number;
  /** Nodes looked at by all walks. */
  steps: number;
}

/** Codes of ops in a walk. */
const BYTES = 0;
const SPLIT = 1;
const ASSERT = 2;
const ACCEPT = 3;
const OPS: Readonly<Record<ProgramNode['op'], number>> = { Bytes: BYTES, Split: SPLIT, Assert: ASSERT, Accept: ACCEPT };

export function walkOf({ nodes }: Program): Walk {
  return {
    ops: Uint8Array.from(nodes, ({ op }) => OPS[op]),
    values: Uint16Array.from(nodes, ({ value }) => value),
    next: Uint16Array.from(nodes, ({ next }) => next),
    others: Uint16Array.from(nodes, ({ other }) => other),
    seen: new Uint32Array(nodes.length),
    pending: new Uint16Array(2 * nodes.length),
    reached: new Uint32Array((nodes.length + 31) >> 5),
    members: new Uint16Array(nodes.length),
    count: 0,
    waits: false,
    walks: 0,
    steps: 0,
  };
}

/** Whether a node of a subset takes a byte; otherwise it waits. */
export function takesByte({ ops }: Walk, node: number): boolean {
  return ops[node] === BYTES;
}

/**
 * Walks to what the first `count` of `starts` reach without a byte. Assertions about the next byte wait while `after`
 * is undefined. Whether a match is reached; if not, the walk holds the subset.
 */
export function reachesMatch(
  walk: Walk,
  starts: Uint16Array,
  count: number,
  before: Side,
  after: Side | undefined,
): boolean {
  const { ops, values, next, others, seen, pending, reached } = walk;
  const number = ++walk.walks;
  walk.count = 0;
  walk.waits = false;
  for (let at = 0, left = 0; at < count || left > 0; walk.steps++) {
    const node = left > 0 ? pending[--left]! : starts[at++]!;
    if (seen[node] === number) continue;
    seen[node] = number;
    const op = ops[node]!;
    if (op === ACCEPT) {
      reached.fill(0);
      return true;
    }
    const waits = op === ASSERT && after === undefined && !looksBack(values[node]!);
    if (op === BYTES || waits) {
      reached[node >> 5]! |= 1 << (node & 31);
      walk.count++;
      walk.waits ||= waits;
    } else if (op === SPLIT) {
      pending[left++] = others[node]!;
      pending[left++] = next[node]!;
    } else if (holds(values[node]!, before, after ?? 'other')) pending[left++] = next[node]!;
  }
  collect(walk);
  return false;
}

/** The nodes whose bits are set, in order; the bits are cleared. */
function collect({ reached, members, count }: Walk): void {
  let at = 0;
  for (let word = 0; at < count; word++) {
    let bits = reached[word]!;
    reached[word] = 0;
    for (; bits !== 0; bits &= bits - 1) members[at++] = word * 32 + 31 - Math.clz32(bits & -bits);
  }
}

/** The subset the walk holds. */
export function subsetOf({ members, count, waits }: Walk, before: Side): Subset {
  return { nodes: members.slice(0, count), waits, before: waits ? before : 'other' };
}

/** Whether the walk holds `subset`. */
export function holdsSubset({ members, count, waits }: Walk, before: Side, subset: Subset): boolean {
  if (subset.nodes.length !== count || subset.before !== (waits ? before : 'other')) return false;
  for (let at = 0; at < count; at++) if (members[at] !== subset.nodes[at]) return false;
  return true;
}

export function hashOf({ members, count }: Walk): number {
  let hash = 0;
  for (let at = 0; at < count; at++) hash = mix(hash, members[at]!);
  return hash;
}

/** A hash with one more node: FNV-1a, but for where it begins. */
export function mix(hash: number, node: number): number {
  return Math.imul(hash ^ (node + 1), 0x01000193);
}
