/**
 * What the fuzz tests share: the files, how the core runs one, and the figures.
 *
 * `FUZZ_RUNS` says how many files, `FUZZ_SEED` where their numbers begin: runs one behind the other add up.
 */
import { createHash } from 'node:crypto';
import type { ContentView } from '../../src/content/view.js';
import { FAULTS } from '../../src/format/layout.js';
import { type Core, loadCore } from '../../src/sandbox/core.js';
import type { Fault, FaultKind } from '../../src/sandbox/fault.js';
import { type Answer, Sandbox } from '../../src/sandbox/sandbox.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { contentOf, SAMPLES, wholeContent } from '../content/contents.js';
import type { Figures } from '../proof.js';
import { EVENTS } from './events.js';
import { type Mutant, mutant } from './mutation.js';

export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
export const SEED = Number(process.env['FUZZ_SEED'] ?? 0);
/** Milliseconds to judge a file, and to run one: the fuel of one event alone is 40. More is called a hang. */
export const PATIENCE = { judging: 50, running: 250 } as const;
/** A busy machine is slow now and then, a hang every time. */
const TRIES = 10;

const SMALL = SAMPLES.map(({ name }) => contentOf(name));
/** Good files, by turns; the whole, as long as all others together, half as often as each of those. */
export const GOOD = [wholeContent(), ...SMALL, ...SMALL];

/** The wrong files, with a name to find each again by. */
export function* mutants(runs = RUNS): Generator<Mutant & { readonly name: string }> {
  for (let seed = SEED; seed < SEED + runs; seed++) {
    const made = mutant(goodOf(seed), goodOf(Math.floor(seed / GOOD.length)), seed);
    yield { ...made, name: `seed ${seed}: ${made.history.join(', ')}` };
  }
}

function goodOf(number: number): Uint8Array {
  return GOOD[number % GOOD.length]!;
}

/** From now on digests are made in this thread: to hand each file to another takes longer than to judge it. */
export function digestHere(): void {
  crypto.subtle.digest = async (_, bytes) => {
    const hash = createHash('sha256').update(bytes as Uint8Array);
    return Uint8Array.from(hash.digest()).buffer;
  };
}

/** All that may come of content in the core: an answer, what the core noticed itself, that it left its memory. */
export const OUTCOMES: ReadonlySet<string> = new Set<FaultKind | 'verdict'>([
  'verdict',
  ...(Object.keys(FAULTS) as FaultKind[]),
  'MemoryOutOfBounds',
]);

const CORE = await loadCore();

/** Runs contents, all in one sandbox: after a fault it is loaded again, as that of a supervisor is. */
export class Runner {
  readonly #core: Core;
  #sandbox: Sandbox | undefined;

  constructor(core: Core = CORE) {
    this.#core = core;
  }

  /** How the content answers the events: `verdict`, or the kind of the first fault. */
  run(content: AcceptedContent): FaultKind | 'verdict' {
    this.#sandbox ??= new Sandbox(this.#core);
    const groups = Array.from({ length: Math.min(content.view.count('Groups'), 8) }, (_, group) => group);
    const fault = this.#sandbox.load(content, groups) ?? firstFault(this.#sandbox, content.view);
    return fault?.kind ?? 'verdict';
  }
}

function firstFault(sandbox: Sandbox, content: ContentView): Fault | undefined {
  for (const { fault } of answers(sandbox, content)) if (fault) return fault;
  return undefined;
}

function* answers(sandbox: Sandbox, { header }: ContentView): Generator<Answer> {
  for (const event of EVENTS) yield sandbox.scan(event);
  const fields = Math.min(header.fieldCount, 4096);
  yield sandbox.evaluate(Array.from({ length: fields }, (_, field) => (field % 2 === 0 ? 'two' : field)));
}

/** Outcomes by how often, and the longest time that one took. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #patience: number;
  #slowest = 0;

  constructor(patience: number) {
    this.#patience = patience;
  }

  get hangs(): boolean {
    return this.#slowest > this.#patience;
  }

  /** Work that takes longer than it may is done again: what counts is the shortest of its times. */
  async add(work: () => string | Promise<string>): Promise<string> {
    let [outcome, time] = await timed(work);
    for (let left = TRIES - 1; left > 0 && time > this.#patience; left--) {
      const [again, shorter] = await timed(work);
      [outcome, time] = [again, Math.min(time, shorter)];
    }
    this.#slowest = Math.max(this.#slowest, time);
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    return outcome;
  }

  get figures(): Figures {
    const counts = [...this.#counts].sort(([, a], [, b]) => b - a);
    return { ...Object.fromEntries(counts), slowestMilliseconds: Math.round(this.#slowest) };
  }
}

async function timed(work: () => string | Promise<string>): Promise<readonly [outcome: string, time: number]> {
  const start = performance.now();
  const outcome = await work();
  return [outcome, performance.now() - start];
}
