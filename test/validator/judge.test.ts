/** The validator's module as it is shipped, what is refused instead of it, and what the engine may lack. */
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { JUDGE_BYTES } from '../../src/embedded/judge-bytes.js';
import { JUDGE_EXPORTS } from '../../src/format/layout.js';
import { LAYOUT_DIGEST } from '../../src/format/layout-digest.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { answerOf, coreBytes, judgeBytes, moduleOf, section } from '../sandbox/wasm.js';
import { GOOD } from './rows.js';

const shipped = Buffer.from(JUDGE_BYTES.base64, 'base64');

test('it imports nothing and exports what the tables say', () => {
  const module = new WebAssembly.Module(shipped);
  expect(WebAssembly.Module.imports(module)).toEqual([]);
  const found = WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]);
  expect(Object.fromEntries(found)).toEqual(JUDGE_EXPORTS);
});

test('a module compiled elsewhere judges alike', async () => {
  const module = new WebAssembly.Module(shipped);
  expect(isRejection(await validate(GOOD, { module }))).toBe(false);
  expect(await validate(GOOD.with(-1, GOOD.at(-1)! ^ 1), { module })).toMatchObject({ code: 'ChecksumMismatch' });
});

const ANSWERS = { checksum: answerOf(0), judge: answerOf(1) };
const IMPORTING = moduleOf(section(1, [0x60, 0, 0]), section(2, [1, 0x65, 1, 0x66, 0, 0]));

const SUPPLIED: readonly { name: string; bytes: Uint8Array<ArrayBuffer>; says: string }[] = [
  { name: 'one that imports', bytes: IMPORTING, says: "the validator's module imports e.f" },
  { name: 'the core', bytes: coreBytes(), says: "the validator's module exports" },
  {
    name: 'one of other tables',
    bytes: judgeBytes({ ...ANSWERS, layoutDigest: LAYOUT_DIGEST ^ 1 }),
    says: 'other format tables',
  },
];
test.each(SUPPLIED)('supplied: $name', async ({ bytes, says }) => {
  await expect(validate(GOOD, { module: new WebAssembly.Module(bytes) })).rejects.toMatchObject({
    name: 'RingfenceError',
    code: 'CoreRefused',
    message: expect.stringContaining(says),
  });
});

/** Validates with other bytes embedded than the shipped ones. */
async function validateWith(bytes: Uint8Array, sha256: string): Promise<unknown> {
  const embedded = { sha256, base64: Buffer.from(bytes).toString('base64') };
  vi.doMock('../../src/embedded/judge-bytes.js', () => ({ JUDGE_BYTES: embedded }));
  vi.resetModules();
  try {
    const { validate: fresh } = await import('../../src/validator/validate.js');
    return await fresh(GOOD);
  } finally {
    vi.doUnmock('../../src/embedded/judge-bytes.js');
    vi.resetModules();
  }
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('embedded: a byte flipped is refused', async () => {
  const flipped = shipped.with(shipped.length >> 1, shipped[shipped.length >> 1]! ^ 1);
  await expect(validateWith(flipped, JUDGE_BYTES.sha256)).rejects.toMatchObject({ code: 'CoreRefused' });
});

test('embedded: another module under its own digest is refused', async () => {
  await expect(validateWith(IMPORTING, digestOf(IMPORTING))).rejects.toMatchObject({ code: 'CoreRefused' });
});

test('an engine without WebAssembly is told', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  await expect(validateWith(shipped, JUDGE_BYTES.sha256)).rejects.toMatchObject({ code: 'Unsupported' });
  vi.unstubAllGlobals();
});

test('an engine without memory is not to blame, nor is the file', async () => {
  setFlagsFromString('--wasm-max-mem-pages=1');
  try {
    await expect(validate(GOOD)).rejects.toMatchObject({ name: 'RingfenceError', code: 'OutOfMemory' });
  } finally {
    setFlagsFromString('--wasm-max-mem-pages=65536');
  }
  expect(isRejection(await validate(GOOD))).toBe(false);
});

test('a full stack is not to blame either', async () => {
  const recurring = judgeBytes({ ...ANSWERS, checksum: [0x10, 0] });
  await expect(validate(GOOD, { module: new WebAssembly.Module(recurring) })).rejects.toMatchObject({
    name: 'RingfenceError',
    code: 'HostStackExhausted',
  });
});

test('files that are judged side by side do not see each other', async () => {
  const broken = GOOD.with(-1, GOOD.at(-1)! ^ 1);
  const answers = await Promise.all([GOOD, broken, GOOD, broken].map((bytes) => validate(bytes)));
  expect(answers.map(isRejection)).toEqual([false, true, false, true]);
});
