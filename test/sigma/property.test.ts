/** What holds for every text, searched at random. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeDiagnostic } from '../../src/sigma/diagnostic.js';
import { countDashes, countVariants, encodeLayer, windashVariants } from '../../src/sigma/encodings.js';
import { parse } from '../../src/sigma/parse.js';
import { literalPattern, readPattern } from '../../src/sigma/pattern.js';

const FOLDER = new URL('../data/sigma/', import.meta.url);
const SEEDS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

/** Pieces that mean something to YAML or to Sigma, which random characters rarely are. */
const PIECES = fc.oneof(
  fc.constantFrom('*', '&a ', '*a', '!!', '!<a> ', '? ', ': ', '- ', '\n', '\r', '\t', '#', '|', '>-\n', '"', "'"),
  fc.constantFrom('[', ']', '{', '}', ',', '---\n', '...\n', '%YAML 1.1\n', '\ufeff', '\0', '\ud83d', '\\u', '<<: '),
  fc.constantFrom('not ', '(', ')', '1 of ', 'them', '|all', '|re', '|base64offset', '|windash', '|wide', '~', '.nan'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), PIECES), { minLength: 1, maxLength: 6 });

function edit(seed: string, changes: readonly [number, number, string][]): string {
  return changes.reduce((text, [at, cut, piece]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + piece + text.slice(from + cut);
  }, seed);
}

/** Every document is a rule or has its reasons, and every place lies in the text. */
function account(text: string): void {
  const { documents, rules, diagnostics } = parse('any.yml', text);
  expect(documents.length).toBeGreaterThan(0);
  const refused = documents.filter((document) => document.diagnostics.length > 0);
  const filters = documents.filter(({ filter }) => filter !== undefined);
  expect(rules.length + filters.length + refused.length).toBe(documents.length);
  for (const diagnostic of diagnostics) {
    const { start, end, line, column } = diagnostic.span;
    expect(0 <= start && start <= end && end <= text.length && line > 0 && column > 0).toBe(true);
    expect(describeDiagnostic(diagnostic)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  }
}

test('parse accounts for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), account), { numRuns: 500 });
});

test('parse accounts for any pieces', () => {
  const texts = fc.array(PIECES, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(fc.property(texts, account), { numRuns: 1000 });
});

test('parse accounts for changed rules', () => {
  const texts = fc.tuple(fc.constantFrom(...SEEDS), edits).map(([seed, changes]) => edit(seed, changes));
  fc.assert(fc.property(texts, account), { numRuns: 1000 });
});

test('base64offset is found at its offset, whatever stands around it, and not a character longer', () => {
  const bytes = fc.uint8Array({ maxLength: 9 });
  const texts = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => Buffer.byteLength(text) > 1);
  fc.assert(
    fc.property(bytes, texts, bytes, (before, text, after) => {
      const encoded = Buffer.concat([before, Buffer.from(text), after]).toString('base64');
      const found = encodeLayer(text, { charset: 'utf8', name: 'base64offset' })[before.length % 3]!;
      const start = Math.ceil((before.length * 4) / 3);
      const end = Math.floor(((before.length + Buffer.byteLength(text)) * 4) / 3);
      expect(encoded.slice(start, end)).toBe(found);
    }),
  );
});

test('windash makes as many texts as it counts, all different, the written one among them', () => {
  const texts = fc
    .array(fc.constantFrom('-', '/', '–', ' ', 'a', 'é', '_', '*'), { maxLength: 8 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const variants = windashVariants(text);
      expect(new Set(variants).size).toBe(countVariants(countDashes(text)));
      expect(variants).toContain(text);
    }),
  );
});

test('a text with all its specials escaped is that text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\\', '*', '?', 'a') }), (text) => {
      expect(readPattern(text.replace(/[\\*?]/g, '\\$&'))).toEqual(literalPattern(text));
    }),
  );
});
