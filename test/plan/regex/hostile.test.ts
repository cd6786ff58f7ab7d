/** Sources made to take time or memory: an answer comes soon, and it is the same each time. */
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/format/layout.js';
import { compileRegex, TABLE_LIMIT } from '../../../src/plan/regex/compile.js';
import { SOURCE_LIMIT, STATE_LIMIT } from '../../../src/plan/regex/syntax.js';
import { compiledNfa, compiledPositions } from './interpret.js';

const fill = (text: string, end = '') => text.repeat(Math.floor((SOURCE_LIMIT - end.length) / text.length)) + end;

const SOURCES: readonly { readonly name: string; readonly source: string; readonly flags?: string }[] = [
  { name: 'a hundred thousand brackets', source: '('.repeat(100_000) },
  { name: 'open groups', source: fill('(') },
  { name: 'open classes', source: fill('[') },
  { name: 'open braces', source: fill('{') },
  { name: 'counters never closed', source: fill('{1') },
  { name: 'digits without end', source: fill('1', '}').replace('1', 'a{') },
  { name: 'zeros without end', source: `\\x{${'0'.repeat(8000)}` },
  { name: 'half POSIX classes', source: fill('[[:') },
  { name: 'bars', source: fill('|') },
  { name: 'stars', source: fill('a*') },
  { name: 'question marks', source: fill('a?') },
  { name: 'dots', source: fill('.').slice(0, 2000) },
  { name: 'runs of dots', source: fill('.*') },
  { name: 'optional dots', source: fill('.?', 'x') },
  { name: 'words', source: Array.from({ length: 1500 }, (_, at) => at.toString(7)).join('|') },
  { name: 'counters in counters', source: `${'('.repeat(64)}a${'){1000}'.repeat(64)}` },
  { name: 'counters in counters of nothing', source: `${'('.repeat(64)}${'){1000}'.repeat(64)}` },
  { name: 'plus in plus', source: `${'('.repeat(64)}a${')+'.repeat(64)}` },
  { name: 'star in star', source: `${'('.repeat(64)}a*${')*'.repeat(64)}` },
  { name: 'choices in choices', source: `${'(a|'.repeat(64)}${')'.repeat(64)}` },
  { name: 'a wide gap', source: 'a.{1000}b' },
  { name: 'two wide gaps', source: 'a.{500}b.{400}c' },
  { name: 'a wide gap of words', source: 'x\\W{1000}y' },
  { name: 'states without end', source: '(?:a|b)*a(?:a|b){12}$' },
  { name: 'literals without end', source: '(?:ab|cd|ef){1000}' },
  { name: 'letters without case', source: fill('k'), flags: 'i' },
  { name: 'classes without case', source: fill('[^k]'), flags: 'i' },
  {
    name: 'wide classes without case',
    source: Array.from({ length: 1500 }, (_, at) => `[é-${String.fromCodePoint(0x9000 + at)}]`).join(''),
    flags: 'i',
  },
  {
    name: 'a class of many ranges',
    source: `[${Array.from({ length: 8000 }, (_, at) => String.fromCodePoint(0x100 + 3 * at)).join('')}]`,
  },
  { name: 'four bytes each', source: fill('😀') },
  {
    name: 'different classes',
    source: Array.from({ length: 2000 }, (_, at) => `${String.fromCodePoint(0x4e00 + at)}.*`).join('|'),
  },
  { name: 'assertions', source: fill('\\b') },
  { name: 'anchors', source: fill('^'), flags: 'm' },
];

/** Of processor time. Each takes well under a tenth of that: a loaded machine must not make it fail, a needless power should. */
const MILLISECONDS = 1000;

function timed<T>(run: () => T): { readonly answer: T; readonly milliseconds: number } {
  const before = process.cpuUsage();
  const answer = run();
  return { answer, milliseconds: process.cpuUsage(before).user / 1000 };
}

for (const { name, source, flags = '' } of SOURCES) {
  test(name, () => {
    const [first, second] = [timed(() => compileRegex(source, flags)), timed(() => compileRegex(source, flags))];
    expect(Math.min(first.milliseconds, second.milliseconds)).toBeLessThan(MILLISECONDS);
    expect(second.answer).toEqual(first.answer);
    const { answer } = first;
    if ('code' in answer) return;
    const { automaton } = answer;
    if (automaton.kind === 'dfa') expect(automaton.transitions.byteLength).toBeLessThanOrEqual(TABLE_LIMIT);
    expect(compiledPositions(source, flags)?.automaton.words ?? 0).toBeLessThanOrEqual(LIMITS.POSITION_WORDS.value);
    const { states } = compiledNfa(source, flags).automaton;
    expect(states.length).toBeLessThanOrEqual(STATE_LIMIT);
    for (const { next, other } of states) expect(Math.max(next, other)).toBeLessThan(states.length);
  });
}
