/**
 * The demonstration stream: a quiet morning of 4,000 events with the attack among them.
 */
import { ATTACK_CHAIN } from './attack.js';
import { sysmonMix } from './generator.js';

export interface DemoEvents {
  /** NDJSON, each line ending with `\n`. */
  readonly lines: string[];
  /** Index into `lines` -> index into ATTACK_CHAIN. */
  readonly attackAt: ReadonlyMap<number, number>;
}

const SEED = 20260302;
const COUNT = 4000;

/** Line n happens in second n, so each step of the attack takes the place of the harmless event of its second. */
export function demoEvents(): DemoEvents {
  const lines = sysmonMix(SEED, COUNT);
  const attackAt = new Map<number, number>();
  for (const [step, { second, event }] of ATTACK_CHAIN.entries()) {
    lines[second] = `${JSON.stringify(event)}\n`;
    attackAt.set(second, step);
  }
  return { lines, attackAt };
}
