/** Counting the answers of one call: every line once. */
import type { Answer } from '../sandbox/sandbox.js';
import type { Answers, Match, Unanswered } from './answers.js';
import type { Slot } from './slot.js';

/** Answers of one call while they are collected. */
export interface Tally {
  lines: number;
  events: number;
  blind: number;
  fuel: number;
  readonly matches: Match[];
  readonly unanswered: Unanswered[];
  duplicateKeys: number;
  badText: number;
}

export function emptyTally(): Tally {
  return { lines: 0, events: 0, blind: 0, fuel: 0, matches: [], unanswered: [], duplicateKeys: 0, badText: 0 };
}

export function collect(tally: Tally, { verdict }: Answer, { content, rule, hasRules }: Slot): void {
  for (let at = 0; at < verdict.matches.length; at += 2)
    tally.matches.push({
      line: tally.lines + verdict.matches[at]!,
      rule: rule(verdict.matches[at + 1]!),
      content: content.digest,
    });
  for (const unread of verdict.unread) tally.unanswered.push({ ...unread, line: tally.lines + unread.line });
  tally.lines += verdict.lines;
  tally.events += verdict.events;
  tally.fuel += verdict.fuel;
  tally.duplicateKeys += verdict.duplicateKeys;
  tally.badText += verdict.badText;
  if (!hasRules) tally.blind += verdict.events;
}

/** The next line has no answer. */
export function putAside(tally: Tally, reason: Unanswered['reason']): void {
  tally.unanswered.push({ line: tally.lines, reason, position: 0 });
  tally.lines++;
}

const LINE_FEED = 10;
const BLANKS: readonly number[] = [0x20, 0x09, 0x0d];

/** The bytes up to and with the next line feed. */
export function firstLine(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.indexOf(LINE_FEED) + 1 || bytes.length);
}

/** The bytes of so many lines; there must be that many line feeds. */
export function firstLines(bytes: Uint8Array, lines: number): Uint8Array {
  let end = 0;
  for (let left = lines; left > 0; left--) end = bytes.indexOf(LINE_FEED, end) + 1;
  return bytes.subarray(0, end);
}

/** None of the lines has an answer; blank ones need none. */
export function putAllAside(tally: Tally, bytes: Uint8Array, reason: Unanswered['reason']): void {
  for (let rest = bytes; rest.length > 0; ) {
    const line = firstLine(rest);
    if (line.every((byte) => byte === LINE_FEED || BLANKS.includes(byte))) tally.lines++;
    else putAside(tally, reason);
    rest = rest.subarray(line.length);
  }
}

/** Events that have been counted so far. */
export function counted({ events, unanswered }: Pick<Answers, 'events' | 'unanswered'>): number {
  return events + unanswered.length;
}
