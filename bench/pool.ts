/**
 * The pool against one worker and against a supervisor in this thread: `npm run bench:pool -- [--json] [--rounds N]`.
 *
 * Every workload by every lane once in each round. A wrong number of events or matches, a fault or the loss of a worker
 * ends the run with exit code 1. Besides the wall clock the processor time of this process is measured, and of it what
 * its main thread takes (on Linux), because other programs on the machine take from the wall clock of two workers more
 * than from that of one. `bound` is what two cores that nobody else uses could give at most: twice what the workers
 * take, divided by what workers and main thread take together.
 *
 *   --json       one line of JSON a workload instead of the table, and one for the watchdog
 *   --rounds N   rounds that count, 7 by default
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Core, compile, loadCore, Supervisor } from '../src/index.js';
import { Pool } from '../src/node.js';
import { CORPUS_PRESENT, EVENTS, RULES } from './inputs.js';
import { median } from './measure.js';
import { describeMachine } from './report.js';
import { measureWatchdog } from './watchdog.js';
import { WORKLOADS } from './workloads.js';

interface Counted {
  readonly events: number;
  readonly matches: number;
}

interface Lane {
  readonly name: string;
  readonly workers: number;
  readonly answer: (bytes: Uint8Array) => Promise<Counted>;
  readonly close: () => Promise<void>;
}

interface Input {
  readonly name: string;
  readonly rules: keyof typeof RULES;
  readonly bytes: Buffer;
  /** Absent: as many as the supervisor finds. */
  readonly expected?: Counted;
}

interface Timing {
  readonly wall: number;
  readonly processor: number;
  readonly main: number | undefined;
}

/** A generated input is answered that often in a row. */
const TIMES = 3;

const BALANCED = '../shared/corpus/events/balanced.ndjson.zst';
const BALANCED_BYTES = 150e6;

/** The kernel counts processor time in these. */
const TICKS_PER_SECOND = 100;

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } },
});
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a number from 1, not ${options.rounds}`);

const core = await loadCore();
const counts = [...new Set([1, 2, availableParallelism()])].sort((a, b) => a - b);
for (const input of inputs()) {
  const { content } = compile(RULES[input.rules].sources());
  const pools = counts.map((count) => pooled(count, content));
  const lanes = [await inThread(core, content), ...(await Promise.all(pools))];
  const found = await lanes[0]!.answer(input.bytes);
  check(`${input.name}: ${lanes[0]!.name}`, found, input.expected ?? found);
  const timings = await timeRounds(input, lanes, found);
  report(input, found, lanes, timings);
  for (const { close } of lanes) await close();
}
const watchdog = await measureWatchdog(core);
if (options.json) console.log(JSON.stringify({ name: 'watchdog', ...watchdog }));
else {
  const { rounds, p50, p99, most } = watchdog;
  console.log(
    `\nwatchdog: ${rounds} workers hung; answer after the deadline p50 ${p50} ms, p99 ${p99} ms, most ${most} ms`,
  );
  console.log(`medians of ${options.rounds} rounds; ${core.build} core; ${describeMachine()}`);
}

function inputs(): Input[] {
  const generated = (['demo', 'sigmahq'] as const).flatMap((rules): Input[] => {
    const workload = WORKLOADS.find(
      ({ events, rules: used, way }) => events === 'sysmon-mix' && used === rules && way === 'supervisor',
    );
    if (!workload || (rules === 'sigmahq' && !CORPUS_PRESENT)) return [];
    const bytes = Buffer.concat(Array(TIMES).fill(EVENTS['sysmon-mix'].bytes()));
    const expected = { events: TIMES * EVENTS['sysmon-mix'].events, matches: TIMES * workload.matches };
    return [{ name: workload.name, rules, bytes, expected }];
  });
  return [...generated, ...balanced()];
}

/** Recorded events, as far as they are there and can be decompressed. */
function balanced(): Input[] {
  if (!existsSync(BALANCED)) return [];
  const { stdout, error } = spawnSync('sh', ['-c', `zstd -dc ${BALANCED} | head -c ${BALANCED_BYTES}`], {
    maxBuffer: 2 * BALANCED_BYTES,
  });
  if (error || stdout.length === 0) {
    console.error(`not measured is balanced/sigmahq: ${error?.message ?? 'zstd is needed'}`);
    return [];
  }
  return [{ name: 'balanced/sigmahq', rules: 'sigmahq', bytes: stdout.subarray(0, stdout.lastIndexOf(10) + 1) }];
}

async function inThread(core: Core, content: Uint8Array): Promise<Lane> {
  const supervisor = new Supervisor(core, { onFault: (fault) => refuse('a fault', fault) });
  const offer = await supervisor.offer(content);
  if (offer.outcome !== 'active') refuse('content that is not active', offer);
  return {
    name: 'supervisor',
    workers: 0,
    answer: async (bytes) => {
      const { events, matches } = supervisor.scan(bytes);
      return { events, matches: matches.length };
    },
    close: async () => {},
  };
}

async function pooled(workers: number, content: Uint8Array): Promise<Lane> {
  const pool = new Pool(core, {
    workers,
    onFault: (fault) => refuse('a fault', fault),
    onLoss: (loss) => refuse('the loss of a worker', loss),
  });
  const offer = await pool.offer(content);
  if (offer.outcome !== 'active') refuse('content that is not active', offer);
  return {
    name: `pool of ${workers}`,
    workers,
    answer: async (bytes) => {
      const { events, matches } = await pool.scan(bytes);
      return { events, matches: matches.length };
    },
    close: () => pool.close(),
  };
}

/** Timings by the name of the lane. One round goes before those that count; each starts with another lane. */
async function timeRounds({ name, bytes }: Input, lanes: readonly Lane[], expected: Counted) {
  const timings = new Map(lanes.map((lane) => [lane.name, [] as Timing[]]));
  for (let round = 0; round <= rounds; round++)
    for (const lane of lanes.map((_, index) => lanes[(index + round) % lanes.length]!)) {
      const before = { wall: performance.now(), processor: process.cpuUsage(), main: mainThread() };
      const found = await lane.answer(bytes);
      const wall = performance.now() - before.wall;
      const { user, system } = process.cpuUsage(before.processor);
      const main = before.main === undefined ? undefined : mainThread()! - before.main;
      check(`${name}: ${lane.name}`, found, expected);
      if (round > 0) timings.get(lane.name)!.push({ wall, processor: (user + system) / 1000, main });
    }
  return timings;
}

/** Milliseconds of processor time of the main thread; undefined where the system does not tell. */
function mainThread(): number | undefined {
  const file = `/proc/self/task/${process.pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

function report(
  { name, bytes }: Input,
  { events, matches }: Counted,
  lanes: readonly Lane[],
  timings: Map<string, Timing[]>,
) {
  const of = (lane: string, take: (timing: Timing) => number) => median(timings.get(lane)!.map(take));
  const ratio = (lane: string, to: string) =>
    median(timings.get(lane)!.map(({ wall }, round) => timings.get(to)![round]!.wall / wall));
  const figures = lanes.map((lane) => ({
    lane: lane.name,
    eventsPerSecond: Math.round(events / (of(lane.name, ({ wall }) => wall) / 1000)),
    megabytesPerSecond: Math.round(bytes.length / of(lane.name, ({ wall }) => wall) / 1000),
    processorMilliseconds: Math.round(of(lane.name, ({ processor }) => processor)),
    mainMilliseconds: Math.round(of(lane.name, ({ main }) => main ?? Number.NaN)),
    ofOneWorker: Number(ratio(lane.name, 'pool of 1').toFixed(2)),
    ofSupervisor: Number(ratio(lane.name, 'supervisor').toFixed(2)),
    ...(lane.workers > 1
      ? {
          bound: Number(
            of(lane.name, ({ processor, main }) => (lane.workers * (processor - (main ?? 0))) / processor).toFixed(2),
          ),
        }
      : {}),
  }));
  if (options.json) return console.log(JSON.stringify({ name, events, bytes: bytes.length, matches, lanes: figures }));
  console.log(`\n${name}: ${events} events, ${(bytes.length / 1e6).toFixed(0)} MB, ${matches} matches`);
  console.table(Object.fromEntries(figures.map(({ lane, ...rest }) => [lane, rest])));
}

function check(what: string, found: Counted, expected: Counted): void {
  if (found.events !== expected.events || found.matches !== expected.matches)
    refuse(`${what} counts wrong`, { found, expected });
}

function refuse(what: string, cause: unknown): never {
  throw new Error(`${what}: ${JSON.stringify(cause)}`, { cause });
}
