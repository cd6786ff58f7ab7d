/**
 * Input records: the values of a declared schema by position, as an agent with collectors of its own supplies them.
 *
 * In the window: the number of values as u32, then for each its kind and its length in bytes as u32, then its text,
 * filled up to a multiple of four. The input table gets exactly as many entries as were supplied.
 */
import { AT_WINDOW, Fault, LIMIT_FIELDS, NONE, ValueKind } from '../generated/layout';
import { fail } from '../fault';
import { input, supply } from '../memory';
import { readText } from '../region';
import { give, note } from './fields';
import { addValue } from './value';

/** Fills the input table from the first `length` bytes of the window. */
export function readRecord(length: u32): void {
  if (length < 4) fail(Fault.MalformedRecord, 0, length);
  const end = AT_WINDOW + <usize>length;
  const count = readText<u32>(AT_WINDOW);
  if (count > LIMIT_FIELDS) fail(Fault.MalformedRecord, 1, count);
  supply(count);
  let at = AT_WINDOW + 4;
  for (let field: u32 = 0; field < count; field++) {
    if (at + 8 > end) fail(Fault.MalformedRecord, 2, field);
    const kind = readText<u32>(at);
    const bytes = readText<u32>(at + 4);
    at += 8;
    if (kind < <u32>ValueKind.Text || kind > <u32>ValueKind.Nothing) fail(Fault.MalformedRecord, 3, field);
    if (bytes > <u32>(end - at)) fail(Fault.MalformedRecord, 4, field);
    give(input(field), note(NONE, addValue(kind, at, bytes)), 0);
    at += (<usize>bytes + 3) & ~3;
  }
}
