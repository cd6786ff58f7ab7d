/** Golden pairs, rule file -> diagnostics, and a case for every code. `GOLDEN=write` writes the answers again. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeDiagnostic, PARSE_CODES } from '../../src/sigma/diagnostic.js';
import { parse } from '../../src/sigma/parse.js';
import { LIMITS } from './limits.js';

const FOLDER = new URL('../data/sigma/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yml'));

const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

for (const name of FILES) {
  test(`diagnostics of ${name}`, () => {
    const lines = parse(name, read(name)).diagnostics.map((diagnostic) => `${describeDiagnostic(diagnostic)}\n`);
    const golden = name.replace('.yml', '.txt');
    if (process.env['GOLDEN'] === 'write') writeFileSync(new URL(golden, FOLDER), lines.join(''));
    expect(lines.join('')).toBe(read(golden));
  });
}

test('every code has a case', () => {
  const golden = FILES.flatMap((name) => parse(name, read(name)).diagnostics.map(({ code }) => code));
  const covered = new Set([...golden, ...LIMITS.flatMap(({ code }) => code ?? [])]);
  expect(Object.keys(PARSE_CODES).filter((code) => !covered.has(code as keyof typeof PARSE_CODES))).toEqual([]);
});
