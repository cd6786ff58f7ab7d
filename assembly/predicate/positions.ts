/**
 * Positions of an automaton side by side, a bit for each.
 *
 * A byte takes all of them on at once: those followed by the next alone by a shift, the others by a jump each, and of what
 * that gives remain those that the class of the byte leads to. Whatever the bits say, sets have their words only.
 */
import {
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

/** How many bytes of the text have been seen when a match is certain; NONE when there is none. */
export function runPositions(automaton: Automaton, text: usize, length: u32): u32 {
  const words = <u32>automaton.words;
  burn((length + 1) * words);
  const classes = classesOf(automaton);
  const sets = run(Section.Masks, automaton.masksFirst, automaton.masksCount, offsetof<Mask>());
  const jumps = run(Section.Jumps, automaton.jumpsFirst, automaton.jumpsCount, offsetof<Jump>());
  for (let word: u32 = 0; word < words; word++) setNow(word, 0);
  let begin = BEGIN;
  for (let at: u32 = 0; at < length; at++) {
    follow(automaton, sets, jumps, words, begin);
    const first = CLASSES + SETS * <u32>numberOf<u8>(Section.Classes, classes, 256, readText<u8>(text + at));
    if (enter(automaton, sets, words, first, first + STAYS)) return at + 1;
    begin = first + BEGIN_BEHIND;
  }
  follow(automaton, sets, jumps, words, begin);
  const end = CLASSES + SETS * <u32>automaton.classCount;
  return enter(automaton, sets, words, end, end) ? length : NONE;
}

/** Leaves in NEXT what follows NOW, and where a search begins. */
@inline
function follow(automaton: Automaton, sets: usize, jumps: usize, words: u32, begin: u32): void {
  let carry: u64 = 0;
  let jumping: u64 = 0;
  for (let word: u32 = 0; word < words; word++) {
    const now = nowAt(word);
    const chained = now & maskOf(automaton, sets, words, CHAINED, word);
    jumping |= now ^ chained;
    setNext(word, (chained << 1) | carry | maskOf(automaton, sets, words, begin, word));
    carry = chained >> 63;
  }
  if (jumping != 0) jumpAll(automaton, sets, jumps, words);
}

function jumpAll(automaton: Automaton, sets: usize, jumps: usize, words: u32): void {
  for (let word: u32 = 0; word < words; word++) {
    const now = nowAt(word);
    for (let left = now & ~maskOf(automaton, sets, words, CHAINED, word); left != 0; left &= left - 1)
      jump(automaton, sets, recordOf<Jump>(Section.Jumps, jumps, automaton.jumpsCount, (word << 6) + <u32>ctz(left)));
  }
}

function jump(automaton: Automaton, sets: usize, one: Jump): void {
  const count = <u32>one.count;
  burn(count + 1);
  for (let at: u32 = 0; at < count; at++) {
    const word = <u32>one.word + at;
    setNext(word, nextAt(word) | numberOf<u64>(Section.Masks, sets, automaton.masksCount, one.first + at));
  }
}

/** From NEXT to NOW, by a class; whether a match is found. */
@inline
function enter(automaton: Automaton, sets: usize, words: u32, led: u32, stays: u32): bool {
  let found: u64 = 0;
  for (let word: u32 = 0; word < words; word++) {
    const entered = nextAt(word) & maskOf(automaton, sets, words, led, word);
    const now = entered | (nowAt(word) & maskOf(automaton, sets, words, stays, word));
    setNow(word, now);
    found |= now & maskOf(automaton, sets, words, FOUND, word);
  }
  return found != 0;
}


@inline
function maskOf(automaton: Automaton, sets: usize, words: u32, set: u32, word: u32): u64 {
  return numberOf<u64>(Section.Masks, sets, automaton.masksCount, set * words + word);
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
