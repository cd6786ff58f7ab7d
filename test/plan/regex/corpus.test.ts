/**
 * The regular expressions of all public rules. They are no part of the project: where they are absent these tests are
 * shown as skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CompiledRegex, compileRegex } from '../../../src/plan/regex/compile.js';
import type { Selection, Value } from '../../../src/sigma/ast.js';
import { parse } from '../../../src/sigma/parse.js';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/sigma/', import.meta.url));

type Regex = Extract<Value, { kind: 'regex' }>;

function valuesOf(selection: Selection | Extract<Selection, { kind: 'all' }>['items'][number]): readonly Value[] {
  if (selection.kind === 'item') return selection.values;
  return (selection.kind === 'all' ? selection.items : selection.members).flatMap(valuesOf);
}

function readRegexes(): readonly Regex[] {
  const paths = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yml'));
  const sources = paths.map((path) => readFileSync(`${CORPUS}${path}`, 'utf8')).filter((text) => text.includes('|re'));
  const rules = sources.flatMap((text) => parse('rule.yml', text).rules);
  return rules
    .flatMap(({ selections }) => [...selections.values()].flatMap(valuesOf))
    .filter((value): value is Regex => value.kind === 'regex');
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

function bytesOf({ automaton }: CompiledRegex): number {
  switch (automaton.kind) {
    case 'dfa':
      return 256 + automaton.transitions.byteLength;
    case 'positions':
      return 256 + 4 * automaton.masks.length + 8 * automaton.jumps.length;
    case 'nfa':
      return 12 * automaton.states.length;
  }
}

/** Generous: a loaded machine must not make it fail, a needless power should. */
const MILLISECONDS = 5000;

describe.skipIf(!existsSync(CORPUS))('public regular expressions', () => {
  const regexes = existsSync(CORPUS) ? readRegexes() : [];

  test('all compile, most as small tables', () => {
    const before = performance.now();
    const answers = regexes.map(({ source, flags }) => compileRegex(source, flags));
    const elapsed = performance.now() - before;
    const refused = answers.flatMap((answer) => ('code' in answer ? [answer] : []));
    const done = answers.flatMap((answer) => ('code' in answer ? [] : [answer]));
    const bytes = done.map(bytesOf).sort((a, b) => a - b);
    const kinds = done.map(({ automaton: { kind } }) => kind);
    const others = kinds.filter((kind) => kind !== 'dfa');
    const guarded = done.filter(({ requiredFolded }) => requiredFolded.some((literal) => literal.length >= 3));
    console.info(
      `${done.length} expressions in ${elapsed.toFixed(0)} ms, ${sum(bytes)} bytes, ` +
        `median ${bytes[bytes.length >> 1]}, largest ${bytes.at(-1)}; without a table: ${others.join(', ')}; ` +
        `${guarded.length} with literals of three characters`,
    );
    expect(refused).toEqual([]);
    expect(regexes.length).toBeGreaterThan(200);
    expect(elapsed).toBeLessThan(MILLISECONDS);
    expect(kinds).not.toContain('nfa');
    expect(others.length).toBeLessThan(done.length / 20);
    expect(guarded.length).toBeGreaterThan(0.7 * done.length);
  });
});
