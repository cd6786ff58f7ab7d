/** Plain YAML: what is read line by line is read as the package reads it, to the last position. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { readPlain } from '../../src/sigma/plain-yaml.js';
import { readAnyYaml } from '../../src/sigma/yaml.js';

/** Whether the text is plain; it is then compared. */
function isAlike(text: string): boolean {
  const map = readPlain(text);
  if (map) expect(readAnyYaml('any.yml', text)).toEqual([{ contents: map, span: map.span, diagnostics: [] }]);
  return map !== undefined;
}

const TEXTS: readonly { name: string; text: string; isPlain: boolean }[] = [
  { name: 'maps in maps', text: 'a:\n  b:\n    c: d\n  e: f\ng: h\n', isPlain: true },
  { name: 'a list deeper than its key', text: 'a:\n  - b\n  - c\nd: e\n', isPlain: true },
  { name: 'a list below its key', text: 'a:\n- b\n- c\nd: e\n', isPlain: true },
  { name: 'maps in a list', text: 'a:\n  - b: c\n    d: e\n  -   f: g\n      h:\n        - i\n', isPlain: true },
  { name: 'comments and empty lines', text: '# a\n\nb: c # d\n\n# e\nf:   # g\n  # h\n  - i\n\n# j\n', isPlain: true },
  { name: 'a comment that ends a list', text: 'a:\n  b:\n    - c\n    # - d\n\n  # e\nf: g\n', isPlain: true },
  { name: 'a comment that ends a map', text: 'a:\n  b:\n    - c\n  # d\n\n# e\nf: g\n', isPlain: true },
  { name: 'no last line break', text: 'a: |\n  b', isPlain: true },
  { name: 'texts with marks in them', text: 'a: b:c#d [e] {f}, g\'h"i *j &k %l\n', isPlain: true },
  { name: 'texts that begin with weak marks', text: 'a: -b\nc: :d\ne: ?f\n', isPlain: true },
  { name: 'quotes', text: `a: 'b''c: # d'\ne: "f\\\\g\\"h"\n'i|j': "k" # l\nm: ''\n`, isPlain: true },
  { name: 'types', text: 'a: ~\nb: True\nc: 007\nd: -1.5e3\ne: 0x1F\nf: .inf\n', isPlain: true },
  { name: 'numbers that are texts', text: 'a: 1e999\nb: 1_000\nc: 0o9\nd: 1.2.3\ne: +\n', isPlain: true },
  { name: 'keys are texts', text: '1: a\ntrue: b\n~: c\n', isPlain: true },
  { name: 'a block', text: 'a: |\n\n    b # c\n      d\n\n    e\n\n\nf: g\n', isPlain: true },
  { name: 'a block without its last break', text: 'a:\n  - |-  # b\n   c: d\n  - e\n', isPlain: true },
  { name: 'characters beyond the first plane', text: 'a: \u{1f512}\nb: \u00e9\u2028c\n', isPlain: true },
  { name: 'a text on two lines', text: 'a: b\n  c\n', isPlain: false },
  { name: 'a quoted text on two lines', text: 'a: "b\n  c"\n', isPlain: false },
  { name: 'a folded block', text: 'a: >\n  b\n', isPlain: false },
  { name: 'a block that keeps its breaks', text: 'a: |+\n  b\n\n', isPlain: false },
  { name: 'a block with blanks on an empty line', text: 'a: |\n  b\n   \n  c\n', isPlain: false },
  { name: 'a block whose lines go back', text: 'a: |\n    b\n  c\n', isPlain: false },
  { name: 'an empty block', text: 'a: |\nb: c\n', isPlain: false },
  { name: 'a flow list', text: 'a: [b]\n', isPlain: false },
  { name: 'an anchor', text: 'a: &b c\n', isPlain: false },
  { name: 'a tag', text: 'a: !!str b\n', isPlain: false },
  { name: 'an escape', text: 'a: "\\u0041"\n', isPlain: false },
  { name: 'a value that is not there', text: 'a:\nb: c\n', isPlain: false },
  { name: 'a key twice', text: 'a: b\na: c\n', isPlain: false },
  { name: 'a map on one line with its key', text: 'a: b: c\n', isPlain: false },
  { name: 'lists on one line', text: 'a:\n  - - b\n', isPlain: false },
  { name: 'a comment deeper than what is before', text: 'a:\n  - b\n    # c\nd: e\n', isPlain: false },
  { name: 'a comment deeper than the key behind it', text: '  # a\nb: c\n', isPlain: false },
  { name: 'a tab', text: 'a:\tb\n', isPlain: false },
  { name: 'a return', text: 'a: b\r\n', isPlain: false },
  { name: 'a byte order mark', text: '\ufeffa: b\n', isPlain: false },
  { name: 'half of a character', text: 'a: \ud83d\n', isPlain: false },
  { name: 'two documents', text: 'a: b\n---\nc: d\n', isPlain: false },
  { name: 'a document that begins with a key', text: 'a: b\n--- c: d\n', isPlain: false },
  { name: 'the end of a document', text: 'a: b\n... c: d\n', isPlain: false },
  { name: 'a directive', text: '%YAML 1.2\na: b\n', isPlain: false },
  { name: 'a list', text: '- a\n', isPlain: false },
  { name: 'a text', text: 'a\n', isPlain: false },
  { name: 'nothing', text: '# a\n', isPlain: false },
  { name: 'a first line that is indented', text: ' a: b\n', isPlain: false },
  { name: 'an item that is indented otherwise', text: 'a:\n  - b\n   - c\n', isPlain: false },
  { name: 'a key that is indented otherwise', text: 'a:\n  b: c\n d: e\n', isPlain: false },
  { name: 'an escaped key', text: 'a:\n  "b" : c\n', isPlain: false },
  { name: 'a comment that touches', text: 'a: "b"#c\n', isPlain: false },
  { name: 'a very long key', text: `${'a'.repeat(1000)}: b\n`, isPlain: false },
  { name: 'more levels than rules have', text: deep(18), isPlain: false },
];

function deep(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`)
    .join('\n')
    .concat(' b\n');
}

describe('plain YAML', () => {
  for (const { name, text, isPlain } of TEXTS) test(name, () => expect(isAlike(text)).toBe(isPlain));
});

const INDENTS = ['', '', '  ', '  ', '   ', '    ', '      '];
const DASHES = ['', '', '- ', '- ', '-', '-  '];
const KEYS = ['', 'a:', 'b: ', 'c:  ', "'d': ", '"e": ', 'f :', 'g|h: ', '1: ', '? ', 'i: ', 'j: ', 'k: ', 'l:', 'm:'];
const VALUES = ['', 'n', 'o p', "'q''r'", '"s"', '"t\\\\"', '|', '|-', '|+', '>', '12', '~', '-u', 'v: w', '...'];
const ENDS = ['', '', '', ' # x', '#y', ' ', ': z', ' \\', "'"];

/** Whatever stands on it. */
const ODD_LINE = lineOf(INDENTS, DASHES, KEYS, VALUES, ENDS);
/** It fits others often enough. */
const LINE = fc.oneof(
  { weight: 2, arbitrary: lineOf(INDENTS, ['', '- '], KEYS.slice(1, 5), VALUES.slice(1, 8), ['', ' # x']) },
  { weight: 2, arbitrary: lineOf(['', '  '], [''], KEYS.slice(10), ['', 'n', '|'], ['']) },
  { weight: 2, arbitrary: lineOf(INDENTS, ['- '], [''], VALUES.slice(1, 5), ['', ' # x']) },
  { weight: 1, arbitrary: fc.constantFrom('', '# x', '  # x', '  # y', '    # x') },
  { weight: 1, arbitrary: ODD_LINE },
);

function lineOf(...parts: readonly (readonly string[])[]) {
  return fc.tuple(...parts.map((choices) => fc.constantFrom(...choices))).map((chosen) => chosen.join(''));
}

/** A long run asks for more. */
const RUNS = Number(process.env['PLAIN_YAML_RUNS'] ?? 20_000);

test('any lines', { timeout: 20_000 + RUNS }, () => {
  let plain = 0;
  const texts = fc.array(LINE, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(texts, (text) => {
      if (isAlike(text)) plain++;
    }),
    { numRuns: RUNS },
  );
  expect(plain).toBeGreaterThan(RUNS / 100);
});

const MARKS = [...' \n\n-:#\'"|>[]{}&*!%@,?\\\t.~0ae', '  ', '\n  ', '- ', ': ', ' #', '\n\n', '...', '---', "''"];

/** One to three marks put in, or in place of up to three characters. */
const EDITS = fc.array(fc.record({ at: fc.nat(), removed: fc.nat(3), put: fc.constantFrom('', ...MARKS) }), {
  minLength: 1,
  maxLength: 3,
});

test('rules with a few characters changed', { timeout: 20_000 + RUNS }, () => {
  const rules = DEMO_RULES.map(({ text }) => text).filter(isAlike);
  let plain = 0;
  fc.assert(
    fc.property(fc.constantFrom(...rules), EDITS, (rule, edits) => {
      const text = edits.reduce((before, { at, removed, put }) => {
        const from = at % (before.length + 1);
        return before.slice(0, from) + put + before.slice(from + removed);
      }, rule);
      if (isAlike(text)) plain++;
    }),
    { numRuns: RUNS / 10 },
  );
  expect(plain).toBeGreaterThan(RUNS / 100);
});

const RULES = fileURLToPath(new URL('../../../shared/corpus/sigma/', import.meta.url));

test.skipIf(!existsSync(RULES))('public rules, nearly all of them plain', { timeout: 60_000 }, () => {
  const paths = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yml'));
  const plain = paths.filter((path) => isAlike(readFileSync(`${RULES}${path}`, 'utf8')));
  expect(plain.length / paths.length).toBeGreaterThan(0.99);
});
