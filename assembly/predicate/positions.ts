/**
 * Positions of an automaton side by side, a bit for each.
 *
 * A byte takes all of them on at once: those followed by the next alone by a shift, the others by a jump each, and of what
 * that gives remain those that the class of the byte leads to. Whatever the bits say, sets have their words only.
 */
import {
  BYTE_SET_WORDS,
  AT_POSITIONS_NEXT,
  AT_POSITIONS_NOW,
  Automaton,
  Fault,
  Jump,
  Mask,
  NONE,
  POSITIONS_NEXT_BYTES,
  POSITIONS_NOW_BYTES,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { numberOf, recordOf, run } from '../memory';
import { numberIn, readText, setNumberIn } from '../region';
import { findMember } from '../event/block';

/** Sets of an automaton, in order; behind them three for each class, and one for the end of the text. */
const CHAINED: u32 = 0;
const FOUND: u32 = 1;
const BEGIN: u32 = 2;
const CLASSES: u32 = 3;

/** Of each class. */
const STAYS: u32 = 1;
const BEGIN_BEHIND: u32 = 2;
const SETS: u32 = 3;

/** Where the classes of the 256 bytes are. */
export function classesOf(automaton: Automaton): usize {
  if (automaton.classesCount != 256) fail(Fault.RecordOutOfBounds, Section.Classes, automaton.classesCount);
  return run(Section.Classes, automaton.classesFirst, 256, 1);
}

/** Where set `index` of those from `first` on is. */
export function byteSet(first: u32, index: u32): usize {
  return run(Section.Leaves, first + index * BYTE_SET_WORDS, BYTE_SET_WORDS, 4);
}

/** How many bytes of the text have been seen when a match is certain; NONE when there is none. */
export function runPositions(automaton: Automaton, text: usize, length: u32): u32 {
  const words = <u32>automaton.words;
  burn((length + 1) * words);
  for (let word: u32 = 0; word < words; word++) setNow(word, 0);
  const classes = classesOf(automaton);
  const beginning = byteSet(automaton.leavesFirst, 0);
  const chains = setAt(automaton, words, CHAINED);
  const finds = setAt(automaton, words, FOUND);
  let begin = BEGIN;
  let has: u32 = 0;
  for (let at: u32 = 0; at <= length; at++) {
    if (has == 0 && at < length) {
      const next = <u32>(findMember(beginning, text + at, text + length) - text);
      if (next > at) begin = setsOf(classes, text + next - 1) + BEGIN_BEHIND;
      at = next;
    }
    if (has & SOME_JUMP) jumpAll(automaton, words);
    const sets = at < length ? setsOf(classes, text + at) : CLASSES + SETS * <u32>automaton.classCount;
    const leads = setAt(automaton, words, sets);
    const stays = at < length ? setAt(automaton, words, sets + STAYS) : leads;
    const begins = setAt(automaton, words, begin);
    has = move(words, chains, finds, begins, leads, stays, (has & SOME_JUMP) != 0);
    if (has & SOME_FIND) return at < length ? at + 1 : length;
    begin = sets + BEGIN_BEHIND;
  }
  return NONE;
}

/** What a set of positions has: any at all; such as others than the next follow; such as are a match. */
const SOME: u32 = 1;
const SOME_JUMP: u32 = 2;
const SOME_FIND: u32 = 4;

/** Takes all positions on, and those where a search begins, by a class; what the set has then. */
function move(words: u32, chains: usize, finds: usize, begins: usize, leads: usize, stays: usize, jumped: bool): u32 {
  let carry: u64 = 0;
  let some: u64 = 0;
  let jumping: u64 = 0;
  let found: u64 = 0;
  for (let word: u32 = 0; word < words; word++) {
    const before = nowAt(word);
    const chain = maskOf(chains, words, word);
    const chained = before & chain;
    let next = (chained << 1) | carry | maskOf(begins, words, word);
    if (jumped) next |= nextAt(word);
    carry = chained >> 63;
    const now = (next & maskOf(leads, words, word)) | (before & maskOf(stays, words, word));
    setNow(word, now);
    some |= now;
    jumping |= now & ~chain;
    found |= now & maskOf(finds, words, word);
  }
  return (some != 0 ? SOME : 0) | (jumping != 0 ? SOME_JUMP : 0) | (found != 0 ? SOME_FIND : 0);
}

/** The number of the first set of the class of a byte. */
@inline
function setsOf(classes: usize, at: usize): u32 {
  return CLASSES + SETS * <u32>numberOf<u8>(Section.Classes, classes, 256, readText<u8>(at));
}

/** The masks of a set. */
@inline
function setAt(automaton: Automaton, words: u32, set: u32): usize {
  if ((set + 1) * words > automaton.masksCount) fail(Fault.RecordOutOfBounds, Section.Masks, set);
  return run(Section.Masks, automaton.masksFirst + set * words, words, offsetof<Mask>());
}

/** Leaves in NEXT where the positions lead that others than the next follow. */
function jumpAll(automaton: Automaton, words: u32): void {
  const chains = setAt(automaton, words, CHAINED);
  const jumps = run(Section.Jumps, automaton.jumpsFirst, automaton.jumpsCount, offsetof<Jump>());
  for (let word: u32 = 0; word < words; word++) setNext(word, 0);
  for (let word: u32 = 0; word < words; word++)
    for (let left = nowAt(word) & ~maskOf(chains, words, word); left != 0; left &= left - 1)
      jump(automaton, recordOf<Jump>(Section.Jumps, jumps, automaton.jumpsCount, (word << 6) + <u32>ctz(left)));
}

function jump(automaton: Automaton, one: Jump): void {
  const count = <u32>one.count;
  burn(count + 1);
  const masks = run(Section.Masks, automaton.masksFirst, automaton.masksCount, offsetof<Mask>());
  for (let at: u32 = 0; at < count; at++) {
    const word = <u32>one.word + at;
    setNext(word, nextAt(word) | numberOf<u64>(Section.Masks, masks, automaton.masksCount, one.first + at));
  }
}


@inline
function maskOf(set: usize, words: u32, word: u32): u64 {
  return numberOf<u64>(Section.Masks, set, words, word);
}


@inline
function nowAt(word: u32): u64 {
  return numberIn<u64>(AT_POSITIONS_NOW, POSITIONS_NOW_BYTES, word);
}


@inline
function setNow(word: u32, mask: u64): void {
  setNumberIn<u64>(AT_POSITIONS_NOW, POSITIONS_NOW_BYTES, word, mask);
}


@inline
function nextAt(word: u32): u64 {
  return numberIn<u64>(AT_POSITIONS_NEXT, POSITIONS_NEXT_BYTES, word);
}


@inline
function setNext(word: u32, mask: u64): void {
  setNumberIn<u64>(AT_POSITIONS_NEXT, POSITIONS_NEXT_BYTES, word, mask);
}
