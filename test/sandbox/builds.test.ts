/** The two builds of the core answer alike, byte for byte, whatever they are given. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoEvents } from '../../src/demo/demo-events.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { LIMITS } from '../../src/format/layout.js';
import { compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Verdict } from '../../src/sandbox/verdict.js';
import { batches } from '../../src/supervisor/windows.js';
import { accepted, bytesOf, event, ruleText } from './content.js';

const MORE = [
  ruleText('Keywords', '[mimikatz, "*inv?ke*", ärger]'),
  ruleText('Cased', '{CommandLine|cased|contains: Ä}'),
  ruleText('Number', '{User: [4688, 5]}'),
  ruleText('Letters', '{User: abcdefghijklmnopqrstuvwxyz}'),
  ruleText('Neighbours', '{User: ["`", "{"]}'),
];
const content = await accepted(compile([...DEMO_RULES, ...MORE]).content);
const [plain, simd] = await Promise.all(
  (['plain', 'simd'] as const).map(async (build) => {
    const sandbox = new Sandbox(await loadCore({ build }));
    expect(sandbox.load(content)).toBeUndefined();
    return sandbox;
  }),
);

/** What both builds answer; throws when they do not agree, and when they fault. */
function answers(batch: Uint8Array): Verdict {
  const { verdict, fault } = plain!.scan(batch);
  expect(simd!.scan(batch)).toEqual({ verdict });
  expect(fault).toBeUndefined();
  return verdict;
}

const { lines } = demoEvents();

test('builds: the demonstration events', () => {
  let matches = 0;
  for (const batch of batches(bytesOf(lines.join('')), LIMITS.WINDOW_BYTES.value))
    matches += answers(batch).matches.length;
  expect(matches).toBeGreaterThan(0);
});

const byte = fc.nat({ max: 255 });
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
  fc.constantFrom('Microsoft-Windows-Sysmon/Operational', 1, '4688.0', 4688, 'INVOKE mimikatz', 'ÄRGER'),
);
const key = fc.constantFrom('CommandLine', 'Image', 'Channel', 'EventID', 'User', 'x');
const whole = fc
  .oneof(
    fc.constantFrom(...lines.slice(0, 400), ...lines.slice(900, 940)),
    fc.dictionary(key, value).map((fields) => JSON.stringify(fields)),
    fc.dictionary(key, value).map(event),
  )
  .map((line) => Buffer.from(line.trimEnd()));

const EDITS: Readonly<Record<string, (line: Buffer, at: number, byte: number) => Uint8Array[]>> = {
  set: (line, at, byte) => [line.subarray(0, at), Buffer.of(byte), line.subarray(at + 1)],
  insert: (line, at, byte) => [line.subarray(0, at), Buffer.of(byte), line.subarray(at)],
  remove: (line, at) => [line.subarray(0, at), line.subarray(at + 1)],
  cut: (line, at) => [line.subarray(0, at)],
};
/** A line with a few edits; it may have become two. */
const damaged = fc
  .tuple(whole, fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(), byte), { maxLength: 3 }))
  .map(([line, edits]) =>
    edits.reduce(
      (found, [edit, place, to]) => Buffer.concat(EDITS[edit]!(found, place % (found.length + 1), to)),
      line,
    ),
  );
const anyLine = fc.oneof(
  whole,
  damaged,
  fc.array(byte, { maxLength: 40 }).map((some) => Buffer.from(some)),
  fc.constantFrom('', ' ', '\r', '{', '[]', '{"Image":1}{}', '{"Image":1,"Image":2}').map((line) => Buffer.from(line)),
);

test('builds: lines with every kind of damage', () => {
  const seen = { events: 0, unread: 0, badText: 0, duplicateKeys: 0, matches: 0 };
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), fc.boolean(), (all, ends) => {
      const batch = Buffer.concat(all.flatMap((line) => [line, Buffer.of(0x0a)]));
      const verdict = answers(ends ? batch : batch.subarray(0, -1));
      expect(verdict.events + verdict.unread.length).toBeLessThanOrEqual(verdict.lines);
      seen.events += verdict.events;
      seen.unread += verdict.unread.length;
      seen.badText += verdict.badText;
      seen.duplicateKeys += verdict.duplicateKeys;
      seen.matches += verdict.matches.length;
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
});

test('builds: a text that ends at every distance from the end of a block', () => {
  for (let length = 0; length <= 40; length++) {
    for (const end of ['', '"', 'ä', 'Ä', '😀', '\x7f', '\\']) {
      const line = event({ CommandLine: `${'Y'.repeat(length)}${end} mimikatz` });
      expect(answers(bytesOf(line)).matches.length).toBeGreaterThan(0);
      answers(
        bytesOf(
          line.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
        ),
      );
      answers(bytesOf(line.slice(0, -3)));
    }
  }
});

test('builds: every letter is folded, its neighbours are not', () => {
  const titlesOf = (user: string) =>
    [...answers(bytesOf(event({ User: user }))).matches]
      .filter((_, index) => index % 2 === 1)
      .map((rule) => content.view.text(content.view.record('Rules', rule).title));
  expect(titlesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ')).toEqual(['Letters']);
  expect([...'`{'].map(titlesOf)).toEqual([['Neighbours'], ['Neighbours']]);
  expect([...'@['].map(titlesOf)).toEqual([[], []]);
});
