/** Rules that say what events are not: which predicate closes them, and that a closed one is not evaluated. */
import { expect, test } from 'vitest';
import { dumpRule, inspect } from '../../src/content/dump.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, idOf } from '../sandbox/content.js';

/** `detection` is what stands in the braces. */
const contentOf = (detection: string): Uint8Array =>
  compile([
    {
      name: 'rule.yml',
      text: `title: rule
id: ${idOf('rule')}
logsource: { product: windows, category: process_creation }
detection: { ${detection} }
`,
    },
  ]).content;

const EXE = `Image|endswith: '.exe'`;
const ODD = `Image|endswith: '.odd'`;

const ROWS: readonly { name: string; detection: string; opened: string }[] = [
  { name: 'not', detection: `a: { ${EXE} }, condition: not a`, opened: 'without Image Suffix ".exe"' },
  {
    name: 'of several the most frequent',
    detection: `a: { Image|endswith: ['.odd', '.exe', '.rare'] }, condition: not a`,
    opened: 'without Image Suffix ".exe"',
  },
  {
    name: 'of several conditions that all must hold',
    detection: `a: { ${ODD} }, b: { ${EXE} }, condition: not a and not b`,
    opened: 'without Image Suffix ".exe"',
  },
  {
    name: 'not one of them',
    detection: `a1: { ${ODD} }, a2: { ${EXE} }, condition: not 1 of a*`,
    opened: 'without Image Suffix ".exe"',
  },
  { name: 'not both: neither decides', detection: `a: { ${EXE}, User: x }, condition: not a`, opened: '' },
  {
    name: 'one of two without: neither decides',
    detection: `a: { ${ODD} }, b: { ${EXE} }, condition: not a or not b`,
    opened: '',
  },
  { name: 'not not', detection: `a: { User: null }, condition: not (not a)`, opened: '' },
  {
    name: 'under two nots, the first of which decides',
    detection: `a: { User: null }, b: { ${EXE} }, condition: not ((not a) or b)`,
    opened: 'without Image Suffix ".exe"',
  },
  { name: 'what lookups do not find', detection: 'a: { User|exists: true }, condition: a', opened: '' },
];

test.each(ROWS)('closer: $name', ({ detection, opened }) => {
  const text = dumpRule(inspect(contentOf(detection)), 0);
  expect(text.match(/every event of its log source ?(.*)/)?.[1]).toBe(opened);
});

test('what is opened is not closed', () => {
  expect(dumpRule(inspect(contentOf(`a: { User: x }, b: { ${EXE} }, condition: a and not b`)), 0)).not.toContain(
    'every',
  );
});

const core = await loadCore();

/** Matches and fuel of a process whose program has one of `count` ends, or not. */
async function answer(count: number, Image: string) {
  const ends = Array.from({ length: count }, (_, index) => `'.e${index}'`);
  const sandbox = new Sandbox(core);
  sandbox.load(await accepted(contentOf(`a: { Image|endswith: ['.exe', ${ends}] }, condition: not a`)));
  const event = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image };
  const { matches, fuel } = sandbox.scan(bytesOf(`${JSON.stringify(event)}\n`)).verdict;
  return { matches: matches.length / 2, fuel };
}

test('a closed condition is not evaluated, however long it is', async () => {
  const [few, many] = [await answer(2, 'a.exe'), await answer(200, 'a.exe')];
  expect(many).toEqual({ matches: 0, fuel: few.fuel });
});

test('one that is not closed is', async () => {
  const [few, many] = [await answer(2, 'a.odd'), await answer(200, 'a.odd')];
  expect([few.matches, many.matches]).toEqual([1, 1]);
  expect(many.fuel - few.fuel).toBeGreaterThanOrEqual(198);
});
