/**
 * WebAssembly modules by hand, section by section: what the audit refuses, and cores that do what the real one never
 * does. Source: WebAssembly core specification 1.0, 5 "Binary Format".
 */
import { judgePages, LIMITS, MEMORY, PAGES, VERDICT_CELL } from '../../src/format/layout.js';
import { LAYOUT_DIGEST } from '../../src/format/layout-digest.js';
import type { Core } from '../../src/sandbox/core.js';

export const PREAMBLE: readonly number[] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** An unsigned LEB128 number. */
export function u32(number: number): number[] {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...u32(Math.floor(number / 0x80))];
}

/** A signed LEB128 number of 32 bits. */
function i32(number: number): number[] {
  const low = number & 0x7f;
  const rest = number >> 7;
  return (rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40) ? [low] : [low | 0x80, ...i32(rest)];
}

export function section(id: number, ...entries: readonly (readonly number[])[]): number[] {
  const body = [...u32(entries.length), ...entries.flat()];
  return [id, ...u32(body.length), ...body];
}

/** Where the sections of a module end. */
export function sectionEnds(bytes: Uint8Array): ReadonlySet<number> {
  const ends = new Set<number>();
  for (let at = PREAMBLE.length; at < bytes.length; ) {
    let length = 0;
    let shift = 0;
    do {
      at++;
      length |= (bytes[at]! & 0x7f) << shift;
      shift += 7;
    } while (bytes[at]! & 0x80);
    at += 1 + length;
    ends.add(at);
  }
  return ends;
}

export function moduleOf(...sections: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...PREAMBLE, ...sections.flat()]);
}

const text = (name: string) => [...u32(name.length), ...Buffer.from(name)];
const sized = (bytes: readonly number[]) => [...u32(bytes.length), ...bytes];

/** A function type from one i32 to nothing. */
export const TYPES = section(1, [0x60, 1, 0x7f, 0]);
export const FIXED_MEMORY = section(5, [1, ...u32(PAGES), ...u32(PAGES)]);
export const constantGlobal = (value: number) => [0x7f, 0x00, 0x41, ...i32(value), 0x0b];

const GET = [0x20, 0];
export const TRAP: readonly number[] = [0x00];
/** For ever, without end. */
export const SPIN: readonly number[] = [0x03, 0x40, 0x0c, 0, 0x0b];
/** `scan` again and again, until the stack ends. */
export const RECUR: readonly number[] = [...GET, 0x10, 1];

/** Instructions that write cells of the verdict; `length` stands for the length of the batch. */
export function answer(cells: Partial<Record<(typeof VERDICT_CELL)[number], number | 'length'>>): number[] {
  return Object.entries(cells).flatMap(([name, value]) => {
    const address = MEMORY.VERDICT + 4 * (VERDICT_CELL as readonly string[]).indexOf(name);
    return [0x41, ...i32(address), ...(value === 'length' ? GET : [0x41, ...i32(value)]), 0x36, 2, 0];
  });
}

/** Instructions that run only when the first byte of the window is this character. */
export function whenFirst(character: string, then: readonly number[]): number[] {
  return whenByte(MEMORY.WINDOW, character.charCodeAt(0), then);
}

const address = (at: number) => [0x41, ...i32(at)];

/** Instructions that run only when this byte of memory is `value`. */
export function whenByte(at: number, value: number, then: readonly number[]): number[] {
  return [...address(at), 0x2d, 0, 0, 0x41, ...i32(value), 0x46, 0x04, 0x40, ...then, 0x0b];
}

/** Instructions that stop as the core does: this code in the fault cell, then `unreachable`. */
export function stop(code: number): number[] {
  return [...address(MEMORY.FAULT), 0x41, ...i32(code), 0x36, 2, 0, ...TRAP];
}

/** Instructions that trap in each way that an engine tells apart. The table has two entries, the second empty. */
export const TRAPS: Readonly<Record<string, readonly number[]>> = {
  MemoryOutOfBounds: [0x41, ...i32(-4), 0x28, 2, 0, 0x1a],
  // the operands come from memory, so that nothing is known before
  DivideByZero: [...address(MEMORY.WINDOW), 0x28, 2, 0, ...address(MEMORY.CONTENT - 8), 0x28, 2, 0, 0x6d, 0x1a],
  IntegerOverflow: [0x41, ...i32(-0x80000000), 0x41, ...i32(-1), 0x6d, 0x1a],
  TableOutOfBounds: [...GET, 0x41, ...i32(99), 0x11, 0, 0],
  CallType: [...GET, 0x41, ...i32(1), 0x11, 0, 0],
  Unreachable: TRAP,
};

interface Parts {
  /** Default: that of the tables. */
  readonly layoutDigest?: number;
  /** Instructions of `scan`. Default: none. */
  readonly scan?: readonly number[];
  /** Names of functions that are exported besides. */
  readonly more?: readonly string[];
  /** Whether it has the table that some of TRAPS need. Default: no, as the audit asks. */
  readonly table?: boolean;
}

/** A module that looks like the core from outside: its exports, its memory, nothing imported. */
export function coreBytes({
  layoutDigest = LAYOUT_DIGEST,
  scan = [],
  more = [],
  table = false,
}: Parts = {}): Uint8Array<ArrayBuffer> {
  return moduleOf(
    TYPES,
    section(3, [0], [0], [0], [0]),
    ...(table ? [section(4, [0x70, 0x00, 2])] : []),
    FIXED_MEMORY,
    section(6, constantGlobal(layoutDigest | 0)),
    section(
      7,
      [...text('memory'), 2, 0],
      [...text('LAYOUT_DIGEST'), 3, 0],
      ...['load', 'scan', 'evaluate', 'trace'].map((name, index) => [...text(name), 0, index]),
      ...more.map((name) => [...text(name), 0, 0]),
    ),
    ...(table ? [section(9, [0, 0x41, 0, 0x0b, 1, 0])] : []),
    section(10, ...[[], scan, [], []].map((body) => sized([0, ...body, 0x0b]))),
  );
}

interface JudgeParts {
  /** Default: that of the tables. */
  readonly layoutDigest?: number;
  /** Instructions of both functions, which leave a number. */
  readonly checksum: readonly number[];
  readonly judge: readonly number[];
}

/** Instructions that leave a number. */
export const answerOf = (number: number): readonly number[] => [0x41, ...i32(number | 0)];

/** A module that looks like that of the validator from outside. */
export function judgeBytes({ layoutDigest = LAYOUT_DIGEST, checksum, judge }: JudgeParts): Uint8Array<ArrayBuffer> {
  return moduleOf(
    section(1, [0x60, 0, 1, 0x7f], [0x60, 1, 0x7c, 1, 0x7f]),
    section(3, [0], [1]),
    section(5, [1, 1, ...u32(judgePages(LIMITS.CONTENT_BYTES.value))]),
    section(6, constantGlobal(layoutDigest | 0)),
    section(
      7,
      [...text('memory'), 2, 0],
      [...text('LAYOUT_DIGEST'), 3, 0],
      [...text('checksum'), 0, 0],
      [...text('judge'), 0, 1],
    ),
    section(10, ...[checksum, judge].map((body) => sized([0, ...body, 0x0b]))),
  );
}

/** A core by hand, past what `loadCore` asks of one. */
export function coreOf(parts: Parts): Core {
  return { module: new WebAssembly.Module(coreBytes(parts)), build: 'supplied' };
}
