/** What the validator refuses, forced past it: what the core checks for itself is enough not to be lost. */
import { expect, test } from 'vitest';
import { PREAMBLE_BYTES } from '../../src/format/records.js';
import { accept } from '../../src/validator/accepted.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { printProof } from '../proof.js';
import { digestHere, mutants, OUTCOMES, PATIENCE, RUNS, Runner, SEED, Tally } from './fuzzing.js';

test(`${RUNS} wrong files, those refused forced past the validator: the core answers, or stops`, {
  timeout: 0,
}, async () => {
  const forced = new Tally(PATIENCE.running);
  digestHere();
  const runner = new Runner();
  for (const { name, bytes } of mutants()) {
    if (bytes.length < PREAMBLE_BYTES || !isRejection(await validate(bytes))) continue;
    const outcome = await forced.add(() => runner.run(accept('forced', bytes)));
    if (!OUTCOMES.has(outcome)) expect.fail(`${name}: ${outcome}`);
  }
  printProof('content mutated: forced past the validator', { seed: SEED, files: RUNS, ...forced.figures });
  expect(forced.hangs).toBe(false);
});
