/** Conditions and their trees, written as lists: operator first, `any`/`all` for `of`. */
import { expect, test } from 'vitest';
import type { Condition } from '../../src/sigma/ast.js';
import { parse } from '../../src/sigma/parse.js';

const NAMES = ['a', 'b', 'c-1', 'sel_x', 'sel_y', '_sel_z', 'x.y|z', 'all', 'of'];

function show(condition: Condition): string {
  if (condition.kind === 'selection') return condition.name;
  if (condition.kind === 'of') return `[${condition.quantifier} ${condition.names.join(' ')}]`;
  const operands = condition.kind === 'not' ? [condition.operand] : condition.operands;
  return `(${[condition.kind, ...operands.map(show)].join(' ')})`;
}

function parseCondition(condition: string) {
  const selections = NAMES.map((name) => `  ${name}: { Image: calc.exe }\n`).join('');
  const head = `title: t\nlogsource: { product: windows }\ndetection:\n${selections}  condition: `;
  return { head, ...parse('condition.yml', `${head}${condition}\n`) };
}

const CONDITIONS: readonly { name: string; condition: string; is: string }[] = [
  { name: 'one name', condition: 'a', is: 'a' },
  { name: 'and binds before or', condition: 'a or b and c-1', is: '(or a (and b c-1))' },
  { name: 'not binds before and', condition: 'not a and b', is: '(and (not a) b)' },
  { name: 'brackets', condition: '(a or b) and c-1', is: '(and (or a b) c-1)' },
  { name: 'no blanks around brackets', condition: 'not(a)and(b)', is: '(and (not a) b)' },
  { name: 'operands of the same kind are taken in', condition: 'a and (b and c-1) and a', is: '(and a b c-1 a)' },
  { name: 'of another kind are not', condition: 'a and (b or c-1)', is: '(and a (or b c-1))' },
  { name: 'not not', condition: 'not not a', is: '(not (not a))' },
  { name: '1 of', condition: '1 of sel_*', is: '[any sel_x sel_y]' },
  { name: 'any of', condition: 'any of sel_*', is: '[any sel_x sel_y]' },
  { name: 'all of', condition: 'all of sel_*', is: '[all sel_x sel_y]' },
  { name: 'not 1 of binds as one', condition: 'not 1 of sel_* and a', is: '(and (not [any sel_x sel_y]) a)' },
  { name: 'them leaves out underscores', condition: '1 of them', is: '[any a b c-1 sel_x sel_y x.y|z all of]' },
  { name: 'a pattern leaves out underscores', condition: '1 of *sel_*', is: '[any sel_x sel_y]' },
  { name: 'unless it starts with one', condition: '1 of _*', is: '[any _sel_z]' },
  { name: 'star in the middle', condition: '1 of s*_x', is: '[any sel_x]' },
  { name: 'star in front', condition: '1 of *_y', is: '[any sel_y]' },
  { name: 'two stars', condition: '1 of *e*_*', is: '[any sel_x sel_y]' },
  { name: 'pieces may not overlap', condition: '1 of sel_x*x', is: 'ConditionNothingFits' },
  { name: 'pattern without a star', condition: '1 of sel_x', is: '[any sel_x]' },
  { name: 'a name only a pattern reaches', condition: '1 of x.*', is: '[any x.y|z]' },
  { name: 'the same name by itself', condition: 'x.y', is: 'ConditionCharacter' },
  { name: 'a quantifier as a name', condition: 'all and a', is: '(and all a)' },
  { name: 'of is never a name', condition: 'of', is: 'ConditionSyntax' },
  { name: 'a list is any of them', condition: '[a, b and c-1]', is: '(or a (and b c-1))' },
  { name: 'a list of one', condition: '[a]', is: 'a' },
  { name: 'upper case', condition: 'a AND b', is: 'ConditionSyntax' },
  { name: 'upper case in front', condition: 'NOT a', is: 'ConditionUnknown,ConditionSyntax' },
  { name: 'two operators', condition: 'a and or b', is: 'ConditionSyntax' },
  { name: 'two names', condition: 'a b', is: 'ConditionSyntax' },
  { name: 'empty brackets', condition: 'a and ()', is: 'ConditionSyntax' },
  { name: 'a pattern in brackets', condition: '1 of (sel_*)', is: 'ConditionSyntax' },
  { name: 'a pattern where a name stands', condition: 'sel_*', is: 'ConditionCharacter' },
  { name: 'more than one of', condition: '2 of sel_*', is: 'ConditionQuantifier' },
  { name: 'a pipe', condition: 'a | count() > 5', is: 'ConditionPipe' },
];

for (const { name, condition, is } of CONDITIONS) {
  test(`conditions: ${name}`, () => {
    const { rules, diagnostics } = parseCondition(condition);
    expect(diagnostics.map(({ code }) => code).join() || show(rules[0]!.condition)).toBe(is);
  });
}

/** `at` is where the span starts, counted from the first character behind `condition: `; `covers` is what it covers. */
const PLACES: readonly { name: string; written: string; at: number; covers: string }[] = [
  { name: 'plain', written: 'a and missing', at: 6, covers: 'missing' },
  { name: 'single quotes', written: "'a and missing'", at: 7, covers: 'missing' },
  { name: 'double quotes', written: '"a and missing"', at: 7, covers: 'missing' },
  { name: 'in a list', written: '[b, a and missing]', at: 10, covers: 'missing' },
  { name: 'in a list of lines', written: '\n    - a\n    - a and missing', at: 21, covers: 'missing' },
  { name: 'an anchor in front', written: '&x a and missing', at: 9, covers: 'missing' },
  { name: 'escapes: the whole text', written: '"a\\x20and missing"', at: 0, covers: '"a\\x20and missing"' },
  { name: 'two lines: the whole text', written: 'a and\n    missing', at: 0, covers: 'a and\n    missing' },
  { name: 'a block: the whole text', written: '|\n    a and missing', at: 0, covers: '|\n    a and missing\n' },
];

for (const { name, written, at, covers } of PLACES) {
  test(`places: ${name}`, () => {
    const { head, diagnostics } = parseCondition(written);
    const { start, end, line, column } = diagnostics[0]!.span;
    const before = `${head}${written}`.slice(0, start).split('\n');
    expect(start).toBe(head.length + at);
    expect(`${head}${written}\n`.slice(start, end)).toBe(covers);
    expect({ line, column }).toEqual({ line: before.length, column: before.at(-1)!.length + 1 });
  });
}
