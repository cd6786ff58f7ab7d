/**
 * The content as records, numbers and bytes: the only place of the validator that reads or writes memory by an address or
 * an index, but for kernels, which claim what they read.
 *
 * Every index is compared with its section. The checks compare before they come here, so that what stops here is a
 * mistake in a check: the host refuses the content for it.
 */
import { AT_JUDGED } from '../generated/judge';
import { ALIGNMENT, Header, Section, SectionEntry } from '../generated/layout';


@inline
export function header(): Header {
  return changetype<Header>(AT_JUDGED);
}

/** The host has found that the entries of all sections are there, and the sections in the file. */
@inline
function entryOf(section: u32): SectionEntry {
  return changetype<SectionEntry>(AT_JUDGED + offsetof<Header>() + section * offsetof<SectionEntry>());
}


@inline
export function countOf(section: u32): u32 {
  return entryOf(section).count;
}


@inline
export function sizeOf(section: u32): u32 {
  return entryOf(section).size;
}

/** Record `index` of a section. */
@inline
export function record<T>(section: u32, index: u32): T {
  const entry = entryOf(section);
  if (index >= entry.count) unreachable();
  return changetype<T>(AT_JUDGED + entry.offset + index * offsetof<T>());
}

/** Number `index` of a section of numbers. */
@inline
export function number<T>(section: u32, index: u32): T {
  const entry = entryOf(section);
  if (index >= entry.count) unreachable();
  return load<T>(AT_JUDGED + entry.offset + index * sizeof<T>());
}

/** Row `index` of a table of constants with `bytes` bytes. */
@inline
export function row<T>(table: usize, bytes: usize, index: u32): T {
  if (<usize>index >= bytes / offsetof<T>()) unreachable();
  return changetype<T>(table + <usize>index * offsetof<T>());
}

/** Number `index` of a table of `bytes` bytes outside the content. */
@inline
export function numberIn<T>(table: usize, bytes: usize, index: u32): T {
  if (<usize>index >= bytes / sizeof<T>()) unreachable();
  return load<T>(table + <usize>index * sizeof<T>());
}

/** Sets number `index` of a table of `bytes` bytes outside the content. */
@inline
export function setNumberIn<T>(table: usize, bytes: usize, index: u32, value: T): void {
  if (<usize>index >= bytes / sizeof<T>()) unreachable();
  store<T>(table + <usize>index * sizeof<T>(), value);
}

/** For kernels, which then load without asking again: the address of a run of records, all of which are in the section. */
@inline
export function claim(section: u32, first: u32, count: u32): usize {
  const entry = entryOf(section);
  if (count > entry.count || first > entry.count - count) unreachable();
  return AT_JUDGED + entry.offset + first * entry.size;
}

/** The same for bytes of the content, wherever they are. */
@inline
export function claimBytes(from: u32, to: u32): usize {
  if (from > to || to > header().length) unreachable();
  return AT_JUDGED + from;
}

/** The lowest `width` bytes of a number, eight at most. */
@inline
export function lowest(number: u64, width: u32): u64 {
  return width == 8 ? number : number & (((<u64>1) << (width << 3)) - 1);
}

/** Marks, a byte each, that are zero at first: one for each predicate. */
@inline
export function predicateMarks(): usize {
  return (AT_JUDGED + header().length + ALIGNMENT) & ~(ALIGNMENT - 1);
}

/** And behind them one for each step, and one more. */
@inline
export function stepMarks(): usize {
  return predicateMarks() + countOf(Section.Predicates);
}
