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
import { equalLong, findByte } from './block';
import { hashOf, namedBy, seeTwice, wildcardOf } from './path';

const QUOTE: u8 = 0x22;
const COMMA_QUOTE: u16 = 0x222c;

/** Bytes of a guess; what does not fit behind its record is not remembered. */
const SIZE: usize = 64;
const MOST: u32 = <u32>(SIZE - offsetof<Guess>());
/** The sight of a place where nothing is guessed; of a guess that was never made. */
export const NOWHERE: u32 = NONE;
const NEVER: u32 = NONE >> 1;
const COUNT: u32 = 1 << LIMIT_GUESS_BITS;

/** Goes on to what came next the last time, or is known to come next in other events, if it is `at` this place; else null. */
@inline
export function guessed(parent: u32, sight: u32, at: usize): Guess | null {
  const index = state().expected;
  const guess = guessAt(index);
  if (guess.sight == sight && isThere(guess, at)) {
    take(index, guess);
    return guess;
  }
  return sight == NOWHERE ? null : known(parent, sight, at);
}

/** Finds by the key what came next in events of another kind. What has blanks is left to `lead`. */
function known(parent: u32, sight: u32, at: usize): Guess | null {
  const isFirst = sight == sightOf(parent, true);
  if (isFirst ? readText<u8>(at) != QUOTE : readText<u16>(at) != COMMA_QUOTE) return null;
  const key = isFirst ? at + 1 : at + 2;
  const end = findByte(key, key + MOST, QUOTE);
  const index = topBits(hashOf(parent, key, <u32>(end - key)), LIMIT_GUESS_BITS);
  const guess = guessAt(index);
  if (guess.sight != sight || !isThere(guess, at)) return null;
  guessAt(state().guess).next = index;
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
  if (guess.sight == sight && isThere(guess, from)) {
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
export function sightOf(parent: u32, isFirst: bool): u32 {
  return (parent << 1) | (<u32>isFirst);
}

/**
 * Whether what was remembered is `at` this place. Of the guess the length is compared, of the text a claim of as much as any
 * guess has: two comparisons with constants, where `same` makes three with the length.
 */
@inline
function isThere(guess: Guess, at: usize): bool {
  const length = guess.length;
  if (length > MOST) fail(Fault.AccessOutOfBounds, <u32>AT_GUESSES, length);
  claim(at, SIZE);
  return equalLong(bytesOf(guess), at, length);
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
    guess.sight = NEVER;
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
