import { expect, test } from 'vitest';
import { CODES, describeDiagnostic, diagnose } from '../../src/sigma/diagnostic.js';
import { parse } from '../../src/sigma/parse.js';
import { LIMITS } from './limits.js';

for (const { name, text, code } of LIMITS) {
  test(`limits: ${name}`, () => {
    const { diagnostics, rules } = parse('limit.yml', text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(code === undefined ? [] : [code]);
    expect(rules.length).toBe(code === undefined ? 1 : 0);
  });
}

const SPAN = { start: 0, end: 1, line: 3, column: 7 };
const TEXT = CODES.YamlSyntax.replace('{}', '');

const FOUND: readonly { name: string; found: string; line: string }[] = [
  { name: '200 characters', found: 'x'.repeat(200), line: 'x'.repeat(200) },
  { name: '201 characters', found: 'x'.repeat(201), line: `${'x'.repeat(199)}…` },
  { name: 'cut between the halves of a pair', found: '😀'.repeat(101), line: `${'😀'.repeat(99)}\\u{d83d}…` },
  { name: 'a line break', found: 'a\nb', line: 'a\\u{a}b' },
  { name: 'a colour', found: '\u001b[31mred', line: '\\u{1b}[31mred' },
  { name: 'text turned around', found: '\u202egnp', line: '\\u{202e}gnp' },
  { name: 'what String.replace would expand', found: '$&$1$$', line: '$&$1$$' },
];
for (const { name, found, line } of FOUND) {
  test(`description: ${name}`, () => {
    const diagnostic = diagnose('YamlSyntax', 'a.yml', SPAN, found);
    expect(describeDiagnostic(diagnostic)).toBe(`a.yml:3:7: YamlSyntax: ${TEXT}${line}`);
    expect(diagnostic.found.length).toBeLessThanOrEqual(200);
  });
}
