/**
 * Random expressions on random texts: against the platform's RegExp, the automata against each other, and whether the
 * required literals are required.
 */
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../src/format/fold.js';
import type { CompiledRegex } from '../../../src/plan/regex/compile.js';
import type { Expression, Flags } from './characters.js';
import { casedInPart, expression, flagsOf, lettersOf, numbers, tapeOf, textOf, theirRegex } from './expressions.js';
import { compiled, compiledNfa, compiledPositions, run } from './interpret.js';

interface Row {
  readonly name: string;
  readonly expression: Arbitrary<Expression>;
  readonly flags: Arbitrary<Flags>;
  readonly runs: number;
}

const TEXTS = 6;
const ROWS: readonly Row[] = [
  { name: 'flags for all of it', expression, flags: flagsOf, runs: 1500 },
  {
    name: 'case that counts in some parts',
    expression: casedInPart,
    flags: flagsOf.map((flags) => ({ ...flags, listed: true })),
    runs: 500,
  },
];

for (const { name, expression, flags, runs } of ROWS) {
  test(`DFA, NFA, positions and the platform agree: ${name}`, () => {
    const texts = fc.array(numbers, { minLength: TEXTS, maxLength: TEXTS });
    const seen = { matches: 0, texts: 0, guarded: 0, positions: 0 };
    fc.assert(
      fc.property(expression, flags, texts, (one, with_, tapes) => {
        const dfa = compiled(one.ours, lettersOf(with_));
        const nfa = compiledNfa(one.ours, lettersOf(with_));
        const positions = compiledPositions(one.ours, lettersOf(with_));
        const automata = positions ? [dfa, nfa, positions] : [dfa, nfa];
        const theirs = theirRegex(one, with_);
        expect(dfa.matchesEmpty).toBe(theirs.test(''));
        seen.guarded += Number(dfa.required.length > 0);
        seen.positions += Number(positions !== undefined);
        for (const text of ['', ...tapes.map((tape) => textOf(one, with_, tapeOf(tape)))]) {
          const answer = theirs.test(text);
          const ours = automata.map((automaton) => run(automaton, text).matches);
          expect({ text, ours }).toEqual({ text, ours: automata.map(() => answer) });
          if (answer) expectRequired(dfa, text);
          seen.texts++;
          seen.matches += Number(answer);
        }
      }),
      { numRuns: runs },
    );
    expect(seen.matches / seen.texts).toBeGreaterThan(0.3);
    expect(seen.matches / seen.texts).toBeLessThan(0.95);
    expect(seen.guarded / runs).toBeGreaterThan(0.1);
    expect(seen.positions / runs).toBeGreaterThan(0.9);
  });
}

/** What matches is long enough and holds one of the required literals, folded too. */
function expectRequired({ cased, required, requiredFolded, shortest }: CompiledRegex, text: string): void {
  const searched = cased ? text : fold(text);
  expect(new TextEncoder().encode(searched).length).toBeGreaterThanOrEqual(shortest);
  const holds = (literals: readonly string[], within: string) =>
    literals.length === 0 || literals.some((literal) => within.includes(literal));
  expect(holds(required, searched) && holds(requiredFolded, fold(text))).toBe(true);
}
