/**
 * `ringfence bench`: how fast a user's own rules answer a user's own events.
 *
 * In each round the events are answered in batches, answered one a call, and parsed by `JSON.parse`, one after the other,
 * so that what disturbs the machine disturbs all three; figures are medians over the rounds. Nothing is read from disk
 * while the clock runs; copying events into the core is measured with the rest.
 */
import { LIMITS } from '../format/layout.js';
import type { FaultRecord } from '../supervisor/answers.js';
import type { Supervisor } from '../supervisor/supervisor.js';
import { readEvents } from './events.js';
import { Failure } from './failure.js';
import { type ScannerFlags, startSupervisor } from './scanner.js';
import { bytes, count, jsonLine, plural, print, progress, say } from './terminal.js';

export interface BenchFlags extends ScannerFlags {
  readonly json?: true;
  readonly events: readonly string[];
  readonly rounds: string;
}

/** All events, once as they are scanned and once as they are parsed. */
interface Input {
  readonly batches: readonly Uint8Array[];
  readonly lines: readonly Uint8Array[];
  readonly texts: readonly string[];
  readonly bytes: number;
  /** Lines that are no events: in none of the above. */
  readonly unanswered: number;
}

/** One round. Times are milliseconds, latencies those of the calls for one event. */
interface Round {
  readonly batched: number;
  readonly parsed: number;
  readonly p50: number;
  readonly p99: number;
  readonly matches: number;
}

/** Events are kept in memory, as bytes and as text. */
const BYTES_LIMIT = 256 << 20;

/** For the engine to optimise. */
const ROUNDS_BEFORE = 2;

const LINE_FEED = 10;

export async function runBench(flags: BenchFlags): Promise<void> {
  const rounds = Number(flags.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new Failure(`--rounds: a whole number from 1 was expected, not ${flags.rounds}`);
  const faults: FaultRecord[] = [];
  const { supervisor } = await startSupervisor(flags, (fault) => faults.push(fault));
  const input = await readInput(supervisor, flags.events);
  if (input.lines.length === 0) throw new Failure(`no events could be read from ${flags.events.join(', ')}`);
  const measured = Array.from({ length: ROUNDS_BEFORE + rounds }, (_, round) => {
    progress(() => `round ${round + 1} of ${ROUNDS_BEFORE + rounds}`);
    return measure(supervisor, input);
  });
  if (faults.length > 0) throw new Failure(`${faults[0]!.kind}: a fault while measuring; ringfence scan tells more`);
  if (input.unanswered > 0) say(`${plural(input.unanswered, 'line')} could not be read as events and are left out`);
  await report(figuresOf(input, measured.slice(ROUNDS_BEFORE)), flags);
}

async function readInput(supervisor: Supervisor, paths: readonly string[]): Promise<Input> {
  const batches: Uint8Array[] = [];
  let [size, unanswered] = [0, 0];
  for (const path of paths)
    for await (const part of readEvents(path, LIMITS.WINDOW_BYTES.value)) {
      if (part.kind === 'problem')
        throw new Failure(`${[path, part.line, part.column].filter((at) => at !== undefined).join(':')}: ${part.text}`);
      const wrong = new Set(supervisor.scan(part.bytes).unanswered.map(({ line }) => line));
      const batch = wrong.size === 0 ? part.bytes : without(part.bytes, wrong);
      batches.push(batch);
      size += batch.length;
      unanswered += wrong.size;
      if (size > BYTES_LIMIT) throw new Failure(`${path}: more than ${bytes(BYTES_LIMIT)} of events, give fewer`);
    }
  const lines = batches.flatMap(linesOf);
  return { batches, lines, texts: lines.map((line) => Buffer.from(line).toString()), bytes: size, unanswered };
}

function without(batch: Uint8Array, wrong: ReadonlySet<number>): Uint8Array {
  return Buffer.concat(split(batch).filter((_, line) => !wrong.has(line)));
}

/** Blank ones are no events. */
function linesOf(batch: Uint8Array): Uint8Array[] {
  return split(batch).filter((line) => line.some((byte) => byte > 0x20));
}

/** Each with its line feed. */
function split(batch: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf(LINE_FEED, at) + 1 || batch.length;
    lines.push(batch.subarray(at, end));
    at = end;
  }
  return lines;
}

function measure(supervisor: Supervisor, { batches, lines, texts }: Input): Round {
  let matches = 0;
  const batched = timed(() => {
    for (const batch of batches) matches += supervisor.scan(batch).matches.length;
  });
  const parsed = timed(() => {
    for (const text of texts) JSON.parse(text);
  });
  const latencies = Float64Array.from(lines, (line) => timed(() => supervisor.scan(line))).sort();
  const percentile = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!;
  return { batched, parsed, p50: percentile(0.5), p99: percentile(0.99), matches };
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function figuresOf(input: Input, rounds: readonly Round[]) {
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  const seconds = middle(({ batched }) => batched) / 1000;
  return {
    rounds: rounds.length,
    events: input.lines.length,
    bytes: input.bytes,
    matches: rounds[0]!.matches,
    eventsPerSecond: Math.round(input.lines.length / seconds),
    megabytesPerSecond: Math.round(input.bytes / seconds / 1e6),
    ratios: { jsonParse: Number(middle(({ batched, parsed }) => parsed / batched).toPrecision(3)) },
    latencyMicroseconds: {
      p50: Number((1000 * middle(({ p50 }) => p50)).toPrecision(3)),
      p99: Number((1000 * middle(({ p99 }) => p99)).toPrecision(3)),
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function report(figures: ReturnType<typeof figuresOf>, { json }: BenchFlags): Promise<void> {
  if (json) return print(jsonLine(figures));
  const { eventsPerSecond, megabytesPerSecond, latencyMicroseconds: latency } = figures;
  await print(
    [
      `${plural(figures.events, 'event')} (${bytes(figures.bytes)}), ${plural(figures.matches, 'match', 'matches')}, medians of ${plural(figures.rounds, 'round')}`,
      `  in batches     ${count(eventsPerSecond)} events/s, ${count(megabytesPerSecond)} MB/s on one core`,
      `  JSON.parse     ${figures.ratios.jsonParse} times its speed on the same lines`,
      `  one a call     half within ${latency.p50} µs, 99 of 100 within ${latency.p99} µs`,
      '',
    ].join('\n'),
  );
}
