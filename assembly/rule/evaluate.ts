/**
 * One event against the content: group 0 on every event, then the groups whose log source it has.
 *
 * In each group the values of the fields go through the group's tables, which mark predicates, which open conditions;
 * only those are evaluated, and those that nothing opens.
 */
import {
  ACTIVE_BYTES,
  Always,
  CANDIDATES_BYTES,
  DECLARED_BYTES,
  GROUP_MARKS_BYTES,
  SEEN_BYTES,
  AT_ACTIVE,
  AT_CANDIDATES,
  AT_DECLARED,
  AT_GROUP_MARKS,
  AT_SEEN,
  Condition,
  Effect,
  Fault,
  Group,
  KEYWORDS,
  LIMIT_GROUPS,
  Lookup,
  Mark,
  NONE,
  PRICE_LOOKUP,
  Section,
  Table,
  Value,
} from '../generated/layout';
import { fail, faultCell } from '../fault';
import { burn } from '../fuel';
import { countOf, record, recordOf, run } from '../memory';
import { addressOf, entryIn, numberIn, setNumberIn } from '../region';
import { state } from '../state';
import { firstLink, linkAt } from '../event/fields';
import { collect } from '../event/scan';
import { decode, hasText, valueAt } from '../event/value';
import { lookUp } from '../predicate/lookup';
import { markFound } from '../predicate/found';
import { addCandidate } from '../predicate/mark';
import { recall, remember } from '../predicate/memo';
import { holds } from '../predicate/predicate';
import { addMatch } from '../verdict';
import { activate, see } from './active';
import { evaluate } from './condition';
import { forget, keep, note, recognise } from './recognition';

/** Matches the event whose input table is filled. */
export function matchEvent(): void {
  state().activeCount = 0;
  activate(0);
  const declared = numberIn<u32>(AT_DECLARED, DECLARED_BYTES, 0);
  if (declared > LIMIT_GROUPS) fail(Fault.RecordOutOfBounds, Section.Groups, declared);
  for (let index: u32 = 0; index < declared; index++) activate(numberIn<u32>(AT_DECLARED, DECLARED_BYTES, index + 1));
  if (!recognise()) {
    const before = state().fuel;
    matchGroup(0);
    keep(before - state().fuel);
  }
  for (let index: u32 = 1; index < state().activeCount; index++)
    matchGroup(numberIn<u32>(AT_ACTIVE, ACTIVE_BYTES, index));
}

function matchGroup(index: u32): void {
  const group = record<Group>(Section.Groups, index);
  state().candidateCount = 0;
  // until a condition is evaluated none is to blame
  faultCell().condition = NONE;
  const alwaysCount = group.alwaysCount;
  burn(group.tablesCount + alwaysCount + 1);
  lookUpFields(group);
  const always = run(Section.Always, group.alwaysFirst, alwaysCount, offsetof<Always>());
  for (let at: u32 = 0; at < alwaysCount; at++)
    openUnlessClosed(recordOf<Always>(Section.Always, always, alwaysCount, at));
  for (let at: u32 = 0; at < state().candidateCount; at++) conclude(numberIn<u32>(AT_CANDIDATES, CANDIDATES_BYTES, at));
}

function lookUpFields(group: Group): void {
  const count = group.tablesCount;
  const tables = run(Section.Tables, group.tablesFirst, count, offsetof<Table>());
  for (let at: u32 = 0; at < count; at++) lookUpField(recordOf<Table>(Section.Tables, tables, count, at));
}

/** What nothing opens is evaluated unless a predicate that most events hold says already that it does not hold. */
@inline
function openUnlessClosed(always: Always): void {
  if (always.closer == NONE || !holds(always.closer)) addCandidate(always.condition);
}

/** Shows a table each value of its field. */
function lookUpField(table: Table): void {
  if (table.field == KEYWORDS) {
    collect();
    const count = state().valueCount;
    for (let index: u32 = 0; index < count; index++) lookUpValue(table, valueAt(index), count > 1);
    return;
  }
  const first = firstLink(table.field);
  if (first == NONE) return;
  let link = linkAt(first);
  const hasOthers = link.next != NONE;
  lookUpValue(table, valueAt(link.value), hasOthers);
  while (link.next != NONE) {
    link = linkAt(link.next);
    lookUpValue(table, valueAt(link.value), hasOthers);
  }
}

/** What the table's lookups find in a value does not depend on the event, so a memo may stand for them. */
function lookUpValue(table: Table, value: Value, hasOthers: bool): void {
  const count = table.lookupsCount;
  if (!hasText(value) || count == 0) return;
  state().among = hasOthers ? <u32>addressOf(value) : 0;
  burn(count * PRICE_LOOKUP);
  if (recall(table, value)) return;
  const before = state().fuel;
  lookUpAll(table, value);
  remember(table, value, before - state().fuel);
  markFound();
}

function lookUpAll(table: Table, value: Value): void {
  decode(value, false);
  const count = table.lookupsCount;
  const lookups = run(Section.Lookups, table.lookupsFirst, count, offsetof<Lookup>());
  for (let at: u32 = 0; at < count; at++) {
    const lookup = recordOf<Lookup>(Section.Lookups, lookups, count, at);
    if (lookup.cased) {
      decode(value, true);
      lookUp(lookup, value.cased, value.casedLength);
    } else lookUp(lookup, value.folded, value.foldedLength);
  }
}

/** Evaluates a candidate and does what follows. */
function conclude(index: u32): void {
  if (!evaluate(index)) return;
  const condition = record<Condition>(Section.Conditions, index);
  const target = condition.target;
  switch (<i32>condition.effect) {
    case Effect.Match: {
      forget();
      addMatch(target);
      break;
    }
    case Effect.Activate: {
      note(target);
      activate(target);
      break;
    }
    case Effect.See: {
      see(target);
      break;
    }
    default:
      fail(Fault.UnknownOperator, Section.Conditions, condition.effect);
  }
}

/** Marks what lookups find for group 0, which recognising the event did without. */
export function markRecognised(): void {
  if (!state().recognised) return;
  state().recognised = 0;
  state().candidateCount = 0;
  lookUpFields(record<Group>(Section.Groups, 0));
}
