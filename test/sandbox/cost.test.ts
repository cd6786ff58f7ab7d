/** Events made to be dear, on rules that are: answered within their fuel. A row that once was not stays here. */
import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, titlesOf } from './content.js';

const rule = (id: number, item: string) => ({
  name: `${id}.yml`,
  text: `title: r${id}
id: 0c1a6f0e-3f0e-4e0e-9a56-2f6a0b7d1b0${id}
logsource: { product: windows, category: process_creation }
detection: { s: { ${item} }, condition: s }
`,
});

/** Of patterns that all begin differently. */
const WORDS = Array.from({ length: 300 }, (_, index) => `word${index}-`);

const RULES = [
  rule(1, String.raw`CommandLine: '*\\\\*$*'`),
  rule(2, "CommandLine: '*pass*word*-*x'"),
  rule(3, "CommandLine|re: 'copy.{1,90}to.{1,90}(a|b)[xyz]{9}'"),
  rule(4, "CommandLine|re: '(a+)+b$'"),
  rule(5, "CommandLine|re: '.{1000,}'"),
  rule(6, `CommandLine: [${WORDS.map((word) => `'*${word}*x*y*'`)}]`),
  rule(7, `CommandLine: [${WORDS.map((word) => `'* ?${word}*'`)}]`),
];

const EVENTS: readonly {
  name: string;
  commandLine: string | readonly string[];
  matches: readonly string[];
}[] = [
  { name: 'a command line of backslashes', commandLine: '\\'.repeat(8000), matches: ['r5'] },
  { name: 'a word again and again', commandLine: 'password'.repeat(3000), matches: ['r5'] },
  { name: 'a gap that opens everywhere', commandLine: 'copy to '.repeat(4000), matches: ['r5'] },
  { name: 'a run without its end', commandLine: 'a'.repeat(100_000), matches: ['r5'] },
  {
    name: 'thousands of values, each with a word of a pattern',
    commandLine: Array.from({ length: 50_000 }, (_, index) => WORDS[index % WORDS.length]!),
    matches: [],
  },
  { name: 'such values, and one that fits', commandLine: [...WORDS, 'word7-x-y', 'word7-'], matches: ['r6'] },
  { name: 'words without a blank, then blanks', commandLine: WORDS.join('') + ' '.repeat(60_000), matches: ['r5'] },
  { name: 'a run with its end', commandLine: `${'a'.repeat(100_000)}b`, matches: ['r4', 'r5'] },
];

const content = await accepted(compile(RULES).content);
const core = await loadCore();

for (const { name, commandLine, matches } of EVENTS) {
  test(`cost: ${name}`, () => {
    const event = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, CommandLine: commandLine };
    const sandbox = new Sandbox(core);
    sandbox.load(content);
    const { verdict, fault } = sandbox.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
    expect(fault).toBeUndefined();
    expect(titlesOf(content, verdict.matches)).toEqual(matches);
  });
}
