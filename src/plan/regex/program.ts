/**
 * Programs: the tree as an automaton over bytes that may be in many places at once.
 *
 * Built from the end to the beginning, so that each node knows where it leads. Counters are written out; `measure` has
 * seen to it that the result is not too large.
 */
import type { Ranges } from './code-points.js';
import { runBytes, type Sizes } from './size.js';
import { ASSERTIONS, type Regex } from './syntax.js';
import { type Branch, type ByteClass, CONTINUING } from './utf8.js';

export interface ProgramNode {
  readonly op: 'Bytes' | 'Split' | 'Assert' | 'Accept';
  /** Bytes: index of a set. Assert: code of the assertion. */
  readonly value: number;
  /** Split: the first way. */
  next: number;
  /** Split: the second way. */
  readonly other: number;
}

export interface Program {
  readonly nodes: readonly ProgramNode[];
  /** Of bytes. */
  readonly sets: readonly Ranges[];
  readonly entry: number;
}

interface Builder {
  readonly sizes: Sizes;
  readonly nodes: ProgramNode[];
  readonly sets: Ranges[];
  readonly setNumbers: Map<string, number>;
}

export function build(regex: Regex, sizes: Sizes): Program {
  const builder: Builder = { sizes, nodes: [], sets: [], setNumbers: new Map() };
  const entry = enter(builder, regex, add(builder, 'Accept', 0, 0));
  return { nodes: builder.nodes, sets: builder.sets, entry };
}

/** The node at which `regex` is entered when it leads on to `next`. */
function enter(builder: Builder, regex: Regex, next: number): number {
  switch (regex.kind) {
    case 'class':
      return enterClass(builder, builder.sizes.classes.get(regex)!, next);
    case 'assertion':
      return add(builder, 'Assert', ASSERTIONS.indexOf(regex.assertion), next);
    case 'sequence':
      return regex.parts.reduceRight((entry, part) => enter(builder, part, entry), next);
    case 'choice':
      return anyOf(
        builder,
        regex.options.map((option) => enter(builder, option, next)),
      );
    case 'repeat':
      return builder.sizes.states.get(regex.body) === 0 ? next : enterRepeat(builder, regex, next);
  }
}

function enterRepeat(builder: Builder, repeat: Extract<Regex, { kind: 'repeat' }>, next: number): number {
  const { body, min, max } = repeat;
  if (max !== Number.POSITIVE_INFINITY) return enterCounted(builder, repeat, next);
  const run = runBytes(builder.sizes.classes.get(body));
  if (run) {
    const entry = loop(builder, (back) => add(builder, 'Bytes', setNumber(builder, run), back), next).around;
    return enterCopies(builder, body, min, entry);
  }
  const { around, within } = loop(builder, (back) => enter(builder, body, back), next);
  return min === 0 ? around : enterCopies(builder, body, min - 1, within);
}

/**
 * How often is chosen at the beginning: a search that comes here again is then in all places that it could be in from
 * before and more, so that `[^"]{0,64}` is 65 states of a table where it would be 2^64 with the choice at the end.
 */
function enterCounted(builder: Builder, { body, min, max }: Extract<Regex, { kind: 'repeat' }>, next: number): number {
  const ways = [enterCopies(builder, body, min, next)];
  while (ways.length <= max - min) ways.push(enter(builder, body, ways.at(-1)!));
  return anyOf(builder, ways.reverse());
}

function enterCopies(builder: Builder, body: Regex, copies: number, next: number): number {
  let entry = next;
  for (let left = copies; left > 0; left--) entry = enter(builder, body, entry);
  return entry;
}

/** A loop entered `around` its body, to pass none or more times, or `within`, to pass at least once. */
function loop(
  builder: Builder,
  enterBody: (back: number) => number,
  next: number,
): { readonly around: number; readonly within: number } {
  const around = split(builder, 0, next);
  const within = enterBody(around);
  builder.nodes[around]!.next = within;
  return { around, within };
}

function enterClass(builder: Builder, { branches, open }: ByteClass, next: number): number {
  const end = open
    ? loop(builder, (back) => add(builder, 'Bytes', setNumber(builder, CONTINUING), back), next).around
    : next;
  return enterBranches(builder, branches, end, new Map());
}

function enterBranches(
  builder: Builder,
  branches: readonly Branch[],
  end: number,
  known: Map<readonly Branch[], number>,
): number {
  const before = known.get(branches);
  if (before !== undefined) return before;
  const ways = branches.map(({ bytes, tail }) =>
    add(builder, 'Bytes', setNumber(builder, bytes), tail.length > 0 ? enterBranches(builder, tail, end, known) : end),
  );
  const entry = ways.length > 0 ? anyOf(builder, ways) : add(builder, 'Bytes', setNumber(builder, []), end);
  known.set(branches, entry);
  return entry;
}

function anyOf(builder: Builder, ways: readonly number[]): number {
  return ways.reduceRight((rest, way) => split(builder, way, rest));
}

function split(builder: Builder, next: number, other: number): number {
  return add(builder, 'Split', 0, next, other);
}

function add({ nodes }: Builder, op: ProgramNode['op'], value: number, next: number, other = 0): number {
  return nodes.push({ op, value, next, other }) - 1;
}

function setNumber({ sets, setNumbers }: Builder, bytes: Ranges): number {
  const key = bytes.join(' ');
  const known = setNumbers.get(key);
  if (known !== undefined) return known;
  setNumbers.set(key, sets.length);
  return sets.push(bytes) - 1;
}
