/**
 * The verdict buffer, read as a stranger's file: lengths first, each against its limit, then every number.
 */
import { coreRecordBytes, LIMITS, MEMORY, SECTIONS, UNREAD, VERDICT_CELL } from '../format/layout.js';
import { nameOf } from '../format/records.js';

/** An event without an answer, because it was not believed. */
export interface UnreadEvent {
  /** The line of the batch, from 0. */
  readonly line: number;
  readonly reason: keyof typeof UNREAD;
  /** Bytes into the line where it showed. */
  readonly position: number;
}

/** The answers to the lines of a batch, up to the last line that was finished. */
export interface Verdict {
  /** Lines finished, blank ones included. */
  readonly lines: number;
  /** Events answered. */
  readonly events: number;
  /** Bytes of the batch up to the end of the last line finished. */
  readonly consumed: number;
  /** Line and rule number of each match, in turn; lines rise, and rules within a line. */
  readonly matches: Uint32Array;
  readonly unread: readonly UnreadEvent[];
  /** Events in which an object had a key twice that rules look at; each value of it was looked at. */
  readonly duplicateKeys: number;
  /** Events in which a text that rules look at was not UTF-8; the bad bytes were read as U+FFFD. */
  readonly badText: number;
  /** Burned by the events that are answered or unread. */
  readonly fuel: number;
}

/** Where each number of the verdict cell is. */
const PLACES = Object.fromEntries(VERDICT_CELL.map((name, index) => [name, MEMORY.VERDICT + 4 * index])) as Readonly<
  Record<(typeof VERDICT_CELL)[number], number>
>;

/** The verdict in the core's memory for a batch of `length` bytes, or undefined when its numbers cannot be. */
export function readVerdict(memory: DataView, length: number, rules: number): Verdict | undefined {
  const lines = memory.getUint32(PLACES.lines, true);
  const events = memory.getUint32(PLACES.events, true);
  const consumed = memory.getUint32(PLACES.consumed, true);
  const matched = memory.getUint32(PLACES.matches, true);
  const unreadable = memory.getUint32(PLACES.unread, true);
  const duplicateKeys = memory.getUint32(PLACES.duplicateKeys, true);
  const badText = memory.getUint32(PLACES.badText, true);
  const fuel = memory.getUint32(PLACES.fuel, true);
  if (lines > length || consumed > length || matched > SECTIONS.Rules.limit || unreadable > LIMITS.UNREAD.value)
    return undefined;
  if (events + unreadable > lines || duplicateKeys > events || badText > events) return undefined;
  if (fuel > LIMITS.BATCH_FUEL.value + LIMITS.FUEL.value) return undefined;
  const matches = readMatches(memory, matched, lines, rules);
  const unread = readUnread(memory, unreadable, lines, length);
  return matches && unread && { lines, events, consumed, matches, unread, duplicateKeys, badText, fuel };
}

/** Most events match nothing. */
const NO_MATCHES = new Uint32Array(0);

function readMatches(memory: DataView, count: number, lines: number, rules: number): Uint32Array | undefined {
  if (count === 0) return NO_MATCHES;
  const matches = new Uint32Array(2 * count);
  let previous = -1;
  let sorted = true;
  for (let index = 0; index < count; index++) {
    const at = MEMORY.MATCHES + coreRecordBytes('Match') * index;
    const line = memory.getUint32(at, true);
    const rule = memory.getUint32(at + 4, true);
    if (line >= lines || rule >= rules) return undefined;
    const key = line * SECTIONS.Rules.limit + rule;
    sorted &&= key > previous;
    previous = key;
    matches[2 * index] = line;
    matches[2 * index + 1] = rule;
  }
  return sorted ? matches : sortMatches(matches);
}

/**
 * In order of line, then rule; the core finds rules of an event in the order in which predicates hold. Undefined when a
 * match is there twice.
 */
function sortMatches(matches: Uint32Array): Uint32Array | undefined {
  const keys = Float64Array.from(
    { length: matches.length / 2 },
    (_, i) => matches[2 * i]! * SECTIONS.Rules.limit + matches[2 * i + 1]!,
  );
  keys.sort();
  if (keys.some((key, index) => key === keys[index - 1])) return undefined;
  keys.forEach((key, index) => {
    matches[2 * index] = Math.floor(key / SECTIONS.Rules.limit);
    matches[2 * index + 1] = key % SECTIONS.Rules.limit;
  });
  return matches;
}

function readUnread(memory: DataView, count: number, lines: number, length: number): UnreadEvent[] | undefined {
  const unread: UnreadEvent[] = [];
  for (let index = 0; index < count; index++) {
    const at = MEMORY.UNREAD + coreRecordBytes('UnreadEvent') * index;
    const line = memory.getUint32(at, true);
    const reason = nameOf(UNREAD, memory.getUint32(at + 4, true));
    const position = memory.getUint32(at + 8, true);
    if (line >= lines || reason === undefined || position > length) return undefined;
    unread.push({ line, reason, position });
  }
  return unread;
}
