/**
 * Damage on the way: files that end early, bits that flip. None is accepted.
 *
 * In CI one bit of each byte of a large file is flipped. `DAMAGE=all` flips all of them: half a million checksums.
 */
import { describe, expect, test } from 'vitest';
import { PREAMBLE_BYTES } from '../../src/format/records.js';
import type { RejectionCode } from '../../src/validator/rejection.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { contentOf } from '../content/contents.js';
import { placeOf, withLength } from './damage.js';

const FILES = ['predicates', 'conditions', 'nothing'].map((name) => ({ name, good: contentOf(name) }));

async function codeOf(bytes: Uint8Array): Promise<RejectionCode | 'accepted'> {
  const answer = await validate(bytes);
  return isRejection(answer) ? answer.code : 'accepted';
}

/** What the validator says of a file with a wrong bit here. */
function expectedAt(byte: number): RejectionCode {
  const inColumn = (column: string) => byte >> 2 === placeOf('Header', column).offset >> 2;
  if (inColumn('magic')) return 'NotContent';
  if (inColumn('formatVersion')) return 'NewerFormat';
  return inColumn('length') ? 'LengthMismatch' : 'ChecksumMismatch';
}

const BITS = [0, 1, 2, 3, 4, 5, 6, 7];
const SMALL = 8192;

const bitsAt = (at: number, { length }: Uint8Array): readonly number[] =>
  length < SMALL || process.env.DAMAGE === 'all' ? BITS : [at % BITS.length];

describe.each(FILES)('$name', ({ good }) => {
  test('itself is accepted', async () => expect(await codeOf(good)).toBe('accepted'));

  test('every prefix is refused', async () => {
    for (let length = 0; length < good.length; length++) {
      const expected = length < PREAMBLE_BYTES ? 'Truncated' : 'LengthMismatch';
      if ((await codeOf(good.subarray(0, length))) !== expected) expect.fail(`${length} bytes: not ${expected}`);
    }
  });

  test('every prefix that says it is whole is refused', async () => {
    for (let length = PREAMBLE_BYTES; length < good.length; length++) {
      const code = await codeOf(withLength(good, length));
      if (code !== 'SectionMisplaced') expect.fail(`${length} bytes: ${code}`);
    }
  });

  test('every flipped bit is refused', { timeout: 600_000 }, async () => {
    const bytes = good.slice();
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of bitsAt(at, good)) {
        bytes[at]! ^= 1 << bit;
        const code = await codeOf(bytes);
        if (code !== expectedAt(at)) expect.fail(`bit ${bit} of byte ${at}: ${code}, not ${expectedAt(at)}`);
        bytes[at]! ^= 1 << bit;
      }
    }
  });
});
