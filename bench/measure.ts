/**
 * Timing: rounds over all lanes, so that what disturbs the machine disturbs the lanes alike.
 *
 * Each round starts with another lane. Two rounds go before the ones that count, for the engine to optimise; their
 * answers are checked like all others.
 */
import { Bench } from 'tinybench';
import type { Lane } from './lane.js';

/** One round of one lane. */
export interface Timing {
  readonly milliseconds: number;
  /** Milliseconds that half, and 99 of 100, of the calls take at most. */
  readonly p50: number;
  readonly p99: number;
}

const ROUNDS_BEFORE = 2;

/** Timings by the name of the lane, in the order of rounds, by a clock of milliseconds. Throws when a lane throws or counts wrong. */
export function timeRounds(
  lanes: readonly Lane[],
  rounds: number,
  now: () => number,
): ReadonlyMap<string, readonly Timing[]> {
  const timings = new Map(lanes.map(({ name }) => [name, [] as Timing[]]));
  for (let round = -ROUNDS_BEFORE; round < rounds; round++) {
    const first = (round + ROUNDS_BEFORE) % lanes.length;
    for (const lane of [...lanes.slice(first), ...lanes.slice(0, first)]) {
      const timing = timeOnce(lane, now);
      if (round >= 0) timings.get(lane.name)!.push(timing);
    }
  }
  return timings;
}

/** Each call is timed. A task that throws does not reject: it only shows in its state. */
function timeOnce({ name, parts, answer, expected }: Lane, now: () => number): Timing {
  const found = { events: 0, matches: 0 };
  let part = 0;
  const task = () => {
    const { events, matches } = answer(part++);
    found.events += events;
    found.matches += matches;
  };
  const bench = new Bench({ iterations: parts, time: 0, warmup: false, now });
  bench.add(name, task, { async: false }); // otherwise it is called once more to find out
  const { result } = bench.runSync()[0]!;
  if (result.state === 'errored') throw new Error(`${name}: ${result.error.message}`, { cause: result.error });
  if (result.state !== 'completed' || part !== parts)
    throw new Error(`${name}: ${result.state} after ${part} of ${parts} calls`);
  for (const count of ['events', 'matches'] as const)
    if (found[count] !== expected[count])
      throw new Error(`${name}: ${found[count]} ${count}, ${expected[count]} expected`);
  return { milliseconds: result.totalTime, p50: result.latency.p50, p99: result.latency.p99 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
