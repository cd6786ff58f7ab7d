/**
 * Start: `npm run bench:start -- [--json] [--rounds N] [--clock NAME]`: from the bytes of a content file to the first
 * verdict, in a process that has not run any of it before.
 *
 * The rules are the public ones for Windows, or those of the demonstration where those are not beside the project. What
 * is answered is one attack of 28 events, in which something must match.
 *
 *   --json       one line of JSON instead of the table
 *   --rounds N   processes, 15 by default
 *   --clock NAME wall, or processor, of all threads, for a machine that is busy
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ATTACK_CHAIN } from '../src/demo/attack.js';
import { compile, loadCore, Supervisor } from '../src/index.js';
import { CLOCKS } from './clock.js';
import { defaultRules, RULES } from './inputs.js';
import { median } from './measure.js';
import { choiceOption, countOption } from './options.js';
import { describeMachine, grouped, rounded, textTable } from './report.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    clock: { type: 'string', default: 'wall' },
    /** Of the child: the content file to start with. */
    content: { type: 'string' },
  },
});

/** In order. The core is the same for all content, so that a host has it ready before content comes. */
const STAGES = ['core', 'offer', 'scan'] as const;

/** Milliseconds. */
type Times = Readonly<Record<(typeof STAGES)[number], number>>;

const clock = choiceOption('clock', options.clock, CLOCKS);

if (options.content === undefined) measure(countOption('rounds', options.rounds));
else console.log(JSON.stringify(await start(readFileSync(options.content))));

/** Once, in a process of its own. */
async function start(bytes: Uint8Array): Promise<Times> {
  const events = new TextEncoder().encode(ATTACK_CHAIN.map(({ event }) => `${JSON.stringify(event)}\n`).join(''));
  const now = CLOCKS[clock];
  const begin = now();
  const core = await loadCore();
  const loaded = now();
  const supervisor = new Supervisor(core);
  const { outcome } = await supervisor.offer(bytes);
  const active = now();
  const { matches } = supervisor.scan(events);
  const answered = now();
  if (outcome !== 'active' || matches.length === 0) throw new Error(`${outcome}, ${matches.length} matches`);
  return { core: loaded - begin, offer: active - loaded, scan: answered - active };
}

function measure(rounds: number): void {
  const rules = defaultRules();
  const { content } = compile(RULES[rules].sources());
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  const path = join(folder, 'content.ring');
  writeFileSync(path, content);
  const starts = Array.from({ length: rounds }, () => startApart(path));
  rmSync(folder, { recursive: true });
  const milliseconds = {
    ...Object.fromEntries(STAGES.map((stage) => [stage, half(starts, (times) => times[stage])])),
    bytesToVerdict: half(starts, ({ offer, scan }) => offer + scan),
  };
  if (options.json) console.log(JSON.stringify({ rules, contentBytes: content.length, milliseconds }));
  else {
    console.log(
      textTable(
        ['stage', 'ms'],
        Object.entries(milliseconds).map(([stage, time]) => [stage, `${time}`]),
      ),
    );
    console.log(`\n${grouped(content.length)} bytes of content, rules: ${rules}`);
    console.log(`medians of ${rounds} processes, ${clock} time; ${describeMachine()}`);
  }
}

function startApart(content: string): Times {
  const script = fileURLToPath(import.meta.url);
  const output = execFileSync(process.execPath, [script, '--content', content, '--clock', clock], { encoding: 'utf8' });
  return JSON.parse(output) as Times;
}

function half(starts: readonly Times[], of: (times: Times) => number): number {
  return rounded(median(starts.map(of)));
}
