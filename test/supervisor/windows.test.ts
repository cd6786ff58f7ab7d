/** Bytes as batches. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches } from '../../src/supervisor/windows.js';

/** With a limit of 8 bytes; `$` is a line feed. */
const ROWS: readonly { name: string; input: string; found: readonly string[] }[] = [
  { name: 'nothing', input: '', found: [] },
  { name: 'less than a batch', input: 'ab$cd', found: ['ab$cd'] },
  { name: 'exactly a batch', input: 'abc$def$', found: ['abc$def$'] },
  { name: 'exactly a batch without an end', input: 'abc$defg', found: ['abc$defg'] },
  { name: 'a byte more', input: 'abc$defg$', found: ['abc$', 'defg$'] },
  { name: 'a line that ends at the limit', input: 'abc$def$gh', found: ['abc$def$', 'gh'] },
  { name: 'one line of the limit, with its end', input: 'abcdefg$', found: ['abcdefg$'] },
  { name: 'one line of the limit, without', input: 'abcdefgh', found: ['abcdefgh'] },
  { name: 'one line of the limit, with its end one further', input: 'abcdefgh$', found: ['abcdefgh$'] },
  { name: 'one line over the limit', input: 'abcdefghi$', found: ['abcdefghi$'] },
  { name: 'one line over the limit without an end', input: 'abcdefghi', found: ['abcdefghi'] },
  { name: 'a long line between short ones', input: 'a$bcdefghijkl$m$', found: ['a$', 'bcdefghijkl$', 'm$'] },
  { name: 'two long lines', input: 'abcdefghi$jklmnopqr', found: ['abcdefghi$', 'jklmnopqr'] },
  { name: 'nothing but line feeds', input: '$$$$$$$$$$', found: ['$$$$$$$$', '$$'] },
];

const bytesOf = (text: string) => Buffer.from(text.replaceAll('$', '\n'));
const cut = (text: string, limit: number) =>
  [...batches(bytesOf(text), limit)].map((batch) => Buffer.from(batch).toString().replaceAll('\n', '$'));

for (const { name, input, found } of ROWS) test(`batches: ${name}`, () => expect(cut(input, 8)).toEqual(found));

test('batches: together they are the input, each is whole lines, and none could have taken the next line, too', () => {
  const input = fc.array(fc.constantFrom('a', 'b', '$', '$'), { maxLength: 60 }).map((all) => all.join(''));
  fc.assert(
    fc.property(input, fc.integer({ min: 1, max: 12 }), (text, limit) => {
      const found = cut(text, limit);
      expect(found.join('')).toBe(text);
      for (const [index, batch] of found.entries()) {
        expect(batch.length).toBeGreaterThan(0);
        if (batch.length > limit) expect(batch.slice(0, -1)).not.toContain('$');
        const rest = found.slice(index + 1).join('');
        if (rest === '') continue;
        expect(batch.endsWith('$')).toBe(true);
        const line = `${rest.split('$', 1)[0]}$`.slice(0, rest.length);
        expect(batch.length + line.length).toBeGreaterThan(limit);
      }
    }),
    { numRuns: 3000 },
  );
});

test('batches: they are views of the input, no copies', () => {
  const input = bytesOf('a$b$c$');
  for (const batch of batches(input, 2)) expect(batch.buffer).toBe(input.buffer);
});
