/** Hashes, checksum and digest against vectors from elsewhere. */
import { describe, expect, test } from 'vitest';
import { checksum } from '../../src/format/checksum.js';
import { digest } from '../../src/format/digest.js';
import {
  filterPlace,
  hashBytes,
  hashEdge,
  hashKey,
  hashText,
  isOfClass,
  littleEndian,
  topBits,
} from '../../src/format/keys.js';

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
  { name: 'key, low word', found: hashKey(1, 0), hash: 0x9e3779b1 },
  { name: 'key, high word', found: hashKey(0, 1), hash: 0x85ebca77 },
  { name: 'key, all bits', found: hashKey(0xffffffff, 0xffffffff), hash: 0x1bdcb3c6 },
  { name: 'key, .exe cmd.', found: hashKey(0x78652e65, 0x2e646d63), hash: 0xf94a27d0 },
  { name: 'text of nothing', found: hashText(text('')), hash: 0 },
  { name: 'text, one byte', found: hashText(text('a')), hash: 0x30150e2 },
  { name: 'text, three bytes', found: hashText(text('abc')), hash: 0x78ec2dd6 },
  { name: 'text, four bytes', found: hashText(text('abcd')), hash: 0x6cc9c183 },
  { name: 'text, nine bytes', found: hashText(text('mimikatz9')), hash: 0x2e3ca42b },
  { name: 'edge without a key', found: hashEdge(0, text('')), hash: 0 },
  { name: 'edge, short key', found: hashEdge(0, text('Id')), hash: 0x306ed1db },
  { name: 'edge, other parent', found: hashEdge(3, text('Id')), hash: 0xf8d8cd3c },
  { name: 'edge, five bytes', found: hashEdge(0, text('Event')), hash: 0x76cdc886 },
  { name: 'edge, long key', found: hashEdge(32767, text('CommandLine')), hash: 0xab895327 },
];

describe('hash', () => {
  for (const [written, hash] of FNV) test(`bytes of "${written}"`, () => expect(hashBytes(text(written))).toBe(hash));
  for (const { name, found, hash } of KEYS) test(name, () => expect(found).toBe(hash));

  test('an edge is its bytes, wherever they stand', () => {
    expect(hashEdge(0, text('xxEventxx').subarray(2, 7))).toBe(0x76cdc886);
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

/** Filters of 2^bits bits: the word is the highest bits of the hash, its two bits the next ten. */
const PLACES: readonly { hash: number; bits: number; word: number; mask: number }[] = [
  { hash: 0, bits: 10, word: 0, mask: 1 },
  { hash: 0xffffffff, bits: 10, word: 31, mask: 0x80000000 },
  { hash: 0b00001_00010_00011_00000000000000000, bits: 10, word: 1, mask: 0b1100 },
];
for (const { hash, bits, word, mask } of PLACES)
  test(`filter: ${hash}`, () => expect(filterPlace(hash, bits)).toEqual({ word, mask }));

test('a pair is of a class when both its bytes are of the same', () => {
  const classes = new Uint8Array(64);
  const add = (bit: number, first: string, second: string) =>
    [first, second].forEach((byte, place) => {
      const code = byte.charCodeAt(0);
      classes[32 * place + (code & 15)]! |= bit;
      classes[32 * place + 16 + (code >> 4)]! |= bit;
    });
  add(1, 'a', 'b');
  add(2, 'x', 'y');
  const pairs = ['ab', 'xy', 'ay', 'xb', 'ba', 'aa'].map((pair) => isOfClass(classes, littleEndian(text(pair))));
  expect(pairs).toEqual([true, true, false, false, false, false]);
});
