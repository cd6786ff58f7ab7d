/** An event that burns all fuel: whose fault it is depends on whether the content has proved itself. */
import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { PROBATION } from '../../src/supervisor/standing.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const rules = (item: string) =>
  compile([
    {
      name: 'r.yml',
      text: `title: r
logsource: { product: windows, category: process_creation }
detection: { s: { ${item} }, condition: s }
`,
    },
  ]).content;

/** Quadratic on a text of its own letters: the price of a wildcard pattern, which the fuel bounds. */
const DEAR = rules(`CommandLine: '*${'a?'.repeat(60)}*z'`);
const CHEAP = rules("Image|endswith: 'x.exe'");
const event = (commandLine: string) =>
  new TextEncoder().encode(
    `${JSON.stringify({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'x.exe', CommandLine: commandLine })}\n`,
  );
const BURNING = event(`${'a'.repeat(900_000)}z`.replaceAll(/a{50}/g, (run) => `${run}\u0062`));
const core = await loadCore();

const ROWS: readonly { name: string; events: number; action: FaultRecord['action']; stays: boolean }[] = [
  { name: 'on probation the content', events: PROBATION - 1, action: 'quarantined', stays: false },
  { name: 'after it nobody', events: PROBATION, action: 'passedOver', stays: true },
];
for (const { name, events, action, stays } of ROWS) {
  test(`blamed for burnt fuel: ${name}`, async () => {
    const faults: FaultRecord[] = [];
    const supervisor = new Supervisor(core, { onFault: (fault) => faults.push(fault) });
    await supervisor.offer(CHEAP);
    const offer = await supervisor.offer(DEAR);
    const dear = offer.outcome === 'active' ? offer.digest : '';
    for (let index = 0; index < events; index++) supervisor.scan(event('b'));
    const answers = supervisor.scan(BURNING);
    expect(faults).toMatchObject([{ kind: 'FuelExhausted', action }]);
    expect(answers).toMatchObject({ events: 1, unanswered: [], matches: [{ line: 0 }] });
    expect(supervisor.standing.active === dear).toBe(stays);
    expect(supervisor.scan(event('b'))).toMatchObject({ events: 1, unanswered: [] });
  });
}
