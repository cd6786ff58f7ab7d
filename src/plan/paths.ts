/**
 * The path table: a tree of the keys that lead to fields, with a hash of its edges.
 */
import { hashEdge, littleEndian, topBits } from '../format/keys.js';
import { NONE, SHAPES } from '../format/layout.js';
import type { Range, RecordOf } from '../format/records.js';
import { ANY_KEY, type EventMapping, type Path } from './event-mapping.js';
import { BLANKS_CUT, marksOf, placesOf } from './event-shapes.js';
import type { Heap } from './heap.js';

interface Binding {
  readonly field: number;
  readonly rank: number;
  readonly shape: number;
}

interface Node {
  readonly children: Map<string, Node>;
  any?: Node;
  readonly bindings: Binding[];
  cutsBlanks: boolean;
  /** The code of the shape that a value here tells. */
  marks: number;
  /** Whether it need not be an object. */
  marksAlways: boolean;
}

export interface PathRows {
  readonly PathNodes: readonly RecordOf<'PathNode'>[];
  readonly PathBindings: readonly RecordOf<'PathBinding'>[];
  readonly PathBuckets: readonly number[];
  readonly PathEdges: readonly RecordOf<'PathEdge'>[];
}

/** The path table of the fields, by their numbers; keys go into `texts`. */
export function pathTable(fields: readonly string[], texts: Heap, mapping?: EventMapping): PathRows {
  const root = node();
  for (const path of BLANKS_CUT) descend(root, path).cutsBlanks = true;
  fields.forEach((name, field) => {
    for (const { shape, path, rank } of placesOf(name, mapping))
      descend(root, path).bindings.push({ field, rank, shape: SHAPES[shape].code });
  });
  for (const { shape, path, isObject = false } of marksOf(mapping))
    mark(descend(root, path), { marks: SHAPES[shape].code, marksAlways: !isObject });
  spreadAny(root);
  return rows(root, texts);
}

function node(): Node {
  return { children: new Map(), bindings: [], cutsBlanks: false, marks: SHAPES.Flat.code, marksAlways: false };
}

function mark(at: Node, { marks, marksAlways }: Pick<Node, 'marks' | 'marksAlways'>): void {
  at.marks = Math.max(at.marks, marks);
  at.marksAlways ||= marksAlways;
}

/** The node at the end of a path, made as needed. */
function descend(from: Node, path: Path): Node {
  let at = from;
  for (const written of path) {
    const key = at.cutsBlanks && written !== ANY_KEY ? written.replaceAll(' ', '') : written;
    let next = key === ANY_KEY ? at.any : at.children.get(key);
    if (!next) {
      next = node();
      if (key === ANY_KEY) at.any = next;
      else at.children.set(key, next);
    }
    at = next;
  }
  return at;
}

/** What holds under any key holds under a named key, too. */
function spreadAny(at: Node): void {
  if (at.any) for (const child of at.children.values()) merge(child, at.any);
  for (const child of at.children.values()) spreadAny(child);
  if (at.any) spreadAny(at.any);
}

function merge(into: Node, from: Node): void {
  into.bindings.push(...from.bindings);
  into.cutsBlanks ||= from.cutsBlanks;
  mark(into, from);
  for (const [key, child] of from.children) merge(descend(into, [key]), child);
  if (from.any) merge(descend(into, [ANY_KEY]), from.any);
}

function rows(root: Node, texts: Heap): PathRows {
  const nodes = numbered(root);
  const numbers = new Map(nodes.map((at, index) => [at, index]));
  const PathBindings: RecordOf<'PathBinding'>[] = [];
  const bind = (bindings: readonly Binding[]): Range => {
    const first = PathBindings.length;
    const fields = [...new Set(bindings.map(({ field }) => field))];
    for (const field of fields) PathBindings.push({ field, reserved: 0, ranks: ranksOf(bindings, field) });
    return { first, count: fields.length };
  };
  const PathNodes = nodes.map((at) => ({
    bindings: bind(at.bindings),
    wildcard: at.any ? numbers.get(at.any)! : NONE,
    hasEdges: Number(at.children.size > 0),
    cutsBlanks: Number(at.cutsBlanks),
    marks: at.marks,
    marksAlways: Number(at.marksAlways),
  }));
  return { PathNodes, PathBindings, ...edgeTable(nodes, numbers, texts) };
}

const NO_PLACE = 0xff;

/** A byte by shape: the lowest rank that a field has in it, or that it has none. */
function ranksOf(bindings: readonly Binding[], field: number): number {
  const ranks = new Uint8Array(4).fill(NO_PLACE);
  for (const { field: own, shape, rank } of bindings) if (own === field) ranks[shape] = Math.min(ranks[shape]!, rank);
  return littleEndian(ranks);
}

/** Breadth first, the event itself being 0. */
function numbered(root: Node): readonly Node[] {
  const nodes = [root];
  for (const at of nodes) nodes.push(...at.children.values(), ...(at.any ? [at.any] : []));
  return nodes;
}

function edgeTable(nodes: readonly Node[], numbers: ReadonlyMap<Node, number>, texts: Heap) {
  const encoder = new TextEncoder();
  const edges = nodes.flatMap((at, parent) =>
    [...at.children].map(([key, child]) => ({
      hash: hashEdge(parent, encoder.encode(key)),
      edge: { parent, child: numbers.get(child)!, key: texts.add(key), hasBackslash: Number(key.includes('\\')) },
    })),
  );
  const bits = bitsFor(edges.length);
  const placed = edges.map(({ hash, edge }) => ({ bucket: topBits(hash, bits), edge }));
  placed.sort((a, b) => a.bucket - b.bucket || a.edge.child - b.edge.child);
  const buckets = placed.map(({ bucket }) => bucket);
  return { PathBuckets: bucketEnds(buckets, bits), PathEdges: placed.map(({ edge }) => edge) };
}

/** Enough bits that buckets hold less than one entry on average. */
export function bitsFor(count: number): number {
  return count < 2 ? 1 : Math.ceil(Math.log2(count)) + 1;
}

/** Where each bucket begins when rows stand in order of their buckets, and after the last where it ends. */
export function bucketEnds(buckets: Iterable<number>, bits: number): number[] {
  const ends = new Array<number>(2 ** bits + 1).fill(0);
  for (const bucket of buckets) ends[bucket + 1]!++;
  for (let bucket = 1; bucket < ends.length; bucket++) ends[bucket]! += ends[bucket - 1]!;
  return ends;
}
