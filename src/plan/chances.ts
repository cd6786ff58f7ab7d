/**
 * Chances: how often a predicate holds and what it costs to ask, guessed from what it is.
 *
 * The guesses choose gates and the order of operands, so a wrong one costs time and never a match. What many rules ask, such as `\powershell.exe`, many events hold.
 */
import { isCommonplace } from './digrams.js';
import type { Expression } from './expression.js';
import type { Hold, Predicate, PredicateKind, PredicatePool } from './predicates.js';

/** Fields with few different values: a literal says little there, whatever its length. */
const REPEATING = new Set(
  'Channel Company Description EventType FileVersion Initiated IntegrityLevel LogonType ParentUser Product Protocol Provider_Name ProviderName SignatureStatus Signed Type User'.split(
    ' ',
  ),
);

/** By bytes of the literal: chance that a value has it. The last is for all longer ones. */
const BY_LENGTH = [0.9, 0.5, 0.2, 0.1, 0.05, 0.02, 0.015, 0.01, 0.006, 0.004, 0.003, 0.002, 0.0015, 0.001];

/** Of literals: how a kind differs from one that may be anywhere. Of kinds without a literal: the chance itself. */
const BY_KIND: Readonly<Record<PredicateKind, number>> = {
  Exact: 0.5,
  Prefix: 1.5,
  Suffix: 0.7,
  Contains: 1,
  Pattern: 1,
  Number: 0.01,
  Present: 0.9,
  Empty: 0.05,
  Null: 0.1,
  Exists: 0.9,
  Regex: 0.05,
  Cidr: 0.05,
  FieldEquals: 0.05,
  FieldPrefix: 0.05,
  FieldSuffix: 0.05,
  FieldContains: 0.05,
  Minute: 0.05,
  Hour: 0.1,
  Day: 0.05,
  Week: 0.05,
  Month: 0.1,
  Year: 0.5,
};

/** Kinds that are asked one by one, in steps of an indexed predicate. */
const COSTS: Readonly<Partial<Record<PredicateKind, number>>> = {
  Regex: 100,
  Pattern: 10,
  Cidr: 10,
  FieldContains: 10,
};
/** Of a predicate whose mark says all, and of one that is compared when a condition asks. */
const MARK = 1;
const TEST = 3;

export interface Estimate {
  readonly chance: number;
  readonly cost: number;
}

/** Of each predicate of a group, by number; `holds`: how lookups find each. */
export function estimatesOf(
  { predicates, uses }: PredicatePool,
  holds: readonly (readonly Hold[])[],
): readonly Estimate[] {
  return predicates.map((predicate, number) => ({
    chance: chanceOf(predicate, holds[number]!, uses[number]!),
    cost: costOf(predicate),
  }));
}

/** Chance that a predicate of a group holds on an event of the group. */
function chanceOf({ kind, field, order, literal }: Predicate, holds: readonly Hold[], uses: number): number {
  const lengths = holds.map(({ bytes }) => bytes);
  if (kind === 'Number' && order !== undefined) return 0.5;
  if (kind === 'Number' || lengths.length === 0) return BY_KIND[kind];
  const repeats = (field !== undefined && REPEATING.has(field) ? 30 : 1) * (isFrequent(kind, literal) ? 30 : 1);
  const each = lengths.map((length) => BY_LENGTH[Math.min(length, BY_LENGTH.length - 1)]!);
  const chance = each.reduce((sum, one) => sum + one, 0) * (kind === 'Regex' ? 1 : BY_KIND[kind]);
  return Math.min(0.9, chance * repeats * (1 + uses / 4));
}

/** That texts contain a few bytes does not say that they are the whole of a value. */
function isFrequent(kind: PredicateKind, literal: string): boolean {
  return isCommonplace(literal) && (kind !== 'Exact' || literal.length >= SHORT);
}

const SHORT = 4;

/** Chance that an expression holds, as if its operands were independent of each other, and its cost. */
function estimate(expression: Expression, estimates: readonly Estimate[]): Estimate {
  switch (expression.kind) {
    case 'predicate':
      return estimates[expression.predicate]!;
    case 'not': {
      const { chance, cost } = estimate(expression.operand, estimates);
      return { chance: 1 - chance, cost };
    }
    default: {
      const all = expression.operands.map((operand) => estimate(operand, estimates));
      const cost = all.reduce((sum, one) => sum + one.cost, 0);
      const every = all.reduce((product, { chance }) => product * (expression.kind === 'and' ? chance : 1 - chance), 1);
      return { chance: expression.kind === 'and' ? every : 1 - every, cost };
    }
  }
}

function costOf({ kind, literal }: Predicate): number {
  return COSTS[kind] ?? (kind === 'Contains' && literal.length >= 4 ? MARK : TEST);
}

/** Which operands to ask first: of `and` the cheap ones that seldom hold, of `or` the cheap ones that often do. */
export function inOrder(
  kind: 'and' | 'or',
  operands: readonly Expression[],
  estimates: readonly Estimate[],
): readonly Expression[] {
  const ranked = operands.map((operand) => {
    const { chance, cost } = estimate(operand, estimates);
    return { operand, rank: cost / Math.max(kind === 'and' ? 1 - chance : chance, 1e-6) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ operand }) => operand);
}
