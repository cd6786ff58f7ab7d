/** Hashes, checksum and digest against vectors from elsewhere. */
import { describe, expect, test } from 'vitest';
import { checksum } from '../../src/format/checksum.js';
import { digest } from '../../src/format/digest.js';
import { hashBytes, hashEdge, hashGram, hashKey, littleEndian, topBits } from '../../src/format/keys.js';

const text = (written: string) => new TextEncoder().encode(written);

/** Source: RFC 3720, B.4; "123456789" is the check value of CRC-32C in the catalogue of parametrised CRC algorithms. */
const CHECKSUMS: readonly { name: string; bytes: Uint8Array; sum: number }[] = [
  { name: 'nothing', bytes: text(''), sum: 0 },
  { name: '32 zeros', bytes: new Uint8Array(32), sum: 0x8a9136aa },
  { name: '32 ones', bytes: new Uint8Array(32).fill(0xff), sum: 0x62a8ab43 },
  { name: 'rising', bytes: Uint8Array.from({ length: 32 }, (_, at) => at), sum: 0x46dd794e },
  { name: 'falling', bytes: Uint8Array.from({ length: 32 }, (_, at) => 31 - at), sum: 0x113fdb5c },
  { name: 'nine digits', bytes: text('123456789'), sum: 0xe3069283 },
];

describe('checksum', () => {
  for (const { name, bytes, sum } of CHECKSUMS) test(name, () => expect(checksum(bytes)).toBe(sum));

  test('four bytes read as zero', () => {
    for (let hole = 0; hole <= 28; hole++) {
      const bytes = new Uint8Array(32).fill(0xff, hole, hole + 4);
      expect(checksum(bytes, hole)).toBe(0x8a9136aa);
    }
  });
});

/** Source: D. Eastlake and others, draft-eastlake-fnv, FNV-1a of 32 bits. */
const FNV: readonly (readonly [string, number])[] = [
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
];

/** Worked out with integers of any size. */
const KEYS: readonly { name: string; found: number; hash: number }[] = [
  { name: 'key of nothing', found: hashKey(0, 0), hash: 0 },
  { name: 'key, low word', found: hashKey(1, 0), hash: 0x297b73f2 },
  { name: 'key, high word', found: hashKey(0, 1), hash: 0x59c82d77 },
  { name: 'key, all bits', found: hashKey(0xffffffff, 0xffffffff), hash: 0xe3e0fb7c },
  { name: 'key, .exe cmd.', found: hashKey(0x78652e65, 0x2e646d63), hash: 0xc3481344 },
  { name: 'gram of nothing', found: hashGram(0), hash: 0 },
  { name: 'gram, lowest bit', found: hashGram(1), hash: 0x9e3779b1 },
  { name: 'gram, .exe', found: hashGram(0x6578652e), hash: 0x30f2b2ce },
  { name: 'gram, all bits', found: hashGram(0xffffffff), hash: 0x61c8864f },
  { name: 'edge without a key', found: hashEdge(0, text('')), hash: 0 },
  { name: 'edge, short key', found: hashEdge(0, text('Id')), hash: 0x68dd049c },
  { name: 'edge, other parent', found: hashEdge(3, text('Id')), hash: 0xe6f27433 },
  { name: 'edge, five bytes', found: hashEdge(0, text('Event')), hash: 0x8641bfc5 },
  { name: 'edge, long key', found: hashEdge(32767, text('CommandLine')), hash: 0x691c4e59 },
];

describe('hash', () => {
  for (const [written, hash] of FNV) test(`bytes of "${written}"`, () => expect(hashBytes(text(written))).toBe(hash));
  for (const { name, found, hash } of KEYS) test(name, () => expect(found).toBe(hash));

  test('an edge is its bytes, wherever they stand', () => {
    expect(hashEdge(0, text('xxEventxx').subarray(2, 7))).toBe(0x8641bfc5);
  });
});

test('bytes as a number, the first lowest', () => {
  expect(littleEndian(text(''))).toBe(0);
  expect(littleEndian(Uint8Array.of(1, 2))).toBe(0x0201);
  expect(littleEndian(Uint8Array.of(0xff, 0xfe, 0xfd, 0xfc))).toBe(0xfcfdfeff);
});

test('highest bits', () => {
  expect([0, 1, 8, 32].map((bits) => topBits(0x89abcdef, bits))).toEqual([0, 1, 0x89, 0x89abcdef]);
});

/** Source: FIPS 180-4, examples. */
const DIGESTS: readonly (readonly [string, string])[] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
];

for (const [written, hash] of DIGESTS) {
  test(`digest of "${written}"`, async () => expect(await digest(text(written))).toBe(hash));
}
