/**
 * The sections of the loaded content and the input table. Indexes that come from content pass here, and nowhere else,
 * on their way to an address; each is compared with its section even though the validator compared it.
 */
import { AT_END, AT_SECTION_BASES, Fault, InputEntry, SECTION_BASES_BYTES, SectionPlace } from './generated/layout';
import { fail, faultCell } from './fault';
import { entryIn } from './region';
import { state } from './state';


@inline
export function placeOf(section: u32): SectionPlace {
  return entryIn<SectionPlace>(AT_SECTION_BASES, SECTION_BASES_BYTES, section);
}


@inline
export function countOf(section: i32): u32 {
  return placeOf(section).count;
}

/** Record `index` of a section. */
@inline
export function record<T>(section: i32, index: u32): T {
  if (index >= countOf(section)) fail(Fault.RecordOutOfBounds, <u32>section, index);
  return changetype<T>(<usize>placeOf(section).base + <usize>index * offsetof<T>());
}

/** Address of a run of records of `size` bytes, all of them in the section. */
@inline
export function run(section: i32, first: u32, count: u32, size: usize): usize {
  const have = countOf(section);
  if (count > have || first > have - count) fail(Fault.RecordOutOfBounds, <u32>section, first);
  return <usize>placeOf(section).base + <usize>first * size;
}

/** Record `index` of the `count` at `run` in a section. */
@inline
export function recordOf<T>(section: i32, run: usize, count: u32, index: u32): T {
  if (index >= count) fail(Fault.RecordOutOfBounds, <u32>section, index);
  return changetype<T>(run + <usize>index * offsetof<T>());
}

/** Number `index` of the `count` at `run` in a section. */
@inline
export function numberOf<T>(section: i32, run: usize, count: u32, index: u32): T {
  if (index >= count) fail(Fault.RecordOutOfBounds, <u32>section, index);
  return load<T>(run + <usize>index * sizeof<T>());
}

/**
 * Entry of the input table for a field. The table ends where memory ends, so that a read past the last entry leaves
 * memory even if the comparison here were missing.
 */
@inline
export function input(field: u32): InputEntry {
  const supplied = state().supplied;
  if (field >= supplied) inputOutOfBounds(field, supplied);
  return changetype<InputEntry>(<usize>state().input + <usize>field * offsetof<InputEntry>());
}

/** Places an input table of `count` entries at the end of memory. */
export function supply(count: u32): void {
  state().supplied = count;
  state().input = <u32>(AT_END - <usize>count * offsetof<InputEntry>());
}

function inputOutOfBounds(field: u32, supplied: u32): void {
  faultCell().supplied = supplied;
  fail(Fault.InputOutOfBounds, 0, field);
}
