/** Verifying: whether a predicate whose key was found in a text holds for it. */
import { Fault, Predicate, PredicateKind, Section } from '../generated/layout';
import { fail } from '../fault';
import { record } from '../memory';
import { find, isFound } from './found';
import { isLiteral } from './predicate';

/**
 * Finds predicate `index` if it holds for a text; the key stood `at` bytes into it, `shift` bytes into the literal. What
 * does not depend on where the key stands is tested once, later, however often the key is found: a command line of
 * nothing but backslashes would cost the square of its length.
 */
export function verify(index: u32, text: usize, length: u32, at: u32, shift: u32): void {
  const predicate = record<Predicate>(Section.Predicates, index);
  if (isFound(index)) return;
  const isLate = predicate.kind == PredicateKind.Regex || predicate.kind == PredicateKind.Pattern;
  if (isLate || holdsAt(predicate, text, length, at, shift)) find(index, predicate, isLate);
}

/** Whether a predicate whose key stands where it was found holds there. */
function holdsAt(predicate: Predicate, text: usize, length: u32, at: u32, shift: u32): bool {
  const size = predicate.literalLength;
  switch (<i32>predicate.kind) {
    case PredicateKind.Exact:
    case PredicateKind.Number:
      return size == length && isLiteral(predicate, text);
    case PredicateKind.Prefix:
      return size <= length && isLiteral(predicate, text);
    case PredicateKind.Suffix:
      return size <= length && isLiteral(predicate, text + length - size);
    case PredicateKind.Contains:
      return shift <= at && size <= length && at - shift <= length - size && isLiteral(predicate, text + at - shift);
    default:
      fail(Fault.UnknownOperator, Section.Predicates, predicate.kind);
  }
  return false;
}
