/**
 * Predicates of a group, each kept once however many rules ask it.
 */
import { fold } from '../format/fold.js';
import type { LOOKUPS, ORDERS, PREDICATES } from '../format/layout.js';
import type { Pattern, PatternPart } from '../sigma/ast.js';
import type { CompiledRegex } from './regex/compile.js';
import { utf8Length } from './utf8.js';

export type PredicateKind = keyof typeof PREDICATES;
export type LookupKind = keyof typeof LOOKUPS;

/** A literal that a value must have for a predicate to hold, and where. */
export interface Hold {
  readonly kind: LookupKind;
  readonly cased: boolean;
  readonly literal: string;
  /** Of the literal, as UTF-8. */
  readonly bytes: number;
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
  readonly uses: number[];
  /** The numbers, by field, by what a predicate is beside its field and literal, and by literal. */
  readonly numbers: Map<string | undefined, Map<string, Map<string, number>>>;
}

export function emptyPool(): PredicatePool {
  return { predicates: [], uses: [], numbers: new Map() };
}

/** The number of a predicate, new or shared. */
export function intern({ predicates, uses, numbers }: PredicatePool, predicate: Predicate): number {
  const alike = insideOf(insideOf(numbers, predicate.field), shapeOf(predicate));
  const known = alike.get(predicate.literal);
  if (known !== undefined) {
    uses[known]!++;
    return known;
  }
  const number = predicates.push(predicate) - 1;
  alike.set(predicate.literal, number);
  uses.push(1);
  return number;
}

/** The map inside a map at a key, made as needed. */
function insideOf<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<L, V>();
  maps.set(key, made);
  return made;
}

/** All that predicates of a field differ in but the literal; of nearly all it is the kind. */
function shapeOf({ kind, cased, parts, order, network, other, regex }: Predicate): string {
  const rare = parts ?? network ?? other ?? regex?.name;
  if (rare === undefined && !cased && order === undefined) return kind;
  return `${kind} ${cased} ${order} ${JSON.stringify(rare)}`;
}

/** The predicate that a pattern is: a literal with wildcards at its ends has a kind of its own. */
export function patternPredicate(field: string | undefined, cased: boolean, pattern: Pattern): Predicate {
  const kind = patternKind(pattern);
  if (kind === 'Pattern') return { kind, field, cased, literal: '', parts: cased ? pattern : pattern.map(foldPart) };
  const written = pattern.find((part) => typeof part !== 'string')?.literal ?? '';
  return { kind, field, cased: written !== '' && cased, literal: cased ? written : fold(written) };
}

function patternKind(pattern: Pattern): PredicateKind {
  if (pattern.length === 0) return 'Empty';
  const isOpen = pattern[0] === 'any';
  if (isOpen && pattern.length === 1) return 'Present';
  const isOpenEnded = pattern.at(-1) === 'any';
  const literals = pattern.length - Number(isOpen) - Number(isOpenEnded);
  if (literals !== 1 || typeof pattern[Number(isOpen)] === 'string') return 'Pattern';
  if (isOpen) return isOpenEnded ? 'Contains' : 'Suffix';
  return isOpenEnded ? 'Prefix' : 'Exact';
}

function foldPart(part: PatternPart): PatternPart {
  return typeof part === 'string' ? part : { literal: fold(part.literal) };
}

/** One of these is found in every value that the predicate holds for; none when that cannot be told. */
export function holdsOf(predicate: Predicate): readonly Hold[] {
  return literalsOf(predicate).map((hold) =>
    hold.kind === 'Gram' && hold.bytes < SHORTEST_GRAM ? { ...hold, kind: 'Byte' } : hold,
  );
}

const SHORTEST_GRAM = 2;

/** Longer prefixes share their first bytes, mostly `c:\\windo`, and are found by rarer ones. */
const LONG_PREFIX = 8;

function literalsOf({ kind, cased, literal, parts = [], order, regex }: Predicate): readonly Hold[] {
  if (kind === 'Pattern') return longestLiteral(parts, cased);
  if (regex) return regex.compiled.requiredFolded.map((text) => holdOf('Gram', false, text));
  if (literal === '' || order !== undefined || !Object.hasOwn(PLACES, kind)) return [];
  const hold = holdOf(PLACES[kind]!, cased, literal);
  return [kind === 'Prefix' && hold.bytes > LONG_PREFIX ? { ...hold, kind: 'Gram' } : hold];
}

function holdOf(kind: LookupKind, cased: boolean, literal: string): Hold {
  return { kind, cased, literal, bytes: utf8Length(literal) };
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
    return [holdOf(kind, cased, part.literal)];
  });
  return holds.sort((a, b) => b.bytes - a.bytes).slice(0, 1);
}
