/** Documents, their heads and their places. */
import { expect, test } from 'vitest';
import { parse } from '../../src/sigma/parse.js';

const BODY = 'logsource: { product: windows }\ndetection:\n  s: { Image: calc.exe }\n  condition: s\n';
const RULE = `title: one\nid: 1\n${BODY}`;

const DOCUMENTS: readonly { name: string; text: string; is: readonly string[] }[] = [
  { name: 'one rule', text: RULE, is: ['1:1 one rule'] },
  { name: 'a mark in front', text: `---\n${RULE}`, is: ['2:1 one rule'] },
  { name: 'a comment and a mark in front', text: `# text\n---\n# more\n${RULE}`, is: ['4:1 one rule'] },
  { name: 'two rules', text: `${RULE}---\ntitle: two\n${BODY}`, is: ['1:1 one rule', '8:1 two rule'] },
  { name: 'a byte order mark', text: `\ufeff${RULE}`, is: ['1:2 one rule'] },
  { name: 'lines that end in CR LF', text: RULE.replaceAll('\n', '\r\n'), is: ['1:1 one rule'] },
  { name: 'an empty file', text: '', is: ['1:1  DocumentNotMap'] },
  { name: 'comments only', text: '# nothing\n', is: ['1:1  DocumentNotMap'] },
  { name: 'a mark at the end', text: `${RULE}---\n`, is: ['1:1 one rule', '7:4  DocumentNotMap'] },
  {
    name: 'an error refuses its own document only',
    text: `title: [broken\n---\n${RULE}---\ntitle: three\n${BODY}mystery: *x\n`,
    is: ['1:1  YamlSyntax', '3:1 one rule', '10:1 three YamlAlias'],
  },
  {
    name: 'many errors do not hide the one in the next document',
    text: `a: b\n${']'.repeat(20)}\n---\ntitle: two\n${BODY}]\n`,
    is: [`1:1 ${' YamlSyntax'.repeat(8)}`, '3:1  YamlSyntax'],
  },
  { name: 'a wrong rule keeps its title', text: `${RULE}action: add\n`, is: ['1:1 one ActionDocument'] },
  { name: 'unknown keys', text: `${RULE}simulation: [{ type: none }]\n`, is: ['1:1 one rule'] },
  { name: 'YAML 1.1 is not obeyed', text: `%YAML 1.1\n---\n${RULE}'<<': { title: merged }\n`, is: ['3:1 one rule'] },
  { name: 'an unknown tag', text: `${RULE}level: !level high\n`, is: ['1:1  YamlSyntax'] },
  { name: 'a tag named as what every object has', text: `!<constructor>\n${RULE}`, is: ['1:1  YamlSyntax'] },
  { name: 'a map as a key', text: `${RULE}? { a: b }\n: c\n`, is: ['1:1  YamlSyntax'] },
];

for (const { name, text, is } of DOCUMENTS) {
  test(`documents: ${name}`, () => {
    const { documents, rules, diagnostics } = parse('documents.yml', text);
    const lines = documents.map(({ title, span, rule, diagnostics: found }) =>
      [`${span.line}:${span.column}`, title, rule && 'rule', ...found.map(({ code }) => code)]
        .filter((part) => part !== undefined)
        .join(' '),
    );
    expect(lines).toEqual(is);
    expect(rules).toEqual(documents.flatMap(({ rule }) => rule ?? []));
    expect(diagnostics).toEqual(documents.flatMap((document) => document.diagnostics));
  });
}

const EMPTY = { id: '', author: '', status: '', level: '', tags: [], references: [], falsePositives: [] };

const HEADS: readonly { name: string; head: string; is: object }[] = [
  { name: 'nothing but a title', head: '', is: EMPTY },
  {
    name: 'everything',
    head: 'id: 7\nauthor: a, b\nstatus: test\nlevel: low\ntags: [x.y]\nreferences: [r]\nfalsepositives: [f, g]\n',
    is: {
      id: '7',
      author: 'a, b',
      status: 'test',
      level: 'low',
      tags: ['x.y'],
      references: ['r'],
      falsePositives: ['f', 'g'],
    },
  },
  { name: 'unknown level and status', head: 'level: dire\nstatus: 1\n', is: { ...EMPTY, level: 'dire', status: '1' } },
  {
    name: 'wrong types',
    head: 'id: [1]\nauthor: { a: b }\nstatus:\nlevel: null\ntags: x\nreferences: { r: s }\nfalsepositives: [[f], null, 5]\n',
    is: { ...EMPTY, falsePositives: ['5'] },
  },
];

for (const { name, head, is } of HEADS) {
  test(`heads: ${name}`, () => {
    expect(parse('head.yml', `title: t\n${head}${BODY}`).rules[0]).toMatchObject({
      file: 'head.yml',
      title: 't',
      ...is,
    });
  });
}

test('a logsource has the parts that are written', () => {
  const [rule] = parse('logsource.yml', RULE.replace('{ product: windows }', '{ service: s, definition: d }')).rules;
  expect(rule?.logSource).toEqual({ service: 's', span: { start: 28, end: 57, line: 3, column: 12 } });
});

test('selections keep their order and their span', () => {
  const [rule] = parse('order.yml', RULE.replace('  s:', '  z: [calc]\n  s:')).rules;
  expect([...(rule?.selections.keys() ?? [])]).toEqual(['z', 's']);
  expect(rule?.selections.get('s')).toEqual({
    kind: 'all',
    span: { start: 77, end: 96, line: 6, column: 6 },
    items: [
      {
        kind: 'item',
        field: 'Image',
        operator: 'equals',
        all: false,
        negated: false,
        cased: false,
        span: { start: 79, end: 84, line: 6, column: 8 },
        values: [
          {
            kind: 'text',
            alternatives: [[{ literal: 'calc.exe' }]],
            span: { start: 86, end: 94, line: 6, column: 15 },
          },
        ],
      },
    ],
  });
});
