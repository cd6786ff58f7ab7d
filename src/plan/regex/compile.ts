/**
 * Regular expressions of Sigma rules, from source to what the core runs: each byte of a text once, whatever the text.
 *
 * Sigma leaves the dialect open. This is the part of PCRE that is regular, without its Unicode mode: a search, `^` and
 * `$` at the very ends of the text, the dot without the line feed, `\d \w \s \b` of ASCII.
 */
import { settleCase } from './case.js';
import { type DfaLimits, determinise } from './dfa.js';
import { requiredLiterals } from './literals.js';
import { type Dfa, minimise } from './minimise.js';
import { type Nfa, nfaOf } from './nfa.js';
import { parseRegex } from './parse.js';
import { type Positions, positionsOf } from './positions.js';
import { build } from './program.js';
import { countRun } from './run-length.js';
import { shortestMatch } from './shortest.js';
import { measure, type Sizes } from './size.js';
import { FOUND_LENGTH, type Regex, type RegexProblem } from './syntax.js';

export interface CompiledRegex {
  readonly automaton: Dfa | Positions | Nfa;
  /** Whether the automaton runs on the text as it is; on the folded text otherwise. */
  readonly cased: boolean;
  /** Any match contains at least one of these, spelled like the text the automaton runs on. None: run it always. */
  readonly required: readonly string[];
  /** Any match, folded, contains at least one of these. They are fewer or longer where `[Aa]` is written. */
  readonly requiredFolded: readonly string[];
  /** Whether the empty text matches. */
  readonly matchesEmpty: boolean;
  /** Bytes that a text with a match has at least. */
  readonly shortest: number;
}

/** Beyond these an expression has no DFA. Of the public ones, no table has more than 1,399 states before minimisation. */
const DFA_LIMITS: DfaLimits = { states: 2048, steps: 2_000_000 };
/** Of a table after minimisation. */
export const TABLE_LIMIT = 65_536;

/** `flags` are letters of i, m and s. */
export function compileRegex(source: string, flags: string): CompiledRegex | RegexProblem {
  const parsed = parseRegex(source, flags);
  if ('code' in parsed) return parsed;
  const { regex, cased } = settleCase(parsed);
  const sizes = measure(regex);
  if (sizes.passedAt !== undefined) return tooLarge(source, sizes.passedAt);
  const required = requiredLiterals(regex, 'as it is');
  return {
    automaton: automatonOf(regex, sizes),
    cased,
    required,
    requiredFolded: cased ? requiredLiterals(regex, 'folded') : required,
    matchesEmpty: matchesEmpty(regex),
    shortest: shortestMatch(regex),
  };
}

function automatonOf(regex: Regex, sizes: Sizes): Dfa | Positions | Nfa {
  const run = countRun(regex);
  if (run) return minimise(run);
  const program = build(regex, sizes);
  const table = determinise(program, DFA_LIMITS);
  const dfa = table && minimise(table);
  return dfa && dfa.transitions.byteLength <= TABLE_LIMIT ? dfa : (positionsOf(program) ?? nfaOf(program));
}

/** Every assertion but the one that needs a word holds on the empty text. */
function matchesEmpty(regex: Regex): boolean {
  switch (regex.kind) {
    case 'class':
      return false;
    case 'assertion':
      return regex.assertion !== 'WordBoundary';
    case 'sequence':
      return regex.parts.every(matchesEmpty);
    case 'choice':
      return regex.options.some(matchesEmpty);
    case 'repeat':
      return regex.min === 0 || matchesEmpty(regex.body);
  }
}

function tooLarge(source: string, at: number): RegexProblem {
  return { code: 'TooLarge', at, found: source.slice(at, at + FOUND_LENGTH) };
}
