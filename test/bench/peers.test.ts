/** Peers: all find the same matches in the same events; those that are packages are shown as skipped without them. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { peerEvents, peerRules, sigmaOf } from '../../bench/peer-input.js';
import { PEERS } from '../../bench/peers.js';
import { compile, loadCore, Supervisor } from '../../src/index.js';

const rules = peerRules(50);
const events = peerEvents(rules, 100);
const lines = events.map(({ line }) => line);
const expected = events.reduce((sum, { matches }) => sum + matches, 0);

test('one event in ten matches, some in another case', () => {
  expect(expected).toBe(10);
  expect(lines.filter((line) => line.includes('--TARGET=SERVER'))).toHaveLength(5);
});

test('ringfence finds what the events are made to match', async () => {
  const supervisor = new Supervisor(await loadCore());
  await supervisor.offer(compile(sigmaOf(rules)).content);
  const { matches } = supervisor.scan(Buffer.from(lines.join('')));
  const made = events.flatMap(({ matches }, line) => (matches > 0 ? line : []));
  expect(matches.map(({ line }) => line)).toEqual(made);
});

describe.skipIf(!existsSync('bench/peers/node_modules'))('with packages', () => {
  for (const { name, prepare } of PEERS)
    test(name, async () => {
      const answering = await prepare(rules);
      expect(await answering(lines)()).toBe(expected);
    });
});

for (const { name, prepare } of PEERS.filter(({ name }) => name === 'closures' || name === 'regexp'))
  test(`without packages: ${name}`, async () => {
    const answering = await prepare(rules);
    expect(await answering(lines)()).toBe(expected);
  });
