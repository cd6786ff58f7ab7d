/**
 * Sizes: how many states each part of an expression needs as an NFA, with its counters written out.
 *
 * Known before anything is built, so that ten characters cannot ask for the memory of ten million.
 */
import { type Ranges, rangesOf } from './code-points.js';
import { type Regex, STATE_LIMIT } from './syntax.js';
import { type Branch, type ByteClass, byteClassOf, CONTINUING } from './utf8.js';

export interface Sizes {
  /** States of each part; none for what stands for the empty text alone. */
  readonly states: Map<Regex, number>;
  readonly classes: Map<Regex, ByteClass>;
  /** Where the first counter stands with which the limit is passed. */
  passedAt: number | undefined;
}

type RegexOf<Kind extends Regex['kind']> = Extract<Regex, { kind: Kind }>;

/** The state in which a match has been found. */
const ACCEPT = 1;

export function measure(regex: Regex): Sizes {
  const sizes: Sizes = { states: new Map(), classes: new Map(), passedAt: undefined };
  if (statesOf(regex, sizes) + ACCEPT > STATE_LIMIT) sizes.passedAt ??= 0;
  return sizes;
}

function statesOf(regex: Regex, sizes: Sizes): number {
  const states = computeStates(regex, sizes);
  sizes.states.set(regex, states);
  if (states + ACCEPT > STATE_LIMIT && regex.kind === 'repeat') sizes.passedAt ??= regex.at;
  return states;
}

function computeStates(regex: Regex, sizes: Sizes): number {
  switch (regex.kind) {
    case 'class':
      return classStates(regex, sizes);
    case 'assertion':
      return 1;
    case 'sequence':
      return sum(regex.parts, sizes);
    case 'choice':
      return sum(regex.options, sizes) + regex.options.length - 1;
    case 'repeat':
      return repeatStates(regex, sizes);
  }
}

function sum(parts: readonly Regex[], sizes: Sizes): number {
  let states = 0;
  for (const part of parts) {
    states += statesOf(part, sizes);
    if (states + ACCEPT > STATE_LIMIT && part.kind === 'repeat') sizes.passedAt ??= part.at;
  }
  return states;
}

function classStates(regex: RegexOf<'class'>, sizes: Sizes): number {
  const known = sizes.states.get(regex);
  if (known !== undefined) return known;
  const bytes = byteClassOf(regex.ranges);
  sizes.classes.set(regex, bytes);
  return branchStates(bytes.branches, new Set()) + (bytes.open ? 2 : 0);
}

function branchStates(branches: readonly Branch[], counted: Set<readonly Branch[]>): number {
  if (counted.has(branches)) return 0;
  counted.add(branches);
  const after = branches.reduce((states, { tail }) => states + (tail.length > 0 ? branchStates(tail, counted) : 0), 0);
  return after + Math.max(1, 2 * branches.reduce((ranges, { bytes }) => ranges + bytes.length, 0) - 1);
}

function repeatStates({ body, min, max }: RegexOf<'repeat'>, sizes: Sizes): number {
  const states = statesOf(body, sizes);
  if (states === 0) return 0;
  if (max !== Number.POSITIVE_INFINITY) return min * states + (max - min) * (states + 1);
  const run = runBytes(sizes.classes.get(body));
  return run ? min * states + 2 * run.length : Math.max(min, 1) * states + 1;
}

/** The bytes of any number of code points of an open class: where one ends need not be known. */
export function runBytes(bytes: ByteClass | undefined): Ranges | undefined {
  return bytes?.open ? rangesOf([...bytes.branches[0]!.bytes, ...CONTINUING]) : undefined;
}
