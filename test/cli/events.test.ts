import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { readEvents } from '../../src/cli/events.js';
import { splitDocuments } from '../../src/cli/json-documents.js';
import { splitLines } from '../../src/cli/lines.js';
import { inChunks, rendered } from './events-rendered.js';

const MIB = 1 << 20;
const folder = mkdtempSync(join(tmpdir(), 'ringfence-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const zip = (text: string) => gzipSync(text);
const cut = (bytes: Buffer, by: number) => bytes.subarray(0, bytes.length - by);
const joined = (...parts: readonly (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const MARK = Buffer.of(0xef, 0xbb, 0xbf);
const AB = '{"a":1}\n{"b":2}\n';
const AB_LINES = ['1 {"a":1}', '2 {"b":2}'];

const FILES: readonly { name: string; file: string; input: string | Buffer; lines: readonly string[] }[] = [
  { name: 'ndjson', file: 'a.ndjson', input: AB, lines: AB_LINES },
  { name: 'jsonl', file: 'a.jsonl', input: AB, lines: AB_LINES },
  { name: 'another ending is read as lines', file: 'a.txt', input: '[{}]\n', lines: ['1 [{}]'] },
  { name: 'no ending', file: 'events', input: AB, lines: AB_LINES },
  { name: 'json', file: 'a.json', input: '[{"a":1},\n{"b":2}]', lines: AB_LINES },
  { name: 'json in capitals', file: 'A.JSON', input: '[{}]', lines: ['1 {}'] },
  { name: 'empty', file: 'empty.ndjson', input: '', lines: [] },
  { name: 'empty json', file: 'empty.json', input: '', lines: [] },
  { name: 'shorter than a mark', file: 'short', input: '1', lines: ['1 1'] },
  { name: 'a UTF-8 mark', file: 'mark', input: joined(MARK, AB), lines: AB_LINES },
  { name: 'a UTF-8 mark before json', file: 'mark.json', input: joined(MARK, '{}'), lines: ['1 {}'] },
  { name: 'a UTF-8 mark and nothing', file: 'marked-empty', input: MARK, lines: [] },
  { name: 'a UTF-8 mark later on', file: 'late', input: joined('{}\n', MARK, '{}'), lines: ['1 {}', '2 ï»¿{}'] },
  { name: 'UTF-16, little end first', file: 'le', input: Buffer.from('\ufeff{}\n', 'utf16le'), lines: ['NotUtf8'] },
  { name: 'UTF-16, big end first', file: 'be.json', input: Buffer.of(0xfe, 0xff, 0, 0x7b), lines: ['NotUtf8'] },
  { name: 'gzip', file: 'a.ndjson.gz', input: zip(AB), lines: AB_LINES },
  { name: 'gzip whatever the name', file: 'zipped.log', input: zip(AB), lines: AB_LINES },
  { name: 'gzip of json', file: 'a.json.gz', input: zip('[{}\n,{}]'), lines: ['1 {}', '2 {}'] },
  { name: 'gzip of nothing', file: 'nothing.gz', input: zip(''), lines: [] },
  {
    name: 'gzip after gzip',
    file: 'two.gz',
    input: joined(zip('{}\n{"a'), zip('":1}\n')),
    lines: ['1 {}', '2 {"a":1}'],
  },
  { name: 'gzip of marked text', file: 'm.gz', input: gzipSync(joined(MARK, AB)), lines: AB_LINES },
  { name: 'gzip of UTF-16', file: 'u.gz', input: gzipSync(Buffer.from('\ufeff{}', 'utf16le')), lines: ['NotUtf8'] },
  { name: 'gzip padded with zeros', file: 'padded.gz', input: joined(zip(AB), Buffer.alloc(512)), lines: AB_LINES },
  {
    name: 'gzip after padding',
    file: 'after.gz',
    input: joined(zip(AB), Buffer.alloc(40_000), zip(AB)),
    lines: [...AB_LINES, 'GzipDamaged'],
  },
  { name: 'gzip without its end', file: 'cut.gz', input: cut(zip(AB), 4), lines: [...AB_LINES, 'GzipDamaged'] },
  { name: 'gzip without content', file: 'header.gz', input: zip(AB).subarray(0, 10), lines: ['GzipDamaged'] },
  { name: 'an empty gzip file', file: 'zero.gz', input: '', lines: ['GzipDamaged'] },
  { name: 'gzip by name alone', file: 'plain.gz', input: AB, lines: ['GzipDamaged'] },
  { name: 'not gzip after gzip', file: 'tail.gz', input: joined(zip(AB), AB), lines: ['GzipDamaged'] },
  {
    name: 'json in gzip without its end',
    file: 'cut.json.gz',
    input: cut(zip('[{}, {}'), 1),
    lines: ['1 {}', '1 {}', '1:1 ArrayUnterminated', 'GzipDamaged'],
  },
];
for (const { name, file, input, lines } of FILES) {
  test(`events: ${name}`, async () => {
    const path = join(folder, file);
    writeFileSync(path, input);
    expect(await rendered(readEvents(path, MIB), MIB)).toEqual(lines);
  });
}

test('events: standard input, compressed or not, in any chunks', async () => {
  for (const input of [Buffer.from(AB), joined(MARK, AB), zip(AB), joined(zip(AB.slice(0, 5)), zip(AB.slice(5)))]) {
    for (let length = 1; length <= input.length; length += 1) {
      expect(await rendered(readEvents('-', MIB, inChunks(input, length)), MIB)).toEqual(AB_LINES);
    }
  }
});

test('events: gzip cut at every byte gives a beginning of the text and one problem', async () => {
  const text = Array.from({ length: 40 }, (_, at) => `{"n":${at * 7919}}\n`).join('');
  const bytes = zip(text);
  for (let length = 2; length < bytes.length; length += 1) {
    const lines = await rendered(readEvents('-', MIB, inChunks(bytes.subarray(0, length), 7)), MIB);
    expect(lines.at(-1)).toBe('GzipDamaged');
    const read = lines.slice(0, -1).map((line) => line.replace(/^\d+ /, ''));
    expect(text.startsWith(read.join('\n'))).toBe(true);
    if (length >= bytes.length - 8) expect(read.length).toBe(40);
  }
});

test('events: damage deep inside gzip keeps what was inflated before', async () => {
  const text = Array.from({ length: 200_000 }, (_, at) => `{"n":${(at * 48_271) % 65_537}}\n`).join('');
  const bytes = zip(text);
  bytes.fill(0xff, bytes.length - 1000, bytes.length - 900);
  const lines = await rendered(readEvents('-', MIB, Readable.from([bytes])), MIB);
  expect(lines.at(-1)).toBe('GzipDamaged');
  const kept = lines.slice(0, -2).map((line) => line.replace(/^\d+ /, ''));
  expect(text.startsWith(kept.join('\n'))).toBe(true);
  expect(kept.length).toBeGreaterThan(170_000);
});

const UNREADABLE: readonly { name: string; path: string; text: string }[] = [
  { name: 'no such file', path: join(folder, 'none.ndjson'), text: 'cannot be read: no such file' },
  { name: 'no such gzip file', path: join(folder, 'none.json.gz'), text: 'cannot be read: no such file' },
  { name: 'a directory', path: folder, text: 'cannot be read: is a directory' },
  { name: 'a file as a directory', path: join(import.meta.filename, 'a'), text: 'cannot be read: ENOTDIR' },
  { name: 'a path with NUL', path: 'a\0b', text: 'cannot be read: ' },
];
for (const { name, path, text } of UNREADABLE) {
  test(`events: ${name}`, async () => {
    const events: unknown[] = [];
    for await (const event of readEvents(path, MIB)) events.push(event);
    expect(events).toEqual([{ kind: 'problem', code: 'Unreadable', text: expect.stringContaining(text) }]);
  });
}

test('events: a file without permission', async ({ skip }) => {
  if (process.getuid?.() === 0) skip('root may read everything');
  const path = join(folder, 'secret.ndjson');
  writeFileSync(path, AB, { mode: 0 });
  expect(await rendered(readEvents(path, MIB), MIB)).toEqual(['Unreadable']);
});

test('events: input that fails keeps what came before', async () => {
  async function* failing() {
    yield Buffer.from('{}\n{"a"');
    throw Object.assign(new Error('i/o error'), { code: 'EIO' });
  }
  expect(await rendered(readEvents('-', MIB, failing()), MIB)).toEqual(['1 {}', '2 {"a"', 'Unreadable']);
});

test('events: files of many windows, compressed or not, come back whole', async () => {
  const text = Array.from({ length: 60_000 }, (_, at) => `{"n":${at},"x":"${'x'.repeat((at * 7919) % 101)}"}\n`).join(
    '',
  );
  mkdirSync(join(folder, 'big'));
  for (const [file, bytes] of Object.entries({
    'a.ndjson': Buffer.from(text),
    'a.gz': zip(text),
    'a.json': Buffer.from(text),
  })) {
    const path = join(folder, 'big', file);
    writeFileSync(path, bytes);
    for (const limit of [1000, 65_536, MIB]) {
      const lines = await rendered(readEvents(path, limit), limit);
      expect(lines.every((line, at) => line.startsWith(`${at + 1} {"n":${at},`))).toBe(true);
      expect(lines.reduce((sum, line, at) => sum + line.length - `${at + 1}`.length, 0)).toBe(text.length);
    }
  }
});

/** Chunks of one buffer: the beginning, then the rest again and again. */
async function* endless(beginning: string, rest: string, chunks: number, used: { peak: number; closed: boolean }) {
  const chunk = Buffer.alloc(65_536, rest);
  try {
    yield Buffer.from(beginning);
    for (let turn = 0; turn < chunks; turn += 1) {
      used.peak = Math.max(used.peak, process.memoryUsage().arrayBuffers);
      yield chunk;
    }
  } finally {
    used.closed = true;
  }
}

const ENDLESS: readonly { name: string; split: typeof splitLines; beginning: string; rest: string; lines: string[] }[] =
  [
    { name: 'a line', split: splitLines, beginning: '{}\n', rest: 'x', lines: ['1 {}', '2 EventTooLong'] },
    {
      name: 'an object',
      split: splitDocuments,
      beginning: '{}\n{',
      rest: ' ',
      lines: ['1 {}', '2:1 EventTooLong', '2:1 EventUnterminated'],
    },
    { name: 'no object', split: splitDocuments, beginning: '{}\n1', rest: '1', lines: ['1 {}', '2:1 NotAnEvent'] },
  ];
for (const { name, split, beginning, rest, lines } of ENDLESS) {
  test(`events: memory stays bounded for 128 MiB of ${name}`, async () => {
    const used = { peak: 0, closed: false };
    const before = process.memoryUsage().arrayBuffers;
    expect(await rendered(split(endless(beginning, rest, 2048, used), MIB), MIB)).toEqual(lines);
    expect(used.peak - before).toBeLessThan(4 * MIB);
  });

  test(`events: ${name} that never ends is left when the consumer stops`, async () => {
    const used = { peak: 0, closed: false };
    for await (const event of split(endless(beginning, rest, Number.POSITIVE_INFINITY, used), MIB)) {
      if (event.kind === 'problem') break;
    }
    expect(used.closed).toBe(true);
  });
}

test('events: a compressed line of 256 MiB is left out with bounded memory', async () => {
  const member = zip('x'.repeat(32 * MIB));
  const used = { peak: 0, closed: false };
  const before = process.memoryUsage().arrayBuffers;
  async function* members() {
    yield zip('{}\n');
    for (let turn = 0; turn < 8; turn += 1) {
      used.peak = Math.max(used.peak, process.memoryUsage().arrayBuffers);
      yield member;
    }
    yield zip('\n{}');
  }
  expect(await rendered(readEvents('-', MIB, members()), MIB)).toEqual(['1 {}', '2 EventTooLong', '3 {}']);
  expect(used.peak - before).toBeLessThan(64 * MIB);
});

test('events: stopping early closes the source', async () => {
  for (const bytes of [Buffer.from(AB.repeat(100_000)), gzipSync(AB.repeat(100_000))]) {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield bytes;
      } finally {
        closed = true;
      }
    }
    for await (const event of readEvents('-', 4096, source())) {
      expect(event.kind).toBe('batch');
      break;
    }
    expect(closed).toBe(true);
  }
});
