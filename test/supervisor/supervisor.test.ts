/** The supervisor, one situation at a time. */
import { describe, expect, test } from 'vitest';
import { LIMITS, SECTIONS } from '../../src/format/layout.js';
import { compile } from '../../src/plan/compile.js';
import { DEFECTIVE_RULES, IPC_RECORDS, IPC_SCHEMA, KNOWN_GOOD_RULES } from '../../src/simulation/incident.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { NOTHING_ACTIVE, PROBATION } from '../../src/supervisor/standing.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { validate } from '../../src/validator/validate.js';
import { accepted, bytesOf, contentOf, event, forged, idOf, LOG_SOURCE } from '../sandbox/content.js';
import { answer, coreOf, RECUR, whenFirst } from '../sandbox/wasm.js';
import { about, CORE, settled, supervise, type Trial, trialOf } from './trial.js';

const misuse = expect.objectContaining({ name: 'RingfenceError', code: 'BadArgument' });
const GOOD = await trialOf(1, ['x', 'poison']);
const NEW = await trialOf(2, ['x', 'y', 'poison'], ['boom']);
/** Both fault on `poison`, the second on `boom`, too. */
const POISONED = [await trialOf(3, ['x'], ['poison']), await trialOf(4, ['x', 'y'], ['poison', 'boom'])];

/** A supervisor with the contents offered one after the other. */
async function started(offered: readonly Trial[], options: Parameters<typeof supervise>[1] = {}) {
  const found = supervise(offered, options);
  for (const { bytes } of offered) expect(await found.supervisor.offer(bytes)).toMatchObject({ outcome: 'active' });
  return found;
}

const titles = (matches: readonly { readonly rule: { readonly title: string } }[]) =>
  matches.map(({ rule }) => rule.title);

describe('offers', () => {
  test('without content nothing is answered', () => {
    const { supervisor } = supervise([]);
    expect(() => supervisor.scan(bytesOf('{}\n'))).toThrow(misuse);
    expect(() => supervisor.scan(new Uint8Array(0))).toThrow(misuse);
    expect(() => supervisor.evaluate([])).toThrow(misuse);
    expect(() => supervisor.drill()).toThrow(misuse);
    expect(supervisor.standing).toEqual(NOTHING_ACTIVE);
  });
  test('bytes that are no content are rejected, and nothing changes', async () => {
    const { supervisor } = await started([GOOD]);
    const before = supervisor.standing;
    const offer = await supervisor.offer(bytesOf('no content'));
    expect(offer).toMatchObject({ outcome: 'rejected', rejection: { code: 'Truncated' } });
    expect(supervisor.standing).toBe(before);
    expect(titles(supervisor.scan(bytesOf(about('x'))).matches)).toEqual(['x']);
  });
  test('by default the validator is the real one', async () => {
    const supervisor = new Supervisor(CORE);
    const bytes = contentOf({ x: '{a: x}' });
    const { digest } = await accepted(bytes);
    expect(await supervisor.offer(bytes)).toEqual({ outcome: 'active', digest });
    bytes[0]! ^= 1;
    expect(await supervisor.offer(bytes)).toMatchObject({ outcome: 'rejected', rejection: { code: 'NotContent' } });
  });
  test('the active content offered again stays as it is', async () => {
    const { supervisor } = await started([GOOD, NEW]);
    supervisor.scan(bytesOf(about('x')));
    const before = supervisor.standing;
    expect(await supervisor.offer(NEW.bytes)).toEqual({ outcome: 'active', digest: NEW.content.digest });
    expect(supervisor.standing).toBe(before);
  });
  test('content that the core refuses is refused, recorded and never runs', async () => {
    const refused = { ...NEW, content: await forged(NEW.bytes, (data) => data.setUint32(4, 2, true)) };
    const { digest } = refused.content;
    const { supervisor } = supervise([GOOD, refused]);
    await supervisor.offer(GOOD.bytes);
    const offer = await supervisor.offer(NEW.bytes);
    expect(offer).toMatchObject({
      outcome: 'faulted',
      fault: { kind: 'MalformedContent', stage: 'Load', action: 'refused', content: digest },
    });
    expect(JSON.parse(JSON.stringify(offer))).toEqual(offer);
    expect(offer.outcome === 'faulted' && 'event' in offer.fault).toBe(false);
    expect(supervisor.standing).toEqual({
      ...NOTHING_ACTIVE,
      active: GOOD.content.digest,
      probation: 0,
      quarantined: new Set([digest]),
    });
    expect(await supervisor.offer(NEW.bytes)).toEqual({ outcome: 'quarantined', digest });
    expect(titles(supervisor.scan(bytesOf(about('x'))).matches)).toEqual(['x']);
  });
  test('the bytes offered may change afterwards', async () => {
    const bytes = contentOf({ x: '{a: x}' });
    const supervisor = new Supervisor(CORE);
    await supervisor.offer(bytes);
    bytes.fill(0);
    expect(titles(supervisor.scan(bytesOf(about('x'))).matches)).toEqual(['x']);
  });
});

describe('the baseline', () => {
  const BASELINE = contentOf({ base: '{a: x}' });

  test('answers before there is content, when it is asked for', async () => {
    const { supervisor } = supervise([], { baseline: BASELINE });
    expect(() => supervisor.scan(bytesOf(about('x')))).toThrow(expect.objectContaining({ code: 'BadArgument' }));
    await supervisor.prepare();
    expect(supervisor.scan(bytesOf(about('x'))).matches).toMatchObject([{ rule: { title: 'base' } }]);
  });

  test('is refused when it is none', async () => {
    const { supervisor } = supervise([], { baseline: bytesOf('none') });
    await expect(supervisor.prepare()).rejects.toMatchObject({ code: 'BadArgument' });
  });
});

test('the fuel of a call may be told with it: what is left over is unanswered', async () => {
  const { supervisor } = supervise([]);
  await supervisor.offer(contentOf({ x: '{a: x}' }));
  const bytes = bytesOf(about('x').repeat(3));
  const { fuel } = supervisor.scan(bytes);
  expect(supervisor.scan(bytes, fuel)).toMatchObject({ events: 3, unanswered: [] });
  expect(supervisor.scan(bytes, fuel / 3)).toMatchObject({ events: 1, unanswered: [{ line: 1 }, { line: 2 }] });
  expect(supervisor.scan(bytes, 0)).toMatchObject({ events: 0, lines: 3 });
});

describe('a fault of new content', () => {
  test('is recovered from, recorded, and ends the content', async () => {
    let clock = 0;
    const { supervisor, faults } = await started([GOOD, NEW], { now: () => ++clock });
    const answers = supervisor.scan(bytesOf(about('y') + about('boom') + about('x')));
    expect(answers).toMatchObject({ lines: 3, events: 3, unanswered: [] });
    expect(answers.matches.map(({ line, rule, content }) => [line, rule.title, content])).toEqual([
      [0, 'y', NEW.content.digest],
      [2, 'x', GOOD.content.digest],
    ]);
    expect(supervisor.standing).toEqual({
      ...NOTHING_ACTIVE,
      active: GOOD.content.digest,
      probation: 0,
      quarantined: new Set([NEW.content.digest]),
    });
    expect(faults).toEqual([
      {
        kind: 'UnknownOperator',
        stage: 'Match',
        content: NEW.content.digest,
        rule: { id: idOf('boom'), title: 'boom' },
        event: 1,
        index: 0,
        detail: SECTIONS.Steps.code,
        supplied: 0,
        declared: NEW.content.view.count('Fields'),
        fuel: expect.any(Number),
        slot: 'active',
        action: 'quarantined',
        recovery: 1,
      },
    ]);
    expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
  });
  test('is answered with the verdict of last-known-good', async () => {
    const good = await trialOf(9, ['boom']);
    const { supervisor } = await started([good, NEW]);
    const { matches } = supervisor.scan(bytesOf(about('boom')));
    expect(matches.map(({ rule, content }) => [rule.title, content])).toEqual([['boom', good.content.digest]]);
  });
  test('ends it for good: offered again, it does not run', async () => {
    const { supervisor, faults } = await started([GOOD, NEW]);
    supervisor.scan(bytesOf(about('boom')));
    await settled();
    expect(await supervisor.offer(NEW.bytes)).toEqual({ outcome: 'quarantined', digest: NEW.content.digest });
    expect(supervisor.standing.active).toBe(GOOD.content.digest);
    supervisor.scan(bytesOf(about('boom')));
    expect(faults).toHaveLength(1);
  });
  test('has the number of its event across calls', async () => {
    const { supervisor, faults } = await started([GOOD, NEW]);
    supervisor.scan(bytesOf(`${about('x')}\n{\n${about('x')}`));
    supervisor.scan(bytesOf(about('x') + about('boom')));
    expect(faults.map(({ event }) => event)).toEqual([4]);
  });
  test('can come on the last line without a line feed', async () => {
    const { supervisor, faults } = await started([GOOD, NEW]);
    const answers = supervisor.scan(bytesOf(about('x') + about('boom').trimEnd()));
    expect([answers.lines, answers.events, faults.length]).toEqual([2, 2, 1]);
  });
  test('can come among more lines than a window has', async () => {
    const { supervisor, faults } = await started([GOOD, NEW]);
    const many = about('y').repeat(20_000);
    const answers = supervisor.scan(bytesOf(`${many}${about('boom')}${about('x')}${many}`));
    expect(answers).toMatchObject({ lines: 40_002, events: 40_002, unanswered: [] });
    expect(answers.matches.map(({ line }) => line)).toEqual([...Array(20_000).keys(), 20_001]);
    expect(faults.map(({ event }) => event)).toEqual([20_000]);
  });
});

describe('a poisonous event', () => {
  test('on which both contents fault is put aside, and nobody is quarantined', async () => {
    const { supervisor, faults } = await started(POISONED);
    const before = supervisor.standing;
    const answers = supervisor.scan(bytesOf(about('y') + about('poison') + about('y')));
    expect(answers).toMatchObject({
      lines: 3,
      events: 2,
      unanswered: [{ line: 1, reason: 'DeadLettered', position: 0 }],
    });
    expect(answers.matches.map(({ line }) => line)).toEqual([0, 2]);
    expect(supervisor.standing).toEqual({ ...before, probation: PROBATION - 2, strain: expect.anything() });
    expect(faults).toMatchObject([{ action: 'deadLettered', event: 1, content: POISONED[1]?.content.digest }]);
    expect(faults[0]).not.toHaveProperty('recovery');
    expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
  });
  test('leaves last-known-good ready for the next call', async () => {
    const { supervisor, faults } = await started(POISONED);
    supervisor.scan(bytesOf(about('poison')));
    await settled();
    expect(supervisor.scan(bytesOf(about('boom')))).toMatchObject({ events: 1, unanswered: [] });
    expect(faults.map(({ action }) => action)).toEqual(['deadLettered', 'quarantined']);
  });
  test('leaves last-known-good ready for the next line of the same call', async () => {
    const { supervisor, faults } = await started(POISONED);
    expect(supervisor.scan(bytesOf(about('poison') + about('boom')))).toMatchObject({ events: 1, lines: 2 });
    expect(faults.map(({ action }) => action)).toEqual(['deadLettered', 'quarantined']);
  });
  test('without other content is put aside, and the content stays', async () => {
    const { supervisor, faults } = await started(POISONED.slice(0, 1));
    expect(supervisor.scan(bytesOf(about('poison') + about('x')))).toMatchObject({ events: 1, lines: 2 });
    expect(faults.map(({ action }) => action)).toEqual(['deadLettered']);
    expect(supervisor.standing).toMatchObject({ active: POISONED[0]?.content.digest, quarantined: new Set() });
  });
});

describe('probation', () => {
  const ROWS: readonly { name: string; events: number; calls: number; passed: boolean }[] = [
    { name: 'no event', events: 0, calls: 1, passed: false },
    { name: 'one event too few', events: PROBATION - 1, calls: 1, passed: false },
    { name: 'as many events as it has', events: PROBATION, calls: 1, passed: true },
    { name: 'as many over several calls', events: PROBATION / 4, calls: 4, passed: true },
  ];
  for (const { name, events, calls, passed } of ROWS) {
    test(`${name}: ${passed ? 'returned to' : 'not returned to'}`, async () => {
      const { supervisor } = await started([GOOD, NEW]);
      for (let call = 0; call < calls; call++) supervisor.scan(bytesOf(about('x').repeat(events)));
      expect(supervisor.standing.probation).toBe(PROBATION - events * calls);
      await supervisor.offer(contentOf({ z: '{a: z}' }));
      expect(supervisor.standing.lastKnownGood).toBe((passed ? NEW : GOOD).content.digest);
    });
  }
  test('lines that are not answered do not count', async () => {
    const { supervisor } = await started([GOOD, NEW]);
    supervisor.scan(bytesOf('{\n\n'.repeat(PROBATION)));
    expect(supervisor.standing.probation).toBe(PROBATION);
  });
  test('content that faults later than that is quarantined all the same', async () => {
    const { supervisor } = await started([GOOD, NEW]);
    supervisor.scan(bytesOf(about('x').repeat(PROBATION)));
    supervisor.scan(bytesOf(about('boom')));
    expect(supervisor.standing).toEqual({
      ...NOTHING_ACTIVE,
      active: GOOD.content.digest,
      probation: 0,
      quarantined: new Set([NEW.content.digest]),
    });
  });
});

describe('input records', () => {
  const logSource = { product: 'windows', category: 'ipc' };
  const good = compile(KNOWN_GOOD_RULES, { schema: IPC_SCHEMA }).content;
  const defective = compile(DEFECTIVE_RULES, { schema: IPC_SCHEMA, contentVersion: 1 }).content;

  test('a field that nobody supplies costs the new content, and no event', async () => {
    const faults: FaultRecord[] = [];
    const supervisor = new Supervisor(CORE, { logSource, onFault: (fault) => faults.push(fault), now: () => 0 });
    await supervisor.offer(good);
    const before = IPC_RECORDS.map((record) => supervisor.evaluate(record));
    expect(await supervisor.offer(defective)).toMatchObject({ outcome: 'active' });
    const after = IPC_RECORDS.map((record) => supervisor.evaluate(record));
    expect(after).toEqual(before);
    expect(after.map(({ events }) => events)).toEqual(IPC_RECORDS.map(() => 1));
    expect(faults).toEqual([
      {
        kind: 'InputOutOfBounds',
        stage: 'Match',
        content: (await accepted(defective)).digest,
        rule: { id: '01a9cdb2-bfaa-435d-ac5c-74342e7bf6b3', title: 'Pipe Open To Everybody' },
        field: 'SecurityDescriptor',
        index: 20,
        supplied: 20,
        declared: 21,
        detail: 0,
        fuel: expect.any(Number),
        event: IPC_RECORDS.length,
        slot: 'active',
        action: 'quarantined',
        recovery: 0,
      },
    ]);
    expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
  });
  test('a validator that knows what is supplied does not let it in', async () => {
    const supervisor = new Supervisor(CORE, { logSource, validate: (bytes) => validate(bytes, { supplied: 20 }) });
    expect(await supervisor.offer(good)).toMatchObject({ outcome: 'active' });
    expect(await supervisor.offer(defective)).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'FieldNotSupplied', found: 20, expected: 20 },
    });
  });
  test('with all fields there is no fault', async () => {
    const supervisor = new Supervisor(CORE, { logSource, onFault: (fault) => expect.fail(JSON.stringify(fault)) });
    await supervisor.offer(defective);
    for (const record of IPC_RECORDS) expect(supervisor.evaluate([...record, null]).events).toBe(1);
    const worldWritable = ['\\x', 'CreatePipe', ...Array(18).fill(null), 'D:(A;;FA;;;WD)'];
    expect(titles(supervisor.evaluate(worldWritable).matches)).toEqual(['Pipe Open To Everybody']);
  });
  test('a record that cannot be written is misuse, and costs nothing', async () => {
    const supervisor = new Supervisor(CORE, { logSource });
    await supervisor.offer(good);
    expect(() => supervisor.evaluate(['x'.repeat(LIMITS.WINDOW_BYTES.value)])).toThrow(misuse);
    expect(supervisor.evaluate(IPC_RECORDS[3]!).matches).toHaveLength(1);
  });
});

describe('log sources', () => {
  const bytes = contentOf({ x: '{a: x}' });
  const bare = bytesOf('{"a":"x"}\n');
  const ROWS = [
    { name: 'not declared', logSource: {}, matches: 0 },
    { name: 'declared', logSource: LOG_SOURCE, matches: 1 },
    { name: 'declared in part', logSource: { product: 'windows' }, matches: 0 },
    { name: 'declared as another', logSource: { product: 'linux', category: 'process_creation' }, matches: 0 },
  ] as const;
  for (const { name, logSource, matches } of ROWS) {
    test(name, async () => {
      const supervisor = new Supervisor(CORE, { logSource });
      await supervisor.offer(bytes);
      expect(supervisor.scan(bare).matches).toHaveLength(matches);
      expect(supervisor.scan(bytesOf(event({ a: 'x' }))).matches, 'events tell their own').toHaveLength(1);
    });
  }
  test('hold for the standby, too', async () => {
    const { supervisor } = await started([GOOD, NEW], { logSource: LOG_SOURCE });
    expect(supervisor.scan(bytesOf('{"a":"boom"}\n{"a":"x"}\n')).matches).toHaveLength(1);
    expect(supervisor.scan(bare).matches).toHaveLength(1);
  });
});

describe('lines', () => {
  test('are counted once each, whatever they are', async () => {
    const { supervisor } = await started([GOOD]);
    const long = `{"a":"${'x'.repeat(LIMITS.WINDOW_BYTES.value)}"}\n`;
    const answers = supervisor.scan(bytesOf(`\n{\n${about('x')}${long} \n${about('x')}[]`));
    expect(answers).toMatchObject({ lines: 7, events: 2, duplicateKeys: 0, badText: 0 });
    expect(answers.unanswered).toEqual([
      { line: 1, reason: 'Malformed', position: 1 },
      { line: 3, reason: 'TooLong', position: 0 },
      { line: 6, reason: 'Malformed', position: 0 },
    ]);
    expect(answers.matches.map(({ line }) => line)).toEqual([2, 5]);
  });
  test('nothing is nothing', async () => {
    const { supervisor } = await started([GOOD]);
    const nothing = {
      lines: 0,
      events: 0,
      matches: [],
      unanswered: [],
      duplicateKeys: 0,
      badText: 0,
      blind: 0,
      fuel: 0,
    };
    expect(supervisor.scan(new Uint8Array(0))).toEqual(nothing);
  });
  test('duplicate keys and bad text add up over batches', async () => {
    const { supervisor } = await started([GOOD]);
    const bad = Buffer.from(about('\xff'), 'latin1');
    const twice = Buffer.from('{"a":1,"a":2}\n');
    const filler = Buffer.from(`{"b":"${'x'.repeat(LIMITS.WINDOW_BYTES.value - 20)}"}\n`);
    const answers = supervisor.scan(Buffer.concat([bad, twice, filler, bad, twice]));
    expect(answers).toMatchObject({ events: 5, badText: 2, duplicateKeys: 2 });
  });
  test('may match more than a verdict has room for', async () => {
    const rules = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`R${index}`, '{a: x}']));
    const supervisor = new Supervisor(CORE);
    await supervisor.offer(contentOf(rules));
    const { events, matches, lines } = supervisor.scan(bytesOf(about('x').repeat(2000)));
    expect([lines, events, matches.length]).toEqual([2000, 2000, 600_000]);
    expect(matches.at(-1)).toMatchObject({ line: 1999 });
  });
  test('may be unread more often than a verdict has room for', async () => {
    const { supervisor } = await started([GOOD]);
    const { lines, unanswered } = supervisor.scan(bytesOf('{\n'.repeat(2 * LIMITS.UNREAD.value + 1)));
    expect([lines, unanswered.length]).toEqual([2 * LIMITS.UNREAD.value + 1, 2 * LIMITS.UNREAD.value + 1]);
    expect(unanswered.every(({ line }, index) => line === index)).toBe(true);
  });
});

describe('drill', () => {
  test('makes as many faults as asked for, and nothing of it is recorded', async () => {
    const { supervisor, faults } = await started([GOOD, NEW]);
    const before = supervisor.standing;
    const kinds = supervisor.drill(0).kinds.length;
    expect([supervisor.drill(), supervisor.drill(3)].map(({ faults }) => faults)).toEqual([10 * kinds, 3 * kinds]);
    expect([supervisor.standing, faults]).toEqual([before, []]);
    expect(supervisor.scan(bytesOf(about('x'))).matches).toHaveLength(1);
  });
  test('says when the content has nothing to fault on', async () => {
    const schema = { name: 'one', version: 1, fields: ['a'] };
    const supervisor = new Supervisor(CORE);
    await supervisor.offer(contentOf({}, { schema }));
    const { kinds } = supervisor.drill(2);
    expect(kinds.filter(({ faults }) => faults === 0).map(({ kind }) => kind)).toEqual([
      'InputOutOfBounds',
      'UnknownOperator',
      'StackMisuse',
    ]);
  });
});

describe('cores that do what the real one never does', () => {
  const one = answer({ lines: 1, events: 1, consumed: 'length', matches: 0, unread: 0 });

  async function supervised(scan: readonly number[]) {
    const faults: FaultRecord[] = [];
    const supervisor = new Supervisor(coreOf({ scan }), { onFault: (fault) => faults.push(fault) });
    await supervisor.offer(contentOf({ x: '{a: x}' }));
    await supervisor.offer(contentOf({ y: '{a: y}' }));
    return { supervisor, faults };
  }

  test('an exhausted stack is nobody’s fault: the call can be made again', async () => {
    const { supervisor, faults } = await supervised([...whenFirst('R', RECUR), ...one]);
    const before = supervisor.standing;
    for (let round = 0; round < 3; round++) {
      expect(() => supervisor.scan(bytesOf('R'))).toThrow(expect.objectContaining({ code: 'HostStackExhausted' }));
      expect([supervisor.standing, faults]).toEqual([before, []]);
    }
    expect(supervisor.scan(bytesOf('{}\n'))).toMatchObject({ lines: 1, events: 1 });
  });
  test('an impossible verdict is a fault like any other', async () => {
    const { supervisor, faults } = await supervised([...one, ...whenFirst('L', answer({ lines: 1000 }))]);
    expect(supervisor.scan(bytesOf('L'))).toMatchObject({ lines: 1, unanswered: [{ reason: 'DeadLettered' }] });
    expect(faults).toMatchObject([{ kind: 'VerdictMalformed', action: 'deadLettered' }]);
    expect(supervisor.scan(bytesOf('{}\n'))).toMatchObject({ events: 1 });
  });
  test('a core that finishes no line and does not fault ends the call, too', async () => {
    const { supervisor, faults } = await supervised([
      ...one,
      ...whenFirst('Z', answer({ lines: 0, events: 0, consumed: 0 })),
    ]);
    expect(supervisor.scan(bytesOf('Z'))).toMatchObject({ lines: 1, unanswered: [{ reason: 'DeadLettered' }] });
    expect(faults).toMatchObject([{ kind: 'VerdictMalformed' }]);
  });
});

describe('a caller with little stack left', () => {
  /** Calls at every depth from the deepest on, until `enough` of them are answered; what was thrown before. */
  function thrownWhileDeep(call: () => unknown, enough: number): unknown[] {
    const thrown: unknown[] = [];
    let answered = 0;
    const dive = (): void => {
      try {
        dive();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      if (answered >= enough) return;
      try {
        call();
        answered++;
      } catch (error) {
        thrown.push(error);
      }
    };
    dive();
    return answered === enough ? thrown : [];
  }

  const CALLS: readonly { name: string; call: (supervisor: Supervisor) => unknown }[] = [
    { name: 'scan', call: (supervisor) => supervisor.scan(bytesOf(about('x'))) },
    { name: 'scan of a line that is not believed', call: (supervisor) => supervisor.scan(bytesOf('{')) },
    { name: 'evaluate', call: (supervisor) => supervisor.evaluate(['x', 'x', 'x', 'x']) },
  ];
  for (const { name, call } of CALLS) {
    test(`${name}: answers, or throws, and no content is to blame`, async () => {
      const { supervisor, faults } = await started([GOOD, NEW]);
      supervisor.scan(bytesOf(about('x').repeat(500)));
      const thrown = thrownWhileDeep(() => call(supervisor), 20);
      expect(thrown.length, 'the stack was full, and then was not').toBeGreaterThan(0);
      for (const error of thrown)
        expect(error).toSatisfy((one) => one instanceof RangeError || one.code === 'HostStackExhausted');
      expect(faults).toEqual([]);
      expect(supervisor.standing).toMatchObject({
        active: NEW.content.digest,
        lastKnownGood: GOOD.content.digest,
        quarantined: new Set(),
      });
      expect(supervisor.scan(bytesOf(about('x')))).toMatchObject({ lines: 1, events: 1 });
    });
  }
  test('a fault while the stack is nearly full leaves the supervisor answering', async () => {
    const { supervisor } = await started([GOOD, NEW]);
    thrownWhileDeep(() => supervisor.scan(bytesOf(about('boom'))), 20);
    expect(supervisor.scan(bytesOf(about('x')))).toMatchObject({ lines: 1, events: 1 });
  });
});

test('what a match shows of its rule', async () => {
  const text = `title: All Of It
id: 5b7a5f3e-3f3b-4f0e-9d5c-0f8a3c1d2e4f
status: test
author: Somebody, Somebody Else
references: [https://example.org/1, https://example.org/2]
tags: [attack.execution]
logsource: { product: windows, category: process_creation }
detection: { s: { a: x }, condition: s }
falsepositives: [Unknown]
level: low
`;
  const supervisor = new Supervisor(CORE);
  await supervisor.offer(compile([{ name: 'all.yml', text }]).content);
  const { matches } = supervisor.scan(bytesOf(about('x') + about('x')));
  expect(matches[0]?.rule).toEqual({
    number: 0,
    id: '5b7a5f3e-3f3b-4f0e-9d5c-0f8a3c1d2e4f',
    title: 'All Of It',
    level: 'low',
    author: 'Somebody, Somebody Else',
    status: 'test',
    tags: ['attack.execution'],
    references: ['https://example.org/1', 'https://example.org/2'],
    falsePositives: ['Unknown'],
  });
  expect(matches[1]?.rule).toBe(matches[0]?.rule);
});
