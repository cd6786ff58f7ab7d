/** The shapes that bench/README.md states are those of the generator. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asEvtx } from '../../bench/evtx.js';
import { EVENTS } from '../../bench/inputs.js';
import { processCreation, sysmonMix, WEIGHTS } from '../../src/demo/generator.js';

const README = readFileSync('bench/README.md', 'utf8');

test('of a thousand events so many have each id', () => {
  const stated = [...README.matchAll(/\| (\d+) \| [^|]*\((?:[A-Z]\w+ )?(\d+)\)(?= \|)/g)];
  const weights = stated.map(([, weight, eventId]) => ({ eventId: Number(eventId), weight: Number(weight) }));
  const byId = (a: { eventId: number }, b: { eventId: number }) => a.eventId - b.eventId;
  expect(weights.sort(byId)).toEqual(WEIGHTS.map(({ eventId, weight }) => ({ eventId, weight })).sort(byId));
});

const LANES: readonly { lane: keyof typeof EVENTS; make: typeof sysmonMix; kilobytes: string }[] = [
  { lane: 'sysmon-mix', make: sysmonMix, kilobytes: '1.3 kB' },
  { lane: 'process-creation', make: processCreation, kilobytes: '2.1 kB' },
];
for (const { lane, make, kilobytes } of LANES)
  test(`${lane} has so many events of that length`, () => {
    const stated = README.slice(README.indexOf(`\`${lane}\`: `)).split('\n')[0];
    expect(stated).toContain(EVENTS[lane].events.toLocaleString('en-US'));
    expect(stated).toContain(kilobytes);
    expect(`${(make(1, 1000).join('').length / 1e6).toFixed(1)} kB`).toBe(kilobytes);
  });

test('an event in the shape of evtx parsers says the same', () => {
  const [line] = sysmonMix(1, 1) as [string];
  const flat = JSON.parse(line);
  const { Event } = JSON.parse(asEvtx(line));
  expect(Event.System).toMatchObject({ EventID: flat.EventID, Channel: flat.Channel, Computer: flat.Hostname });
  expect(Object.keys(Event.EventData).length).toBeGreaterThan(3);
  for (const [name, value] of Object.entries(Event.EventData)) expect(flat[name]).toBe(value);
});
