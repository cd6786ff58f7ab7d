/** The core as it is shipped, and what `loadCore` refuses instead of it. */
import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { EXPORTS } from '../../src/format/layout.js';
import { LAYOUT_DIGEST } from '../../src/format/layout-digest.js';
import { instantiate, type LoadCoreOptions, loadCore } from '../../src/sandbox/core.js';
import { CORES } from '../../src/sandbox/core-bytes.js';
import { coreBytes, FIXED_MEMORY, moduleOf, section, TYPES } from './wasm.js';

for (const build of ['plain', 'simd'] as const) {
  test(`the ${build} core imports nothing and exports what the tables say`, async () => {
    const core = await loadCore({ build });
    expect(core.build).toBe(build);
    expect(WebAssembly.Module.imports(core.module)).toEqual([]);
    const found = WebAssembly.Module.exports(core.module).map(({ name, kind }) => [name, kind]);
    expect(Object.fromEntries(found)).toEqual(EXPORTS);
    expect(found).toHaveLength(Object.keys(EXPORTS).length);
  });
}

test('by default the core is the one with SIMD, where the engine has it', async () => {
  expect((await loadCore()).build).toBe('simd');
});

test('an engine without SIMD gets the plain core', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect((await loadCore()).build).toBe('plain');
  validate.mockRestore();
});

test('a build that is not there is refused', async () => {
  for (const build of ['none', 'toString'] as never[])
    await expect(loadCore({ build })).rejects.toMatchObject({ name: 'RingfenceError', code: 'BadArgument' });
});

test('the two cores are different builds', () => expect(CORES.plain.sha256).not.toBe(CORES.simd.sha256));

test('a module compiled elsewhere is taken', async () => {
  const module = new WebAssembly.Module(Buffer.from(CORES.plain.base64, 'base64'));
  expect(await loadCore({ module })).toEqual({ module, build: 'supplied' });
});

test('an engine without WebAssembly is told', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  await expect(loadCore()).rejects.toMatchObject({ name: 'RingfenceError', code: 'Unsupported' });
});

test('an instance is given out once, that of the check as well', async () => {
  const core = await loadCore();
  const memories = [instantiate(core), instantiate(core), instantiate(core)].map(({ memory }) => memory);
  expect(new Set(memories).size).toBe(3);
});

test('a polluted prototype supplies nothing', async () => {
  Object.defineProperty(Object.prototype, 'env', { value: { abort: () => {} }, writable: true, configurable: true });
  try {
    const { memory } = instantiate(await loadCore());
    expect(memory.buffer.byteLength).toBeGreaterThan(0);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'env');
  }
});

const importing = moduleOf(TYPES, section(2, [1, 0x65, 1, 0x66, 0, 0]), FIXED_MEMORY);

/** Modules that are handed in compiled; `says` is part of the message. */
const SUPPLIED: readonly { name: string; bytes: Uint8Array<ArrayBuffer>; says?: string }[] = [
  { name: 'the outside of a core', bytes: coreBytes() },
  { name: 'one that imports', bytes: importing, says: 'the core imports e.f' },
  { name: 'one that exports nothing', bytes: moduleOf(FIXED_MEMORY), says: 'the core exports ;' },
  { name: 'one that exports more', bytes: coreBytes({ more: ['peek'] }), says: 'peek: function' },
  { name: 'one of other tables', bytes: coreBytes({ layoutDigest: LAYOUT_DIGEST ^ 1 }), says: 'other format tables' },
];
for (const { name, bytes, says } of SUPPLIED) {
  test(`supplied: ${name}`, async () => {
    const loading = loadCore({ module: new WebAssembly.Module(bytes) });
    if (says === undefined) expect((await loading).build).toBe('supplied');
    else await expect(loading).rejects.toMatchObject({ code: 'CoreRefused', message: expect.stringContaining(says) });
  });
}

/** Loads a core from other bytes than the shipped ones, by default with their true SHA-256. */
async function loadFrom(bytes: Uint8Array, sha256 = createHash('sha256').update(bytes).digest('hex')) {
  const build = { sha256, base64: Buffer.from(bytes).toString('base64') };
  vi.doMock('../../src/sandbox/core-bytes.js', () => ({ CORES: { plain: build, simd: build } }));
  vi.resetModules();
  const { loadCore: load } = (await import('../../src/sandbox/core.js')) as {
    loadCore: (options: LoadCoreOptions) => Promise<unknown>;
  };
  return load({ build: 'plain' });
}

afterEach(() => {
  vi.doUnmock('../../src/sandbox/core-bytes.js');
  vi.resetModules();
  vi.unstubAllGlobals();
});

const { sha256: PINNED, base64 } = CORES.plain;
const shipped = Buffer.from(base64, 'base64');

function flipped(at: number): Uint8Array {
  const bytes = Uint8Array.from(shipped);
  bytes[at]! ^= 1;
  return bytes;
}

/** Embedded bytes; `sha256` is the digest beside them where it is not theirs. */
const EMBEDDED: readonly { name: string; bytes: Uint8Array; sha256?: string; says?: string }[] = [
  { name: 'the shipped bytes', bytes: shipped },
  { name: 'the first byte flipped', bytes: flipped(0), sha256: PINNED, says: 'SHA-256' },
  { name: 'a byte in the middle flipped', bytes: flipped(shipped.length >> 1), sha256: PINNED, says: 'SHA-256' },
  { name: 'the last byte flipped', bytes: flipped(shipped.length - 1), sha256: PINNED, says: 'SHA-256' },
  { name: 'a byte more', bytes: Buffer.concat([shipped, Buffer.of(0)]), sha256: PINNED, says: 'SHA-256' },
  { name: 'the other digest', bytes: shipped, sha256: CORES.simd.sha256, says: 'SHA-256' },
  { name: 'another module under its own digest', bytes: importing, says: 'it imports' },
  { name: 'no module under its own digest', bytes: Buffer.from('core'), says: 'it is not a WebAssembly module' },
];
for (const { name, bytes, sha256, says } of EMBEDDED) {
  test(`embedded: ${name}`, async () => {
    const loading = loadFrom(bytes, sha256);
    if (says === undefined) await expect(loading).resolves.toMatchObject({ build: 'plain' });
    else await expect(loading).rejects.toMatchObject({ code: 'CoreRefused', message: expect.stringContaining(says) });
  });
}

test('a flipped byte never reaches the compiler', async () => {
  const compiled = vi.spyOn(WebAssembly, 'compile');
  await expect(loadFrom(flipped(shipped.length >> 1), PINNED)).rejects.toMatchObject({ code: 'CoreRefused' });
  expect(compiled).not.toHaveBeenCalled();
  compiled.mockRestore();
});
