/**
 * Guesses: the key that came behind this one the last time does so again, nearly always.
 *
 * A guess is one comparison whose outcome the processor expects, where following the path table is a chain of reads that
 * wait for each other. Keys that content does not name are remembered too: they are half of all. A guess answers what
 * the path table answered, and burns the fuel that it burned.
 */
import { AT_KEY_GUESSES, KeyGuess, LIMIT_KEY_GUESS_BITS, NONE } from '../generated/layout';
import { burn } from '../fuel';
import { topBits } from '../hash';
import { state } from '../state';
import { same } from './block';
import { follow, hashOf, seeTwice, wildcardOf } from './path';

/** Bytes of a guess; a key that does not fit behind its record is not remembered. */
const SIZE: usize = 64;
const MOST: u32 = <u32>(SIZE - offsetof<KeyGuess>());
const COUNT: u32 = 1 << LIMIT_KEY_GUESS_BITS;

/** The place that the `length` bytes of a key, as they stand in JSON, lead to from `parent`; or NONE. */
export function child(parent: u32, key: usize, length: u32): u32 {
  if (parent == NONE) return NONE;
  const before = guessAt(state().key);
  let index = before.next;
  if (!isFor(guessAt(index), parent, key, length)) {
    if (length > MOST) return lead(parent, follow(parent, key, length));
    const hash = hashOf(parent, key, length);
    index = topBits(hash, LIMIT_KEY_GUESS_BITS);
    before.next = index;
    if (!isFor(guessAt(index), parent, key, length)) return learn(index, parent, key, length);
  }
  state().key = index;
  const guess = guessAt(index);
  if (guess.fuel != 0) burn(guess.fuel);
  if (guess.isNamed) seeTwice(guess.node);
  return guess.node;
}

/** Where a key leads that the path table follows to `node`. */
function lead(parent: u32, node: u32): u32 {
  if (node == NONE) return wildcardOf(parent);
  seeTwice(node);
  return node;
}

/** Follows the path table, and remembers. */
function learn(index: u32, parent: u32, key: usize, length: u32): u32 {
  const fuel = state().fuel;
  const named = follow(parent, key, length);
  const guess = guessAt(index);
  guess.fuel = fuel - state().fuel;
  guess.parent = parent;
  guess.node = named == NONE ? wildcardOf(parent) : named;
  guess.isNamed = named == NONE ? 0 : 1;
  guess.length = length;
  for (let at: usize = 0; at < <usize>length; at += 8) store<u64>(bytesOf(guess) + at, load<u64>(key + at));
  state().key = index;
  return lead(parent, named);
}

/** Forgets all keys. */
export function forgetKeys(): void {
  for (let index: u32 = 0; index < COUNT; index++) {
    const guess = guessAt(index);
    guess.parent = NONE;
    guess.next = 0;
  }
  state().key = 0;
}


@inline
function guessAt(index: u32): KeyGuess {
  return changetype<KeyGuess>(AT_KEY_GUESSES + <usize>(index & (COUNT - 1)) * SIZE);
}


@inline
function bytesOf(guess: KeyGuess): usize {
  return changetype<usize>(guess) + offsetof<KeyGuess>();
}


@inline
function isFor(guess: KeyGuess, parent: u32, key: usize, length: u32): bool {
  return guess.parent == parent && guess.length == length && same(bytesOf(guess), key, length);
}
