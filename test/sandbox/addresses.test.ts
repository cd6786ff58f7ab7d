/** Addresses: several networks for one text, which is read once, and texts that follow each other on one event and the next. */
import { expect, test } from 'vitest';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event } from './content.js';

const sandbox = new Sandbox(await loadCore());
sandbox.load(
  await accepted(
    contentOf({
      A: '{a|cidr: 10.0.0.0/8, b|cidr: 192.168.0.0/16}',
      B: '{a|cidr: 10.1.0.0/16, b|cidr: 10.0.0.0/8}',
      C: "{a|cidr: 'fe80::/10', b|cidr: 10.1.0.0/16}",
      D: '{a|cidr: [172.16.0.0/12, 10.2.0.0/16]}',
    }),
  ),
);

/** Events one after the other, each with the rules that match, by number. */
const EVENTS: readonly { readonly event: Readonly<Record<string, unknown>>; readonly rules: readonly number[] }[] = [
  { event: { a: '10.1.0.1', b: '192.168.0.1' }, rules: [0] },
  { event: { a: '10.1.0.1', b: '10.1.0.1' }, rules: [1] },
  { event: { a: '192.168.0.1', b: '10.1.0.1' }, rules: [] },
  { event: { a: 'fe80::1', b: '10.1.0.1' }, rules: [2] },
  { event: { a: '10.2.0.1', b: 'none' }, rules: [3] },
  { event: { a: 'none', b: '10.2.0.1' }, rules: [] },
  { event: { a: ['none', '10.2.0.1', 'fe80::1'], b: '10.1.2.3' }, rules: [2, 3] },
  { event: { a: '172.16.0.1', b: '' }, rules: [3] },
];

test('each event matches the rules of its own addresses', () => {
  const { verdict, fault } = sandbox.scan(bytesOf(EVENTS.map((one) => event(one.event)).join('')));
  expect(fault).toBeUndefined();
  const found = EVENTS.map(({ event }, line) => ({
    event,
    rules: [...verdict.matches].filter((_, at) => at % 2 === 1 && verdict.matches[at - 1] === line).sort(),
  }));
  expect(found).toEqual(EVENTS);
});
