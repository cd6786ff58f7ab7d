/** Copies of what callers give: later writes to theirs are not seen, nor the other way round. */
import { expect, test } from 'vitest';
import { ownBytes } from '../../src/format/own-bytes.js';

const GIVEN: readonly { name: string; bytes: Uint8Array }[] = [
  { name: 'an array', bytes: Uint8Array.of(1, 2, 3) },
  { name: 'a part of an array', bytes: Uint8Array.of(0, 1, 2, 3, 4).subarray(1, 4) },
  { name: 'a Buffer, whose slice is no copy', bytes: Buffer.from([1, 2, 3]) },
  { name: 'shared memory', bytes: new Uint8Array(new SharedArrayBuffer(3)).map((_, at) => at + 1) },
  { name: 'nothing', bytes: new Uint8Array(0) },
];

test.each(GIVEN)('$name', ({ bytes }) => {
  const before = [...bytes];
  const own = ownBytes(bytes);
  bytes.fill(9);
  expect([...own]).toEqual(before);
  expect(own.buffer).toBeInstanceOf(ArrayBuffer);
  expect(own.byteLength).toBe(own.buffer.byteLength);
});
