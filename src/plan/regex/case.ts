/**
 * Case: whether an expression is run on the text as it is or on the folded text.
 *
 * On folded text each class is one spelling instead of all, and the text is folded anyway for most other predicates.
 * It will do when nothing in the expression tells spellings apart; otherwise classes without case hold all spellings,
 * and `\b` is that of ASCII everywhere.
 */
import { closeUnderFolding, foldClosed } from './code-points.js';
import type { Assertion, Regex } from './syntax.js';

export interface Cased {
  readonly regex: Regex;
  /** Whether it is to be run on the text as it is. */
  readonly cased: boolean;
}

export function settleCase(regex: Regex): Cased {
  const folds = some(regex, ignoresCase) && !some(regex, dependsOnCase);
  return folds ? { regex: fold(regex, new Map()), cased: false } : { regex, cased: true };
}

/** Folding makes word characters of ſ and the Kelvin sign, so where a word ends depends on case, too. */
const WORD_ASSERTIONS: ReadonlySet<Assertion> = new Set<Assertion>(['WordBoundary', 'NotWordBoundary']);

function ignoresCase(regex: Regex): boolean {
  if (regex.kind === 'assertion') return regex.insensitive && WORD_ASSERTIONS.has(regex.assertion);
  return regex.kind === 'class' && regex.insensitive;
}

function dependsOnCase(regex: Regex): boolean {
  if (regex.kind === 'assertion') return !regex.insensitive && WORD_ASSERTIONS.has(regex.assertion);
  return regex.kind === 'class' && !regex.insensitive && closeUnderFolding(regex.ranges) !== regex.ranges;
}

function some(regex: Regex, test: (regex: Regex) => boolean): boolean {
  if (test(regex)) return true;
  if (regex.kind === 'sequence') return regex.parts.some((part) => some(part, test));
  if (regex.kind === 'choice') return regex.options.some((option) => some(option, test));
  return regex.kind === 'repeat' && some(regex.body, test);
}

/** Equal classes stay one object. */
function fold(regex: Regex, classes: Map<Regex, Regex>): Regex {
  switch (regex.kind) {
    case 'class': {
      const folded = classes.get(regex) ?? { ...regex, ranges: foldClosed(regex.ranges) };
      classes.set(regex, folded);
      return folded;
    }
    case 'sequence':
      return { ...regex, parts: regex.parts.map((part) => fold(part, classes)) };
    case 'choice':
      return { ...regex, options: regex.options.map((option) => fold(option, classes)) };
    case 'repeat':
      return { ...regex, body: fold(regex.body, classes) };
    case 'assertion':
      return regex;
  }
}
