/**
 * `ringfence scan`: events against rules or a content file.
 *
 * Matches are data and go to standard output; what could not be read, and the summary, go to standard error.
 */
import { type Counts, countBuckets } from '../content/buckets.js';
import { LIMITS } from '../format/layout.js';
import { loadCore } from '../sandbox/core.js';
import type { Answers, FaultRecord, Match, Unanswered } from '../supervisor/answers.js';
import type { LogSource } from '../supervisor/declared.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { describeRejection } from '../validator/rejection.js';
import { bucketsLine } from './buckets.js';
import { compileRules, demandActive, type RuleFlags } from './compiling.js';
import { readContent } from './content.js';
import { type EventBatch, type InputProblem, readEvents } from './events.js';
import { Failure } from './failure.js';
import { matchTable, type Tallied } from './match-table.js';
import { bytes, count, duration, plural, print, printable, progress, say } from './terminal.js';

export interface ScanFlags extends LogSource, RuleFlags {
  readonly rules?: readonly string[];
  readonly content?: string;
  readonly json?: true;
}

/** What a scan adds up to. */
interface Totals {
  events: number;
  bytes: number;
  matches: number;
  unanswered: number;
  problems: number;
  unusable: number;
  badText: number;
  duplicateKeys: number;
  /** Rules that were refused; absent when content is given, which does not have them. */
  refused?: number | undefined;
  readonly faults: FaultRecord[];
  readonly rules: Map<string, Tallied>;
}

export async function runScan(paths: readonly string[], flags: ScanFlags): Promise<void> {
  const totals: Totals = {
    events: 0,
    bytes: 0,
    matches: 0,
    unanswered: 0,
    problems: 0,
    unusable: 0,
    badText: 0,
    duplicateKeys: 0,
    faults: [],
    rules: new Map(),
  };
  const { supervisor, refused } = await startSupervisor(flags, totals.faults);
  totals.refused = refused;
  let scanning = 0;
  for (const path of paths) {
    for await (const part of readEvents(path, LIMITS.WINDOW_BYTES.value)) {
      if (part.kind === 'problem') sayProblem(path, part, totals);
      else {
        const start = performance.now();
        const answers = supervisor.scan(part.bytes);
        scanning += performance.now() - start;
        await add(path, part, answers, totals, flags);
      }
      progress(() => `scanning ${path}: ${count(totals.events)} events, ${count(totals.matches)} matches`);
    }
  }
  if (!flags.json) await print(matchTable([...totals.rules.values()]));
  summarise(totals, countBuckets(supervisor.rules), scanning);
  const nothing = totals.events + totals.unanswered === 0;
  if (nothing && totals.unusable === paths.length)
    throw new Failure(`no events could be read from ${paths.join(', ')}`);
}

/** With the content that the flags name, and how many rules were refused where they were compiled; faults are added to `faults`. */
export async function startSupervisor(
  flags: ScanFlags,
  faults: FaultRecord[],
): Promise<{ readonly supervisor: Supervisor; readonly refused: number | undefined }> {
  const { rules, content, product, category, service } = flags;
  if ((rules === undefined) === (content === undefined))
    throw new Failure('give either --rules PATH or --content FILE');
  const compilation = content === undefined ? await compileRules(rules!, flags) : undefined;
  const file = compilation?.content ?? readContent(content!);
  const logSource = { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
  const supervisor = new Supervisor(await loadCore(), { logSource, onFault: (fault) => faults.push(fault) });
  const offer = await supervisor.offer(file);
  if (offer.outcome === 'rejected') throw new Failure(`${content}: ${describeRejection(offer.rejection)}`);
  if (offer.outcome !== 'active') throw new Failure(`${content}: the core refuses it: ${JSON.stringify(offer)}`);
  const degraded = supervisor.rules.filter(({ degradations }) => degradations.length > 0).length;
  demandActive({ ...countBuckets([]), degraded }, flags);
  return { supervisor, refused: compilation && countBuckets(compilation.rules).refused };
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
  if (json) await print(answers.matches.map((match) => jsonLine(path, batch.lineOf(match.line), match)).join(''));
  else for (const match of answers.matches) tally(totals.rules, match, `${path}:${batch.lineOf(match.line)}`);
}

function jsonLine(file: string, line: number, { rule, content }: Match): string {
  const { id, title, level, author } = rule;
  return `${JSON.stringify({ file, line, rule: { id, title, level, author }, content })}\n`;
}

/** Rules without an id are told apart by their titles. */
function tally(rules: Map<string, Tallied>, { rule }: Match, place: string): void {
  const key = `${rule.id} ${rule.title}`;
  const known = rules.get(key);
  if (known) known.matches++;
  else rules.set(key, { rule, matches: 1, first: place });
}

/** Lines about single events that are shown; the summary counts them all. */
const SHOWN = 10;

const REASONS: Readonly<Record<Unanswered['reason'], string>> = {
  Malformed: 'not one JSON object',
  TooDeep: `nested deeper than ${LIMITS.DEPTH.value}`,
  TooManyValues: `more than ${LIMITS.VALUES.value} values`,
  TooLong: `longer than ${LIMITS.WINDOW_BYTES.value - 1} bytes`,
  DeadLettered: 'a fault on every content there is',
  OverBudget: 'the fuel of the call was used up',
};

function sayUnanswered(path: string, batch: EventBatch, { line, reason, position }: Unanswered, totals: Totals): void {
  totals.unanswered++;
  if (totals.unanswered <= SHOWN)
    say(`${path}:${batch.lineOf(line)}: ${reason} at byte ${position + 1}: ${REASONS[reason]}`);
}

function sayProblem(path: string, { code, line, column, text }: InputProblem, totals: Totals): void {
  if (line === undefined) totals.unusable++;
  else totals.unanswered++;
  totals.problems++;
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  if (totals.problems <= SHOWN || line === undefined) say(`${place}: ${code}: ${text}`);
}

function summarise(totals: Totals, { active, degraded, inert }: Counts, milliseconds: number): void {
  const { events, matches, faults, rules, unanswered, badText, duplicateKeys } = totals;
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
  const { refused } = totals;
  say(bucketsLine({ active, degraded, inert, ...(refused === undefined ? {} : { refused }) }));
  if (unanswered > 0) say(`${plural(unanswered, 'line')} could not be read as events`);
  if (badText > 0) say(`${plural(badText, 'event')} with text that is not UTF-8: read with U+FFFD in its place`);
  if (duplicateKeys > 0)
    say(`${plural(duplicateKeys, 'event')} with a key twice in one object: every value was looked at`);
}
