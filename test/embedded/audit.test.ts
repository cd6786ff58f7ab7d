/** The audit, on modules made by hand and on those that are shipped. */
import { expect, test } from 'vitest';
import { auditModule } from '../../src/embedded/audit.js';
import { JUDGE_BYTES } from '../../src/embedded/judge-bytes.js';
import { judgePages, LIMITS, PAGES } from '../../src/format/layout.js';
import { CORES } from '../../src/sandbox/core-bytes.js';
import {
  constantGlobal,
  coreBytes,
  FIXED_MEMORY,
  moduleOf,
  PREAMBLE,
  section,
  sectionEnds,
  TYPES,
  u32,
} from '../sandbox/wasm.js';

const pages = (...limits: readonly number[]) => section(5, [limits.length > 1 ? 1 : 0, ...limits.flatMap(u32)]);
const global = (...bytes: readonly number[]) => moduleOf(FIXED_MEMORY, section(6, bytes));
const FIXED = { minimum: PAGES, maximum: PAGES };
const NOT_WASM = 'it is not a WebAssembly module';
const NOT_ONE = 'it does not have exactly one memory';
const NOT_FIXED = `its memory is not ${PAGES} pages, fixed`;
const MUTABLE = 'it has a mutable global';
const NOT_INTEGER = 'it has a global that is not an integer constant';

const MODULES: readonly { name: string; bytes: Uint8Array; wrong?: string }[] = [
  { name: 'a memory and nothing else', bytes: moduleOf(FIXED_MEMORY) },
  { name: 'the outside of a core', bytes: coreBytes() },
  { name: 'nothing', bytes: new Uint8Array(0), wrong: NOT_WASM },
  { name: 'a text', bytes: Buffer.from('title: not wasm'), wrong: NOT_WASM },
  { name: 'half a preamble', bytes: Uint8Array.from(PREAMBLE.slice(0, 7)), wrong: NOT_WASM },
  { name: 'another version', bytes: Uint8Array.from([...PREAMBLE.slice(0, 4), 2, 0, 0, 0]), wrong: NOT_WASM },
  { name: 'a preamble and nothing else', bytes: moduleOf(), wrong: NOT_ONE },
  {
    name: 'an import',
    bytes: moduleOf(TYPES, section(2, [1, 0x65, 1, 0x66, 0, 0]), FIXED_MEMORY),
    wrong: 'it imports',
  },
  { name: 'an import section without imports', bytes: moduleOf(section(2), FIXED_MEMORY), wrong: 'it imports' },
  { name: 'a start function', bytes: moduleOf(FIXED_MEMORY, [8, 1, 0]), wrong: 'it has a start function' },
  { name: 'no memory', bytes: moduleOf(TYPES), wrong: NOT_ONE },
  { name: 'two memories', bytes: moduleOf(section(5, [1, 1, 1], [1, 1, 1])), wrong: NOT_ONE },
  { name: 'a memory without a maximum', bytes: moduleOf(pages(PAGES)), wrong: NOT_FIXED },
  { name: 'a memory that grows by a page', bytes: moduleOf(pages(PAGES, PAGES + 1)), wrong: NOT_FIXED },
  { name: 'a memory that grows to its size', bytes: moduleOf(pages(PAGES - 1, PAGES)), wrong: NOT_FIXED },
  { name: 'a memory one page too small', bytes: moduleOf(pages(PAGES - 1, PAGES - 1)), wrong: NOT_FIXED },
  { name: 'a memory one page too large', bytes: moduleOf(pages(PAGES + 1, PAGES + 1)), wrong: NOT_FIXED },
  { name: 'a shared memory', bytes: moduleOf(section(5, [3, ...u32(PAGES), ...u32(PAGES)])), wrong: NOT_FIXED },
  { name: 'constant globals', bytes: moduleOf(FIXED_MEMORY, section(6, constantGlobal(-1), constantGlobal(1 << 30))) },
  { name: 'a global of 64 bits', bytes: global(0x7e, 0, 0x42, 0xff, 0xff, 0x7f, 0x0b) },
  { name: 'a mutable global', bytes: global(0x7f, 1, 0x41, 0, 0x0b), wrong: MUTABLE },
  {
    name: 'a mutable global behind a constant one',
    bytes: moduleOf(FIXED_MEMORY, section(6, constantGlobal(5), [0x7f, 1, 0x41, 0, 0x0b])),
    wrong: MUTABLE,
  },
  { name: 'a floating-point global', bytes: global(0x7d, 0, 0x43, 0, 0, 0, 0, 0x0b), wrong: NOT_INTEGER },
  { name: 'a global that is another', bytes: global(0x7f, 0, 0x23, 0, 0x0b), wrong: NOT_INTEGER },
  { name: 'a global that is a sum', bytes: global(0x7f, 0, 0x41, 1, 0x41, 2, 0x6a, 0x0b), wrong: NOT_INTEGER },
  { name: 'cut in its memory', bytes: moduleOf(FIXED_MEMORY).subarray(0, -2), wrong: NOT_FIXED },
  { name: 'cut behind a section code', bytes: moduleOf(FIXED_MEMORY).subarray(0, 9), wrong: NOT_ONE },
  { name: 'more globals than bytes', bytes: moduleOf(FIXED_MEMORY, [6, 5, 255, 255, 255, 255, 15]), wrong: MUTABLE },
  {
    name: 'a table, which is state outside the memory',
    bytes: moduleOf([4, 4, 1, 0x70, 0, 0], FIXED_MEMORY),
    wrong: 'it has a table',
  },
  { name: 'elements of a table that is not there', bytes: moduleOf(FIXED_MEMORY, [9, 1, 0]), wrong: 'it has a table' },
  { name: 'a section longer than the file', bytes: moduleOf([5, 255, 255, 255, 255, 15, 1]), wrong: NOT_FIXED },
];

for (const { name, bytes, wrong } of MODULES) {
  test(`audit: ${name}`, () => expect(auditModule(bytes, FIXED)).toBe(wrong));
}

for (const [name, { base64 }] of Object.entries(CORES)) {
  const core = Buffer.from(base64, 'base64');
  test(`audit: the ${name} core passes`, () => expect(auditModule(core, FIXED)).toBeUndefined());
  test(`audit: the ${name} core cut inside a section passes only where an engine refuses it`, () => {
    const ends = sectionEnds(core);
    for (let length = 0; length < core.length; length += length < 200 ? 1 : 97) {
      const cut = core.subarray(0, length);
      if (!ends.has(length) && auditModule(cut, FIXED) === undefined)
        expect(WebAssembly.validate(cut), `${length} bytes`).toBe(false);
    }
  });
}

const GROWING = { minimum: 1, maximum: judgePages(LIMITS.CONTENT_BYTES.value) };
const NOT_GROWING = `its memory is not 1 to ${GROWING.maximum} pages`;
const JUDGES: readonly { name: string; bytes: Uint8Array; wrong?: string }[] = [
  { name: 'the shipped one', bytes: Buffer.from(JUDGE_BYTES.base64, 'base64') },
  { name: 'a memory of the core', bytes: moduleOf(FIXED_MEMORY), wrong: NOT_GROWING },
  { name: 'a page more to begin with', bytes: moduleOf(pages(2, GROWING.maximum)), wrong: NOT_GROWING },
  { name: 'a page more at most', bytes: moduleOf(pages(1, GROWING.maximum + 1)), wrong: NOT_GROWING },
  { name: 'a memory without a maximum', bytes: moduleOf(pages(1)), wrong: NOT_GROWING },
];
for (const { name, bytes, wrong } of JUDGES)
  test(`audit of the validator's module: ${name}`, () => expect(auditModule(bytes, GROWING)).toBe(wrong));
