/**
 * What safety costs: `npm run bench:safety -- [--json] [--rounds N]`.
 *
 * The core is compiled again without its checks and without fuel, which `without-safety.mjs` takes out of its source, and
 * each of the two cores by the engine with explicit bounds checks and with none. All four answer the same events in
 * turns. Ends with exit code 1 where all of it together costs more than the bar, or where matches differ.
 *
 *   --json       one line of JSON a workload instead of the table
 *   --rounds N   rounds that count, 11 by default
 */
import { parseArgs } from 'node:util';
import { type Core, compile, loadCore } from '../src/index.js';
import { CLOCKS } from './clock.js';
import { compiledCore } from './compiled-core.js';
import { CORPUS_PRESENT, EVENTS, RULES } from './inputs.js';
import { type Lane, WAYS } from './lane.js';
import { median, timeRounds } from './measure.js';
import { countOption } from './options.js';
import { describeMachine, textTable } from './report.js';
import { WORKLOADS, type Workload } from './workloads.js';

/** Of the time without any safety. */
const BAR = 1.25;

const MEASURED = [
  'sysmon-mix',
  'process-creation',
  'sysmon-mix/sigmahq',
  'process-creation/sigmahq',
  'dev-pack/sigmahq',
] as const;

interface Figures {
  readonly name: string;
  /** An event, without any safety. */
  readonly nanoseconds: number;
  /** Of that time, by the name of the core. */
  readonly ratios: Readonly<Record<string, number>>;
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '11' } },
});
const rounds = countOption('rounds', options.rounds);

const cores = await variants();
const [nothing, ...parts] = Object.keys(cores);
const figures: Figures[] = [];
for (const name of MEASURED) {
  const workload = WORKLOADS.find((one) => one.name === name)!;
  if (CORPUS_PRESENT || workload.rules === 'demo') figures.push(await measure(workload));
}
if (options.json) for (const line of figures) console.log(JSON.stringify(line));
else {
  const titles = ['workload', `ns an event with ${nothing}`, ...parts.map((part) => `x ${part}`)];
  const cells = ({ name, nanoseconds, ratios }: Figures) => [
    name,
    String(nanoseconds),
    ...parts.map((part) => ratios[part]!.toFixed(3)),
  ];
  console.log(textTable(titles, figures.map(cells)));
  console.log(`\nmedians of ${rounds} rounds of processor time; bar ${BAR}; ${describeMachine()}`);
}
const dearest = Math.max(...figures.map(({ ratios }) => ratios['all']!));
if (dearest > BAR) {
  console.error(`safety costs ${dearest.toFixed(3)} of the time without it, the bar is ${BAR}`);
  process.exitCode = 1;
}

/**
 * The cores by what makes them safe. Engines ask for bounds checks when a module is compiled, and `loadCore` makes V8 ask;
 * equal bytes are compiled once, so that a section that says nothing is added to those compiled later.
 */
async function variants(): Promise<Record<string, Core>> {
  const safe = compiledCore('simd');
  const bare = compiledCore('simd', '--transform', './bench/without-safety.mjs');
  const before = await Promise.all([bare, safe].map((bytes) => WebAssembly.compile(bytes)));
  await loadCore();
  const after = await Promise.all([bare, safe].map((bytes) => WebAssembly.compile(withEmptySection(bytes))));
  const [none, checks, flag, all] = await Promise.all([...before, ...after].map((module) => loadCore({ module })));
  return { nothing: none!, 'bounds checks of the engine': flag!, 'checks and fuel': checks!, all: all! };
}

/** A custom section named `-`, without contents. */
function withEmptySection(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(...bytes, 0, 2, 1, '-'.charCodeAt(0));
}

async function measure({ name, events, rules, matches }: Workload): Promise<Figures> {
  const { content } = compile(RULES[rules].sources());
  const bytes = EVENTS[events].bytes();
  const expected = { events: EVENTS[events].events, matches };
  const lanes = await Promise.all(
    Object.entries(cores).map(
      async ([of, core]): Promise<Lane> => ({ name: of, expected, ...(await WAYS.sandbox(core, content, bytes)) }),
    ),
  );
  const timings = timeRounds(lanes, rounds, CLOCKS.processor);
  const [bare] = timings.values();
  const ratiosTo = (of: string) =>
    median(timings.get(of)!.map(({ milliseconds }, round) => milliseconds / bare![round]!.milliseconds));
  return {
    name,
    nanoseconds: Math.round((1e6 * median(bare!.map(({ milliseconds }) => milliseconds))) / expected.events),
    ratios: Object.fromEntries(Object.keys(cores).map((of) => [of, Number(ratiosTo(of).toFixed(3))])),
  };
}
