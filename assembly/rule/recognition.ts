/**
 * Recognitions: the log sources of an event whose fields had the same values before.
 *
 * What group 0 finds out depends on the values that its tables look up, and on nothing else unless a predicate is tested or
 * a rule matches there: then nothing is kept. Values are told from each other by their memos, so nothing is compared twice.
 * A recognition burns the fuel that finding out burned: with it or without, the answer is the same.
 */
import {
  AT_MEMOS,
  AT_RECOGNITIONS,
  Group,
  KEYWORDS,
  LIMIT_RECOGNITION_BITS,
  NONE,
  RECOGNITIONS_BYTES,
  Recognition,
  Section,
  Table,
} from '../generated/layout';
import { burn } from '../fuel';
import { hashKey, topBits } from '../hash';
import { record, recordOf, run } from '../memory';
import { addressOf, entryAt, numberIn, setNumberIn } from '../region';
import { state } from '../state';
import { firstLink, linkAt } from '../event/fields';
import { hasText, valueAt } from '../event/value';
import { memoOf } from '../predicate/memo';
import { activate } from './active';

/** Bytes of a recognition; what does not fit behind its record is not kept. */
const SIZE: usize = 64;
const MOST: u32 = <u32>((SIZE - offsetof<Recognition>()) >> 2);
const COUNT: u32 = 1 << LIMIT_RECOGNITION_BITS;

/** The memos of so many values make a key, each with a number of so many bits: more than memos have places. */
const MOST_TABLES: u32 = 3;
const PART_BITS: u64 = 20;

/** Does what group 0 did with the same values. Else makes ready for noting what it does, if these are all that matter. */
export function recognise(): bool {
  state().recognition = NONE;
  state().recognised = 0;
  const key = keyOf(record<Group>(Section.Groups, 0));
  if (key == 0) return false;
  const index = topBits(hashKey(<u32>key, <u32>(key >> 32)), LIMIT_RECOGNITION_BITS);
  const known = recognitionAt(index);
  if (known.low == <u32>key && known.high == <u32>(key >> 32) && known.fuel != 0) return repeat(known);
  known.low = <u32>key;
  known.high = <u32>(key >> 32);
  known.fuel = 0;
  known.count = 0;
  state().recognition = index;
  return false;
}

function repeat(known: Recognition): bool {
  const fuel = known.fuel;
  if (fuel > state().fuel) return false;
  burn(fuel);
  const count = known.count;
  for (let at: u32 = 0; at < count; at++) activate(numberIn<u32>(groupsOf(known), MOST << 2, at));
  state().recognised = 1;
  return true;
}

/** Notes that group 0 activates a group. That it has seen another need not be noted: once is enough. */
export function note(group: u32): void {
  if (state().recognition == NONE) return;
  const known = recognitionAt(state().recognition);
  const count = known.count;
  if (count == MOST) return forget();
  setNumberIn<u32>(groupsOf(known), MOST << 2, count, group);
  known.count = count + 1;
}

/** What is being noted depends on more than the values that tables look up. */
@inline
export function forget(): void {
  state().recognition = NONE;
}

/** All has been noted, and it burned so much. */
export function keep(fuel: u32): void {
  if (state().recognition != NONE) recognitionAt(state().recognition).fuel = fuel;
  forget();
}

/** Forgets all. */
export function forgetRecognitions(): void {
  for (let index: u32 = 0; index < COUNT; index++) recognitionAt(index).fuel = 0;
}

/** A number for the values of the group's fields; 0 when not all of them have memos, or there are none. */
function keyOf(group: Group): u64 {
  const count = group.tablesCount;
  if (count > MOST_TABLES) return 0;
  const tables = run(Section.Tables, group.tablesFirst, count, offsetof<Table>());
  let key: u64 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const part = partOf(recordOf<Table>(Section.Tables, tables, count, at));
    if (part == NONE) return 0;
    key = (key << PART_BITS) | (<u64>part);
  }
  return key;
}

/** A number for the value of a table's field, 0 when it has no text; NONE when it cannot be told. */
function partOf(table: Table): u32 {
  if (table.field == KEYWORDS) return NONE;
  const first = firstLink(table.field);
  if (first == NONE) return 0;
  const link = linkAt(first);
  if (link.next != NONE) return NONE;
  const value = valueAt(link.value);
  if (!hasText(value)) return 0;
  const memo = memoOf(table, value);
  return memo === null ? NONE : <u32>((addressOf(memo) - AT_MEMOS) >> 2) + 1;
}


@inline
function recognitionAt(index: u32): Recognition {
  return entryAt<Recognition>(AT_RECOGNITIONS, RECOGNITIONS_BYTES, AT_RECOGNITIONS + <usize>index * SIZE);
}


@inline
function groupsOf(known: Recognition): usize {
  return addressOf(known) + offsetof<Recognition>();
}
