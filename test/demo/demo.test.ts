/** The demonstration on the product itself: exactly the matches that the attack says, and the fault of the incident. */
import { describe, expect, test } from 'vitest';
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { demoEvents } from '../../src/demo/demo-events.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { DEFECTIVE_RULES, IPC_RECORDS, IPC_SCHEMA, KNOWN_GOOD_RULES } from '../../src/simulation/incident.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const { content, rules, diagnostics } = compile(DEMO_RULES);
const { lines, attackAt } = demoEvents();

test('every demonstration rule is active, for a log source that events show', () => {
  expect(diagnostics).toEqual([]);
  expect(rules.map(({ bucket, logSource }) => `${bucket} ${logSource}`)).toEqual(rules.map(() => 'active recognised'));
  expect(rules).toHaveLength(DEMO_RULES.length);
});

for (const build of ['plain', 'simd'] as const) {
  test(`the ${build} core finds the attack, every step of it and nothing else`, async () => {
    const supervisor = new Supervisor(await loadCore({ build }), {
      onFault: (fault) => expect.fail(JSON.stringify(fault)),
    });
    await supervisor.offer(content);
    const { events, matches, unanswered } = supervisor.scan(new TextEncoder().encode(lines.join('')));
    expect([events, unanswered]).toEqual([lines.length, []]);
    const found = matches.map(({ line, rule }) => `${line} ${rule.id}`);
    const expected = [...attackAt].flatMap(([line, step]) => ATTACK_CHAIN[step]!.matches.map((id) => `${line} ${id}`));
    expect(found.sort()).toEqual(expected.sort());
  });
}

test('the order of the rules changes nothing', () => {
  expect(Buffer.from(compile([...DEMO_RULES].reverse()).content).equals(content)).toBe(true);
});

describe('the incident', () => {
  const UNSUPPLIED = IPC_SCHEMA.fields.length - 1;
  const believing = { logSource: { product: 'windows', category: 'ipc' } } as const;

  test('is one fault, on the first event of a created pipe, and no event is lost', async () => {
    const faults: FaultRecord[] = [];
    const supervisor = new Supervisor(await loadCore(), { ...believing, onFault: (fault) => faults.push(fault) });
    await supervisor.offer(compile(KNOWN_GOOD_RULES, { schema: IPC_SCHEMA }).content);
    const before = IPC_RECORDS.map((record) => supervisor.evaluate(record));
    const defective = await supervisor.offer(compile(DEFECTIVE_RULES, { schema: IPC_SCHEMA }).content);
    const after = IPC_RECORDS.map((record) => supervisor.evaluate(record));
    expect(after).toEqual(before);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      kind: 'InputOutOfBounds',
      index: UNSUPPLIED,
      supplied: UNSUPPLIED,
      declared: UNSUPPLIED + 1,
      field: 'SecurityDescriptor',
      rule: { title: 'Pipe Open To Everybody' },
      action: 'quarantined',
      content: defective.outcome === 'active' && defective.digest,
    });
    expect(supervisor.standing.quarantined.size).toBe(1);
  });
  test('matches one record, by the name of its pipe', async () => {
    const supervisor = new Supervisor(await loadCore(), believing);
    await supervisor.offer(compile(KNOWN_GOOD_RULES, { schema: IPC_SCHEMA }).content);
    const titles = IPC_RECORDS.map((record) => supervisor.evaluate(record).matches.map(({ rule }) => rule.title));
    expect(titles).toEqual([[], [], [], ['Pipe With The Default Name Of An Attack Tool']]);
  });
});
