/** What the fuzz tests share: the files, how the core runs one, and the figures. `FUZZ_RUNS` says how many files. */
import type { ContentView } from '../../src/content/view.js';
import { FAULTS } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import type { Fault, FaultKind } from '../../src/sandbox/fault.js';
import { type Answer, Sandbox } from '../../src/sandbox/sandbox.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { contentOf, SAMPLES, wholeContent } from '../content/contents.js';
import { EVENTS } from './events.js';
import { type Mutant, mutant } from './mutation.js';

export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
/** Milliseconds: far more than any file here needs, far less than a hang. */
export const PATIENCE = 2000;

const GOOD = [wholeContent(), ...SAMPLES.map(({ name }) => contentOf(name))];

/** The wrong files, with a name to find each again by. */
export function* mutants(runs = RUNS): Generator<Mutant & { readonly name: string }> {
  for (let seed = 0; seed < runs; seed++) {
    const made = mutant(GOOD[seed % GOOD.length]!, seed);
    yield { ...made, name: `seed ${seed}: ${made.history.join(', ')}` };
  }
}

/** All that may come of content in the core: an answer, what the core noticed itself, that it left its memory. */
export const OUTCOMES: ReadonlySet<string> = new Set<FaultKind | 'verdict'>([
  'verdict',
  ...(Object.keys(FAULTS) as FaultKind[]),
  'MemoryOutOfBounds',
]);

const core = await loadCore();

/** Runs contents, each in the sandbox of the one before unless that has faulted: making one is what takes time. */
export class Runner {
  #sandbox: Sandbox | undefined;

  /** How the content answers the events: `verdict`, or the kind of the first fault. */
  run(content: AcceptedContent): FaultKind | 'verdict' {
    this.#sandbox ??= new Sandbox(core);
    const groups = Array.from({ length: Math.min(content.view.count('Groups'), 8) }, (_, group) => group);
    const fault = this.#sandbox.load(content, groups) ?? firstFault(this.#sandbox, content.view);
    if (fault) this.#sandbox = undefined;
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
  slowest = 0;

  async add(work: () => string | Promise<string>): Promise<string> {
    const start = performance.now();
    const outcome = await work();
    this.slowest = Math.max(this.slowest, performance.now() - start);
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    return outcome;
  }

  toString(): string {
    const counts = [...this.#counts].sort(([, a], [, b]) => b - a);
    return [
      ...counts.map(([outcome, count]) => `  ${outcome} ${count}`),
      `  slowest ${this.slowest.toFixed(1)} ms`,
    ].join('\n');
  }
}
