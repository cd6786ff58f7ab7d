/**
 * Predicates of a group, each kept once however many rules ask it.
 */
import { fold } from '../format/fold.js';
import type { ORDERS, PREDICATES } from '../format/layout.js';
import type { Pattern, PatternPart } from '../sigma/ast.js';
import type { CompiledRegex } from './regex/compile.js';

export type PredicateKind = keyof typeof PREDICATES;

export interface Predicate {
  readonly kind: PredicateKind;
  /** Absent: every value of the event. */
  readonly field: string | undefined;
  readonly cased: boolean;
  /** Folded unless cased; empty where the kind has none. */
  readonly literal: string;
  /** Of Pattern; folded unless cased. */
  readonly parts?: Pattern;
  /** Of Number and the parts of a time; absent for equal. */
  readonly order?: keyof typeof ORDERS;
  /** Of Cidr: an address in network order and the length of its prefix. */
  readonly network?: Uint8Array;
  /** Of the Field kinds. */
  readonly other?: string;
  /** Of Regex, with its source and flags. */
  readonly regex?: NamedRegex;
}

export interface NamedRegex {
  readonly name: string;
  readonly compiled: CompiledRegex;
}

/** The predicates of one group by number, and how many detection items use each. */
export interface PredicatePool {
  readonly predicates: Predicate[];
  readonly uses: number[];
  readonly numbers: Map<string, number>;
}

export function emptyPool(): PredicatePool {
  return { predicates: [], uses: [], numbers: new Map() };
}

/** The number of a predicate, new or shared. */
export function intern(pool: PredicatePool, predicate: Predicate): number {
  const key = keyOf(predicate);
  const known = pool.numbers.get(key);
  if (known !== undefined) {
    pool.uses[known]!++;
    return known;
  }
  const number = pool.predicates.push(predicate) - 1;
  pool.numbers.set(key, number);
  pool.uses.push(1);
  return number;
}

function keyOf({ kind, field, cased, literal, parts, order, network, other, regex }: Predicate): string {
  return JSON.stringify([
    kind,
    field ?? null,
    cased,
    literal,
    parts,
    order,
    network && [...network],
    other,
    regex?.name,
  ]);
}

/** The predicate that a pattern is: a literal with wildcards at its ends has a kind of its own. */
export function patternPredicate(field: string | undefined, cased: boolean, pattern: Pattern): Predicate {
  const parts = cased ? pattern : pattern.map(foldPart);
  const shape = parts.map((part) => (typeof part === 'string' ? part : 'literal')).join(' ');
  const kind = Object.hasOwn(KINDS, shape) ? KINDS[shape]! : 'Pattern';
  const literal = parts.find((part) => typeof part !== 'string')?.literal ?? '';
  return kind === 'Pattern'
    ? { kind, field, cased, literal: '', parts }
    : { kind, field, cased: literal !== '' && cased, literal };
}

const KINDS: Readonly<Record<string, PredicateKind>> = {
  '': 'Empty',
  any: 'Present',
  literal: 'Exact',
  'literal any': 'Prefix',
  'any literal': 'Suffix',
  'any literal any': 'Contains',
};

function foldPart(part: PatternPart): PatternPart {
  return typeof part === 'string' ? part : { literal: fold(part.literal) };
}
