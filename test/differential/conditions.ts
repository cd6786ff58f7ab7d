/** Conditions over given names of selections; every pattern in them fits something. */
import fc, { type Arbitrary } from 'fast-check';

/** Names that a condition can write, and names that only patterns reach. */
export const NAMES = ['selection', 'sel_a', 'sel_b_main', 'filter', 'filter_x', '_hidden'];
export const PATTERN_ONLY_NAMES = ['filter_main.conf', 'sel_tree|endswith'];

const PATTERNS = ['them', 'sel*', 'selection*', 'sel_*', 'sel_*_main', '*main*', 'filter*', '*', '_*', 'filter'];
const DEPTH = 3;

export function condition(names: readonly string[], { patterns }: { patterns: boolean }): Arbitrary<string> {
  const fitting = patterns ? PATTERNS.filter((pattern) => names.some((name) => isMeant(name, pattern))) : [];
  return expression(
    names.filter((name) => NAMES.includes(name)),
    fitting,
    DEPTH,
  );
}

/** Without a name or a pattern there is no operand, so callers give at least one name that can be written. */
function expression(names: readonly string[], patterns: readonly string[], depth: number): Arbitrary<string> {
  const operand = operandOf(names, patterns);
  if (depth === 0) return operand;
  const inner = expression(names, patterns, depth - 1);
  const pair = (operator: string) => fc.tuple(inner, inner).map((both) => both.join(` ${operator} `));
  return fc.oneof(
    { weight: 4, arbitrary: operand },
    { weight: 1, arbitrary: inner.map((one) => `not ${one}`) },
    { weight: 2, arbitrary: pair('and') },
    { weight: 2, arbitrary: pair('or') },
    { weight: 1, arbitrary: fc.tuple(operand, inner).map(([left, right]) => `${left} and not (${right})`) },
    { weight: 1, arbitrary: inner.map((one) => `(${one})`) },
  );
}

function operandOf(names: readonly string[], patterns: readonly string[]): Arbitrary<string> {
  const name = { weight: 2, arbitrary: fc.constantFrom(...names) };
  if (patterns.length === 0) return name.arbitrary;
  const quantified = fc
    .tuple(fc.constantFrom('1', 'any', 'all'), fc.constantFrom(...patterns))
    .map(([quantity, pattern]) => `${quantity} of ${pattern}`);
  return fc.oneof(name, { weight: 1, arbitrary: quantified });
}

function isMeant(name: string, pattern: string): boolean {
  if (name.startsWith('_') && !pattern.startsWith('_')) return false;
  return pattern === 'them' || new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
}
