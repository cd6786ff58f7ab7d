/** Exceptions as kinds of faults: real messages of three engines, and what is no exception of WebAssembly at all. */
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../src/embedded/refusal.js';
import type { ErrorCode } from '../../src/error.js';
import { FAULT_CELL, FAULTS, MEMORY, STAGES } from '../../src/format/layout.js';
import { classify, type FaultKind, readFault } from '../../src/sandbox/fault.js';

const { RuntimeError } = WebAssembly;

interface Messages {
  readonly kind: FaultKind;
  readonly v8: readonly string[];
  readonly spiderMonkey: readonly string[];
  readonly jsc: readonly string[];
}

/** Messages of traps by engine. Nothing is in the fault cell. */
const TRAPS: readonly Messages[] = [
  {
    kind: 'MemoryOutOfBounds',
    v8: ['memory access out of bounds'],
    // also the message of a table index that is too large
    spiderMonkey: ['index out of bounds'],
    jsc: ['Out of bounds memory access', "Out of bounds memory access (evaluating 'enter()')"],
  },
  {
    kind: 'DivideByZero',
    v8: ['divide by zero', 'remainder by zero'],
    spiderMonkey: ['integer divide by zero'],
    jsc: ['Division by zero'],
  },
  {
    kind: 'IntegerOverflow',
    v8: ['divide result unrepresentable', 'float unrepresentable in integer range'],
    spiderMonkey: ['integer overflow', 'invalid conversion to integer'],
    jsc: ['Integer overflow', 'Out of bounds Trunc operation'],
  },
  {
    kind: 'TableOutOfBounds',
    v8: ['table index is out of bounds'],
    spiderMonkey: [],
    jsc: ['Out of bounds call_indirect'],
  },
  {
    kind: 'CallType',
    v8: ['null function or function signature mismatch', 'function signature mismatch', 'null function'],
    spiderMonkey: ['indirect call signature mismatch', 'indirect call to null'],
    jsc: ['call_indirect to a null table entry'],
  },
  {
    kind: 'Unreachable',
    v8: ['unreachable'],
    spiderMonkey: ['unreachable executed'],
    jsc: ['Unreachable code should not be executed', "Unreachable code should not be executed (evaluating 'enter()')"],
  },
  { kind: 'OtherTrap', v8: ['dereferencing a null pointer'], spiderMonkey: ['unaligned memory access'], jsc: [''] },
];
for (const { kind, ...messages } of TRAPS) {
  for (const [engine, texts] of Object.entries(messages)) {
    for (const text of texts)
      test(`trap: ${engine} “${text}”`, () => expect(classify(new RuntimeError(text), 0)).toBe(kind));
  }
}

test('trap: jsc “call_indirect to a signature that does not match” is CallType', () =>
  expect(classify(new RuntimeError('call_indirect to a signature that does not match'), 0)).toBe('CallType'));

class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** What is thrown that is not a trap; the code in the fault cell says nothing about it. */
const THROWN: readonly { name: string; thrown: unknown; kind: FaultKind }[] = [
  { name: 'V8 stack', thrown: new RangeError('Maximum call stack size exceeded'), kind: 'HostStack' },
  { name: 'JavaScriptCore stack', thrown: new RangeError('Maximum call stack size exceeded.'), kind: 'HostStack' },
  { name: 'SpiderMonkey stack', thrown: new InternalError('too much recursion'), kind: 'HostStack' },
  { name: 'SpiderMonkey memory, a string', thrown: 'out of memory', kind: 'Engine' },
  { name: 'an empty string', thrown: '', kind: 'Engine' },
  { name: 'undefined', thrown: undefined, kind: 'Engine' },
  { name: 'null', thrown: null, kind: 'Engine' },
  { name: 'an object like a trap', thrown: { name: 'RuntimeError', message: 'unreachable' }, kind: 'Engine' },
  { name: 'an object like an InternalError', thrown: { name: 'InternalError' }, kind: 'Engine' },
  { name: 'an error with the text of a trap', thrown: new Error('unreachable'), kind: 'Engine' },
  { name: 'a TypeError', thrown: new TypeError('x'), kind: 'Engine' },
  { name: 'a LinkError', thrown: new WebAssembly.LinkError('unreachable'), kind: 'Engine' },
];
for (const { name, thrown, kind } of THROWN) {
  test(`thrown: ${name}`, () => {
    expect(classify(thrown, 0)).toBe(kind);
    expect(classify(thrown, FAULTS.FuelExhausted.code)).toBe(kind);
  });
}

/** What is thrown in place of an instance. */
const REFUSALS: readonly { name: string; thrown: unknown; code?: ErrorCode }[] = [
  {
    name: 'V8',
    thrown: new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance'),
    code: 'OutOfMemory',
  },
  { name: 'SpiderMonkey, a string', thrown: 'out of memory', code: 'OutOfMemory' },
  { name: 'SpiderMonkey, an error', thrown: new InternalError('out of memory'), code: 'OutOfMemory' },
  { name: 'JavaScriptCore', thrown: new RangeError('Out of memory'), code: 'OutOfMemory' },
  { name: 'V8 stack', thrown: new RangeError('Maximum call stack size exceeded'), code: 'HostStackExhausted' },
  { name: 'SpiderMonkey stack', thrown: new InternalError('too much recursion'), code: 'HostStackExhausted' },
  { name: 'a segment that does not fit', thrown: new RuntimeError('data segment out of bounds') },
  { name: 'undefined', thrown: undefined },
];
for (const { name, thrown, code } of REFUSALS)
  test(`in place of an instance: ${name}`, () => {
    const refusal = refusalOf(thrown);
    if (code === undefined) expect(refusal).toBe(thrown);
    else expect(refusal).toMatchObject({ name: 'RingfenceError', code });
  });

describe('the fault cell', () => {
  const unreachable = new RuntimeError('unreachable');
  for (const [name, { code }] of Object.entries(FAULTS)) {
    test(`code ${code} behind unreachable is ${name}`, () => expect(classify(unreachable, code)).toBe(name));
    test(`code ${code} behind another trap is not believed`, () =>
      expect(classify(new RuntimeError('divide by zero'), code)).toBe('DivideByZero'));
  }
  for (const code of [Math.max(...Object.values(FAULTS).map((fault) => fault.code)) + 1, 0x7fffffff, 0xffffffff]) {
    test(`code ${code} is no fault`, () => expect(classify(unreachable, code)).toBe('Unreachable'));
  }
});

describe('readFault', () => {
  const memory = new DataView(new ArrayBuffer(MEMORY.FAULT + 4 * FAULT_CELL.length));
  const write = (cells: Partial<Record<(typeof FAULT_CELL)[number], number>>) =>
    FAULT_CELL.forEach((name, at) => {
      memory.setUint32(MEMORY.FAULT + 4 * at, cells[name] ?? 0, true);
    });

  test('reads every cell', () => {
    write({ kind: 1, stage: 3, detail: 4, index: 5, supplied: 6, declared: 7, event: 8, condition: 9, fuel: 10 });
    expect(readFault(new RuntimeError('unreachable'), memory)).toEqual({
      kind: 'InputOutOfBounds',
      stage: 'Match',
      line: 8,
      condition: 9,
      index: 5,
      detail: 4,
      supplied: 6,
      declared: 7,
      fuel: 10,
    });
  });
  for (const [name, { code }] of Object.entries(STAGES)) {
    test(`stage ${code} is ${name}`, () => {
      write({ stage: code });
      expect(readFault(undefined, memory).stage).toBe(name);
    });
  }
  for (const stage of [0, Object.keys(STAGES).length + 1, 0xffffffff]) {
    test(`stage ${stage} is unknown`, () => {
      write({ stage });
      expect(readFault(undefined, memory).stage).toBe('Unknown');
    });
  }
  test('numbers are unsigned', () => {
    write({ index: 0xffffffff, detail: 0x80000000 });
    expect(readFault(undefined, memory)).toMatchObject({ index: 0xffffffff, detail: 0x80000000 });
  });
});
