/**
 * Guesses: behind a value comes what came there the last time, nearly always.
 *
 * All that stands between two texts, `","name":"`, is one comparison whose outcome the processor expects, where reading
 * it byte by byte and following the path table is a chain of reads that wait for each other. Keys that content does not
 * name are remembered too: they are half of all. A guess leads where the path table led, and burns the fuel that it
 * burned.
 */
import { AT_GUESSES, Fault, GUESSES_BYTES, Guess, LIMIT_GUESS_BITS, NONE } from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { topBits } from '../hash';
import { addressOf, claim, entryAt, readText, writeText } from '../region';
import { state } from '../state';
import { equal } from './block';
import { hashOf, namedBy, seeTwice, wildcardOf } from './path';

/** Bytes of a guess; what does not fit behind its record is not remembered. */
const SIZE: usize = 64;
const MOST: u32 = <u32>(SIZE - offsetof<Guess>());
/** No sight of any place. */
const NOWHERE: u32 = NONE >> 1;
const COUNT: u32 = 1 << LIMIT_GUESS_BITS;

/** Reads what is expected `at` the first key of an object at `parent`, or behind a value in it, if it is there; else null. */
@inline
export function guessed(parent: u32, isFirst: bool, at: usize): Guess | null {
  const index = state().expected;
  const guess = guessAt(index);
  if (!stands(guess, sightOf(parent, isFirst), at)) return null;
  take(index, guess);
  return guess;
}

/**
 * The place that the `length` bytes of a key lead to from `parent`, or NONE. The key stands between `from` and `to`, and
 * all that is remembered, if it is not already: then only what it stands behind is new.
 */
export function lead(parent: u32, isFirst: bool, key: usize, length: u32, from: usize, to: usize): u32 {
  if (parent == NONE) return NONE;
  const index = topBits(hashOf(parent, key, length), LIMIT_GUESS_BITS);
  const guess = guessAt(index);
  const sight = sightOf(parent, isFirst);
  if (stands(guess, sight, from)) {
    guessAt(state().guess).next = index;
    take(index, guess);
    return guess.node;
  }
  const fuel = state().fuel;
  const named = namedBy(parent, key, length);
  const node = named == NONE ? wildcardOf(parent) : named;
  if (named != NONE) seeTwice(named);
  // a key whose text is bad says so each time it is unescaped
  if (to - from <= MOST && state().badText == 0) {
    guessAt(state().guess).next = index;
    guess.sight = sight;
    guess.node = node;
    guess.dues = ((fuel - state().fuel) << 1) | (<u32>(named != NONE));
    learn(guess, from, to);
    state().guess = index;
    state().expected = guess.next;
  }
  return node;
}

/** A key that was remembered as the first of an object is not one behind a comma, nor the other way round. */
@inline
function sightOf(parent: u32, isFirst: bool): u32 {
  return (parent << 1) | (<u32>isFirst);
}

/**
 * Whether what was remembered of such a sight is `at` this place. Of the guess the length is compared, of the text a claim
 * of as much as any guess has: two comparisons with constants, where `same` makes three with the length.
 */
@inline
function stands(guess: Guess, sight: u32, at: usize): bool {
  if (guess.sight != sight) return false;
  const length = guess.length;
  if (length > MOST) fail(Fault.AccessOutOfBounds, <u32>AT_GUESSES, length);
  claim(at, SIZE);
  return equal(bytesOf(guess), at, length);
}

/** Goes on from a guess that is true, and pays what following the path table would have cost. */
@inline
function take(index: u32, guess: Guess): void {
  state().guess = index;
  state().expected = guess.next;
  const dues = guess.dues;
  if (dues > 1) burn(dues >> 1);
  if (dues & 1) seeTwice(guess.node);
}

function learn(guess: Guess, from: usize, to: usize): void {
  guess.length = <u32>(to - from);
  for (let at: usize = 0; at < to - from; at += 8) writeText<u64>(bytesOf(guess) + at, readText<u64>(from + at));
}

/** Forgets all. */
export function forgetGuesses(): void {
  for (let index: u32 = 0; index < COUNT; index++) {
    const guess = guessAt(index);
    guess.sight = NOWHERE;
    guess.next = 0;
  }
  state().guess = 0;
  state().expected = 0;
}


@inline
function guessAt(index: u32): Guess {
  return entryAt<Guess>(AT_GUESSES, GUESSES_BYTES, AT_GUESSES + <usize>index * SIZE);
}


@inline
function bytesOf(guess: Guess): usize {
  return addressOf(guess) + offsetof<Guess>();
}
