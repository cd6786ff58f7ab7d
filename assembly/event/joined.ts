/**
 * The texts of one field side by side: what is tested on thousands of values of an array is looked for in all at once.
 *
 * Behind each text stands a byte that no text has, because none is UTF-8 with it. There is room for one field at a time,
 * folded or as it is.
 */
import { AT_JOINED, Fault, JOINED_BYTES, NONE, PRICE_BYTES_SHIFT, PRICE_ENTRY } from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { readText, writeText } from '../region';
import { state } from '../state';
import { firstLink, linkAt } from './fields';
import { decode, hasText, valueAt } from './value';

/** What stands behind each text. */
export const BORDER: u8 = 0xff;

/** Whether a field has more than one value on this event, so that joining them is worthwhile. */
@inline
export function hasSeveral(field: u32): bool {
  const first = firstLink(field);
  return first != NONE && linkAt(first).next != NONE;
}

/** Joins the texts of a field; returns the address behind the last border. */
export function join(field: u32, cased: bool): usize {
  const name = (field << 1) | (<u32>cased);
  if (state().joined == name) return state().joinedEnd;
  let to = AT_JOINED;
  for (let index = firstLink(field); index != NONE;) {
    const link = linkAt(index);
    index = link.next;
    const value = valueAt(link.value);
    if (!hasText(value)) continue;
    if ((cased ? value.cased : value.folded) == 0) decode(value, cased);
    to = cased ? add(to, value.cased, value.casedLength) : add(to, value.folded, value.foldedLength);
  }
  state().joined = name;
  state().joinedEnd = <u32>to;
  return to;
}

/** Copies a text, and at most 7 bytes more, and its border; returns the address behind. */
@inline
function add(to: usize, text: usize, length: usize): usize {
  burn(PRICE_ENTRY + ((<u32>length) >> PRICE_BYTES_SHIFT));
  if (to + length + 16 > AT_JOINED + JOINED_BYTES) fail(Fault.RegionExhausted, <u32>AT_JOINED, <u32>length);
  for (let at: usize = 0; at < length; at += 8) writeText<u64>(to + at, readText<u64>(text + at));
  writeText<u8>(to + length, BORDER);
  return to + length + 1;
}
