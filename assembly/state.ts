/**
 * What the core remembers, at a fixed address: the module has no mutable globals, so that its memory is all there is.
 */
import { AT_STATE, STATE_BYTES } from './generated/layout';


@unmanaged
export class State {
  /** Fuel left for this event; first, where the benches read it. */
  fuel: u32;
  /** The number of this event, a multiple of four and never 0. Marks that are not in its four are of other events. */
  mark: u32;
  /** The number of the object being read, to see a key twice, and the last number given. */
  object: u32;
  objects: u32;
  /** Whether a key was twice in one object of this event; whether text that was looked at is not UTF-8. */
  duplicateKeys: u32;
  badText: u32;
  /** The number of the guess for the key read last, and of what came next the last time. */
  guess: u32;
  expected: u32;
  /** Why the event is not believed, and the address where that showed. */
  reason: u32;
  position: u32;
  shape: u32;
  /** Whether backslashes escape in the texts of this event. */
  isJson: u32;
  valueCount: u32;
  /** Where the event begins and its bytes; whether the texts that no field has are added or being added. */
  start: u32;
  length: u32;
  collected: u32;
  collecting: u32;
  linkCount: u32;
  /** First free byte of the arena. */
  arena: u32;
  /** Which texts are joined, see joined.ts, or NONE; the address behind them. */
  joined: u32;
  joinedEnd: u32;
  /** Entries of the input table, and its address. */
  supplied: u32;
  input: u32;
  candidateCount: u32;
  activeCount: u32;
  matchCount: u32;
  /** Address of the value that predicates are tested on. */
  value: u32;
  /** Address of the value looked up when its field has others, else 0. */
  among: u32;
  /** How many predicates were found in the value looked up, and conditions that they are gates of. */
  foundCount: u32;
  foundGates: u32;
  /** Whether some were marked already because they were too many. */
  foundMore: u32;
  /** The slot of the value looked up, if a memo is to be made of it, or NONE; bytes of all memos;
   * whether there was no room for one. */
  memoSlot: u32;
  memoBytes: u32;
  memosFull: u32;
  /** The text last read as an address of this event, or 0; bytes of the address. */
  address: u32;
  addressBytes: u32;
  /** The recognition being noted, or NONE; whether the groups of this event were recognised. */
  recognition: u32;
  recognised: u32;
  /** The last number that states of automata were marked with. */
  nfaMark: u32;
  /** Of the content: loaded or not; bits of the path hash; whether any table wants every value. */
  loaded: u32;
  pathBits: u32;
  hasKeywords: u32;
}


@inline
export function state(): State {
  if (offsetof<State>() > STATE_BYTES) ERROR('State has outgrown its region');
  return changetype<State>(AT_STATE);
}
