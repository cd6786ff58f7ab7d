/** Stages of a profile: the innermost function that has one decides, and the table names what the core has. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STAGES, sharesOfFunctions, sharesOfStages } from '../../bench/stages.js';

const CASES: readonly { name: string; stack: readonly string[]; stage: string }[] = [
  { name: 'its own file', stack: ['host/scan', 'index/scan', 'event/scan/textEnd'], stage: 'read JSON' },
  {
    name: 'shared code counts for its caller',
    stack: ['index/scan', 'event/path/child', 'event/code-point/readEscape'],
    stage: 'find keys',
  },
  {
    name: 'the name of a function goes before its file',
    stack: ['predicate/lookup/lookUp', 'predicate/lookup/verifyAll', 'predicate/predicate/verify'],
    stage: 'verify literals',
  },
  { name: 'nothing that is known', stack: ['elsewhere/function'], stage: 'other' },
];

for (const { name, stack, stage } of CASES)
  test(`stage: ${name}`, () => expect([...sharesOfStages([{ stack, count: 3 }])]).toEqual([[stage, 1]]));

test('shares: the largest first, each function alone', () => {
  const samples = [
    { stack: ['index/scan', 'event/path/child'], count: 1 },
    { stack: ['index/scan', 'event/scan/textEnd'], count: 2 },
    { stack: ['index/scan', 'event/path/find', 'event/path/child'], count: 5 },
  ];
  expect([...sharesOfFunctions(samples)]).toEqual([
    ['event/path/child', 0.75],
    ['event/scan/textEnd', 0.25],
  ]);
});

test('stages name files and functions of the core', () => {
  const missing = STAGES.map(([prefix]) => prefix).filter((prefix) => !prefix.startsWith('host/') && !isInCore(prefix));
  expect(missing).toEqual([]);
});

/** `folder/file/` or `folder/file/function`. */
function isInCore(prefix: string): boolean {
  const [, path, name] = /^(.+)\/(\w*)$/.exec(prefix)!;
  const file = `assembly/${path}.ts`;
  return existsSync(file) && readFileSync(file, 'utf8').includes(name === '' ? '' : `function ${name}(`);
}
