/**
 * `ringfence scan`: events against rules or a content file.
 *
 * Matches are data and go to standard output; what could not be read, and the summary, go to standard error.
 */
import { type Counts, countBuckets } from '../content/buckets.js';
import { LIMITS } from '../format/layout.js';
import type { Answers, FaultRecord, Match, Unanswered } from '../supervisor/answers.js';
import { bucketsLine } from './buckets.js';
import type { EventBatch, InputProblem } from './event-batch.js';
import { readEvents } from './events.js';
import { Failure } from './failure.js';
import { matchTable, type Tallied } from './match-table.js';
import { startRecorder } from './recordings.js';
import { type Scanner, type ScannerFlags, startScanner } from './scanner.js';
import { bytes, count, duration, jsonLine, plural, print, printable, progress, say } from './terminal.js';

export interface ScanFlags extends ScannerFlags {
  /** A whole number from 1. */
  readonly workers?: string;
  /** A folder. */
  readonly record?: string;
  readonly json?: true;
}

/** What a scan adds up to. */
interface Totals {
  events: number;
  bytes: number;
  matches: number;
  /** Lines that are no events. */
  unread: number;
  /** Events without an answer. */
  unanswered: number;
  problems: number;
  unusable: number;
  badText: number;
  duplicateKeys: number;
  readonly faults: FaultRecord[];
  readonly rules: Map<string, Tallied>;
}

export async function runScan(paths: readonly string[], flags: ScanFlags): Promise<void> {
  const totals: Totals = {
    events: 0,
    bytes: 0,
    matches: 0,
    unread: 0,
    unanswered: 0,
    problems: 0,
    unusable: 0,
    badText: 0,
    duplicateKeys: 0,
    faults: [],
    rules: new Map(),
  };
  const recorder = flags.record === undefined ? undefined : startRecorder(flags.record);
  const scanner = await startScanner(flags, (fault, recording) => {
    totals.faults.push(fault);
    recorder?.record(recording);
  });
  const scanning = await scanAll(paths, scanner, totals, flags);
  const counts = countBuckets(scanner.rules());
  await scanner.close();
  if (!flags.json) await print(matchTable([...totals.rules.values()]));
  summarise(totals, counts, scanner.refused, scanning);
  if (recorder && recorder.dropped() > 0) say(`${plural(recorder.dropped(), 'fault')} more not recorded`);
  const nothing = totals.events + totals.unread + totals.unanswered === 0;
  if (nothing && totals.unusable === paths.length)
    throw new Failure(`no events could be read from ${paths.join(', ')}`);
  if (totals.unusable > 0)
    throw new Failure(`${totals.unusable} of ${plural(paths.length, 'file')} could not be read to the end`);
}

/** What was read and is not accounted for yet. */
interface Pending {
  readonly path: string;
  readonly part: EventBatch | InputProblem;
  /** Absent for a problem. */
  readonly answers?: Answers | Promise<Answers>;
}

/** Accounts for everything in the order in which it was read; returns milliseconds in which events were being answered. */
async function scanAll(paths: readonly string[], scanner: Scanner, totals: Totals, flags: ScanFlags): Promise<number> {
  const pending: Pending[] = [];
  const clock = startClock();
  const accountForOne = async () => {
    const { path, part, answers } = pending.shift()!;
    if (part.kind === 'problem') sayProblem(path, part, totals);
    else {
      const found = await answers!;
      clock.stop();
      await add(path, part, found, totals, flags);
    }
    progress(() => `scanning ${path}: ${count(totals.events)} events, ${count(totals.matches)} matches`);
  };
  for (const path of paths) {
    for await (const part of readEvents(path, LIMITS.WINDOW_BYTES.value)) {
      if (part.kind === 'problem') pending.push({ path, part });
      else {
        clock.start();
        pending.push({ path, part, answers: handled(scanner.scan(part.bytes)) });
      }
      while (pending.length > scanner.ahead) await accountForOne();
    }
  }
  while (pending.length > 0) await accountForOne();
  return clock.milliseconds();
}

/** A rejection is seen when its turn comes. */
function handled(answers: Answers | Promise<Answers>): Answers | Promise<Answers> {
  if (answers instanceof Promise) answers.catch(() => {});
  return answers;
}

/** Counts the time in which more has been started than stopped. */
function startClock() {
  let running = 0;
  let since = 0;
  let total = 0;
  return {
    start: () => {
      if (running++ === 0) since = performance.now();
    },
    stop: () => {
      if (--running === 0) total += performance.now() - since;
    },
    milliseconds: () => total,
  };
}

async function add(
  path: string,
  batch: EventBatch,
  answers: Answers,
  totals: Totals,
  { json }: ScanFlags,
): Promise<void> {
  totals.events += answers.events;
  totals.bytes += batch.bytes.length;
  totals.matches += answers.matches.length;
  totals.badText += answers.badText;
  totals.duplicateKeys += answers.duplicateKeys;
  for (const unanswered of answers.unanswered) sayUnanswered(path, batch, unanswered, totals);
  if (json) await print(answers.matches.map((match) => matchLine(path, batch.lineOf(match.line), match)).join(''));
  else for (const match of answers.matches) tally(totals.rules, match, `${path}:${batch.lineOf(match.line)}`);
}

function matchLine(file: string, line: number, { rule, content }: Match): string {
  const { id, title, level, author } = rule;
  return jsonLine({ file, line, rule: { id, title, level, author }, content });
}

/** Rules without an id are told apart by their titles. */
function tally(rules: Map<string, Tallied>, { rule }: Match, place: string): void {
  const key = `${rule.id} ${rule.title}`;
  const known = rules.get(key);
  if (known) known.matches++;
  else rules.set(key, { rule, matches: 1, first: place });
}

/** Lines about single events that are shown of each kind; the summary counts them all. */
const SHOWN = 10;

/** What is said of a line without an answer, and what it counts as. */
const REASONS: Readonly<Record<Unanswered['reason'], readonly [kind: 'unread' | 'unanswered', text: string]>> = {
  Malformed: ['unread', 'not one JSON object'],
  TooDeep: ['unread', `nested deeper than ${LIMITS.DEPTH.value}`],
  TooManyValues: ['unread', `more than ${LIMITS.VALUES.value} values`],
  TooLong: ['unread', `longer than ${LIMITS.WINDOW_BYTES.value - 1} bytes`],
  DeadLettered: ['unanswered', 'a fault on every content there is'],
  OverBudget: ['unanswered', 'the fuel of the call was used up'],
  TimeLimit: ['unanswered', 'no worker answers it in time'],
  WorkerDied: ['unanswered', 'workers die of it'],
};

function sayUnanswered(path: string, batch: EventBatch, { line, reason, position }: Unanswered, totals: Totals): void {
  const [kind, text] = REASONS[reason];
  if (++totals[kind] > SHOWN) return;
  const place = kind === 'unread' ? ` at byte ${position + 1}` : '';
  say(`${path}:${batch.lineOf(line)}: ${reason}${place}: ${text}`);
}

function sayProblem(path: string, { code, line, column, text }: InputProblem, totals: Totals): void {
  if (line === undefined) totals.unusable++;
  else totals.unread++;
  totals.problems++;
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  if (totals.problems <= SHOWN || line === undefined) say(`${place}: ${code}: ${text}`);
}

function summarise(
  totals: Totals,
  { active, degraded, inert }: Counts,
  refused: number | undefined,
  milliseconds: number,
): void {
  const { events, matches, faults, rules, unread, unanswered, badText, duplicateKeys } = totals;
  const seconds = milliseconds / 1000;
  const speed =
    events === 0
      ? ''
      : `, ${count(Math.round(events / seconds))} events/s, ${(totals.bytes / 1e6 / seconds).toFixed(0)} MB/s`;
  for (const { kind, action, rule, content } of faults)
    say(`fault ${kind}: ${action}, content ${content.slice(0, 12)}${rule ? `, rule ${printable(rule.title)}` : ''}`);
  say(
    `${plural(events, 'event')} (${bytes(totals.bytes)}), ${plural(matches, 'match', 'matches')}${rules.size > 0 ? ` of ${plural(rules.size, 'rule')}` : ''}, ${plural(faults.length, 'fault')} in ${duration(milliseconds)}${speed}`,
  );
  say(bucketsLine({ active, degraded, inert, ...(refused === undefined ? {} : { refused }) }));
  if (unread > 0) say(`${plural(unread, 'line')} could not be read as events`);
  if (unanswered > 0) say(`${plural(unanswered, 'event')} could not be answered`);
  if (badText > 0) say(`${plural(badText, 'event')} with text that is not UTF-8: read with U+FFFD in its place`);
  if (duplicateKeys > 0)
    say(`${plural(duplicateKeys, 'event')} with a key twice in one object: every value was looked at`);
}
