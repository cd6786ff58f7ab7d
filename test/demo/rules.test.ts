/**
 * The demonstration rules as documents: YAML, complete, unique, within the grammar they promise to keep to.
 */
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { DEMO_RULES, ruleId } from '../../src/demo/rules.js';
import { DEFECTIVE_RULES } from '../../src/simulation/incident.js';

const RULES = [...DEMO_RULES, ...DEFECTIVE_RULES];

const KEYS = [
  'title',
  'id',
  'status',
  'description',
  'references',
  'author',
  'date',
  'tags',
  'logsource',
  'detection',
  'falsepositives',
  'level',
];

const MODIFIERS = ['contains', 'startswith', 'endswith', 'all', 'cased'];

const LOGSOURCES = [
  'category process_creation',
  'category registry_set',
  'category file_event',
  'category network_connection',
  'category image_load',
  'category dns_query',
  'category process_access',
  'category pipe_created',
  'category ps_script',
  'category create_remote_thread',
  'category wmi_event',
  'service security',
  'service system',
  'service windefend',
  'service powershell',
];

/** What of the grammar the rules show, each by a text that only its use produces. */
const SHOWN: readonly { name: string; text: RegExp }[] = [
  { name: 'contains', text: /\|contains:/ },
  { name: 'startswith', text: /\|startswith:/ },
  { name: 'endswith', text: /\|endswith:/ },
  { name: 'contains all', text: /\|contains\|all:/ },
  { name: 'cased', text: /\|cased:/ },
  { name: 'a star inside a value', text: /'\\lsass_\*\.dmp'/ },
  { name: 'a question mark inside a value', text: /'\\MSSE-\?\?\?\?-server'/ },
  { name: 'a backslash before a star', text: /'\\Users\\\\\*\\AppData\\\\\*\.exe'/ },
  { name: 'an escaped star', text: /\\Prefetch\\\\\\\*\.pf'/ },
  { name: 'escaped backslashes', text: /'\\\\\\\\127/ },
  { name: 'null', text: /: null$/m },
  { name: 'empty text', text: /: ''$/m },
  { name: 'a number', text: /EventID: 1102/ },
  { name: 'a boolean', text: /Initiated: true/ },
  { name: 'a list of maps', text: /^ {8}- \S+\|contains\|all:$/m },
  { name: 'keywords', text: /keywords:\n {8}- '/ },
  { name: 'one of a pattern', text: /condition: 1 of selection_\*$/m },
  { name: 'all of a pattern', text: /condition: all of selection_\*$/m },
  { name: 'all of them', text: /condition: all of them$/m },
  { name: 'not one of a pattern', text: /and not 1 of filter_main_\*$/m },
  { name: 'brackets', text: /condition: .*\(.* or .*\)/ },
];

interface Document {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly detection: Readonly<Record<string, unknown>>;
}

interface Item {
  readonly field: string;
  readonly modifiers: readonly string[];
}

/** Every key of every map below `node`. */
function itemsOf(node: unknown): Item[] {
  if (Array.isArray(node)) return node.flatMap(itemsOf);
  if (typeof node !== 'object' || node === null) return [];
  return Object.keys(node).map((key) => {
    const [field = '', ...modifiers] = key.split('|');
    return { field, modifiers };
  });
}

for (const { name, text } of RULES) {
  describe(name, () => {
    const document = parseDocument(text, { version: '1.2', uniqueKeys: true });
    const rule = document.toJS() as Document;

    test('is YAML', () => {
      expect([...document.errors, ...document.warnings]).toEqual([]);
    });
    test('has every key, in order', () => {
      expect(Object.keys(rule)).toEqual(KEYS);
    });
    test('says who wrote it and when', () => {
      expect(rule.author).toBe('ringfence');
      expect(rule.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    });
    test('has a random id', () => {
      expect(rule.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });
    test('refers to the techniques it is tagged with', () => {
      const references = rule.references.map((address) =>
        /^https:\/\/attack\.mitre\.org\/techniques\/(T[\d/]+)\/$/.exec(address)?.[1]?.replace('/', '.').toLowerCase(),
      );
      const tags = rule.tags.filter((tag) => /^attack\.t\d/.test(tag));
      expect(tags.sort()).toEqual(references.map((technique) => `attack.${technique}`).sort());
    });
    test('keeps to the common modifiers', () => {
      const { condition: _, ...selections } = rule.detection;
      const used = Object.values(selections).flatMap(itemsOf);
      expect(used.flatMap(({ modifiers }) => modifiers).filter((modifier) => !MODIFIERS.includes(modifier))).toEqual(
        [],
      );
    });
  });
}

test('file names, titles and ids are unique', () => {
  for (const of of [({ name }: { name: string }) => name, idOf, titleOf]) {
    expect(new Set(RULES.map(of)).size).toBe(RULES.length);
  }
});

test('an id is found by file name', () => {
  expect(DEMO_RULES.map(({ name }) => ruleId(name))).toEqual(DEMO_RULES.map(idOf));
  expect(() => ruleId('no_such_rule.yml')).toThrow('no_such_rule.yml');
});

test('every promised logsource has a rule', () => {
  const present = DEMO_RULES.map(({ text }) => /^ {4}(category|service): (\S+)$/m.exec(text)?.slice(1).join(' '));
  expect([...new Set(present)].sort()).toEqual([...LOGSOURCES].sort());
});

for (const { name, text } of SHOWN) {
  test(`the rules show ${name}`, () => {
    expect(DEMO_RULES.some((rule) => text.test(rule.text))).toBe(true);
  });
}

function idOf({ text }: { readonly text: string }): string {
  return /^id: (.+)$/m.exec(text)?.[1] ?? '';
}

function titleOf({ text }: { readonly text: string }): string {
  return /^title: (.+)$/m.exec(text)?.[1] ?? '';
}
