/**
 * Patterns: literals, `*` and `?` against a whole value.
 *
 * Greedy from the left, going back only to the last `*`, which is enough because everything before it has its leftmost
 * place already, and on to where the literal that did not fit stands next. Worst case is the product of both lengths,
 * paid for in fuel.
 */
import { Fault, PRICE_BYTES_SHIFT, PRICE_STEP, Part, PartKind, Section } from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { recordOf, run } from '../memory';
import { readText } from '../region';
import { same } from '../event/block';
import { findLiteral } from './search';

/** Whether parts `first` to `first + count` fit the `length` bytes of UTF-8 at `text`. */
export function fits(first: u32, count: u32, text: usize, length: u32): bool {
  const parts = run(Section.Parts, first, count, offsetof<Part>());
  const end = text + length;
  let part: u32 = 0;
  let at = text;
  /** Where to resume: the part behind the last `*`, and what the `*` has taken so far. */
  let resume: u32 = 0;
  let taken: usize = 0;
  while (part < count || at < end) {
    burn(PRICE_STEP);
    if (part < count) {
      const next = recordOf<Part>(Section.Parts, parts, count, part);
      if (next.kind == PartKind.Any) {
        if (++part == count) return true;
        resume = part;
        taken = seek(recordOf<Part>(Section.Parts, parts, count, part), part + 1 == count, at, end);
        at = taken;
        continue;
      }
      const width = widthOf(next, at, end);
      if (width >= 0) {
        part++;
        at += <usize>width;
        continue;
      }
    }
    if (resume == 0 || taken >= end) return false;
    const next = taken + codePointBytes(taken, end);
    const from =
      resume < part && part < count
        ? later(recordOf<Part>(Section.Parts, parts, count, part), part - resume, taken, at, end)
        : next;
    part = resume;
    taken = seek(recordOf<Part>(Section.Parts, parts, count, part), part + 1 == count, from > next ? from : next, end);
    at = taken;
  }
  return true;
}

/**
 * Where the parts behind a `*` may stand at the earliest when, with the first of them at `taken`, one did not fit at `at`: a
 * literal must stand somewhere behind, and the `before` parts between took at most three bytes more than they may take.
 * Without this a text of nothing but the first part is tried at every byte.
 */
function later(part: Part, before: u32, taken: usize, at: usize, end: usize): usize {
  const length = part.literalLength;
  if (part.kind != PartKind.Literal || length == 0) return taken;
  const spare = <usize>before * 3;
  const from = at - spare > taken ? at - spare : taken;
  const found = findLiteral(run(Section.Literals, part.literalOffset, length, 1), length, from, end);
  if (found == end) return end;
  let first = found - (at - taken) - spare;
  while ((readText<u8>(first) & 0xc0) == 0x80) first++;
  return first;
}

/**
 * The first place at or after `at` where the part behind a `*` may stand: a literal at the end of the pattern only at
 * the end, another where it is found; `end` when it is not.
 */
function seek(part: Part, isLast: bool, at: usize, end: usize): usize {
  const length = part.literalLength;
  if (part.kind != PartKind.Literal || length == 0) return at;
  if (length > <u32>(end - at)) return end;
  if (isLast) return end - length;
  return findLiteral(run(Section.Literals, part.literalOffset, length, 1), length, at, end);
}

/** Bytes that the part takes at `at`, or -1 when it does not fit there. */
function widthOf(part: Part, at: usize, end: usize): i32 {
  if (part.kind == PartKind.One) return at < end ? <i32>codePointBytes(at, end) : -1;
  if (part.kind != PartKind.Literal) fail(Fault.UnknownOperator, Section.Parts, part.kind);
  const length = part.literalLength;
  if (length > <u32>(end - at)) return -1;
  burn(length >> PRICE_BYTES_SHIFT);
  return same(run(Section.Literals, part.literalOffset, length, 1), at, length) ? <i32>length : -1;
}

/** Bytes of the code point at `at`; what was decoded is UTF-8. */
function codePointBytes(at: usize, end: usize): usize {
  let next = at + 1;
  while (next < end && (readText<u8>(next) & 0xc0) == 0x80) next++;
  return next - at;
}
