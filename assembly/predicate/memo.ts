/**
 * Memos: what the lookups of a table found in a value that has been seen before.
 *
 * Most values that rules look at have been seen before: programs, accounts, hashes of the same few files. A memo is
 * made of a value at its second sight, so that those that never return cost a hash and no room. It is compared in
 * full, burns the fuel that the lookups burned, and marks what they found: with memos or without, the answer is the
 * same. When they have filled their region all are forgotten, between two events.
 */
import {
  AT_FOUND,
  AT_FOUND_GATES,
  AT_MEMOS,
  AT_MEMO_SLOTS,
  LIMIT_MEMO_BYTES,
  LIMIT_MEMO_SLOTS_BITS,
  MEMOS_BYTES,
  MEMO_SLOTS_BYTES,
  Memo,
  MemoSlot,
  NONE,
  Table,
  Value,
} from '../generated/layout';
import { burn } from '../fuel';
import { addressOf, claim, entryAt, entryIn, readText, writeText } from '../region';
import { state } from '../state';
import { same } from '../event/block';
import { markAll } from './found';

/** Marks what the table's lookups find in a value, if there is a memo of it; leaves in the state where to make one. */
export function recall(table: Table, value: Value): bool {
  state().memoSlot = NONE;
  const memo = find(table, value, true);
  if (memo === null) return false;
  const fuel = memo.fuel;
  if (fuel > state().fuel) return false;
  burn(fuel);
  if (value.folded == 0) {
    value.folded = <u32>(textOf(memo) + padded(value.length));
    value.foldedLength = memo.foldedLength;
  }
  const found = foundOf(memo);
  const count = memo.count;
  markAll(found, count, found + ((<usize>count) << 2), memo.gates);
  return true;
}

/** The memo of a value that a table looks up, if there is one. */
export function memoOf(table: Table, value: Value): Memo | null {
  return find(table, value, false);
}

/** `notes` is a constant of the caller: whether that the value was here is remembered. */
@inline
function find(table: Table, value: Value, notes: bool): Memo | null {
  const length = value.length;
  if (length > LIMIT_MEMO_BYTES) return null;
  const start: usize = value.start;
  const form = formOf(value, length);
  const hash = hashOf(table, form, start, length);
  const index = <u32>(hash >> (64 - LIMIT_MEMO_SLOTS_BITS));
  const slot = slotAt(index);
  if (slot.hash != <u32>hash) {
    if (notes) {
      slot.hash = <u32>hash;
      slot.memo = 0;
    }
    return null;
  }
  if (slot.memo == 0) {
    if (notes) state().memoSlot = index;
    return null;
  }
  const memo = memoAt(slot.memo);
  if (memo.table != <u32>addressOf(table) || memo.form != form) return null;
  return same(textOf(memo), start, length) ? memo : null;
}

/**
 * Makes a memo of what was found in a value, if this is its second sight and nothing found is marked already. A value
 * whose text is bad is decoded each time, which is what says so.
 */
export function remember(table: Table, value: Value, fuel: u32): void {
  const slot = state().memoSlot;
  if (slot == NONE || state().foundMore != 0 || state().badText != 0) return;
  const count = state().foundCount;
  const gates = state().foundGates;
  const bytes = offsetof<Memo>() + ((<usize>(count + gates)) << 2) + padded(value.length) + padded(value.foldedLength);
  if (<usize>state().memoBytes + bytes > MEMOS_BYTES) {
    // not now: the texts of values of this event may be in memos
    state().memosFull = 1;
    return;
  }
  const memo = memoAt(AT_MEMOS + <usize>state().memoBytes);
  state().memoBytes += <u32>bytes;
  memo.table = <u32>addressOf(table);
  memo.form = formOf(value, value.length);
  memo.foldedLength = value.foldedLength;
  memo.fuel = fuel;
  memo.count = count;
  memo.gates = gates;
  let to = copy(foundOf(memo), AT_FOUND, count << 2);
  to = copy(to, AT_FOUND_GATES, gates << 2);
  copy(to, value.start, value.length);
  to = copy(to + padded(value.length), value.folded, value.foldedLength);
  // what stands behind a text is looked up with its last bytes, and burns the same only where it is the same
  writeText<u64>(to, 0);
  slotAt(slot).memo = <u32>addressOf(memo);
}

/** Room for a text that is compared and copied eight bytes at a time, and has eight readable bytes behind it. */
@inline
function padded(length: u32): usize {
  return (<usize>length + 15) & ~7;
}

/** Forgets all memos. */
export function forgetMemos(): void {
  state().memoBytes = 0;
  state().memosFull = 0;
  for (let index: u32 = 0; index < 1 << LIMIT_MEMO_SLOTS_BITS; index++) {
    slotAt(index).hash = 0;
    slotAt(index).memo = 0;
  }
}


@inline
function slotAt(index: u32): MemoSlot {
  return entryIn<MemoSlot>(AT_MEMO_SLOTS, MEMO_SLOTS_BYTES, index);
}


@inline
function memoAt(at: usize): Memo {
  return entryAt<Memo>(AT_MEMOS, MEMOS_BYTES, at);
}


@inline
function foundOf(memo: Memo): usize {
  return addressOf(memo) + offsetof<Memo>();
}

/** The value as it stands in the event. */
@inline
function textOf(memo: Memo): usize {
  return foundOf(memo) + ((<usize>(memo.count + memo.gates)) << 2);
}

/** All that a text depends on, but its bytes. */
@inline
function formOf(value: Value, length: u32): u32 {
  return (length << 4) | (value.kind << 1) | state().isJson;
}

const FIRST: u64 = 0x9e3779b97f4a7c15;
const LAST: u64 = 0xc2b2ae3d27d4eb4f;
const MIDDLE: u64 = 0x165667b19e3779f9;

/** A hash of the first, the last and the middle eight bytes: of values of one field few agree in all. */
function hashOf(table: Table, form: u32, at: usize, length: usize): u64 {
  claim(at, max<usize>(length, 8));
  let hash = ((<u64>addressOf(table)) << 32) | (<u64>form);
  if (length < 8) hash ^= (load<u64>(at) & (((<u64>1) << ((<u64>length) << 3)) - 1)) * FIRST;
  else
    hash ^=
      (load<u64>(at) * FIRST) ^
      rotl<u64>(load<u64>(at + length - 8) * LAST, 23) ^
      rotl<u64>(load<u64>(at + ((length - 8) >> 1)) * MIDDLE, 41);
  hash = (hash ^ (hash >> 29)) * FIRST;
  return hash ^ (hash >> 32);
}

/** Copies, and at most 7 bytes more; returns the address behind the copy. */
function copy(to: usize, from: usize, length: usize): usize {
  for (let at: usize = 0; at < length; at += 8) writeText<u64>(to + at, readText<u64>(from + at));
  return to + length;
}
