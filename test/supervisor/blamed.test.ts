/** An event that burns all fuel: whose fault it is depends on whether the content has proved itself. */
import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import type { Recording } from '../../src/supervisor/recording.js';
import { replay } from '../../src/supervisor/replay.js';
import { PROBATION } from '../../src/supervisor/standing.js';
import { STRIKES, type Strike } from '../../src/supervisor/strikes.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { accepted } from '../sandbox/content.js';
import { later } from './trial.js';

const ruleOf = (title: string, item: string) => ({
  name: `${title}.yml`,
  text: `title: ${title}
logsource: { product: windows, category: process_creation }
detection: { s: { ${item} }, condition: s }
`,
});

const cheap = ruleOf('cheap', "Image|endswith: 'x.exe'");
/** Quadratic on a text of its own letters: the price of a wildcard pattern, which the fuel bounds. */
const pattern = (parts: number, end: string) => `CommandLine: '*${'a?'.repeat(parts)}*${end}'`;
const CHEAP = compile([cheap]).content;
const DEAR = compile([cheap, ruleOf('dear', pattern(60, 'z'))]).content;
const event = (commandLine: string) =>
  new TextEncoder().encode(
    `${JSON.stringify({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'x.exe', CommandLine: commandLine })}\n`,
  );
/** Burns all fuel on DEAR; another number, another event. */
const burning = (number: number) =>
  event(`${number}${'a'.repeat(900_000)}z`.replaceAll(/a{50}/g, (run) => `${run}\u0062`));
const repeated = (line: Uint8Array, times: number) => Buffer.concat(Array.from({ length: times }, () => line));
const core = await loadCore();

async function supervised(contents: readonly Uint8Array[], options: SupervisorOptions = {}) {
  const faults: FaultRecord[] = [];
  const recordings: Recording[] = [];
  const { defer, work } = later();
  const onFault = (fault: FaultRecord, recording: Recording) => {
    faults.push(fault);
    recordings.push(recording);
  };
  const supervisor = new Supervisor(core, { onFault, defer, ...options });
  for (const content of contents) await supervisor.offer(content);
  return { supervisor, faults, recordings, work, active: supervisor.standing.active };
}

test('a burning event costs content nothing, on probation or after', async () => {
  for (const events of [1, PROBATION]) {
    const { supervisor, faults, work, active } = await supervised([CHEAP, DEAR]);
    supervisor.scan(repeated(event('b'), events));
    expect(supervisor.scan(burning(1))).toMatchObject({ events: 1, unanswered: [], matches: [{ line: 0 }] });
    work();
    expect(faults).toMatchObject([{ kind: 'FuelExhausted', action: 'passedOver', slot: 'active' }]);
    expect(supervisor.standing).toMatchObject({ active, rulesOff: new Map(), strikes: [{ rule: 1 }] });
  }
});

test('the rule that burns the fuel of three events is switched off alone, until content is offered', async () => {
  const { supervisor, faults, work, active } = await supervised([CHEAP, DEAR]);
  for (let number = 0; number < STRIKES; number++) {
    // the same event again is no second strike
    for (let again = 0; again < 2; again++) {
      supervisor.scan(burning(number));
      work();
    }
  }
  expect(faults.at(-1)).toMatchObject({ action: 'ruleSwitchedOff', rule: { title: 'dear' }, content: active });
  expect(supervisor.standing).toMatchObject({ active, rulesOff: new Map([[active, [1]]]), quarantined: new Set() });
  const before = faults.length;
  const answers = supervisor.scan(burning(9));
  expect(answers.matches.map(({ content, rule }) => [content, rule.title])).toEqual([[active, 'cheap']]);
  expect(faults).toHaveLength(before);
  await supervisor.offer(DEAR);
  expect(supervisor.standing.rulesOff).toEqual(new Map());
  supervisor.scan(burning(9));
  expect(faults.at(-1)).toMatchObject({ action: 'passedOver' });
});

test('a rule that is switched off is recorded as it burned, whatever became of the bytes of its event', async () => {
  const { supervisor, recordings, work } = await supervised([DEAR]);
  for (let number = 0; number < STRIKES; number++) {
    const bytes = burning(number);
    supervisor.scan(bytes);
    bytes.fill(0);
    work();
  }
  const last = recordings.at(-1)!;
  expect(last).toMatchObject({ fault: { action: 'ruleSwitchedOff' }, rulesOff: [] });
  expect(replay(core, last, await accepted(DEAR))?.differences).toEqual([]);
});

test('strikes that others count are told, and not counted', async () => {
  const told: (readonly [Strike, Recording])[] = [];
  const { supervisor, faults, work } = await supervised([DEAR], { onStrike: (...found) => told.push(found) });
  for (let number = 0; number < STRIKES; number++) {
    supervisor.scan(burning(number));
    work();
  }
  // without strikes to look at, the next inquiry comes so many events later
  expect(told).toMatchObject([[{ rule: 1, at: 0 }, { fault: { kind: 'FuelExhausted', event: 0 } }]]);
  expect(supervisor.standing).toMatchObject({ strikes: [], rulesOff: new Map() });
  expect(faults.map(({ action }) => action)).toEqual(Array(STRIKES).fill('deadLettered'));
});

test('the fuel of a call ends the call’s answers, and every event is accounted for', async () => {
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(core, { fuel: { batch: 100 }, onFault: (fault) => faults.push(fault) });
  await supervisor.offer(CHEAP);
  const { lines, events, unanswered, fuel } = supervisor.scan(repeated(event('b'), 50));
  expect([lines, events + unanswered.length, faults]).toEqual([50, 50, []]);
  expect(events).toBeGreaterThan(0);
  expect(fuel).toBeGreaterThanOrEqual(100);
  expect(new Set(unanswered.map(({ reason }) => reason))).toEqual(new Set(['OverBudget']));
});
