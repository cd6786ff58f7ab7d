/** From the numbers of a fault to a rule and a field; what cannot be told is not told. */
import { expect, test } from 'vitest';
import { EFFECTS, NONE } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import type { Fault } from '../../src/sandbox/fault.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { blame } from '../../src/supervisor/blame.js';
import { accepted, conditionsOf, contentOf } from '../sandbox/content.js';

const schema = { name: 'three', version: 1, fields: ['a', 'b', 'c'] };
const { view } = await accepted(contentOf({ A: '{a: x}', B: '{b: x}', AB: '{a: x, b: y}' }, { schema }));
const open = (await accepted(contentOf({ A: '{a: x}' }))).view;
const conditionOf = (name: string) => conditionsOf(view, [name])[0]!;

const FAULT: Fault = {
  kind: 'Unreachable',
  stage: 'Match',
  line: 0,
  condition: 0,
  index: 0,
  detail: 0,
  supplied: 0,
  declared: 3,
  fuel: 0,
};
const input = (index: number): Partial<Fault> => ({ kind: 'InputOutOfBounds', index, condition: conditionOf('A') });

const ROWS: readonly { name: string; fault: Partial<Fault>; rule?: string; field?: string }[] = [
  { name: 'a condition of a rule', fault: { condition: conditionOf('B') }, rule: 'B' },
  { name: 'a condition behind the last', fault: { condition: view.count('Conditions') } },
  { name: 'a condition that cannot be', fault: { condition: 0xffffffff } },
  { name: 'a field, by the first rule that reads it', fault: input(1), rule: 'B', field: 'b' },
  { name: 'a field that no rule reads', fault: input(2), field: 'c' },
  { name: 'a field behind the last', fault: input(3) },
  { name: 'a field that cannot be', fault: input(0xffffffff) },
  { name: 'an index that is no field', fault: { ...input(1), kind: 'RecordOutOfBounds' }, rule: 'A' },
];
for (const { name, fault, rule, field } of ROWS) {
  test(`blame: ${name}`, () => {
    const found = blame(view, { ...FAULT, ...fault });
    const title = found.rule === undefined ? undefined : view.text(view.record('Rules', found.rule).title);
    expect([title, found.field]).toEqual([rule, field]);
  });
}

test('blame: the condition of a log source is no rule', () => {
  expect(open.record('Conditions', 0).effect).toBe(EFFECTS.Activate.code);
  expect(blame(open, FAULT)).toEqual({});
});

test('blame: a fault before any condition of its event names no rule of an earlier event, nor rule 0', async () => {
  const sandbox = new Sandbox(await loadCore());
  sandbox.load(await accepted(view.bytes), [1]);
  expect(sandbox.evaluate(['x', 'x', 'x']).fault).toBeUndefined();
  const { fault } = sandbox.evaluate([]);
  expect(fault).toMatchObject({ kind: 'InputOutOfBounds', condition: NONE });
});
