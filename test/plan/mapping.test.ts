/** Mappings of a user's own events: what is read, what is said of wrong ones, and what rules then match. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import type { EventMapping } from '../../src/plan/event-mapping.js';
import { describeMappingProblem, readMapping } from '../../src/plan/mapping.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const WRONG: readonly { readonly name: string; readonly text: string; readonly says: string }[] = [
  { name: 'nothing', text: '', says: 'm.yml:1:1: DocumentNotMap nothing, expected YAML' },
  { name: 'not YAML', text: 'events: [', says: 'm.yml:1:' },
  {
    name: 'a list',
    text: '- always',
    says: 'm.yml:1:1: a list, expected a map of events, fields, lookup and logsources',
  },
  { name: 'no events', text: 'fields: {}', says: 'm.yml:1:1: undefined, expected' },
  { name: 'an unknown key', text: 'events: always\nfield: {}', says: 'm.yml:2:1: "field", expected' },
  { name: 'events that are a number', text: 'events: 5', says: 'm.yml:1:9: 5, expected a path' },
  { name: 'a path with an empty key', text: 'events: [a..b]', says: 'm.yml:1:10: "a..b", expected a path' },
  {
    name: 'a path that is a map',
    text: 'events: always\nfields:\n  Image: { a: b }',
    says: 'm.yml:3:10: Object, expected a path',
  },
  { name: 'no paths', text: 'events: always\nfields: { Image: [] }', says: 'm.yml:2:18: 0, expected a path' },
  {
    name: 'a template without <name>',
    text: 'events: always\nlookup: data',
    says: 'm.yml:2:9: "data", expected a path that',
  },
  {
    name: 'a log source without a name',
    text: 'events: always\nlogsources:\n  - { when: { a: b } }',
    says: 'm.yml:3:5: Object, expected a product, category or service',
  },
  {
    name: 'a log source without a condition',
    text: 'events: always\nlogsources:\n  - { product: a, when: {} }',
    says: 'm.yml:3:5: Object, expected a field with its value under when',
  },
  {
    name: 'a condition on a list of lists',
    text: 'events: always\nlogsources:\n  - { product: a, when: { b: [[c]] } }',
    says: 'm.yml:3:31: Array, expected a text or a number',
  },
  {
    name: 'the key of a prototype',
    text: 'events: always\nfields: { __proto__: a }',
    says: 'm.yml:2:11: the key __proto__',
  },
  {
    name: 'two documents',
    text: 'events: always\n---\nevents: always',
    says: 'm.yml:2:1: a second document, expected one',
  },
];

for (const { name, text, says } of WRONG) {
  test(`a wrong mapping: ${name}`, () => {
    const problems = readMapping('m.yml', text);
    if ('placesOf' in problems) expect.fail('it was read');
    expect(problems.map(describeMappingProblem)[0]).toContain(says);
  });
}

test('whatever the text, it is read or refused', () => {
  const piece = fc.constantFrom(
    'events',
    'always',
    ': ',
    '\n',
    '- ',
    '[',
    '{',
    '}',
    ']',
    'fields',
    'lookup',
    '<name>',
    'a.b',
    ' ',
    '__proto__',
    '*',
    '&x',
    '*x',
    '!!map',
    '"',
    '1e999',
    'when',
    'logsources',
    '~',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      const read = readMapping('m.yml', one);
      if (!('placesOf' in read)) expect(read.length).toBeGreaterThan(0);
    }),
    { numRuns: 3000 },
  );
});

function mappingOf(text: string): EventMapping {
  const mapping = readMapping('m.yml', text);
  if (!('placesOf' in mapping)) throw new Error(mapping.map(describeMappingProblem).join('\n'));
  return mapping;
}

const MAPPING = `
events: [data.win]
fields:
  Image: [data.win.eventdata.image, data.win.eventdata.sourceImage]
  EventID: data.win.system.eventID
lookup: data.win.eventdata.<name>
logsources:
  - { product: windows, category: process_creation, when: { EventID: [1, '01'], location: Probe } }
`;

const rule = (selection: string) => ({
  name: 'r.yml',
  text: `title: r\nlogsource: { product: windows, category: process_creation }\ndetection: { s: ${selection}, condition: s }\n`,
});

async function matches(mapping: string, selection: string, event: unknown): Promise<boolean> {
  const { content } = compile([rule(selection)], { mapping: mappingOf(mapping) });
  const supervisor = new Supervisor(await loadCore());
  await supervisor.offer(content);
  return supervisor.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`)).matches.length === 1;
}

const wazuh = (eventdata: object, eventID: unknown = '1', location: unknown = 'probe') => ({
  data: { win: { system: { eventID }, eventdata: { location, ...eventdata } } },
});

const ROWS: readonly {
  readonly name: string;
  readonly event: unknown;
  readonly selection: string;
  readonly is: boolean;
  readonly mapping?: string;
}[] = [
  { name: 'a field with a place', event: wazuh({ image: 'x' }), selection: '{ Image: x }', is: true },
  { name: 'the second place', event: wazuh({ sourceImage: 'x' }), selection: '{ Image: x }', is: true },
  {
    name: 'the first place before it',
    event: wazuh({ image: 'y', sourceImage: 'x' }),
    selection: '{ Image: x }',
    is: false,
  },
  { name: 'any other field', event: wazuh({ User: 'x' }), selection: '{ User: x }', is: true },
  { name: 'a listed field has no other places', event: wazuh({ Image: 'x' }), selection: '{ Image: x }', is: false },
  {
    name: 'another value of a condition',
    event: wazuh({ image: 'x' }, '01', 'PROBE'),
    selection: '{ Image: x }',
    is: true,
  },
  { name: 'a condition fails', event: wazuh({ image: 'x' }, 2), selection: '{ Image: x }', is: false },
  { name: 'the other condition fails', event: wazuh({ image: 'x' }, 1, 'y'), selection: '{ Image: x }', is: false },
  {
    name: 'one key with dots',
    event: {
      'data.win': 1,
      'data.win.eventdata.image': 'x',
      'data.win.system.eventID': 1,
      'data.win.eventdata.location': 'probe',
    },
    selection: '{ Image: x }',
    is: true,
  },
  {
    name: 'events without the mark keep their shape',
    event: { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'x', data: {} },
    selection: '{ Image: x }',
    is: true,
  },
  {
    name: 'null is no mark',
    event: { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'x', data: { win: null } },
    selection: '{ Image: x }',
    is: true,
  },
  {
    name: 'the mark beats every other shape',
    event: { winlog: { channel: 'x' }, Event: { System: {} }, ...wazuh({ image: 'x' }) },
    selection: '{ Image: x }',
    is: true,
  },
  {
    name: 'always: any event, in any shape',
    mapping:
      'events: always\nlookup: <name>\nlogsources: [{ product: windows, category: process_creation, when: { kind: p } }]',
    event: { kind: 'p', winlog: {}, Image: 'x' },
    selection: '{ Image: x }',
    is: true,
  },
  {
    name: 'any key on the way',
    mapping:
      'events: always\nlookup: a.*.<name>\nlogsources: [{ product: windows, category: process_creation, when: { kind: p } }]',
    event: { a: { whatever: { kind: 'p', Image: 'x' } } },
    selection: '{ Image: x }',
    is: true,
  },
];

for (const { name, mapping = MAPPING, event, selection, is } of ROWS) {
  test(`mapped: ${name}`, async () => expect(await matches(mapping, selection, event)).toBe(is));
}

test('only what readMapping made is a mapping', () => {
  const forged = { ...mappingOf(MAPPING) };
  expect(() => compile([rule('{ A: x }')], { mapping: forged })).toThrow(/a mapping is what readMapping answers/);
});
