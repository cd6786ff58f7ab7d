/** Wrong content before the validator: refused, or accepted as what the writer writes, and run. */
import { expect, test } from 'vitest';
import { view } from '../../src/content/view.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { rewritten, writtenSections } from '../content/sections.js';
import { printProof } from '../proof.js';
import { digestHere, GOOD, mutants, OUTCOMES, PATIENCE, RUNS, Runner, SEED, Tally } from './fuzzing.js';

test(`${RUNS} wrong files are refused, or run`, { timeout: 0 }, async () => {
  const [judged, ran] = [new Tally(PATIENCE.judging), new Tally(PATIENCE.running)];
  digestHere();
  const runner = new Runner();
  const written = GOOD.map((bytes) => writtenSections(view(bytes)));
  for (const { name, bytes } of mutants()) {
    const before = bytes.slice();
    let accepted: AcceptedContent | undefined;
    await judged.add(async () => {
      const answer = await validate(bytes);
      if (isRejection(answer)) return answer.code;
      accepted = answer;
      return 'accepted';
    });
    if (Buffer.compare(bytes, before) !== 0) expect.fail(`${name}: changed by the validator`);
    if (!accepted) continue;
    const content: AcceptedContent = accepted;
    if (Buffer.compare(rewritten(content.view, written), bytes) !== 0)
      expect.fail(`${name}: the writer writes something else`);
    const outcome = await ran.add(() => runner.run(content));
    if (!OUTCOMES.has(outcome)) expect.fail(`${name}: ${outcome}`);
    if (outcome !== 'verdict') console.log(`${name}: accepted, then ${outcome}`);
  }
  printProof('content mutated: judged', { seed: SEED, files: RUNS, ...judged.figures });
  printProof('content mutated: accepted and run', { seed: SEED, ...ran.figures });
  expect([judged.hangs, ran.hangs]).toEqual([false, false]);
});
