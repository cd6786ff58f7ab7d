/**
 * Guesses: behind a value comes what came there the last time, nearly always.
 *
 * All that stands between two texts, `","name":"`, is one comparison whose outcome the processor expects, where reading
 * it byte by byte and following the path table is a chain of reads that wait for each other. Keys that content does not
 * name are remembered too: they are half of all. A guess leads where the path table led, and burns the fuel that it
 * burned.
 */
import { AT_GUESSES, GUESSES_BYTES, Guess, LIMIT_GUESS_BITS, NONE } from '../generated/layout';
import { burn } from '../fuel';
import { topBits } from '../hash';
import { addressOf, entryAt, readText, writeText } from '../region';
import { state } from '../state';
import { same } from './block';
import { hashOf, namedBy, seeTwice, wildcardOf } from './path';

/** Bytes of a guess; what does not fit behind its record is not remembered. */
const SIZE: usize = 64;
const MOST: u32 = <u32>(SIZE - offsetof<Guess>());
/** No place, and not NONE, which is the place of what content does not look at. */
const NOWHERE: u32 = NONE - 1;
const COUNT: u32 = 1 << LIMIT_GUESS_BITS;

/**
 * Reads what is expected behind a key's neighbour, if it is there, `at`, in an object at `parent`; else null. It begins
 * with `first`: a key that was remembered as the first of an object is not one behind a comma, nor the other way round.
 */
@inline
export function guessed(parent: u32, at: usize, first: u8): Guess | null {
  if (readText<u8>(at) != first) return null;
  const index = guessAt(state().guess).next;
  const guess = guessAt(index);
  if (guess.parent != parent || !same(bytesOf(guess), at, guess.length)) return null;
  state().guess = index;
  if (guess.fuel != 0) burn(guess.fuel);
  if (guess.isNamed) seeTwice(guess.node);
  return guess;
}

/**
 * The place that the `length` bytes of a key lead to from `parent`, or NONE. The key stands between `from` and `to`, and
 * all that is remembered.
 */
export function lead(parent: u32, key: usize, length: u32, from: usize, to: usize): u32 {
  if (parent == NONE) return NONE;
  const fuel = state().fuel;
  const named = namedBy(parent, key, length);
  const node = named == NONE ? wildcardOf(parent) : named;
  if (named != NONE) seeTwice(named);
  if (to - from <= MOST)
    learn(
      topBits(hashOf(parent, key, length), LIMIT_GUESS_BITS),
      parent,
      from,
      to,
      node,
      named != NONE,
      fuel - state().fuel,
    );
  return node;
}

function learn(index: u32, parent: u32, from: usize, to: usize, node: u32, isNamed: bool, fuel: u32): void {
  guessAt(state().guess).next = index;
  state().guess = index;
  const guess = guessAt(index);
  guess.parent = parent;
  guess.node = node;
  guess.isNamed = isNamed ? 1 : 0;
  guess.fuel = fuel;
  guess.length = <u32>(to - from);
  for (let at: usize = 0; at < to - from; at += 8) writeText<u64>(bytesOf(guess) + at, readText<u64>(from + at));
}

/** Forgets all. */
export function forgetGuesses(): void {
  for (let index: u32 = 0; index < COUNT; index++) {
    const guess = guessAt(index);
    guess.parent = NOWHERE;
    guess.next = 0;
  }
  state().guess = 0;
}


@inline
function guessAt(index: u32): Guess {
  return entryAt<Guess>(AT_GUESSES, GUESSES_BYTES, AT_GUESSES + <usize>index * SIZE);
}


@inline
function bytesOf(guess: Guess): usize {
  return addressOf(guess) + offsetof<Guess>();
}
