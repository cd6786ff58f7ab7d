/**
 * Supply: that content reads no field that the integration will not supply.
 *
 * This is the check whose absence let content for 21 fields reach an interpreter that was given 20.
 */
import { RejectionCode } from '../generated/judge';
import { KEYWORDS, NONE, Predicate, Section, Table } from '../generated/layout';
import { refuseColumn } from './refusal';
import { countOf, record } from './sections';

/** Looks at every predicate, with the field it compares with, and every table. `supplied` is any number of the caller's. */
export function checkSupply(supplied: f64): bool {
  for (let index: u32 = 0; index < countOf(Section.Tables); index++) {
    const field = record<Table>(Section.Tables, index).field;
    if (<f64>field >= supplied && field != KEYWORDS)
      return missing(Section.Tables, index, offsetof<Table>('field'), field, supplied);
  }
  for (let index: u32 = 0; index < countOf(Section.Predicates); index++) {
    const field = record<Predicate>(Section.Predicates, index).field;
    if (<f64>field >= supplied && field != KEYWORDS)
      return missing(Section.Predicates, index, offsetof<Predicate>('field'), field, supplied);
  }
  for (let index: u32 = 0; index < countOf(Section.Predicates); index++) {
    const other = record<Predicate>(Section.Predicates, index).other;
    if (<f64>other >= supplied && other != NONE)
      return missing(Section.Predicates, index, offsetof<Predicate>('other'), other, supplied);
  }
  return true;
}

function missing(section: i32, index: u32, offset: usize, field: u32, supplied: f64): bool {
  return refuseColumn(RejectionCode.FieldNotSupplied, section, index, offset, field, supplied);
}
