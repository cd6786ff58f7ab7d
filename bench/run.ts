/**
 * The benchmark: `npm run bench -- [--json] [--rounds N] [--clock NAME] [--no-write]`.
 *
 * Every workload, and `JSON.parse` on the same lines, once in each round; figures are medians. A wrong number of
 * matches, a fault or an event that is not read ends the run with exit code 1.
 *
 *   --json       one line of JSON a workload instead of the table
 *   --rounds N   rounds that count, 11 by default
 *   --clock NAME wall, or processor, for a machine that is busy: it counts the engine's other threads as well
 *   --no-write   leave bench/results/ as it is; otherwise every workload has a file there
 */
import { parseArgs } from 'node:util';
import { compile, loadCore } from '../src/index.js';
import { CLOCKS } from './clock.js';
import { CORPUS_PRESENT, EVENTS, type EventSource, RULES, type RuleSet } from './inputs.js';
import { type Lane, parseLane, WAYS } from './lane.js';
import { timeRounds } from './measure.js';
import { choiceOption, countOption } from './options.js';
import { describeMachine, figuresOf, record, table } from './report.js';
import { WORKLOADS, type Workload } from './workloads.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '11' },
    clock: { type: 'string', default: 'wall' },
    'no-write': { type: 'boolean', default: false },
  },
});
const rounds = countOption('rounds', options.rounds);
const clock = choiceOption('clock', options.clock, CLOCKS);

const workloads = WORKLOADS.filter((workload) => CORPUS_PRESENT || !needsCorpus(workload));
const absent = WORKLOADS.filter((workload) => !workloads.includes(workload));
if (absent.length > 0)
  console.error(`no corpus of public rules and events: not measured are ${absent.map(({ name }) => name).join(', ')}`);

const core = await loadCore();
const bytes = new Map([...new Set(workloads.map(({ events }) => events))].map((name) => [name, EVENTS[name].bytes()]));
const compilations = new Map(
  [...new Set(workloads.map(({ rules }) => rules))].map((name) => [name, compile(RULES[name].sources())]),
);
const yardsticks = [...bytes].map(([name, input]) => parseLane(yardstickName(name), input));
const timings = timeRounds([...yardsticks, ...(await Promise.all(workloads.map(laneOf)))], rounds, CLOCKS[clock]);

const figures = workloads.map(({ name, events, rules, way, matches }) => {
  const active = compilations.get(rules)!.rules.filter(({ bucket }) => bucket === 'active').length;
  const facts = { name, rules: active, events: EVENTS[events].events, bytes: bytes.get(events)!.length, matches };
  return figuresOf(facts, timings.get(name)!, timings.get(yardstickName(events))!, way === 'eventByEvent');
});
const yardstickFigures = yardsticks.map(({ name, expected }, index) => {
  const facts = { name, rules: 0, ...expected, bytes: [...bytes.values()][index]!.length };
  return figuresOf(facts, timings.get(name)!, timings.get(name)!, false);
});
if (options.json) for (const line of figures) console.log(JSON.stringify(line));
else {
  console.log(table([...figures, ...yardstickFigures]));
  console.log(`\nmedians of ${rounds} rounds, ${clock} time; ${core.build} core; ${describeMachine()}`);
}
if (!options['no-write']) for (const each of figures) record(each, { rounds, clock, core: core.build });

function needsCorpus({ events, rules }: Workload): boolean {
  const parts: readonly (EventSource | RuleSet)[] = [EVENTS[events], RULES[rules]];
  return parts.some(({ fromCorpus }) => fromCorpus);
}

async function laneOf({ name, events, rules, way, matches }: Workload): Promise<Lane> {
  const expected = { events: EVENTS[events].events, matches };
  return { name, expected, ...(await WAYS[way](core, compilations.get(rules)!.content, bytes.get(events)!)) };
}

function yardstickName(events: Workload['events']): string {
  return `JSON.parse of ${events}`;
}
