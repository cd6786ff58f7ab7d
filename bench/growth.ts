/**
 * Growth: `npm run bench:growth -- [--json] [--rounds N] [--sizes N,N,…] [--clock NAME]`.
 *
 * Compiles more and more mutated copies of the public Windows rules, or of the demonstration rules where those are not
 * beside the project, each size in a process of its own; then matches the same events with all of the contents in turn.
 * The original rules are among the copies and must match what they match alone.
 *
 *   --json       one line of JSON a size and workload instead of the table
 *   --rounds N   rounds that count, 5 by default
 *   --sizes N,N  how many rules; 10000,30000,100000 by default
 *   --clock NAME wall, or processor, for a machine that is busy
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type AcceptedContent, type Core, compile, isRejection, loadCore, Sandbox, validate } from '../src/index.js';
import { batches } from '../src/supervisor/windows.js';
import { CLOCKS } from './clock.js';
import { CORPUS_PRESENT, EVENTS, RULES } from './inputs.js';
import type { Lane, Tally } from './lane.js';
import { median, timeRounds } from './measure.js';
import { withMutants } from './mutants.js';
import { choiceOption, countOption } from './options.js';
import { describeMachine, grouped, rounded, textTable } from './report.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '10000,30000,100000' },
    clock: { type: 'string', default: 'wall' },
    /** Of the child: compile so many rules and write the content here. */
    compile: { type: 'string' },
    output: { type: 'string' },
  },
});

const SEED = 20260417;
const BATCH_BYTES = 1 << 20;
const WORKLOADS = ['sysmon-mix', 'process-creation'] as const;

/** What the child prints. */
interface Compiled {
  readonly rules: number;
  readonly active: number;
  /** By the clock, and of all threads. */
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Of the process: the texts of the rules, which it makes itself, are in it. */
  readonly peakBytes: number;
  readonly contentBytes: number;
}

interface Loaded extends Compiled {
  readonly content: AcceptedContent;
  readonly sandbox: Sandbox;
  readonly coreBytes: number;
}

/** One line of what is reported. */
interface Growth extends Compiled {
  readonly name: string;
  /** Of core memory: what this content makes resident beside what every content does. */
  readonly coreBytes: number;
  readonly events: number;
  readonly matches: number;
  readonly eventsPerSecond: number;
  /** Time over that of the original rules alone, in the same run. */
  readonly timeRatio: number;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

const COLUMNS: readonly { readonly title: string; readonly cell: (row: Growth) => string }[] = [
  { title: 'workload', cell: ({ name }) => name },
  { title: 'rules', cell: ({ rules }) => grouped(rules) },
  { title: 'compile s', cell: ({ seconds }) => seconds.toFixed(1) },
  { title: 'processor s', cell: ({ processorSeconds }) => processorSeconds.toFixed(1) },
  { title: 'peak MB', cell: ({ peakBytes }) => megabytes(peakBytes) },
  { title: 'content MB', cell: ({ contentBytes }) => megabytes(contentBytes) },
  { title: 'core MB', cell: ({ coreBytes }) => megabytes(coreBytes) },
  { title: 'matches', cell: ({ matches }) => grouped(matches) },
  { title: 'events/s', cell: ({ eventsPerSecond }) => grouped(eventsPerSecond) },
  { title: 'time', cell: ({ timeRatio }) => timeRatio.toFixed(2) },
];

if (options.compile === undefined) await measure();
else compileMutants(Number(options.compile), options.output!);

function originals() {
  return (CORPUS_PRESENT ? RULES.sigmahq : RULES.demo).sources();
}

function compileMutants(count: number, output: string): void {
  // As the command does: see src/cli/main.ts.
  process.env = { ...process.env };
  const sources = withMutants(originals(), count, SEED);
  const start = performance.now();
  const used = process.cpuUsage();
  const { content, rules } = compile(sources);
  const seconds = (performance.now() - start) / 1000;
  writeFileSync(output, content);
  const { user, system } = process.cpuUsage(used);
  const active = rules.filter(({ bucket }) => bucket === 'active').length;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const processorSeconds = (user + system) / 1e6;
  const facts = { rules: count, active, seconds, processorSeconds, peakBytes, contentBytes: content.length };
  console.log(JSON.stringify(facts satisfies Compiled));
}

async function measure(): Promise<void> {
  const rounds = countOption('rounds', options.rounds);
  const clock = choiceOption('clock', options.clock, CLOCKS);
  const sizes = options.sizes.split(',').map((size) => countOption('sizes', size));
  const core = await loadCore();
  const folder = mkdtempSync(join(tmpdir(), 'growth-'));
  const loaded: Loaded[] = [];
  for (const size of [originals().length, ...sizes]) loaded.push(await load(core, compileApart(size, folder), folder));
  rmSync(folder, { recursive: true });
  const input = new Map(WORKLOADS.map((name) => [name, EVENTS[name].bytes()]));
  const lanes = WORKLOADS.flatMap((name) => {
    const alone = matchesById(loaded[0]!, input.get(name)!);
    return loaded.map((each) => laneOf(name, each, input.get(name)!, alone));
  });
  const timings = timeRounds(lanes, rounds, CLOCKS[clock]);
  const milliseconds = (name: string) => median(timings.get(name)!.map((timing) => timing.milliseconds));
  const rows: readonly Growth[] = WORKLOADS.flatMap((name) =>
    loaded.map(({ content: _content, sandbox: _sandbox, ...facts }) => {
      const { events } = EVENTS[name];
      const time = milliseconds(laneName(name, facts.rules));
      const ratio = time / milliseconds(laneName(name, loaded[0]!.rules));
      const { matches } = lanes.find((lane) => lane.name === laneName(name, facts.rules))!.expected;
      return {
        name,
        ...facts,
        events,
        matches,
        eventsPerSecond: Math.round((events / time) * 1000),
        timeRatio: rounded(ratio),
      };
    }),
  );
  if (options.json) for (const row of rows) console.log(JSON.stringify(row));
  else
    console.log(
      `${tableOf(rows)}\n\nmedians of ${rounds} rounds, ${clock} time; ${core.build} core; ${describeMachine()}`,
    );
}

function tableOf(rows: readonly Growth[]): string {
  return textTable(
    COLUMNS.map(({ title }) => title),
    rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
  );
}

function compileApart(count: number, folder: string): Compiled {
  const script = fileURLToPath(import.meta.url);
  const output = execFileSync(
    process.execPath,
    [script, '--compile', `${count}`, '--output', contentPath(folder, count)],
    {
      encoding: 'utf8',
    },
  );
  return JSON.parse(output) as Compiled;
}

function contentPath(folder: string, count: number): string {
  return join(folder, `${count}.ring`);
}

async function load(core: Core, compiled: Compiled, folder: string): Promise<Loaded> {
  const content = await validate(readFileSync(contentPath(folder, compiled.rules)));
  if (isRejection(content)) throw new Error(`${compiled.rules} rules: rejected: ${content.code}`);
  const sandbox = new Sandbox(core);
  const refused = sandbox.load(content);
  if (refused) throw new Error(`${compiled.rules} rules: not loaded: ${refused.kind}`);
  return { ...compiled, content, sandbox, coreBytes: coreBytesOf(content) };
}

/** The file, and a mark for each predicate, condition and rule. */
function coreBytesOf({ view }: AcceptedContent): number {
  const marked = (['Predicates', 'Conditions', 'Rules'] as const).map((section) => view.count(section));
  return view.bytes.length + 4 * marked.reduce((sum, count) => sum + count);
}

/** How often each rule matches. */
function matchesById({ content: { view }, sandbox }: Loaded, bytes: Buffer): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const batch of batches(bytes, BATCH_BYTES)) {
    const { matches } = sandbox.scan(batch).verdict;
    for (let at = 1; at < matches.length; at += 2) {
      const id = view.text(view.record('Rules', matches[at]!).id);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

function laneName(workload: string, rules: number): string {
  return `${workload}/${rules}`;
}

function laneOf(
  name: (typeof WORKLOADS)[number],
  each: Loaded,
  bytes: Buffer,
  alone: ReadonlyMap<string, number>,
): Lane {
  const found = matchesById(each, bytes);
  for (const [id, count] of alone)
    if (found.get(id) !== count) throw new Error(`${each.rules} rules: ${id} matches ${found.get(id)}, not ${count}`);
  const matches = [...found.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...batches(bytes, BATCH_BYTES)];
  return {
    name: laneName(name, each.rules),
    parts: parts.length,
    answer: (part) => answer(each, parts[part]!),
    expected: { events: EVENTS[name].events, matches },
  };
}

function answer({ rules, sandbox }: Loaded, batch: Uint8Array): Tally {
  const { verdict, fault } = sandbox.scan(batch);
  if (fault || verdict.consumed !== batch.length)
    throw new Error(`${rules} rules: ${fault?.kind ?? 'a part unanswered'}`);
  return { events: verdict.events, matches: verdict.matches.length / 2 };
}
