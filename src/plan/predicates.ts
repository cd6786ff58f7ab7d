/**
 * Predicates of a group, each kept once however many rules ask it.
 */
import { fold } from '../format/fold.js';
import type { LOOKUPS, ORDERS, PREDICATES } from '../format/layout.js';
import type { Pattern, PatternPart } from '../sigma/ast.js';
import type { CompiledRegex } from './regex/compile.js';

export type PredicateKind = keyof typeof PREDICATES;
export type LookupKind = keyof typeof LOOKUPS;

/** Bytes that a value must have for a predicate to hold, and where. */
export interface Hold {
  readonly kind: LookupKind;
  readonly cased: boolean;
  readonly literal: Uint8Array;
}

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
  /** How lookups find each; empty when they do not. */
  readonly holds: (readonly Hold[])[];
  readonly uses: number[];
  readonly numbers: Map<string, number>;
}

export function emptyPool(): PredicatePool {
  return { predicates: [], holds: [], uses: [], numbers: new Map() };
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
  pool.holds.push(holdsOf(predicate));
  pool.numbers.set(key, number);
  pool.uses.push(1);
  return number;
}

/** Texts stand behind their lengths, so that none can look like a part of another. */
function keyOf({ kind, field, cased, literal, parts, order, network, other, regex }: Predicate): string {
  const rare = parts ?? network ?? other ?? regex?.name;
  const rest = rare === undefined ? '' : JSON.stringify(rare);
  return `${kind} ${cased} ${order} ${field?.length} ${rest.length} ${field}${rest}${literal}`;
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

const encoder = new TextEncoder();

/** One of these is found in every value that the predicate holds for; none when that cannot be told. */
function holdsOf(predicate: Predicate): readonly Hold[] {
  const holds = literalsOf(predicate);
  return holds.every((hold) => hold.kind !== 'Gram' || hold.literal.length >= SHORTEST_GRAM) ? holds : [];
}

/** One byte is searched for sixteen at a time, and only when a condition asks. */
const SHORTEST_GRAM = 2;

/** Longer prefixes share their first bytes, mostly `c:\\windo`, and are found by rarer ones. */
const LONG_PREFIX = 8;

function literalsOf({ kind, cased, literal, parts = [], order, regex }: Predicate): readonly Hold[] {
  if (kind === 'Pattern') return longestLiteral(parts, cased);
  if (regex)
    return regex.compiled.requiredFolded.map((text) => ({ kind: 'Gram', cased: false, literal: encoder.encode(text) }));
  if (literal === '' || order !== undefined || !Object.hasOwn(PLACES, kind)) return [];
  const bytes = encoder.encode(literal);
  const place = kind === 'Prefix' && bytes.length > LONG_PREFIX ? 'Gram' : PLACES[kind]!;
  return [{ kind: place, cased, literal: bytes }];
}

/** Where the literal of a predicate of each kind must stand. Kinds that are not here have none. */
const PLACES: Readonly<Partial<Record<PredicateKind, LookupKind>>> = {
  Exact: 'Exact',
  Suffix: 'Suffix',
  Prefix: 'Prefix',
  Contains: 'Gram',
  Number: 'Number',
};

function longestLiteral(parts: Pattern, cased: boolean): readonly Hold[] {
  const holds = parts.flatMap((part, index): Hold[] => {
    if (typeof part === 'string') return [];
    const kind = index === 0 ? 'Prefix' : index === parts.length - 1 ? 'Suffix' : 'Gram';
    return [{ kind, cased, literal: encoder.encode(part.literal) }];
  });
  return holds.sort((a, b) => b.literal.length - a.literal.length).slice(0, 1);
}
