import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from '../../src/cli/lines.js';
import { inChunks, rendered } from './events-rendered.js';

const LIMIT = 8;

const LINES: readonly { name: string; input: string; lines: readonly string[] }[] = [
  { name: 'nothing', input: '', lines: [] },
  { name: 'one line', input: '{}\n', lines: ['1 {}'] },
  { name: 'no newline at the end', input: '{}\n[]', lines: ['1 {}', '2 []'] },
  { name: 'blank lines are kept and numbered', input: '\n\n{}\n \n{}\n', lines: ['1 ', '2 ', '3 {}', '4  ', '5 {}'] },
  { name: 'carriage returns are kept', input: '{}\r\n{}\r\n', lines: ['1 {}\r', '2 {}\r'] },
  { name: 'a line as long as fits', input: '1234567\n{}\n', lines: ['1 1234567', '2 {}'] },
  { name: 'a line one byte too long', input: '12345678\n{}\n', lines: ['1 EventTooLong', '2 {}'] },
  { name: 'the longest line without newline', input: '{}\n1234567', lines: ['1 {}', '2 1234567'] },
  { name: 'too long without newline', input: '{}\n12345678', lines: ['1 {}', '2 EventTooLong'] },
  { name: 'far too long', input: `{}\n${'x'.repeat(50)}\n{}\n`, lines: ['1 {}', '2 EventTooLong', '3 {}'] },
  { name: 'two too long', input: '123456789\n123456789\n1', lines: ['1 EventTooLong', '2 EventTooLong', '3 1'] },
  { name: 'NUL and bytes beyond ASCII', input: '\0\n\xff\xfe\n', lines: ['1 \0', '2 \xff\xfe'] },
];
for (const { name, input, lines } of LINES) {
  test(`lines: ${name}`, async () => {
    const bytes = Buffer.from(input, 'latin1');
    for (let length = 1; length <= bytes.length + 1; length += 1) {
      expect(await rendered(splitLines(inChunks(bytes, length), LIMIT), LIMIT)).toEqual(lines);
      expect(await rendered(splitLines(inChunks(bytes, length, 100), LIMIT), LIMIT)).toEqual(lines);
    }
  });
}

test('lines: every line in its place, for any input, chunks and limit', async () => {
  const input = fc.array(fc.constantFrom('\n', 'a', 'bc', 'defghi'), { maxLength: 60 }).map((parts) => parts.join(''));
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(input, lengths, fc.integer({ min: 1, max: 40 }), async (text, chunks, limit) => {
      const lines = text.split('\n').map((line, at) => `${at + 1} ${line.length < limit ? line : 'EventTooLong'}`);
      if (text === '' || text.endsWith('\n')) lines.pop();
      expect(await rendered(splitLines(inChunks(Buffer.from(text), ...chunks), limit), limit)).toEqual(lines);
    }),
    { numRuns: 2000 },
  );
});

test('lines: the batches together are the input', async () => {
  const text = Array.from({ length: 20_000 }, (_, at) => `${'x'.repeat((at * 7919) % 301)}\n`).join('');
  for (const [chunk, limit] of [
    [4096, 1024],
    [1000, 1 << 20],
    [65_536, 65_536],
    [1 << 20, 302],
  ] as const) {
    const parts: Uint8Array[] = [];
    for await (const event of splitLines(inChunks(Buffer.from(text), chunk), limit)) {
      if (event.kind === 'batch') parts.push(event.bytes);
    }
    expect(Buffer.concat(parts).toString() === text).toBe(true);
  }
});
