/** Each checked accessor, exported for the test: what is just inside its region is accessed, what is just outside faults. */
import { describe, expect, test } from 'vitest';
import { coreRecordBytes, FAULTS, MEMORY, REGION_ROWS, SECTIONS } from '../../src/format/layout.js';
import { compileCore } from './compiler.js';
import { machineOf } from './machine.js';

const bytesOf = (region: string) => REGION_ROWS.find(({ name }) => name === region)!.bytes;
const TEXTS_END = MEMORY.ARENA + bytesOf('ARENA');
const HIGHEST = 0xffffffff;

interface Row {
  readonly name: string;
  /** The call, of an address or an index `at`, in the core's language. */
  readonly call: string;
  readonly inside: readonly number[];
  readonly outside: readonly number[];
  readonly kind?: keyof typeof FAULTS;
  readonly detail: number;
}

const ROWS: readonly Row[] = [
  ...([1, 2, 4, 8] as const).flatMap((size): Row[] => [
    {
      name: `readText of ${size}`,
      call: `readText<u${8 * size}>(at)`,
      inside: [MEMORY.WINDOW, TEXTS_END - size],
      outside: [0, MEMORY.WINDOW - 1, TEXTS_END - size + 1, MEMORY.CONTENT, HIGHEST],
      detail: MEMORY.WINDOW,
    },
    {
      name: `readBytes of ${size}`,
      call: `readBytes<u${8 * size}>(at)`,
      inside: [MEMORY.WINDOW, MEMORY.CONTENT, MEMORY.END - size],
      outside: [0, MEMORY.WINDOW - 1, MEMORY.END - size + 1, HIGHEST],
      detail: MEMORY.WINDOW,
    },
    {
      name: `writeText of ${size}`,
      call: `writeText<u${8 * size}>(at, 0)`,
      inside: [MEMORY.DIGITS, TEXTS_END - size],
      outside: [0, MEMORY.WINDOW, MEMORY.DIGITS - 1, TEXTS_END - size + 1, MEMORY.CONTENT, HIGHEST],
      detail: MEMORY.DIGITS,
    },
  ]),
  {
    name: 'readBlock',
    call: 'i8x16.bitmask(readBlock(at))',
    inside: [MEMORY.WINDOW, MEMORY.END - 16],
    outside: [MEMORY.WINDOW - 1, MEMORY.END - 15, HIGHEST],
    detail: MEMORY.WINDOW,
  },
  {
    name: 'writeBlock',
    call: 'writeBlock(at, i8x16.splat(0))',
    inside: [MEMORY.DIGITS, TEXTS_END - 16],
    outside: [MEMORY.DIGITS - 1, TEXTS_END - 15, HIGHEST],
    detail: MEMORY.DIGITS,
  },
  {
    name: 'claim of 64 bytes',
    call: 'claim(at, 64)',
    inside: [MEMORY.WINDOW, MEMORY.END - 64],
    outside: [MEMORY.WINDOW - 1, MEMORY.END - 63, HIGHEST],
    detail: MEMORY.WINDOW,
  },
  {
    name: 'claim of so many bytes',
    call: 'claim(AT_WINDOW, at)',
    inside: [0, MEMORY.END - MEMORY.WINDOW],
    outside: [MEMORY.END - MEMORY.WINDOW + 1, HIGHEST],
    detail: MEMORY.WINDOW,
  },
  {
    name: 'numberIn',
    call: 'numberIn<u32>(AT_CANDIDATES, CANDIDATES_BYTES, at)',
    inside: [0, bytesOf('CANDIDATES') / 4 - 1],
    outside: [bytesOf('CANDIDATES') / 4, 0x40000000, HIGHEST],
    detail: MEMORY.CANDIDATES,
  },
  {
    name: 'setNumberIn',
    call: 'setNumberIn<u8>(AT_SEEN, SEEN_BYTES, at, 0)',
    inside: [0, bytesOf('SEEN') - 1],
    outside: [bytesOf('SEEN'), HIGHEST],
    detail: MEMORY.SEEN,
  },
  {
    name: 'entryIn',
    call: 'entryIn<Value>(AT_VALUES, VALUES_BYTES, at).kind',
    inside: [0, bytesOf('VALUES') / coreRecordBytes('Value') - 1],
    outside: [bytesOf('VALUES') / coreRecordBytes('Value'), 0x08000000, HIGHEST],
    detail: MEMORY.VALUES,
  },
  {
    name: 'numberOf',
    call: 'numberOf<u16>(Section.Transitions, AT_CONTENT, 7, at)',
    inside: [0, 6],
    outside: [7, 0x80000000, HIGHEST],
    kind: 'RecordOutOfBounds',
    detail: SECTIONS.Transitions.code,
  },
  {
    name: 'recordOf',
    call: 'recordOf<Step>(Section.Steps, AT_CONTENT, 7, at).op',
    inside: [0, 6],
    outside: [7, 0x10000000, HIGHEST],
    kind: 'RecordOutOfBounds',
    detail: SECTIONS.Steps.code,
  },
];

const IMPORTS = `
import { AT_CANDIDATES, AT_CONTENT, AT_SEEN, AT_VALUES, AT_WINDOW, CANDIDATES_BYTES, SEEN_BYTES, Section, Step, VALUES_BYTES, Value } from './generated/layout';
import { numberOf, recordOf } from './memory';
import { claim, entryIn, numberIn, readBlock, readBytes, readText, setNumberIn, writeBlock, writeText } from './region';
`;
const EXPORTS = ROWS.map(({ call }, row) => `export function row${row}(at: u32): void { ${call}; }`).join('\n');

const { bytes, said } = await compileCore(
  [
    {
      file: 'assembly/index.ts',
      from: "import { traceCondition } from './trace';\n",
      to: `import { traceCondition } from './trace';\n${IMPORTS}${EXPORTS}\n`,
    },
  ],
  // otherwise what is only read would not be
  ['--target', 'simd', '--optimizeLevel', '0'],
);
if (!bytes) throw new Error(said);

/** Kind and region of the fault that a call makes; undefined when it makes none. */
function call(row: number, at: number): readonly [number, number] | undefined {
  const { core, data } = machineOf(bytes!);
  try {
    (core as unknown as Record<string, (at: number) => void>)[`row${row}`]!(at);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof WebAssembly.RuntimeError)) throw thrown;
    return [data.getUint32(MEMORY.FAULT, true), data.getUint32(MEMORY.FAULT + 8, true)];
  }
}

describe.each(ROWS.map((row, index) => ({ ...row, index })))('$name', ({ index, kind, detail, inside, outside }) => {
  test.each(inside.map((at) => [at]))('%d is inside', (at) => expect(call(index, at)).toBeUndefined());
  test.each(outside.map((at) => [at]))('%d is outside', (at) =>
    expect(call(index, at)).toEqual([FAULTS[kind ?? 'AccessOutOfBounds'].code, detail]),
  );
});
