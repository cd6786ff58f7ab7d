/** Strain: when to rest, and for how long. Times in seconds. */
import { expect, test } from 'vitest';
import { NO_STRAIN, rungAt, type Strain, strain } from '../../src/supervisor/strain.js';

const after = (times: readonly number[], from: Strain = NO_STRAIN) =>
  times.reduce((before, at) => strain(before, at * 1000), from);
const four = (start: number) => [0, 1, 2, 3].map((second) => start + second);

const ROWS: readonly { name: string; faults: readonly number[]; at: number; rung: number; rest?: number }[] = [
  { name: 'no fault', faults: [], at: 1, rung: 0 },
  { name: 'three in a minute are borne', faults: [0, 1, 2], at: 3, rung: 0 },
  { name: 'the fourth is not', faults: four(0), at: 4, rung: 1, rest: 10 },
  { name: 'four in more than a minute are', faults: [0, 1, 2, 61], at: 62, rung: 0 },
  { name: 'the rest is over after ten seconds', faults: four(0), at: 13, rung: 0, rest: 10 },
  { name: 'four more while resting go one rung further', faults: [...four(0), ...four(5)], at: 9, rung: 2, rest: 20 },
  { name: 'the next rest is twice as long', faults: [...four(0), ...four(20)], at: 24, rung: 1, rest: 20 },
  { name: 'ten quiet minutes later it is short again', faults: [...four(0), ...four(700)], at: 704, rung: 1, rest: 10 },
  {
    name: 'it is never longer than five minutes',
    faults: [...four(0), ...four(20), ...four(50), ...four(100), ...four(200), ...four(400), ...four(750)],
    at: 754,
    rung: 1,
    rest: 300,
  },
];
for (const { name, faults, at, rung, rest = 0 } of ROWS) {
  test(`strain: ${name}`, () => {
    const found = after(faults);
    expect([rungAt(found, at * 1000), found.rest / 1000]).toEqual([rung, rest]);
  });
}
