/** What the regular expressions of one rule may take together, on each side of the limits. */
import { expect, test } from 'vitest';
import { excessOf } from '../../src/plan/extent.js';
import type { CompiledRegex } from '../../src/plan/regex/compile.js';
import type { Condition } from '../../src/sigma/ast.js';

const CONDITION: Condition = { kind: 'and', operands: [], span: { start: 0, end: 0, line: 1, column: 1 } };

const made = (automaton: CompiledRegex['automaton']): CompiledRegex => ({
  automaton,
  cased: true,
  required: [],
  requiredFolded: [],
  matchesEmpty: false,
  shortest: 0,
});
const state = { op: 'Accept', low: 0, high: 0, next: 0, other: 0 } as const;
const nfa = (count: number) => made({ kind: 'nfa', states: new Array(count).fill(state), entry: 0 });
const dfa = (count: number) =>
  made({
    kind: 'dfa',
    classes: new Uint8Array(256),
    classCount: 1,
    transitions: new Uint16Array(count),
    start: 0,
    loops: 0,
  });

const ROWS: readonly { name: string; regexes: readonly CompiledRegex[]; excess?: string }[] = [
  { name: 'as many states as a file has', regexes: new Array(16).fill(nfa(65_536)) },
  {
    name: 'one state more',
    regexes: [...new Array(16).fill(nfa(65_536)), nfa(1)],
    excess: 'it has 1048577 states, at most 1048576 are possible',
  },
  { name: 'as many transitions as a file has', regexes: new Array(512).fill(dfa(32_768)) },
  {
    name: 'one transition more',
    regexes: [...new Array(512).fill(dfa(32_768)), dfa(1)],
    excess: 'it has 16777217 transitions, at most 16777216 are possible',
  },
];
for (const { name, regexes, excess } of ROWS)
  test(`extent: ${name}`, () => expect(excessOf(new Map(), CONDITION, [], regexes)).toBe(excess));
