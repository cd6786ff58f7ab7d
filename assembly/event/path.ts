/**
 * From keys to places: the content's path table says which keys of which objects lead to fields.
 */
import {
  AT_KEY,
  AT_NODE_MARKS,
  LIMIT_KEY_BYTES,
  MULTIPLY_HIGH,
  MULTIPLY_MIX,
  Mark,
  NODE_MARKS_BYTES,
  NONE,
  PathEdge,
  PathNode,
  Section,
} from '../generated/layout';
import { burn } from '../fuel';
import { hashKey, topBits } from '../hash';
import { countOf, numberOf, record, run } from '../memory';
import { entryIn, readText, writeText } from '../region';
import { state } from '../state';
import { findByte, same } from './block';
import { readEscape, readUtf8, writeUtf8 } from './code-point';

const BACKSLASH: u8 = 0x5c;

/** The place that a key, as it stands in JSON, is named for among those of `parent`; or NONE. */
export function namedBy(parent: u32, key: usize, length: u32): u32 {
  const node = record<PathNode>(Section.PathNodes, parent);
  if (!node.hasEdges) return NONE;
  const named = node.cutsBlanks ? NONE : find(parent, key, length, false);
  return named == NONE ? findUnescaped(parent, key, length, node.cutsBlanks != 0) : named;
}

/** The place of all keys of `parent` that no place is named for, or NONE. */
export function wildcardOf(parent: u32): u32 {
  return record<PathNode>(Section.PathNodes, parent).wildcard;
}

/** The place of a key with escapes or, when blanks are cut, of any key. */
function findUnescaped(parent: u32, key: usize, length: u32, cutsBlanks: bool): u32 {
  const escaped = findByte(key, key + length, BACKSLASH) != key + length;
  if (!escaped && !cutsBlanks) return NONE;
  if (escaped) {
    length = unescape(key, length);
    key = AT_KEY;
  }
  if (cutsBlanks) {
    const cut = cutBlanks(key, length);
    if (cut != length) key = AT_KEY;
    length = cut;
  }
  return find(parent, key, length, true);
}

/** Hash of a key of a parent: its length, its first and its last four bytes. */
export function hashOf(parent: u32, key: usize, length: u32): u32 {
  let low: u32;
  let high: u32 = 0;
  if (length >= 4) {
    low = readText<u32>(key);
    high = readText<u32>(key + length - 4);
  } else low = readText<u32>(key) & ((1 << (length << 3)) - 1);
  return hashKey(low ^ (parent * MULTIPLY_MIX), high ^ (length * MULTIPLY_HIGH));
}

function find(parent: u32, key: usize, length: u32, unescaped: bool): u32 {
  const hash = hashOf(parent, key, length);
  const ends = run(Section.PathBuckets, topBits(hash, state().pathBits), 2, 4);
  const first = numberOf<u32>(Section.PathBuckets, ends, 2, 0);
  const end = numberOf<u32>(Section.PathBuckets, ends, 2, 1);
  if (end - first > 1) burn(end - first);
  for (let index = first; index < end; index++) {
    const edge = record<PathEdge>(Section.PathEdges, index);
    if (edge.parent != parent || edge.keyLength != length) continue;
    if (!same(run(Section.Text, edge.keyOffset, length, 1), key, length)) continue;
    return edge.hasBackslash && !unescaped ? NONE : edge.child;
  }
  return NONE;
}

/** Counts the event as one with duplicate keys when this object has had this key before. */
export function seeTwice(node: u32): void {
  // it is not there, which whoever adds its value finds out
  if (node >= countOf(Section.PathNodes)) return;
  const mark = entryIn<Mark>(AT_NODE_MARKS, NODE_MARKS_BYTES, node);
  const object = state().object;
  if (mark.number == object) state().duplicateKeys = 1;
  mark.number = object;
}

/** Unescapes a key to AT_KEY. A key too long for that is no field's name. */
function unescape(key: usize, length: u32): u32 {
  if (length > LIMIT_KEY_BYTES) return 0;
  const end = key + length;
  let to = AT_KEY;
  while (key < end) {
    const read = readText<u8>(key) == 0x5c ? readEscape(key) : readUtf8(key, end);
    to += writeUtf8(to, read & 0xffffff);
    key += read >> 24;
  }
  return <u32>(to - AT_KEY);
}

/** Copies a key to AT_KEY without its blanks, if it has any; returns the length without them. */
function cutBlanks(key: usize, length: u32): u32 {
  let at: u32 = 0;
  while (at < length && readText<u8>(key + at) != 0x20) at++;
  if (at == length || length > LIMIT_KEY_BYTES) return length;
  let to: u32 = 0;
  for (at = 0; at < length; at++) {
    const byte = readText<u8>(key + at);
    writeText<u8>(AT_KEY + to, byte);
    if (byte != 0x20) to++;
  }
  return to;
}
