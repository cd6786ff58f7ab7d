/**
 * Random expressions without assertions against another library's automata: not some texts but all, over the
 * characters the expressions are made of.
 */
import fc from 'fast-check';
import { CharSet, DFA, JS, NFA } from 'refa';
import { expect, test } from 'vitest';
import type { Dfa } from '../../../src/plan/regex/minimise.js';
import { UNIVERSE } from './characters.js';
import { regular } from './expressions.js';
import { compiled } from './interpret.js';

const RUNS = 400;
const LAST = 0x10ffff;
const FLAGS = { i: false, m: false, s: false };

const CHARACTERS = UNIVERSE.map((character) => character.codePointAt(0)!).sort((a, b) => a - b);
const ANY_CHARACTER = CharSet.fromCharacters(LAST, CHARACTERS);
const ANY_TEXT = DFA.fromTransitionIterator(
  { initial: 0, getOut: () => new Map([[0, ANY_CHARACTER]]), isFinal: () => true },
  { maxCharacter: LAST },
);

/** Every text that `theirs` is found in. */
function theirLanguage(theirs: string): DFA {
  const parser = JS.Parser.fromLiteral(new RegExp(`[\\s\\S]*(?:${theirs})[\\s\\S]*`, 'u'));
  const { expression, maxCharacter } = parser.parse();
  const found = NFA.fromRegex(expression, { maxCharacter });
  return DFA.fromIntersection(found, ANY_TEXT);
}

/** Every text that the table accepts, a character at a time. */
function ourLanguage({ classes, classCount, transitions, start }: Dfa): DFA {
  const next = (state: number, byte: number) => transitions[state * (classCount + 1) + classes[byte]!]!;
  const getOut = (state: number) => {
    const targets = new Map<number, CharSet>();
    for (const character of CHARACTERS) {
      const bytes = new TextEncoder().encode(String.fromCodePoint(character));
      const target = bytes.reduce(next, state);
      targets.set(target, (targets.get(target) ?? CharSet.empty(LAST)).union([{ min: character, max: character }]));
    }
    return targets;
  };
  const isFinal = (state: number) => transitions[state * (classCount + 1) + classCount] === 1;
  return DFA.fromTransitionIterator({ initial: start, getOut, isFinal }, { maxCharacter: LAST });
}

test('the same language', () => {
  fc.assert(
    fc.property(regular, (one) => {
      const { automaton } = compiled(one.ours);
      if (automaton.kind !== 'dfa') return;
      const [ours, theirs] = [ourLanguage(automaton), theirLanguage(one.theirs(FLAGS))];
      for (const language of [ours, theirs]) {
        language.removeUnreachable();
        language.minimize();
      }
      expect(ours.structurallyEqual(theirs)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test('minimal: no two states answer alike on all texts', () => {
  fc.assert(
    fc.property(regular, (one) => {
      const { automaton } = compiled(one.ours);
      if (automaton.kind === 'dfa') expect(countBlocks(automaton)).toBe(statesOf(automaton).length);
    }),
    { numRuns: RUNS },
  );
});

function statesOf({ classCount, transitions }: Dfa): readonly number[] {
  return Array.from({ length: transitions.length / (classCount + 1) }, (_, state) => state);
}

/** States are told apart by the blocks they lead to, until that tells no more. */
function countBlocks(dfa: Dfa): number {
  const { classCount, transitions } = dfa;
  const states = statesOf(dfa);
  let blocks: readonly number[] = states.map(() => 0);
  for (let count = 0; ; ) {
    const signatures = states.map((state) => {
      const row = [...transitions.subarray(state * (classCount + 1), (state + 1) * (classCount + 1))];
      return `${row.pop()} ${blocks[state]} ${row.map((target) => blocks[target])}`;
    });
    const known = [...new Set(signatures)];
    blocks = signatures.map((signature) => known.indexOf(signature));
    if (known.length === count) return count;
    count = known.length;
  }
}
