/**
 * Automata: regular expressions in one pass over a text, whatever the expression.
 *
 * A deterministic one takes a step a byte in a table. The other kind follows all its states side by side: each is in
 * the list of a byte at most once, so a byte costs at most the number of states. Source: K. Thompson, "Regular
 * Expression Search Algorithm", 1968; R. Cox, "Regular Expression Matching: the Virtual Machine Approach".
 */
import {
  LOOP_WORDS,
  AT_NFA_MARKS,
  AT_NFA_NEXT,
  AT_NFA_NOW,
  AT_NFA_STACK,
  Assertion,
  Automaton,
  AutomatonKind,
  Fault,
  LIMIT_NFA_STATES,
  NFA_MARKS_BYTES,
  NFA_NOW_BYTES,
  NFA_STACK_BYTES,
  NONE,
  NfaKind,
  NfaState,
  PRICE_BYTES_SHIFT,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { findMembers } from '../event/block';
import { numberOf, record, recordOf, run } from '../memory';
import { numberIn, readText, setNumberIn } from '../region';
import { state } from '../state';
import { byteSet, classesOf, runPositions } from './positions';

/** Whether automaton `index` finds a match in a text. */
export function finds(index: u32, text: usize, length: u32): bool {
  return endOf(index, text, length) != NONE;
}

/** How many bytes of the text the automaton has seen when it is certain of a match; NONE when there is none. */
export function endOf(index: u32, text: usize, length: u32): u32 {
  const automaton = record<Automaton>(Section.Automata, index);
  if (length < automaton.shortest) return NONE;
  if (automaton.kind == AutomatonKind.Dfa) return runDfa(automaton, text, length);
  if (automaton.kind == AutomatonKind.Positions) return runPositions(automaton, text, length);
  if (automaton.kind == AutomatonKind.Nfa) return runNfa(automaton, text, length);
  fail(Fault.UnknownOperator, Section.Automata, automaton.kind);
  return NONE;
}

/**
 * The last byte from which the match that ends at `end` can begin, if the text began there. What is found from a byte
 * is found from all before it, so halving finds it in as many runs as `end` has bits.
 */
export function startOf(index: u32, text: usize, length: u32, end: u32): u32 {
  let start: u32 = 0;
  let beyond = end + 1;
  while (beyond - start > 1) {
    const middle = start + ((beyond - start) >> 1);
    if (endOf(index, text + middle, length - middle) <= end - middle) start = middle;
    else beyond = middle;
  }
  while (start > 0 && continues(text, start, length)) start--;
  return start;
}

/** Passing over fewer bytes than this costs more than a step for each. */
const WORTHWHILE: u32 = 4;
/** For so many bytes nothing is passed over after that. */
const PAUSE: u32 = 16;

/**
 * States are told by where their rows begin: the first has failed, the second has found a match. Then come those that stay
 * on many bytes, which are passed over up to one that leads elsewhere, before one behind which that shows.
 */
function runDfa(automaton: Automaton, text: usize, length: u32): u32 {
  burn((length >> PRICE_BYTES_SHIFT) + 1);
  const classes = classesOf(automaton);
  const count = automaton.transitionsCount;
  const rows = run(Section.Transitions, automaton.transitionsFirst, count, 2);
  const loops = automaton.leavesCount / LOOP_WORDS;
  const end = <u32>automaton.classCount;
  const found = end + 1;
  const others = found * (2 + loops);
  let now = automaton.start;
  let pausedUntil: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    if (now < others) {
      if (now <= found) return now == found ? at : NONE;
      if (at >= pausedUntil) {
        const set = 2 * (now / found - 2);
        const leaves = byteSet(automaton.leavesFirst, set);
        const shows = byteSet(automaton.leavesFirst, set + 1);
        const left = <u32>(findMembers(leaves, shows, text + at, text + length) - text);
        if (left == length) break;
        if (left - at < WORTHWHILE) pausedUntil = left + PAUSE;
        at = left;
      }
    }
    const byteClass = numberOf<u8>(Section.Classes, classes, 256, readText<u8>(text + at));
    now = numberOf<u16>(Section.Transitions, rows, count, now + byteClass);
  }
  if (now > found) now = numberOf<u16>(Section.Transitions, rows, count, now + end);
  return now == found ? length : NONE;
}

/** A match may begin anywhere, so the first state is added at every byte. */
function runNfa(automaton: Automaton, text: usize, length: u32): u32 {
  const count = automaton.statesCount;
  if (count > LIMIT_NFA_STATES) fail(Fault.RecordOutOfBounds, Section.NfaStates, count);
  const states = run(Section.NfaStates, automaton.statesFirst, count, offsetof<NfaState>());
  let now: usize = AT_NFA_NOW;
  let next: usize = AT_NFA_NEXT;
  let waiting: u32 = 0;
  let mark = nextMark();
  for (let at: u32 = 0; at <= length; at++) {
    waiting = add(states, count, automaton.start, text, at, length, now, waiting, mark);
    if (waiting == FOUND_NOW) return at;
    if (at == length) break;
    mark = nextMark();
    waiting = advance(states, count, text, at, length, now, waiting, next, mark);
    if (waiting == FOUND_NOW) return at + 1;
    const swap = now;
    now = next;
    next = swap;
  }
  return NONE;
}

const FOUND_NOW: u32 = u32.MAX_VALUE;

/** From the states that wait at a byte to those that wait at the next; how many those are. */
function advance(
  states: usize,
  count: u32,
  text: usize,
  at: u32,
  length: u32,
  now: usize,
  waiting: u32,
  next: usize,
  mark: u32,
): u32 {
  burn(waiting + 1);
  const byte = readText<u8>(text + at);
  let added: u32 = 0;
  for (let index: u32 = 0; index < waiting; index++) {
    const one = recordOf<NfaState>(Section.NfaStates, states, count, numberIn<u32>(now, NFA_NOW_BYTES, index));
    if (byte < one.low || byte > one.high) continue;
    added = add(states, count, one.next, text, at + 1, length, next, added, mark);
    if (added == FOUND_NOW) return FOUND_NOW;
  }
  return added;
}

/** Adds a state and what follows from it without a byte; FOUND_NOW when a match does. */
function add(
  states: usize,
  count: u32,
  first: u32,
  text: usize,
  at: u32,
  length: u32,
  list: usize,
  size: u32,
  mark: u32,
): u32 {
  let depth = push(count, first, 0, mark);
  while (depth > 0) {
    burn(1);
    depth--;
    const index = numberIn<u32>(AT_NFA_STACK, NFA_STACK_BYTES, depth);
    const one = recordOf<NfaState>(Section.NfaStates, states, count, index);
    switch (<i32>one.kind) {
      case NfaKind.Range: {
        setNumberIn<u32>(list, NFA_NOW_BYTES, size, index);
        size++;
        break;
      }
      case NfaKind.Split: {
        depth = push(count, one.next, push(count, one.other, depth, mark), mark);
        break;
      }
      case NfaKind.Assert: {
        if (holdsAt(one.low, text, at, length)) depth = push(count, one.next, depth, mark);
        break;
      }
      case NfaKind.Accept:
        return FOUND_NOW;
      default:
        fail(Fault.UnknownOperator, Section.NfaStates, one.kind);
    }
  }
  return size;
}

/** Puts a state on the stack unless it has been there in this step; the new depth. */
@inline
function push(count: u32, index: u32, depth: u32, mark: u32): u32 {
  if (index >= count) fail(Fault.RecordOutOfBounds, Section.NfaStates, index);
  if (numberIn<u32>(AT_NFA_MARKS, NFA_MARKS_BYTES, index) == mark) return depth;
  setNumberIn<u32>(AT_NFA_MARKS, NFA_MARKS_BYTES, index, mark);
  setNumberIn<u32>(AT_NFA_STACK, NFA_STACK_BYTES, depth, index);
  return depth + 1;
}

/** A number that no state is marked with. */
function nextMark(): u32 {
  if (++state().nfaMark == 0) {
    for (let index: u32 = 0; index < LIMIT_NFA_STATES; index++)
      setNumberIn<u32>(AT_NFA_MARKS, NFA_MARKS_BYTES, index, 0);
    state().nfaMark = 1;
  }
  return state().nfaMark;
}

function holdsAt(assertion: u32, text: usize, at: u32, length: u32): bool {
  switch (<i32>assertion) {
    case Assertion.TextStart:
      return at == 0;
    case Assertion.TextEnd:
      return at == length;
    case Assertion.LineStart:
      return at == 0 || readText<u8>(text + at - 1) == LINE_FEED;
    case Assertion.LineEnd:
      return at == length || readText<u8>(text + at) == LINE_FEED;
    case Assertion.WordBoundary:
      return wordAt(text, at, length) != (at > 0 && wordAt(text, at - 1, length));
    case Assertion.NotWordBoundary:
      return wordAt(text, at, length) == (at > 0 && wordAt(text, at - 1, length)) && !continues(text, at, length);
    default:
      fail(Fault.UnknownOperator, Section.NfaStates, assertion);
  }
  return false;
}

const LINE_FEED: u8 = 0x0a;

function wordAt(text: usize, at: u32, length: u32): bool {
  if (at >= length) return false;
  const byte = <u32>readText<u8>(text + at);
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 26 || byte == 0x5f;
}

/** Whether the byte at `at` is inside a code point. */
function continues(text: usize, at: u32, length: u32): bool {
  return at < length && (readText<u8>(text + at) & 0xc0) == 0x80;
}
