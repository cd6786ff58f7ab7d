/**
 * Tracing: how a condition came out on the event answered last, for people who ask why.
 *
 * Everything that the event left is still there, so a predicate is asked again, one value at a time, by the code that
 * asks it when rules are matched.
 */
import {
  AT_TRACE,
  AT_TRACE_ENTRIES,
  Condition,
  Fault,
  KEYWORDS,
  LIMIT_FUEL,
  LIMIT_TRACE,
  NONE,
  Predicate,
  PredicateKind,
  Section,
  Stage,
  Step,
  TRACE_BYTES,
  TRACE_ENTRIES_BYTES,
  TraceCell,
  TraceEntry,
  Value,
} from './generated/layout';
import { fail, faultCell } from './fault';
import { numberOf, record, recordOf, run } from './memory';
import { entryIn } from './region';
import { state } from './state';
import { firstLink, linkAt } from './event/fields';
import { collect } from './event/scan';
import { decode, hasText, valueAt } from './event/value';
import { endOf, startOf } from './predicate/automaton';
import { holds, placeIn } from './predicate/predicate';
import { evaluateTraced } from './rule/condition';
import { markRecognised } from './rule/evaluate';


@inline
function cell(): TraceCell {
  return entryIn<TraceCell>(AT_TRACE, TRACE_BYTES, 0);
}

export function traceCondition(index: u32): void {
  if (!state().loaded) fail(Fault.NotLoaded, 0, 0);
  faultCell().stage = Stage.Match;
  state().fuel = LIMIT_FUEL;
  cell().predicates = 0;
  markRecognised();
  evaluateTraced(index);
  const condition = record<Condition>(Section.Conditions, index);
  if (condition.stepsCount > LIMIT_TRACE) fail(Fault.RegionExhausted, <u32>AT_TRACE, condition.stepsCount);
  cell().steps = condition.stepsCount;
  const steps = run(Section.Steps, condition.stepsFirst, condition.stepsCount, offsetof<Step>());
  for (let at: u32 = 0; at < condition.stepsCount; at++)
    traceOperands(recordOf<Step>(Section.Steps, steps, condition.stepsCount, at));
}

function traceOperands(step: Step): void {
  const operands = run(Section.Operands, step.operandsFirst, step.operandsCount, 4);
  for (let at: u32 = 0; at < step.operandsCount; at++)
    tracePredicate(numberOf<u32>(Section.Operands, operands, step.operandsCount, at));
}

function tracePredicate(index: u32): void {
  const count = cell().predicates;
  if (count >= LIMIT_TRACE) fail(Fault.RegionExhausted, <u32>AT_TRACE_ENTRIES, count);
  cell().predicates = count + 1;
  const entry = entryIn<TraceEntry>(AT_TRACE_ENTRIES, TRACE_ENTRIES_BYTES, count);
  entry.predicate = index;
  entry.holds = holds(index) ? 1 : 0;
  entry.value = NONE;
  entry.start = 0;
  entry.length = 0;
  const predicate = record<Predicate>(Section.Predicates, index);
  if (predicate.kind != PredicateKind.Null && predicate.kind != PredicateKind.Exists) findValue(predicate, entry);
}

/** The value that made the predicate hold, or the first that it looked at. */
function findValue(predicate: Predicate, entry: TraceEntry): void {
  if (predicate.field == KEYWORDS) {
    collect();
    for (let index: u32 = 0; index < state().valueCount; index++) if (decides(predicate, index, entry)) return;
    return;
  }
  for (let link = firstLink(predicate.field); link != NONE; link = linkAt(link).next)
    if (decides(predicate, linkAt(link).value, entry)) return;
}

function decides(predicate: Predicate, index: u32, entry: TraceEntry): bool {
  const value = valueAt(index);
  if (entry.value == NONE && predicate.field != KEYWORDS) entry.value = index;
  if (!hasText(value)) return false;
  decode(value, true);
  const at = placeIn(predicate, value);
  if (at == NONE) return false;
  entry.value = index;
  if (predicate.kind == PredicateKind.Regex) placeMatch(predicate, value, entry);
  else {
    entry.start = at;
    entry.length = matchedLength(predicate, value);
  }
  return true;
}

/**
 * Of the matches of a regular expression the one that ends first, and of those the shortest: what has to be there, which
 * a greedy search would go beyond. Where an assertion about the next byte ends the expression, that byte is in it.
 * A text so long that its start would cost too much of what is left is shown from its beginning.
 */
function placeMatch(predicate: Predicate, value: Value, entry: TraceEntry): void {
  const text: usize = predicate.cased ? value.cased : value.folded;
  const length = predicate.cased ? value.casedLength : value.foldedLength;
  const before = state().fuel;
  const end = endOf(predicate.automaton, text, length);
  const isCheap = (before - state().fuel + 1) * MOST_RUNS < state().fuel;
  entry.start = isCheap ? startOf(predicate.automaton, text, length, end) : 0;
  entry.length = end - entry.start;
}

/** Twenty to find the start in a text of a megabyte, and as many again to spare. */
const MOST_RUNS: u32 = 40;

/** A literal matches its own bytes, anything else the whole text. */
function matchedLength(predicate: Predicate, value: Value): u32 {
  const isLiteral = predicate.kind <= <u32>PredicateKind.Contains;
  return isLiteral ? predicate.literalLength : predicate.cased ? value.casedLength : value.foldedLength;
}
