/** Expressions that take other engines exponential time: steps grow as the text does, and no faster. */
import { expect, test } from 'vitest';
import { compiled, compiledNfa, compiledPositions, run } from './interpret.js';

interface Family {
  readonly source: string;
  /** Repeated, it keeps a match within reach until the end, where it fails. */
  readonly text: string;
  readonly end?: string;
}

const FAMILIES: readonly Family[] = [
  { source: '(a+)+$', text: 'a', end: 'b' },
  { source: '(a*)*b', text: 'a' },
  { source: '(a|a)*b', text: 'a' },
  { source: '(a|aa)+$', text: 'a', end: 'b' },
  { source: '^(a?){30}a{30}b', text: 'a' },
  { source: '.*.*.*x', text: 'a' },
  { source: '.*a.*a.*a.*a.*x', text: 'ab' },
  { source: '(x+x+)+y', text: 'x' },
  { source: '((a{1,8}){1,8}){1,8}b', text: 'a' },
  { source: '(?:a.{5}b|b.{5}a)c', text: 'ab' },
  { source: '^(([a-z])+.)+[A-Z]([a-z])+$', text: 'a' },
  { source: '([a-zA-Z0-9_.-]+)+@x', text: 'ab.' },
  { source: '(\\w+\\s*)+:', text: 'ab  ' },
  { source: '(?:\\b\\w+\\b\\W*)*!', text: 'ab, ' },
  { source: '(.*?,){12}P', text: '1,' },
  { source: 'x[^y]{0,64}xxz', text: 'x' },
  { source: '[^a]*[^b]*[^c]*é', text: '€' },
  { source: '(?i)(?:k|ſ|[a-z])+(?:s|K)+$', text: 'kK', end: '.' },
];

const LENGTH = 2000;

const COMPILERS = [
  ['dfa', compiled],
  ['positions', compiledPositions],
  ['nfa', compiledNfa],
] as const;

for (const { source, text, end = '' } of FAMILIES) {
  for (const [kind, compile] of COMPILERS) {
    test(`${source} as ${kind}`, () => {
      const regex = compile(source)!;
      expect(regex.automaton.kind).toBe(kind);
      const [once, twice] = [LENGTH, 2 * LENGTH].map((length) => {
        const whole = text.repeat(length / text.length) + end;
        const { matches, steps } = run(regex, whole);
        expect(matches).toBe(false);
        expect(steps).toBeLessThanOrEqual(bound(regex.automaton, new TextEncoder().encode(whole).length));
        return steps;
      });
      expect(twice! / once!).toBeLessThan(2.05);
    });
  }
}

type Automaton = ReturnType<typeof compiled>['automaton'];

/** One for each byte and one for the end; but a state of an NFA is added and tried at most once at each place. */
function bound(automaton: Automaton, bytes: number): number {
  return (automaton.kind === 'nfa' ? 2 * automaton.states.length : 1) * (bytes + 1);
}
