/**
 * The answer: matches and unread events of a batch, and how far it got.
 *
 * What an event adds counts only when the event is finished, so that after a fault the cell says exactly which events
 * have been answered.
 */
import {
  AT_MATCHES,
  AT_RULE_MARKS,
  AT_UNREAD,
  AT_VERDICT,
  AT_WINDOW,
  Fault,
  LIMIT_RULES,
  LIMIT_UNREAD,
  MATCHES_BYTES,
  Mark,
  Match,
  RULE_MARKS_BYTES,
  Section,
  UNREAD_BYTES,
  UnreadEvent,
  VERDICT_BYTES,
  VerdictCell,
} from './generated/layout';
import { fail } from './fault';
import { batchBudget, burned } from './fuel';
import { countOf } from './memory';
import { entryIn } from './region';
import { state } from './state';


@inline
export function verdict(): VerdictCell {
  return entryIn<VerdictCell>(AT_VERDICT, VERDICT_BYTES, 0);
}

/** Starts an empty verdict. */
export function clearVerdict(): void {
  const cell = verdict();
  cell.lines = 0;
  cell.events = 0;
  cell.consumed = 0;
  cell.matches = 0;
  cell.unread = 0;
  cell.duplicateKeys = 0;
  cell.badText = 0;
  cell.fuel = 0;
  state().matchCount = 0;
}

/** Whether another event, whatever it matches, has room and fuel. An event matches each rule at most once. */
export function hasRoom(): bool {
  return (
    LIMIT_RULES - verdict().matches >= countOf(Section.Rules) &&
    verdict().unread < LIMIT_UNREAD &&
    verdict().fuel < batchBudget()
  );
}

/** Rule `rule` matches this event. */
export function addMatch(rule: u32): void {
  if (rule >= countOf(Section.Rules)) fail(Fault.RecordOutOfBounds, Section.Rules, rule);
  const mark = entryIn<Mark>(AT_RULE_MARKS, RULE_MARKS_BYTES, rule);
  if (mark.number == state().mark) return;
  mark.number = state().mark;
  const match = entryIn<Match>(AT_MATCHES, MATCHES_BYTES, state().matchCount);
  match.line = verdict().lines;
  match.rule = rule;
  state().matchCount++;
}

/** This line holds an event that is not believed. */
export function addUnread(lineStart: usize): void {
  const cell = verdict();
  const unread = entryIn<UnreadEvent>(AT_UNREAD, UNREAD_BYTES, cell.unread);
  unread.line = cell.lines;
  unread.reason = state().reason;
  unread.position = state().position - <u32>lineStart;
  cell.unread++;
  cell.fuel += burned();
}

/** The event is answered: what it added counts. */
export function commitEvent(): void {
  const cell = verdict();
  cell.matches = state().matchCount;
  cell.events++;
  cell.fuel += burned();
  cell.duplicateKeys += state().duplicateKeys;
  cell.badText += state().badText;
}

/** The line that ends before `next` is done. */
export function commitLine(next: usize): void {
  verdict().lines++;
  verdict().consumed = <u32>(next - AT_WINDOW);
}
