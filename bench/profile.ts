/**
 * Where the time of an event goes: `npm run bench:profile -- [--json] [--rounds N] [--functions N] [--rules NAME]`.
 *
 * The core is compiled again with its functions kept apart and named, and sampled while it answers both lanes. Shares
 * of samples are shown as nanoseconds of the processor time that this core takes; what the core that ships takes stands
 * beside it.
 *
 *   --json          one line of JSON a lane instead of the tables
 *   --rounds N      rounds that count, 7 by default
 *   --functions N   functions listed, 25 by default
 *   --rules NAME    demo, or sigmahq, which is the default where the corpus is
 */
import { parseArgs } from 'node:util';
import { type Core, compile, loadCore } from '../src/index.js';
import { processorMilliseconds } from './clock.js';
import { defaultRules, EVENTS, RULES } from './inputs.js';
import { WAYS } from './lane.js';
import { median } from './measure.js';
import { choiceOption, countOption } from './options.js';
import { loadOutlinedCore } from './outlined-core.js';
import { describeMachine } from './report.js';
import { sample } from './sampler.js';
import { type Shares, sharesOfFunctions, sharesOfStages } from './stages.js';

const LANES = ['sysmon-mix', 'process-creation'] as const;

const ROUNDS_BEFORE = 2;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    functions: { type: 'string', default: '25' },
    rules: { type: 'string', default: defaultRules() },
  },
});
const rounds = countOption('rounds', options.rounds);
const listed = countOption('functions', options.functions);
const rules = choiceOption('rules', options.rules, RULES);

const { content } = compile(RULES[rules].sources());
const shipped = await loadCore();
const outlined = await loadOutlinedCore(shipped);
for (const lane of LANES) await profile(lane);
if (!options.json) console.log(`medians of ${rounds} rounds; ${describeMachine()}`);

async function profile(lane: (typeof LANES)[number]): Promise<void> {
  const { events } = EVENTS[lane];
  const bytes = EVENTS[lane].bytes();
  const runs = await Promise.all([shipped, outlined].map((core) => answering(core, bytes)));
  const times = Array.from({ length: ROUNDS_BEFORE + rounds }, () => runs.map(processorMilliseconds));
  const [asShipped, asProfiled] = runs.map((_, of) => {
    const milliseconds = times.slice(ROUNDS_BEFORE).map((round) => round[of]!);
    return (1e6 * median(milliseconds)) / events;
  });
  const samples = sample(() => {
    for (let round = 0; round < rounds; round++) runs[1]!();
  });
  const nanoseconds = { shipped: Math.round(asShipped!), profiled: Math.round(asProfiled!) };
  const stages = rowsOf(sharesOfStages(samples), asProfiled!);
  const functions = rowsOf(sharesOfFunctions(samples), asProfiled!).slice(0, listed);
  if (options.json) console.log(JSON.stringify({ lane, rules, nanoseconds, stages, functions }));
  else print(`${lane}, ${rules} rules`, nanoseconds, { stages, functions });
}

async function answering(core: Core, bytes: Buffer): Promise<() => void> {
  const { answer } = await WAYS.supervisor(core, content, bytes);
  return () => {
    answer(0);
  };
}

/** One stage or function: nanoseconds an event, and percent of all. */
interface Row {
  readonly name: string;
  readonly nanoseconds: number;
  readonly percent: number;
}

function rowsOf(shares: Shares, total: number): Row[] {
  return [...shares].map(([name, share]) => ({
    name,
    nanoseconds: Math.round(share * total),
    percent: Math.round(share * 1000) / 10,
  }));
}

function print(
  title: string,
  { shipped, profiled }: { readonly shipped: number; readonly profiled: number },
  parts: Readonly<Record<string, readonly Row[]>>,
): void {
  console.log(`${title}: ${profiled} ns an event as profiled, ${shipped} as shipped`);
  for (const [what, rows] of Object.entries(parts)) {
    console.log(`\n  ${what.padEnd(40)}       ns      %`);
    for (const { name, nanoseconds, percent } of rows)
      console.log(`  ${name.padEnd(40)} ${String(nanoseconds).padStart(8)}  ${percent.toFixed(1).padStart(5)}`);
  }
  console.log();
}
