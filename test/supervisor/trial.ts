/**
 * Supervisors for tests: contents with rules that fault where they are evaluated, and what each of them says of an
 * event, known from how it was made.
 *
 * The field `a` of an event decides: the rule `boom` matches where `a` is boom, or faults there.
 */
import { type Core, loadCore } from '../../src/sandbox/core.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import type { SupervisorOptions } from '../../src/supervisor/options.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { validate } from '../../src/validator/validate.js';
import { broken, contentOf, event } from '../sandbox/content.js';

export interface Trial {
  /** What is offered. */
  readonly bytes: Uint8Array;
  /** What the validator of the trial makes of it. */
  readonly content: AcceptedContent;
  readonly matching: readonly string[];
  readonly faulting: readonly string[];
}

/** Content with a rule for each name, of which the faulting ones are broken. Other versions are other content. */
export async function trialOf(
  contentVersion: number,
  matching: readonly string[],
  faulting: readonly string[] = [],
): Promise<Trial> {
  const rules = Object.fromEntries([...matching, ...faulting].map((name) => [name, `{a: ${name}}`]));
  const bytes = contentOf(rules, { contentVersion });
  return { bytes, content: await broken(bytes, faulting), matching, faulting };
}

export const about = (name: string): string => event({ a: name });

export const CORE: Core = await loadCore();

/** A supervisor whose validator passes the trials whatever is wrong with them, and the faults it reports. */
export function supervise(
  trials: readonly Trial[],
  options: SupervisorOptions = {},
): { readonly supervisor: Supervisor; readonly faults: FaultRecord[] } {
  const faults: FaultRecord[] = [];
  const supervisor = new Supervisor(CORE, {
    validate: async (bytes) => trials.find((trial) => trial.bytes === bytes)?.content ?? validate(bytes),
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  return { supervisor, faults };
}

/** Work that can wait has been done. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A `defer` that does nothing until it is told to, and then everything. */
export function later(): { readonly defer: (work: () => void) => void; readonly work: () => void } {
  const waiting: (() => void)[] = [];
  return {
    defer: (piece) => waiting.push(piece),
    work: () => {
      for (let piece = waiting.shift(); piece; piece = waiting.shift()) piece();
    },
  };
}
