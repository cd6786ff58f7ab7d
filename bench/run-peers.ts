/**
 * What else could be taken, measured in the same run: `npm run bench:peers -- [--json] [--rounds N] [--rules N] [--no-write]`.
 *
 * Every peer answers the same events with the same rules, once in each round, and must find as many matches; a slow one
 * answers only the first of the events. Times are processor time, so that a busy machine does not count, but
 * for rsigma, a process of its own, that passes on the clock. `JSON.parse` alone is the yardstick: all but ringfence parse with it.
 *
 *   --json       one line of JSON a peer instead of the table
 *   --rounds N   rounds that count, 7 by default
 *   --rules N    rules, 1000 by default
 *   --no-write   leave bench/results/peers/ as it is
 */
import { parseArgs } from 'node:util';
import { compile, loadCore, Supervisor } from '../src/index.js';
import { CLOCKS } from './clock.js';
import { countOption } from './options.js';
import { peerEvents, peerRules, sigmaOf } from './peer-input.js';
import { type Answering, PEERS } from './peers.js';
import { describeMachine, type Figures, figuresOf, record, table } from './report.js';
import { hasRsigma, rsigma } from './rsigma.js';

/** Events for the fast ones. */
const EVENTS = 10_000;

/** A round of one peer takes about so long. */
const ROUND_MILLISECONDS = 400;

/** Among so many some match. */
const FEWEST = 20;

interface Runner {
  readonly name: string;
  readonly rules: number;
  readonly answer: () => number | Promise<number>;
  readonly clock: () => number;
  /** The first of the events. */
  readonly events: number;
  readonly expected: number;
  /** Milliseconds of each round. */
  readonly times: number[];
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    rules: { type: 'string', default: '1000' },
    'no-write': { type: 'boolean', default: false },
  },
});
const rounds = countOption('rounds', options.rounds);
const rules = peerRules(countOption('rules', options.rules));
const events = peerEvents(rules, EVENTS);
const core = await loadCore();

const yardstick = await runner('JSON.parse', 0, parsing);
const runners = [await runner('ringfence', rules.length, await ringfence())];
for (const { name, prepare } of PEERS) runners.push(await runner(name, rules.length, await prepare(rules)));
if (hasRsigma()) runners.push(await runner('rsigma', rules.length, rsigma(sigmaOf(rules)), CLOCKS.wall));
else console.error('not measured is rsigma: it is not on the PATH');

const all = [...runners, yardstick];
for (let round = 0; round < rounds; round++)
  for (const each of [...all.slice(round % all.length), ...all.slice(0, round % all.length)])
    each.times.push(await timed(each));

const figures = all.map(figuresOfRunner);
if (options.json) for (const line of figures) console.log(JSON.stringify(line));
else {
  console.log(table(figures));
  console.log(`\nmedians of ${rounds} rounds, processor time; ${core.build} core; ${describeMachine()}`);
}
if (!options['no-write']) for (const each of figures) record(each, { rounds, clock: 'processor', core: core.build });

/** `JSON.parse` alone: no rule matches. */
function parsing(lines: readonly string[]): () => number {
  return () => lines.filter((line) => JSON.parse(line) === undefined).length;
}

async function ringfence(): Promise<Answering> {
  const { content } = compile(sigmaOf(rules));
  const supervisor = new Supervisor(core);
  const { outcome } = await supervisor.offer(content);
  if (outcome !== 'active') throw new Error(`content is ${outcome}`);
  return (lines) => {
    const bytes = Buffer.from(lines.join(''));
    return () => supervisor.scan(bytes).matches.length;
  };
}

/** With as many events as it answers in the time of a round. The engine has optimised it then. */
async function runner(
  name: string,
  rules: number,
  answering: Answering,
  clock: () => number = CLOCKS.processor,
): Promise<Runner> {
  const withEvents = (count: number): Runner => {
    const some = events.slice(0, count);
    const expected = rules === 0 ? 0 : some.reduce((sum, { matches }) => sum + matches, 0);
    const answer = answering(some.map(({ line }) => line));
    return { name, rules, answer, clock, events: count, expected, times: [] };
  };
  let chosen = withEvents(FEWEST);
  for (let milliseconds = 0; milliseconds < ROUND_MILLISECONDS; ) {
    milliseconds = await timed(chosen);
    const fitting = Math.round((chosen.events * ROUND_MILLISECONDS) / Math.max(milliseconds, 1));
    const next = Math.min(EVENTS, Math.max(FEWEST, fitting), 8 * chosen.events);
    if (next <= 1.2 * chosen.events) break;
    chosen = withEvents(next);
  }
  return chosen;
}

/** Throws on another number of matches than there are. */
async function timed({ name, answer, clock, expected }: Runner): Promise<number> {
  const start = clock();
  const found = await answer();
  const milliseconds = clock() - start;
  if (found !== expected) throw new Error(`${name}: ${found} matches, ${expected} expected`);
  return milliseconds;
}

/** The yardstick's time is that for as many events. */
function figuresOfRunner({ name, rules, events: count, expected, times }: Runner): Figures {
  const bytes = events.slice(0, count).reduce((sum, { line }) => sum + Buffer.byteLength(line), 0);
  const facts = { name: `peers/${name}`, rules, events: count, bytes, matches: expected };
  const share = count / yardstick.events;
  return figuresOf(
    facts,
    times.map(timing),
    yardstick.times.map((time) => timing(time * share)),
    false,
  );
}

function timing(milliseconds: number) {
  return { milliseconds, p50: milliseconds, p99: milliseconds };
}
