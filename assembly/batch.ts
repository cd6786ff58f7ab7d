/**
 * Batches: the lines of the window, one event each, or one input record.
 */
import {
  AT_ARENA,
  AT_CONDITION_MARKS,
  AT_GROUP_MARKS,
  AT_PREDICATE_MARKS,
  AT_RULE_MARKS,
  AT_WINDOW,
  CONDITION_MARKS_BYTES,
  Fault,
  GROUP_MARKS_BYTES,
  LIMIT_CONDITIONS,
  LIMIT_FIELDS,
  LIMIT_WINDOW_BYTES,
  NONE,
  PREDICATE_MARKS_BYTES,
  PathNode,
  RULE_MARKS_BYTES,
  Section,
  Stage,
  Unread,
  WINDOW_BYTES,
} from './generated/layout';
import { fail, faultCell } from './fault';
import { burnBytes, eventBudget } from './fuel';
import { input, record, supply } from './memory';
import { numberIn, readText, setNumberIn } from './region';
import { state } from './state';
import { lineFeed } from './event/block';
import { resolve } from './event/fields';
import { readRecord } from './event/record';
import { scanObject, skipBlanks, unread } from './event/scan';
import { forgetMemos } from './predicate/memo';
import { matchEvent } from './rule/evaluate';
import { forgetRecognitions } from './rule/recognition';
import { addUnread, clearVerdict, commitEvent, commitLine, hasRoom, verdict } from './verdict';

const LINE_FEED: u8 = 0x0a;

/** Answers the lines in the first `length` bytes of the window; stops early when the verdict has no more room. */
export function scanLines(length: u32): void {
  begin(length);
  const end = AT_WINDOW + <usize>length;
  setNumberIn<u8>(AT_WINDOW, WINDOW_BYTES, length, LINE_FEED);
  let at = AT_WINDOW;
  while (at < end && hasRoom()) {
    const start = at;
    at = skipBlanks(at);
    if (readText<u8>(at) != LINE_FEED) at = scanLine(start, at);
    commitLine(at < end ? ++at : end);
  }
}

/** Answers the event at `at`; returns the line feed behind it. */
function scanLine(start: usize, at: usize): usize {
  faultCell().stage = Stage.Read;
  beginEvent();
  state().isJson = 1;
  state().start = <u32>at;
  let behind = scanObject(at);
  if (behind != 0) {
    behind = skipBlanks(behind);
    if (readText<u8>(behind) != LINE_FEED) behind = unread(Unread.Malformed, behind);
  }
  if (behind == 0) {
    addUnread(start);
    return lineFeed(state().position);
  }
  state().length = <u32>(behind - at);
  burnBytes(state().length);
  resolve();
  faultCell().stage = Stage.Match;
  matchEvent();
  commitEvent();
  return behind;
}

/** Answers the input record in the first `length` bytes of the window. */
export function evaluateRecord(length: u32): void {
  begin(length);
  faultCell().stage = Stage.Read;
  beginEvent();
  state().isJson = 0;
  readRecord(length);
  burnBytes(length);
  state().collected = 1;
  faultCell().stage = Stage.Match;
  matchEvent();
  commitEvent();
  commitLine(AT_WINDOW + length);
}

function begin(length: u32): void {
  if (!state().loaded) fail(Fault.NotLoaded, 0, 0);
  if (length > LIMIT_WINDOW_BYTES) fail(Fault.MalformedRecord, 5, length);
  clearVerdict();
}

function beginEvent(): void {
  state().mark += 4;
  if (state().mark == 0) restartMarks();
  if (state().memosFull) forgetValues();
  const now = state();
  now.fuel = eventBudget();
  now.shape = record<PathNode>(Section.PathNodes, 0).marks;
  now.duplicateKeys = 0;
  now.badText = 0;
  now.valueCount = 0;
  now.collected = 0;
  now.collecting = 0;
  now.linkCount = 0;
  now.address = 0;
  now.arena = <u32>AT_ARENA;
  now.joined = NONE;
  now.matchCount = verdict().matches;
  faultCell().event = verdict().lines;
  faultCell().condition = NONE;
}

/** Recognitions tell values by their memos. */
function forgetValues(): void {
  forgetMemos();
  forgetRecognitions();
}

/** After 2^30 events numbers begin again: nothing may carry an old one. */
function restartMarks(): void {
  clear(AT_GROUP_MARKS, GROUP_MARKS_BYTES);
  clearConditionMarks();
  clear(AT_RULE_MARKS, RULE_MARKS_BYTES);
  clear(AT_PREDICATE_MARKS, PREDICATE_MARKS_BYTES);
  supply(LIMIT_FIELDS);
  for (let field: u32 = 0; field < LIMIT_FIELDS; field++) input(field).mark = 0;
  state().mark = 4;
}

/** What is switched off stays so. */
function clearConditionMarks(): void {
  for (let index: u32 = 0; index < LIMIT_CONDITIONS; index++) {
    if (numberIn<u32>(AT_CONDITION_MARKS, CONDITION_MARKS_BYTES, index) != NONE)
      setNumberIn<u32>(AT_CONDITION_MARKS, CONDITION_MARKS_BYTES, index, 0);
  }
}

function clear(table: usize, bytes: usize): void {
  for (let index: u32 = 0; index < (<u32>bytes) >> 2; index++) setNumberIn<u32>(table, bytes, index, 0);
}
