/** One sandbox: what it takes, what it answers, and that a fault is its end. */
import { expect, test } from 'vitest';
import { conditionsOf } from '../../src/content/buckets.js';
import { LIMITS, SECTIONS } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { declaredGroups } from '../../src/supervisor/declared.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { accepted, broken, bytesOf, contentOf, event, LOG_SOURCE } from './content.js';

const core = await loadCore();
const RULES = contentOf({ A: '{a: x}', B: '{a: y}' });
const content = await accepted(RULES);
const faulting = await broken(RULES, ['B']);
const [X, Y, Z] = [event({ a: 'x' }), event({ a: 'y' }), event({ a: 'z' })];
const misuse = expect.objectContaining({ name: 'RingfenceError', code: 'BadArgument' });

test('only what validate returned is loaded', () => {
  const sandbox = new Sandbox(core);
  const alike = { ...content } as AcceptedContent;
  expect(() => sandbox.load(alike)).toThrow(misuse);
  expect(() => sandbox.load(undefined as unknown as AcceptedContent)).toThrow(misuse);
  expect(sandbox.load(content)).toBeUndefined();
});

test('a fault keeps the answers that were finished', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(faulting);
  const { verdict, fault } = sandbox.scan(bytesOf(`${X}{\n\n${Z}${Y}${X}`));
  expect(fault).toMatchObject({ kind: 'UnknownOperator', line: 4 });
  expect(verdict).toMatchObject({ lines: 4, events: 2, consumed: X.length + 2 + 1 + Z.length });
  expect([...verdict.matches]).toEqual([0, 0]);
  expect(verdict.unread).toEqual([{ line: 1, reason: 'Malformed', position: 1 }]);
});

test('a match of the event that faults does not count', async () => {
  const sandbox = new Sandbox(core);
  sandbox.load(await broken(contentOf({ A: '{a: x}', B: '{b: y}' }), ['B']));
  const { verdict, fault } = sandbox.scan(bytesOf(event({ a: 'x', b: 'y' })));
  expect([fault?.kind, verdict.events, verdict.matches.length]).toEqual(['UnknownOperator', 0, 0]);
});

test('a sandbox that has faulted answers nothing until content is loaded', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(faulting);
  expect(sandbox.scan(bytesOf(Y)).fault).toBeDefined();
  expect(() => sandbox.scan(bytesOf(X))).toThrow(misuse);
  expect(() => sandbox.evaluate([])).toThrow(misuse);
  expect(() => sandbox.trace(0)).toThrow(misuse);
  expect(sandbox.load(content)).toBeUndefined();
  expect([...sandbox.scan(bytesOf(Y)).verdict.matches]).toEqual([0, 1]);
});

test('so does one that was asked before it had content', () => {
  const sandbox = new Sandbox(core);
  expect(sandbox.scan(bytesOf(X)).fault?.kind).toBe('NotLoaded');
  expect(() => sandbox.scan(bytesOf(X))).toThrow(misuse);
  expect(sandbox.load(content)).toBeUndefined();
});

test('what was switched off in content is on in the content that is loaded after it', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  sandbox.switchOff([0, 1]);
  sandbox.load(content);
  expect([...sandbox.scan(bytesOf(X)).verdict.matches]).toEqual([0, 0]);
});

test('one sandbox does not see the fault of another', () => {
  const [first, second] = [new Sandbox(core), new Sandbox(core)];
  first.load(faulting);
  second.load(content);
  expect(first.scan(bytesOf(Y)).fault).toBeDefined();
  expect([...second.scan(bytesOf(Y)).verdict.matches]).toEqual([0, 1]);
});

test('content can be loaded in place of other content', async () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  sandbox.scan(bytesOf(X));
  expect(sandbox.load(await accepted(contentOf({ C: '{a: z}' })))).toBeUndefined();
  expect([...sandbox.scan(bytesOf(X + Z)).verdict.matches]).toEqual([1, 0]);
});

test('nothing to answer is answered', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  expect(sandbox.scan(new Uint8Array(0))).toMatchObject({ verdict: { lines: 0, events: 0, consumed: 0 } });
});

test('an answer is not changed by the next', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  const { verdict } = sandbox.scan(bytesOf(X));
  sandbox.scan(bytesOf(Z + Y));
  expect([...verdict.matches]).toEqual([0, 0]);
});

test('batches and records are at most as long as the window, and misuse is no fault', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  expect(() => sandbox.scan(new Uint8Array(LIMITS.WINDOW_BYTES.value + 1))).toThrow(misuse);
  expect(() => sandbox.evaluate(['x'.repeat(LIMITS.WINDOW_BYTES.value)])).toThrow(misuse);
  expect([...sandbox.scan(bytesOf(X)).verdict.matches]).toEqual([0, 0]);
});

test.each([[{}], [[]], [Number.NaN]])('a record with %j in it is misuse, and no fault', (value) => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  expect(() => sandbox.evaluate(['x', value as never])).toThrow(misuse);
  expect(sandbox.hasFaulted).toBe(false);
});

test.each([-1, 0.5, Number.NaN, SECTIONS.Conditions.limit])('there is no condition %d to switch off', (condition) => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  expect(() => sandbox.switchOff([0, condition])).toThrow(misuse);
  expect([...sandbox.scan(bytesOf(X)).verdict.matches]).toEqual([0, 0]);
});

test('a condition shows how it came out on the last event, and one that is not there is misuse', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  sandbox.scan(bytesOf(X));
  const condition = conditionsOf(content.view, 0)[0]!.condition!;
  const value = { kind: 'Text', text: 'x', start: 0, end: 1 };
  expect(sandbox.trace(condition)).toMatchObject({ steps: [true], predicates: [{ holds: true, value }] });
  expect(() => sandbox.trace(SECTIONS.Conditions.limit)).toThrow(misuse);
});

test('groups that are declared apply to every event until content is loaded again', () => {
  const bare = bytesOf('{"a":"x"}\n{"a":"y"}\n');
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  expect([...sandbox.scan(bare).verdict.matches]).toEqual([]);
  sandbox.load(content, declaredGroups(content.view, LOG_SOURCE));
  expect([...sandbox.scan(bare).verdict.matches]).toEqual([0, 0, 1, 1]);
  sandbox.load(content);
  expect([...sandbox.scan(bare).verdict.matches]).toEqual([]);
});

test('a group is seen when an event had its log source', () => {
  const sandbox = new Sandbox(core);
  sandbox.load(content);
  sandbox.scan(bytesOf('{}\n'));
  expect(sandbox.hasSeen(1)).toBe(false);
  sandbox.scan(bytesOf(X));
  expect(sandbox.hasSeen(1)).toBe(true);
});

test('a field is seen when an event had it', () => {
  const sandbox = new Sandbox(core);
  const { count, record, text } = content.view;
  const fields = Array.from({ length: count('Fields') }, (_, field) => text(record('Fields', field).name));
  const seen = () => fields.filter((_, field) => sandbox.hasSeenField(field));
  sandbox.load(content);
  expect(seen()).toEqual([]);
  sandbox.scan(bytesOf(X));
  expect(seen()).toEqual(fields);
  expect(sandbox.hasSeenField(fields.length)).toBe(false);
});
