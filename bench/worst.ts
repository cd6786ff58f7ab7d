/**
 * What an event can cost at worst: `npm run bench:worst -- [--json] [--seconds N] [--seed N] [--rules NAME] [--rows N]`.
 *
 * Events made to be dear are priced at three sizes, then a search climbs from the dearest to dearer ones. The bars are in
 * `BARS`; a run that finds an event above one ends with exit code 1. Events that the search found are left in
 * `build/worst/`.
 *
 *   --json        one line of JSON an event, one for the causes, one for the bars instead of the tables
 *   --seconds N   for the search, 60 by default
 *   --seed N      of the search, 1 by default; fuel decides alike everywhere, time does not
 *   --rules NAME  demo, or sigmahq, which is the default where the corpus is
 *   --rows N      rows of the table, 30 by default
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomFrom } from '../src/demo/random.js';
import { compile, loadCore } from '../src/index.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { climb } from './climb.js';
import { render } from './crafted.js';
import { defaultRules, EVENTS, RULES } from './inputs.js';
import { Meter, type Price } from './meter.js';
import { choiceOption, countOption } from './options.js';
import { loadOutlinedCore } from './outlined-core.js';
import { describeMachine, textTable } from './report.js';
import { sample } from './sampler.js';
import { type Shares, sharesOfFunctions } from './stages.js';
import { vocabulariesOf } from './vocabulary.js';

/** Microseconds that an event of a size may cost, by size; besides, nanoseconds a byte of any. */
const BARS = {
  microseconds: new Map([
    [1500, 60],
    [30_000, 1000],
  ]),
  nanosecondsPerByte: 60,
};

const SIZES = [1500, 30_000, 1 << 20] as const;

const SEARCHED = [1500, 30_000] as const;

/** Log sources with the most words: the others have less to work with. */
const LOG_SOURCES = 6;

/** Dearest events that the search starts from, at each size. */
const STARTS = 3;

/** Dearest events of a size whose time is divided up by function. */
const LOOKED_INTO = 15;

const SAMPLED_MILLISECONDS = 200;

interface Finding extends Price {
  readonly name: string;
  readonly logSource: string;
  readonly size: number;
  readonly event: Buffer;
  /** Of the functions of the core; empty where it was not looked at. */
  readonly functions: Shares;
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    rules: { type: 'string', default: defaultRules() },
    rows: { type: 'string', default: '30' },
  },
});
const seconds = countOption('seconds', options.seconds);
const rows = countOption('rows', options.rows);
const random = randomFrom(countOption('seed', options.seed));
const sources = RULES[choiceOption('rules', options.rules, RULES)].sources();

const core = await loadCore();
const { content } = compile(sources);
const meter = new Meter(core, content);
const profiled = new Meter(await loadOutlinedCore(core), content);
for (const each of [meter, profiled]) warmUp(each);

const candidates = candidatesOf(vocabulariesOf(sources).slice(0, LOG_SOURCES), meter);
const made = candidates.flatMap((candidate) => SIZES.map((size) => priced(candidate, size)));
const found = SEARCHED.flatMap((size) => searched(size, (1000 * seconds) / (SEARCHED.length * STARTS)));
report(withFunctions([...made, ...found].sort((a, b) => b.nanosecondsPerByte - a.nanosecondsPerByte)));

/** So that the engine has optimised the core before anything is compared. */
function warmUp(of: Meter): void {
  for (const lane of ['sysmon-mix', 'process-creation'] as const) {
    const lines = EVENTS[lane].bytes().toString().split('\n').slice(0, 3000);
    for (const line of lines) of.burn(Buffer.from(`${line}\n`));
  }
}

function priced({ name, logSource, line }: Candidate, size: number): Finding {
  const event = line(size);
  return { name, logSource, size, event, ...meter.price(event), functions: new Map() };
}

/** The dearest first; of each size that is searched, the first are looked into. */
function withFunctions(all: readonly Finding[]): Finding[] {
  const chosen = new Set(SEARCHED.flatMap((size) => all.filter((each) => each.size === size).slice(0, LOOKED_INTO)));
  return all.map((finding) => (chosen.has(finding) ? { ...finding, functions: functionsOf(finding.event) } : finding));
}

function functionsOf(event: Buffer): Shares {
  return sharesOfFunctions(
    sample(() => {
      for (const start = performance.now(); performance.now() - start < SAMPLED_MILLISECONDS; ) profiled.burn(event);
    }),
  );
}

/** The dearest crafted events of a size, each climbed from for so long. */
function searched(size: number, milliseconds: number): Finding[] {
  const prices = new Map(made.filter((each) => each.size === size).map((each) => [each.name, each.nanosecondsPerByte]));
  const starts = candidates
    .filter(({ crafted }) => crafted)
    .sort((a, b) => prices.get(b.name)! - prices.get(a.name)!)
    .slice(0, STARTS);
  return starts.map(({ name, logSource, crafted }, index) => {
    const start = performance.now();
    const event = render(
      climb(meter, crafted!, size, random, (part) => performance.now() - start > part * milliseconds),
      size,
    );
    mkdirSync('build/worst', { recursive: true });
    writeFileSync(`build/worst/${size}-${index + 1}.ndjson`, event);
    return { name: `found from ${name}`, logSource, size, event, ...meter.price(event), functions: new Map() };
  });
}

/** The dearest first. */
function report(all: readonly Finding[]): void {
  const above = all.filter(isAbove).length;
  const worst = SIZES.map((size) => all.find((finding) => finding.size === size)!);
  const causes = causesOf(all);
  if (options.json) {
    for (const finding of all)
      console.log(JSON.stringify({ ...finding, event: undefined, functions: leading(finding.functions) }));
    for (const cause of causes) console.log(JSON.stringify(cause));
    const maxima = worst.map(({ size, microseconds, nanosecondsPerByte }) => ({
      size,
      microseconds,
      nanosecondsPerByte,
    }));
    console.log(JSON.stringify({ name: 'bars', worst: maxima, above, of: all.length }));
  } else {
    console.log(table(all.slice(0, rows)));
    console.log(`\nworst of each size\n${table(worst)}`);
    const rowOf = ({ name, nanosecondsPerByte, event }: Cause) => [name, nanosecondsPerByte.toFixed(1), event];
    console.log(`\nmost of each function\n${textTable(['function', 'ns/byte', 'on'], causes.slice(0, 12).map(rowOf))}`);
    console.log(`\n${above} of ${all.length} events are above a bar; ${options.rules} rules; ${describeMachine()}`);
  }
  process.exitCode = above > 0 ? 1 : 0;
}

function isAbove({ size, microseconds, nanosecondsPerByte }: Finding): boolean {
  const most = BARS.microseconds.get(size) ?? Number.POSITIVE_INFINITY;
  return microseconds > most || nanosecondsPerByte > BARS.nanosecondsPerByte;
}

/** A function of the core, and the event on which it costs the most. */
interface Cause {
  readonly name: string;
  readonly nanosecondsPerByte: number;
  readonly event: string;
}

function causesOf(all: readonly Finding[]): Cause[] {
  const worst = new Map<string, Cause>();
  for (const { name: event, functions, nanosecondsPerByte: whole } of all)
    for (const [name, share] of inCore(functions)) {
      const cause = { name, nanosecondsPerByte: share * whole, event };
      if (cause.nanosecondsPerByte > (worst.get(name)?.nanosecondsPerByte ?? 0)) worst.set(name, cause);
    }
  return [...worst.values()].sort((a, b) => b.nanosecondsPerByte - a.nanosecondsPerByte);
}

function inCore(functions: Shares): (readonly [name: string, share: number])[] {
  return [...functions].filter(([name]) => !name.startsWith('host/'));
}

/** The three dearest functions, with percents. */
function leading(functions: Shares): string {
  return inCore(functions)
    .slice(0, 3)
    .map(([name, share]) => `${name} ${Math.round(100 * share)}`)
    .join(', ');
}

function table(all: readonly Finding[]): string {
  return textTable(
    ['event', 'log source', 'bytes', 'us', 'ns/byte', 'fuel', 'answer', 'percent of time'],
    all.map(({ name, logSource, bytes, microseconds, nanosecondsPerByte, fuel, answer, functions }) => [
      name,
      logSource,
      bytes.toLocaleString('en-US'),
      microseconds.toFixed(1),
      nanosecondsPerByte.toFixed(1),
      fuel.toLocaleString('en-US'),
      answer,
      leading(functions),
    ]),
  );
}
