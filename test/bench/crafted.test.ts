/** Crafted events: of the size asked for, JSON unless they are meant not to be, and made of what the rules look for. */
import { expect, test } from 'vitest';
import { candidatesOf } from '../../bench/candidates.js';
import { climb } from '../../bench/climb.js';
import { type Crafted, FORMS, piece, render } from '../../bench/crafted.js';
import { Meter } from '../../bench/meter.js';
import { SHAPES } from '../../bench/shapes.js';
import { vocabulariesOf } from '../../bench/vocabulary.js';
import { randomFrom } from '../../src/demo/random.js';
import { compile, loadCore } from '../../src/index.js';

const SOURCES = [
  {
    name: 'rule.yml',
    text: `title: Rule
id: 0c1a6f0e-3f0e-4e0e-9a56-2f6a0b7d1b01
logsource: { product: windows, category: process_creation }
detection:
  a:
    CommandLine|contains: [first, second]
    Image|endswith: '\\third.exe'
    CommandLine|re: 'cop(y|ies) [0-9]{3,}x'
    ParentImage: 'C:\\a*b\\longest*'
  condition: a
`,
  },
];

const vocabularies = vocabulariesOf(SOURCES);
const meter = new Meter(await loadCore(), compile(SOURCES).content);

test('a vocabulary has what makes the event one of its log source, and the words of each field', () => {
  const [vocabulary] = vocabularies;
  expect(vocabulary).toMatchObject({
    name: 'windows/process_creation',
    marks: { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1 },
  });
  expect(vocabulary!.fields).toEqual([
    expect.objectContaining({ field: 'CommandLine', literals: ['first', 'second'] }),
    { field: 'ParentImage', literals: ['C:\\a', 'b\\longest'], gates: ['b\\longest'], samples: [] },
    { field: 'Image', literals: ['\\third.exe'], gates: [], samples: [] },
  ]);
  const { gates, samples } = vocabulary!.fields[0]!;
  expect(gates.every((gate) => gate.startsWith('cop'))).toBe(true);
  for (const sample of samples) {
    expect(sample).not.toMatch(/cop(y|ies) [0-9]{3,}x/);
    expect(`${sample}x`).toMatch(/cop(y|ies) [0-9]{3,}x/);
  }
});

const MEMBER = { key: 'CommandLine', text: { head: [piece('once"')], tail: [piece('\\'), piece('again')] } };

for (const form of Object.keys(FORMS) as (keyof typeof FORMS)[])
  test(`form: ${form}`, () => {
    const crafted: Crafted = { vocabulary: vocabularies[0]!, members: [{ ...MEMBER, form }] };
    const line = render(crafted, 600);
    expect(line.length).toBeLessThanOrEqual(600);
    expect(line.length).toBeGreaterThan(560);
    expect(line.toString()).toContain('once\\"');
    expect(JSON.parse(line.toString())).toMatchObject({ EventID: 1 });
  });

for (const [name, shape] of Object.entries(SHAPES))
  test(`shape: ${name}`, () => {
    const line = shape(vocabularies[0]!, 3000);
    expect(line.length).toBeLessThanOrEqual(3000);
    expect(line.length).toBeGreaterThan(1900);
    expect(() => JSON.parse(line.toString())).not.toThrow();
    expect(meter.burn(line).answer).toBe('read');
  });

test('every kind of event is priced, and burns the same fuel each time', () => {
  const candidates = candidatesOf(vocabularies, meter);
  expect(candidates.map(({ name }) => name)).toContain('gates of regexes, then blanks: one field');
  for (const { line } of candidates) {
    const event = line(1500);
    expect(event.length).toBeLessThanOrEqual(1500);
    expect(meter.burn(event)).toEqual(meter.burn(event));
  }
});

test('a price is of the event, and a dear event costs more than a cheap one', () => {
  const event = (commandLine: string) =>
    Buffer.from(`${JSON.stringify({ ...vocabularies[0]!.marks, CommandLine: commandLine })}\n`);
  const [cheap, dear] = [meter.price(event('a')), meter.price(event('copy '.repeat(100_000)))];
  expect(cheap.answer).toBe('read');
  expect(dear.fuel).toBeGreaterThan(100 * cheap.fuel);
  expect(dear.microseconds).toBeGreaterThan(10 * cheap.microseconds);
});

test('a search never ends lower than it starts', () => {
  const start: Crafted = {
    vocabulary: vocabularies[0]!,
    members: [{ key: 'Other', text: { head: [], tail: [piece('a')] }, form: 'text' }],
  };
  let changes = 0;
  const found = climb(meter, start, 1500, randomFrom(1), (part) => ++changes > 600 * part);
  expect(meter.burn(render(found, 1500)).fuel).toBeGreaterThan(2 * meter.burn(render(start, 1500)).fuel);
});
