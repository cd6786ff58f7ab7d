/**
 * Conditions: `not` before `and` before `or`, brackets, and `1 of`, `any of`, `all of` a pattern of names.
 *
 * A pattern has `*` at any place; `them` is every name. Names that start with `_` are only for patterns that start
 * with `_` themselves. Operators are lower case. There is no `2 of`, no pipe, and a pattern must fit something.
 */
import type { Test } from './item.js';
import { UnsupportedRule } from './unsupported.js';

export function compileCondition(condition: string, selections: ReadonlyMap<string, Test>): Test {
  if (condition.includes('|')) throw new UnsupportedRule('aggregation', condition);
  const words: Words = { words: condition.match(/[()]|[^\s()]+/g) ?? [], at: 0 };
  const test = readOr(words, selections);
  if (words.at !== words.words.length) throw new UnsupportedRule('condition', condition);
  return test;
}

interface Words {
  readonly words: readonly string[];
  at: number;
}

type Selections = ReadonlyMap<string, Test>;

function readOr(words: Words, selections: Selections): Test {
  const tests = [readAnd(words, selections)];
  while (take(words, 'or')) tests.push(readAnd(words, selections));
  return some(tests);
}

function readAnd(words: Words, selections: Selections): Test {
  const tests = [readNot(words, selections)];
  while (take(words, 'and')) tests.push(readNot(words, selections));
  return every(tests);
}

function readNot(words: Words, selections: Selections): Test {
  if (!take(words, 'not')) return readOperand(words, selections);
  const test = readNot(words, selections);
  return (event) => !test(event);
}

function readOperand(words: Words, selections: Selections): Test {
  if (take(words, '(')) {
    const test = readOr(words, selections);
    if (!take(words, ')')) throw new UnsupportedRule('condition', 'open bracket');
    return test;
  }
  const word = next(words);
  if (take(words, 'of')) return readQuantified(word, next(words), selections);
  const test = selections.get(word);
  if (test === undefined) throw new UnsupportedRule('no such selection', word);
  return test;
}

function readQuantified(quantity: string, pattern: string, selections: Selections): Test {
  const tests = [...selections].filter(([name]) => isMeant(name, pattern)).map(([, test]) => test);
  if (tests.length === 0) throw new UnsupportedRule('pattern fits no selection', pattern);
  if (quantity === 'all') return every(tests);
  if (quantity === '1' || quantity === 'any') return some(tests);
  throw new UnsupportedRule('quantity', quantity);
}

function isMeant(name: string, pattern: string): boolean {
  if (name.startsWith('_') && !pattern.startsWith('_')) return false;
  if (pattern === 'them') return true;
  const pieces = pattern.split('*').map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's').test(name);
}

function every(tests: readonly Test[]): Test {
  return (event) => tests.every((test) => test(event));
}

function some(tests: readonly Test[]): Test {
  return (event) => tests.some((test) => test(event));
}

function take(words: Words, word: string): boolean {
  if (words.words[words.at] !== word) return false;
  words.at += 1;
  return true;
}

function next(words: Words): string {
  const word = words.words[words.at];
  if (word === undefined || word === ')') throw new UnsupportedRule('condition', 'operand missing');
  words.at += 1;
  return word;
}
