/** Predicates: that each has what its kind needs, and that one that lookups find is found. */
import { RejectionCode } from '../generated/judge';
import { Entry, KEYWORDS, NONE, Predicate, PredicateKind, Section } from '../generated/layout';
import { refuse, refuseColumn } from './refusal';
import { countOf, numberIn, predicateMarks, record, setNumberIn } from './sections';

export function checkPredicates(): bool {
  const count = countOf(Section.Predicates);
  const marks = predicateMarks();
  for (let index: u32 = 0; index < countOf(Section.Entries); index++)
    setNumberIn<u8>(marks, count, record<Entry>(Section.Entries, index).predicate, 1);
  for (let index: u32 = 0; index < count; index++) {
    const predicate = record<Predicate>(Section.Predicates, index);
    const wrong = wrongOperand(predicate);
    if (wrong != 0)
      return refuseColumn(RejectionCode.PredicateMalformed, Section.Predicates, index, wrong, predicate.kind);
    const found = numberIn<u8>(marks, count, index);
    if (predicate.indexed != found)
      return refuse(RejectionCode.PredicateUnreachable, Section.Predicates, index, found, predicate.indexed);
  }
  return true;
}

/** Kinds that compare with another field. */
const WITH_OTHER: u32 =
  (1 << PredicateKind.FieldEquals) |
  (1 << PredicateKind.FieldPrefix) |
  (1 << PredicateKind.FieldSuffix) |
  (1 << PredicateKind.FieldContains);
/** Kinds that are about a field, not about a value. */
const ABOUT_FIELD: u32 = (1 << PredicateKind.Null) | (1 << PredicateKind.Exists) | WITH_OTHER;

/** Where the column stands that is not as the kind needs it; 0, where the kind stands, when there is none. */
function wrongOperand(predicate: Predicate): usize {
  if (predicate.field == KEYWORDS && ((ABOUT_FIELD >> predicate.kind) & 1) == 1) return offsetof<Predicate>('field');
  if ((predicate.kind == PredicateKind.Regex) != (predicate.automaton != NONE)) return offsetof<Predicate>('automaton');
  if ((((WITH_OTHER >> predicate.kind) & 1) == 1) != (predicate.other != NONE)) return offsetof<Predicate>('other');
  // of IPv4 and of IPv6, each with the length of the prefix
  if (predicate.kind == PredicateKind.Cidr && predicate.literalLength != 5 && predicate.literalLength != 17)
    return offsetof<Predicate>('literalOffset');
  return 0;
}
