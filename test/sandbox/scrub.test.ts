/**
 * A sandbox that is loaded again is as good as a new one: whatever stands in its memory, and memory after real faults.
 *
 * All bytes that it has are overwritten, also those that no check lets the core write. Then it must answer as a new one
 * does, burn the same, and fault the same.
 */
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../src/demo/random.js';
import { coreRecordBytes, EFFECTS, MEMORY, NONE, SECTIONS } from '../../src/format/layout.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { wholeContent } from '../content/contents.js';
import { EVENTS } from '../validator/events.js';
import { accepted, broken, bytesOf, contentOf, event, forged, placeOf } from './content.js';

const SAMPLES = await accepted(wholeContent());
const RULES = {
  // too many states for a table, too many positions for bits: an automaton with marks
  Regex: '{a|re: "x[xy]{600}[xy]{600}z"}',
  Many: `{b|contains: [${Array.from({ length: 300 }, (_, index) => `n${index}`).join(', ')}]}`,
  Boom: '{c: boom}',
};
const FAULTING = await broken(contentOf(RULES), ['Boom']);
const NOTED = Array.from({ length: 300 }, (_, index) => `n${index}`).join(' ');
const LINES = [
  event({ a: `${'xy'.repeat(610)}z`, b: NOTED }),
  event({ b: NOTED, q: { b: 'n1' } }),
  '{"a":1,"a":2}\n{no JSON\n',
  event({ a: 'y'.repeat(40) }),
  event({ a: 'xyz', c: 'boom' }),
].map(bytesOf);

/** Rules of two log sources that look at one field: a value is known to one of them when the other meets it. */
const rule = (title: string, logsource: string, text: string) => ({
  name: `${title}.yml`,
  text: `title: ${title}\nlogsource: { ${logsource} }\ndetection: { s: { a|contains: ${text} }, condition: s }\n`,
});
const TWO = await accepted(
  compile([
    rule('any', 'product: windows, service: sysmon', 'windows-'),
    rule('images', 'product: windows, category: image_load', 'abcdefgh'),
  ]).content,
);
const sysmon = (EventID: number) => event({ EventID, a: 'wxyzabcd' });

const core = await loadCore();

/** What a sandbox answers to everything, its fault at the end. */
function answers(sandbox: Sandbox, content: AcceptedContent, events: readonly Uint8Array[]): unknown[] {
  const { view } = content;
  const found: unknown[] = [sandbox.load(content, [0, 1])];
  for (const one of events) found.push(sandbox.scan(one));
  if (sandbox.hasFaulted) return found;
  found.push(sandbox.evaluate(Array.from({ length: view.count('Fields') }, (_, field) => `value ${field % 3}`)));
  for (let condition = 0; condition < view.count('Conditions'); condition++) found.push(sandbox.trace(condition));
  for (let number = 0; number < view.count('Groups'); number++)
    found.push([sandbox.hasSeen(number), sandbox.hasSeenField(number)]);
  return found;
}

const CASES = [
  { name: 'content of every kind of rule', content: SAMPLES, events: EVENTS },
  { name: 'content that faults', content: FAULTING, events: LINES },
  { name: 'a value for two log sources', content: TWO, events: [1, 1, 1, 7, 7].map(sysmon).map(bytesOf) },
];

const random = randomFrom(1);
const FILLS: readonly { readonly name: string; readonly word: () => number }[] = [
  { name: 'ones', word: () => NONE },
  // marks of the next events, held, tested, found late
  ...[4, 5, 6, 8, 12].map((mark) => ({ name: `marks ${mark}`, word: () => mark })),
  { name: 'addresses in texts', word: () => MEMORY.ARENA + 16 },
  // the rest of what is looked for, behind the beginning of it
  { name: 'efgh', word: () => 0x68676665 },
  { name: 'noise', word: () => random.below(0x10000) * 0x10000 + random.below(0x10000) },
];

/** Behind the content so much is overwritten, and as much before the end. */
const BEHIND = 1 << 20;

/** Overwrites memory from its first byte. */
function fill(sandbox: Sandbox, word: () => number): void {
  const table = SECTIONS.Fields.limit * coreRecordBytes('InputEntry');
  for (const [from, to] of [
    [0, MEMORY.CONTENT + BEHIND],
    [MEMORY.END - table - BEHIND, MEMORY.END],
  ] as const)
    for (let at = from; at < to; at += 4) sandbox.harm(at, word());
}

describe.each(CASES)('$name', ({ content, events }) => {
  const expected = answers(new Sandbox(core), content, events);

  test.each(FILLS)('over $name', ({ word }) => {
    const sandbox = new Sandbox(core);
    answers(sandbox, SAMPLES, EVENTS);
    fill(sandbox, word);
    expect(answers(sandbox, content, events)).toEqual(expected);
  });

  test('after its own fault, many times', () => {
    const sandbox = new Sandbox(core);
    for (let round = 0; round < 20; round++) {
      answers(sandbox, FAULTING, LINES);
      expect(sandbox.hasFaulted).toBe(true);
      expect(answers(sandbox, content, events)).toEqual(expected);
    }
  });
});

test('the content that faults has an automaton with marks, and faults at the end', () => {
  expect(FAULTING.view.count('NfaStates')).toBeGreaterThan(0);
  expect(answers(new Sandbox(core), FAULTING, LINES).at(-1)).toMatchObject({ fault: { kind: 'UnknownOperator' } });
});

const PAIR = contentOf({ X: '{a: x}', Y: '{b: y}' });
const MISSING: readonly (readonly [name: string, harm: Parameters<typeof forged>[1]])[] = [
  ['a gate to a condition', (data, view) => data.setUint32(view.offsetOf('Gates'), 31_459, true)],
  [
    'a log source that is recognised',
    (data, view) => {
      for (let index = 0; index < view.count('Conditions'); index++)
        if (view.record('Conditions', index).effect === EFFECTS.Activate.code)
          data.setUint32(placeOf(view, 'Conditions', index, 'target'), 77, true);
    },
  ],
  ['an operand', (data, view) => data.setUint32(view.offsetOf('Operands'), 31_459, true)],
];
test.each(MISSING)('%s that is not there faults again after every load', async (_, harm) => {
  const content = await forged(PAIR, harm);
  const sandbox = new Sandbox(core);
  for (let round = 0; round < 3; round++) {
    sandbox.load(content);
    expect(sandbox.scan(bytesOf(event({ a: 'x', b: 'y' }))).fault?.kind).toBe('RecordOutOfBounds');
  }
});
