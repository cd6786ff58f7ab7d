/** What survives a restart, and what is found in its place: damage is told in one line, and never thrown. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FileStore } from '../../src/store/file-store.js';
import { MemoryStore } from '../../src/store/memory-store.js';
import { decodeMemory, encodeMemory, REMEMBERED_DIGESTS, STORE_BYTES } from '../../src/store/store.js';

const digestOf = (number: number) => number.toString(16).padStart(64, '0');
const MEMORY = { quarantined: [digestOf(1), digestOf(2)], starts: { [digestOf(3)]: 2 } };
const bytes = encodeMemory(MEMORY);
const text = (value: string) => new TextEncoder().encode(value);

test('what is written is read', () => expect(decodeMemory(bytes)).toEqual(MEMORY));

test('the newest digests are kept', () => {
  const many = Array.from({ length: REMEMBERED_DIGESTS + 1 }, (_, number) => digestOf(number));
  expect(decodeMemory(encodeMemory({ quarantined: many, starts: {} }))).toMatchObject({ quarantined: many.slice(1) });
});

const DAMAGED: readonly { name: string; bytes: Uint8Array; says: RegExp }[] = [
  { name: 'nothing', bytes: text(''), says: /no store/ },
  { name: 'zeros', bytes: new Uint8Array(bytes.length), says: /no store/ },
  { name: 'other JSON', bytes: text('[]'), says: /no store/ },
  {
    name: 'a future version',
    bytes: text('{"ringfence":"store 2","checksum":0,"memory":""}'),
    says: /ringfence is wrong/,
  },
  { name: 'more than it may have', bytes: new Uint8Array(STORE_BYTES + 1), says: /at most/ },
  { name: 'a wrong checksum', bytes: text('{"ringfence":"store 1","checksum":1,"memory":"{}"}'), says: /checksum/ },
];
for (const { name, bytes, says } of DAMAGED) test(`damaged: ${name}`, () => expect(decodeMemory(bytes)).toMatch(says));

test('every prefix and every changed bit is told, and none is believed', () => {
  for (let length = 0; length < bytes.length - 1; length++)
    expect(decodeMemory(bytes.slice(0, length)), `${length} bytes`).toBeTypeOf('string');
  for (let bit = 0; bit < 8 * (bytes.length - 1); bit++) {
    const changed = bytes.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(decodeMemory(changed), `bit ${bit}`).toBeTypeOf('string');
  }
});

describe('stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-store-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const STORES = [
    { name: 'memory', store: new MemoryStore() },
    { name: 'file', store: new FileStore(join(folder, 'state')) },
  ];
  for (const { name, store } of STORES) {
    test(`${name}: the newest and the previous bytes`, async () => {
      expect(await store.read()).toEqual({});
      await store.write(text('1'));
      await store.write(text('2'));
      const { newest, previous } = await store.read();
      expect([newest, previous].map((one) => new TextDecoder().decode(one))).toEqual(['2', '1']);
    });
  }
  test('file: writes that are made at once are done in turn, and nothing is left behind', async () => {
    const path = join(folder, 'turns');
    const store = new FileStore(path);
    await Promise.all(Array.from({ length: 20 }, (_, number) => store.write(text(String(number)))));
    expect(readFileSync(path, 'utf8')).toBe('19');
    expect(readdirSync(folder).filter((name) => name.startsWith('turns'))).toEqual(['turns', 'turns.previous']);
  });
  test('file: a write that is cut short costs nothing that was written before', async () => {
    const path = join(folder, 'cut');
    const store = new FileStore(path);
    await store.write(text('whole'));
    writeFileSync(`${path}.new`, 'ha');
    expect(new TextDecoder().decode((await store.read()).newest)).toBe('whole');
    rmSync(path);
    writeFileSync(`${path}.previous`, 'whole');
    expect(await store.read()).toMatchObject({ previous: Buffer.from('whole') });
  });
  test('file: a folder in its place is told to the caller', async () => {
    const path = join(folder, 'folder');
    mkdirSync(path);
    await expect(new FileStore(path).read()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
