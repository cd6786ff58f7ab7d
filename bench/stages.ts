/**
 * Stages: what an event goes through, and which functions do it.
 *
 * A sample belongs to the stage of the innermost function that has one. So what serves several stages, such as decoding a
 * code point or testing a predicate, counts where it is called from.
 */
import type { Sample } from './sampler.js';

/** Functions of the core by their file, or file and name, with their stage; a longer name goes first. */
export const STAGES: readonly (readonly [prefix: string, stage: string])[] = [
  ['host/', 'host: copy in, answers out'],
  ['batch/', 'frame of an event'],
  ['index/', 'frame of an event'],
  ['verdict/', 'frame of an event'],
  ['event/scan/', 'read JSON'],
  ['event/path/', 'find keys'],
  ['event/guess/', 'find keys'],
  ['predicate/memo/', 'recall values'],
  ['predicate/found/', 'recall values'],
  ['event/fields/', 'fill the input table'],
  ['event/value/addValue', 'read JSON'],
  ['event/value/decode', 'decode values'],
  ['rule/evaluate/', 'go through groups'],
  ['rule/recognition/', 'go through groups'],
  ['rule/active/', 'go through groups'],
  ['predicate/lookup/', 'look literals up'],
  ['predicate/lookup/verifyAll', 'verify literals'],
  ['predicate/automaton/', 'run automata'],
  ['predicate/mark/', 'open gates'],
  ['rule/condition/', 'evaluate conditions'],
  ['rule/condition/allHold', 'test predicates of conditions'],
  ['rule/condition/anyHolds', 'test predicates of conditions'],
];

export type Shares = ReadonlyMap<string, number>;

/** The share of each stage, the largest first. */
export function sharesOfStages(samples: readonly Sample[]): Shares {
  return shares(samples, ({ stack }) => stack.map(stageOf).findLast((stage) => stage !== undefined) ?? 'other');
}

/** The share of each function alone, without what it calls, the largest first. */
export function sharesOfFunctions(samples: readonly Sample[]): Shares {
  return shares(samples, ({ stack }) => stack.at(-1)!);
}

function stageOf(name: string): string | undefined {
  const [, stage] = STAGES.filter(([prefix]) => name.startsWith(prefix)).reduce(
    (best, row) => (row[0].length > best[0].length ? row : best),
    ['', undefined] as readonly [string, string | undefined],
  );
  return stage;
}

function shares(samples: readonly Sample[], of: (sample: Sample) => string): Shares {
  const counts = new Map<string, number>();
  let all = 0;
  for (const sample of samples) {
    counts.set(of(sample), (counts.get(of(sample)) ?? 0) + sample.count);
    all += sample.count;
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => [name, count / all]));
}
