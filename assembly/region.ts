/**
 * The regions of memory: the only place, with `memory.ts`, where bytes are read or written by an address or an index.
 *
 * Every access is compared with the region that it is meant for. Bounds are constants and comparisons are unsigned, so
 * that what is negative or wraps around fails as well. Kernels, in whose loops a comparison would show, claim before all
 * that they read. The build fails where another function loads or stores: see only-accessors.mjs.
 */
import { ARENA_BYTES, AT_ARENA, AT_DIGITS, AT_END, AT_WINDOW, Fault } from './generated/layout';
import { fail } from './fault';

/** Texts of events: the window, what is written about single texts, the arena. */
const TEXTS: usize = AT_WINDOW;
const TEXTS_BYTES: usize = AT_ARENA + ARENA_BYTES - TEXTS;

/** Where the core writes texts: all of that but the window, which is the host's. */
const WRITTEN: usize = AT_DIGITS;
const WRITTEN_BYTES: usize = AT_ARENA + ARENA_BYTES - WRITTEN;

/** Texts, and behind them the content, whose literals they are compared with. */
const READABLE: usize = AT_WINDOW;
const READABLE_BYTES: usize = AT_END - READABLE;

/** The number at `at` in a text. */
@inline
export function readText<T>(at: usize): T {
  if (at - TEXTS > TEXTS_BYTES - sizeof<T>()) fail(Fault.AccessOutOfBounds, <u32>TEXTS, <u32>(at - TEXTS));
  return load<T>(at);
}

/** The number at `at` in a text, or in content that `run` has given the address of, exactly. */
@inline
export function readBytes<T>(at: usize): T {
  if (at - READABLE > READABLE_BYTES - sizeof<T>()) fail(Fault.AccessOutOfBounds, <u32>READABLE, <u32>(at - READABLE));
  return load<T>(at);
}

/** Writes a number to a text. */
@inline
export function writeText<T>(at: usize, value: T): void {
  if (at - WRITTEN > WRITTEN_BYTES - sizeof<T>()) fail(Fault.AccessOutOfBounds, <u32>WRITTEN, <u32>(at - WRITTEN));
  store<T>(at, value);
}

/** Sixteen bytes of a text or of content. */
@inline
export function readBlock(at: usize): v128 {
  claim(at, 16);
  return v128.load(at);
}

/** For kernels, which then load without asking again: fails unless all `bytes` at `at` are in a text or in content. */
@inline
export function claim(at: usize, bytes: usize): void {
  if (<u64>(at - READABLE) + <u64>bytes > <u64>READABLE_BYTES)
    fail(Fault.AccessOutOfBounds, <u32>READABLE, <u32>(at - READABLE));
}

/** Writes sixteen bytes to a text. */
@inline
export function writeBlock(at: usize, block: v128): void {
  if (at - WRITTEN > WRITTEN_BYTES - 16) fail(Fault.AccessOutOfBounds, <u32>WRITTEN, <u32>(at - WRITTEN));
  v128.store(at, block);
}

/** Address of number `index` of a table of `bytes` bytes. */
@inline
function addressIn<T>(table: usize, bytes: usize, index: u32): usize {
  if (<usize>index >= bytes / sizeof<T>()) fail(Fault.AccessOutOfBounds, <u32>table, index);
  return table + <usize>index * sizeof<T>();
}

/** Number `index` of a table of `bytes` bytes. */
@inline
export function numberIn<T>(table: usize, bytes: usize, index: u32): T {
  return load<T>(addressIn<T>(table, bytes, index));
}

/** Sets number `index` of a table of `bytes` bytes. */
@inline
export function setNumberIn<T>(table: usize, bytes: usize, index: u32, value: T): void {
  store<T>(addressIn<T>(table, bytes, index), value);
}

/** Record `index` of a table of `bytes` bytes. */
@inline
export function entryIn<T>(table: usize, bytes: usize, index: u32): T {
  if (<usize>index >= bytes / offsetof<T>()) fail(Fault.AccessOutOfBounds, <u32>table, index);
  return changetype<T>(table + <usize>index * offsetof<T>());
}

/** The record at `at` in a table of `bytes` bytes, whose records do not all have the same size. */
@inline
export function entryAt<T>(table: usize, bytes: usize, at: usize): T {
  if (at - table > bytes - offsetof<T>()) fail(Fault.AccessOutOfBounds, <u32>table, <u32>(at - table));
  return changetype<T>(at);
}

/** Where a record stands. */
@inline
export function addressOf<T>(entry: T): usize {
  return changetype<usize>(entry);
}
