/** Windows of a stream: however it is broken into chunks, they are the whole lines of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/format/layout.js';
import { PLACE_BYTES, WINDOW_BYTES, windows, windowsOf } from '../../src/pool/windows.js';

async function collect(chunks: readonly Uint8Array[]): Promise<string[]> {
  async function* source() {
    yield* chunks;
  }
  const found: string[] = [];
  for await (const window of windowsOf(source())) {
    expect(window.length).toBeGreaterThan(0);
    found.push(Buffer.from(window).toString('latin1'));
  }
  return found;
}

test('each window but the last ends a line, and together they are the stream', async () => {
  const chunk = fc.stringMatching(/^[ab\n]{0,12}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), async (chunks) => {
      const found = await collect(chunks.map((text) => Buffer.from(text)));
      expect(found.join('')).toBe(chunks.join(''));
      expect(found.slice(0, -1).every((window) => window.endsWith('\n'))).toBe(true);
    }),
  );
});

const LINE = (length: number) => Buffer.alloc(length, 'x').fill('\n', length - 1);

const LONG: readonly { name: string; line: Buffer; window: number }[] = [
  { name: 'a line that fits', line: LINE(LIMITS.WINDOW_BYTES.value), window: LIMITS.WINDOW_BYTES.value },
  { name: 'a line that is a byte too long', line: LINE(LIMITS.WINDOW_BYTES.value + 1), window: PLACE_BYTES },
  { name: 'a line that is much too long', line: LINE(5 * PLACE_BYTES), window: PLACE_BYTES },
];
for (const { name, line, window } of LONG)
  test.each([1, 8, 64])(`${name} is one window, in %i chunks`, async (parts) => {
    const size = Math.ceil(line.length / parts);
    const chunks = Array.from({ length: parts }, (_, part) => line.subarray(part * size, (part + 1) * size));
    const found = await collect([Buffer.from('a\n'), ...chunks, Buffer.from('b')]);
    expect(found.map(({ length }) => length)).toEqual([2, window, 1]);
    expect([...windows(line)].map(({ length }) => length)).toEqual([window]);
  });

test('short lines fill windows', () => {
  const found = [...windows(Buffer.from('abc\n'.repeat(WINDOW_BYTES / 2)))];
  expect(found.map(({ length }) => length)).toEqual([WINDOW_BYTES, WINDOW_BYTES]);
});
