/**
 * The generator: what its header promises about determinism, size, weights and variety.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { processCreation, sysmonMix, WEIGHTS } from '../../src/demo/generator.js';

interface Told {
  readonly [field: string]: string | number;
}

const LANES = [
  {
    name: 'sysmonMix',
    generate: sysmonMix,
    digest: '09e59a8a0f0284d2fc56b912b0f772ef6ffbec5f9ab2ff0bf058e87917cfafa9',
    bytes: { least: 1_150, most: 1_350 },
  },
  {
    name: 'processCreation',
    generate: processCreation,
    digest: '55490040f91b6246a5768081935f36c0b698d474d6bea4ad29d48a56f8b958d2',
    bytes: { least: 1_900, most: 2_200 },
  },
] as const;

for (const { name, generate, digest, bytes } of LANES) {
  describe(name, () => {
    const lines = generate(7, 20_000);
    const events = lines.map((line) => JSON.parse(line) as Told);

    test('the first thousand lines of seed 7 never change', () => {
      expect(createHash('sha256').update(generate(7, 1_000).join('')).digest('hex')).toBe(digest);
    });
    test('a shorter stream is the start of a longer one', () => {
      expect(generate(7, 1_000)).toEqual(lines.slice(0, 1_000));
    });
    test('another seed is another text', () => {
      expect(generate(8, 10)).not.toEqual(lines.slice(0, 10));
    });
    test('no two lines are equal', () => {
      expect(new Set(lines).size).toBe(lines.length);
    });
    test('a line ends with a line feed and holds no other', () => {
      expect(lines.filter((line) => line.indexOf('\n') !== line.length - 1)).toEqual([]);
    });
    test('the average event has its stated size', () => {
      const average = new TextEncoder().encode(lines.join('')).length / lines.length;
      expect(average).toBeGreaterThan(bytes.least);
      expect(average).toBeLessThan(bytes.most);
    });
    test('the header has the types of a forwarder', () => {
      for (const { EventID, Hostname, Channel, SourceName } of events) {
        expect([EventID, Hostname, Channel, SourceName].map((value) => typeof value)).toEqual([
          'number',
          'string',
          'string',
          'string',
        ]);
      }
    });
    test('keywords are a bare number, of 64 bits but for PowerShell', () => {
      expect(lines.filter((line) => !/,"Keywords":(-9\d{18}|0),/.test(line))).toEqual([]);
    });
    test('a process number is text', () => {
      expect(events.filter(({ ProcessId }) => typeof ProcessId === 'number')).toEqual([]);
    });
    test('command lines, people and computers vary', () => {
      const distinct = (field: string) => new Set(events.map((event) => event[field])).size;
      expect(distinct('CommandLine')).toBeGreaterThan(1_000);
      expect(distinct('Hostname')).toBeGreaterThan(50);
      expect(distinct('User')).toBeGreaterThan(20);
    });
    test('Cyrillic and umlauts occur', () => {
      expect(events.some(({ User }) => User === 'NORDWIND\\Ольга')).toBe(true);
      expect(events.some(({ User }) => User === 'NORDWIND\\Jürgen Müller')).toBe(true);
    });
  });
}

describe('weights', () => {
  const COUNT = 50_000;
  const seen = new Map<number, number>();
  for (const line of sysmonMix(11, COUNT)) {
    const { EventID } = JSON.parse(line) as { EventID: number };
    seen.set(EventID, (seen.get(EventID) ?? 0) + 1);
  }

  test('sum to a thousand', () => {
    expect(WEIGHTS.reduce((sum, { weight }) => sum + weight, 0)).toBe(1_000);
  });
  test('name every event id that occurs', () => {
    expect([...seen.keys()].sort()).toEqual(WEIGHTS.map(({ eventId }) => eventId).sort());
  });
  for (const { eventId, weight } of WEIGHTS) {
    test(`event ${eventId} has its share`, () => {
      const expected = (COUNT * weight) / 1_000;
      // five standard deviations of a Poisson count
      expect(Math.abs((seen.get(eventId) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
  }
});
