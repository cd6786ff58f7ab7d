/** Automata: that none leaves its states, its classes or its masks, and passes over what changes nothing. */
import { RejectionCode } from '../generated/judge';
import {
  Assertion,
  Automaton,
  AutomatonKind,
  BYTE_SET_WORDS,
  Jump,
  LIMIT_LEAVING,
  LIMIT_NFA_STATES,
  LIMIT_POSITION_WORDS,
  LOOP_WORDS,
  NfaKind,
  NfaState,
  Section,
} from '../generated/layout';
import { refuseColumn } from './refusal';
import { claim, countOf, record } from './sections';

export function checkAutomata(): bool {
  for (let index: u32 = 0; index < countOf(Section.Automata); index++)
    if (!checkAutomaton(index, record<Automaton>(Section.Automata, index))) return false;
  return true;
}

function checkAutomaton(index: u32, automaton: Automaton): bool {
  switch (<u32>automaton.kind) {
    case AutomatonKind.Dfa:
      return checkDfa(index, automaton);
    case AutomatonKind.Nfa:
      return checkNfa(index, automaton);
    default:
      return checkPositions(index, automaton);
  }
}

function malformed(index: u32, offset: usize, found: u32): bool {
  return refuseColumn(RejectionCode.AutomatonMalformed, Section.Automata, index, offset, found);
}

/** A state is a row of the table; every number in a row is where a row begins. */
function checkDfa(index: u32, automaton: Automaton): bool {
  const width = <u32>automaton.classCount + 1;
  if (!checkClasses(index, automaton)) return false;
  if (automaton.words > 0 || automaton.masksCount > 0 || automaton.jumpsCount > 0)
    return malformed(index, offsetof<Automaton>('words'), automaton.words);
  if (automaton.transitionsCount % width != 0 || automaton.transitionsCount < 2 * width || automaton.statesCount > 0)
    return malformed(index, offsetof<Automaton>('transitionsFirst'), automaton.transitionsCount);
  if (!isRow(automaton.start, width, automaton.transitionsCount))
    return malformed(index, offsetof<Automaton>('start'), automaton.start);
  const count = automaton.transitionsCount;
  let at = claim(Section.Transitions, automaton.transitionsFirst, count);
  for (let left = count; left > 0; left--, at += sizeof<u16>()) {
    const next = <u32>load<u16>(at);
    if (!isRow(next, width, count)) return malformed(index, offsetof<Automaton>('transitionsFirst'), next);
  }
  return checkLoops(index, automaton, width);
}

/** The states from the third on, as many as there are pairs of sets: the first has the bytes that lead to another state. */
function checkLoops(index: u32, automaton: Automaton, width: u32): bool {
  const loops = automaton.leavesCount / LOOP_WORDS;
  if (automaton.leavesCount % LOOP_WORDS != 0 || loops > automaton.transitionsCount / width - 2)
    return malformed(index, offsetof<Automaton>('leavesFirst'), automaton.leavesCount);
  const classes = claim(Section.Classes, automaton.classesFirst, 256);
  const transitions = claim(Section.Transitions, automaton.transitionsFirst, automaton.transitionsCount);
  let set = claim(Section.Leaves, automaton.leavesFirst, automaton.leavesCount);
  for (let loop: u32 = 0; loop < loops; loop++, set += LOOP_WORDS << 2) {
    const state = (loop + 2) * width;
    const row = transitions + ((<usize>state) << 1);
    for (let byte: u32 = 0; byte < 256; byte++) {
      const next = load<u16>(row + ((<usize>load<u8>(classes + byte)) << 1));
      if (hasByte(set, byte) != (next != state)) return malformed(index, offsetof<Automaton>('leavesFirst'), loop);
    }
    if (!showsIn(automaton, state, set + (BYTE_SET_WORDS << 2)))
      return malformed(index, offsetof<Automaton>('leavesFirst'), loop);
  }
  return true;
}

/**
 * Whether the second set of a state has the bytes behind which it shows that one before led elsewhere: all of them where
 * more than a few classes lead elsewhere, or one to a match.
 */
function showsIn(automaton: Automaton, state: u32, set: usize): bool {
  const width = <u32>automaton.classCount + 1;
  const rows = claim(Section.Transitions, automaton.transitionsFirst, automaton.transitionsCount);
  const own = rows + ((<usize>state) << 1);
  const classes = claim(Section.Classes, automaton.classesFirst, 256);
  let leaving: u32 = 0;
  for (let one: u32 = 0; one < width - 1; one++) {
    const next = <u32>load<u16>(own + ((<usize>one) << 1));
    if (next == state) continue;
    if (++leaving > LIMIT_LEAVING || next == width) return hasAll(set);
    const row = rows + ((<usize>next) << 1);
    for (let byte: u32 = 0; byte < 256; byte++) {
      const other = (<usize>load<u8>(classes + byte)) << 1;
      if (load<u16>(row + other) != load<u16>(own + other) && !hasByte(set, byte)) return false;
    }
  }
  return true;
}

function hasAll(set: usize): bool {
  for (let byte: u32 = 0; byte < 256; byte++) if (!hasByte(set, byte)) return false;
  return true;
}

/** Whether a set, as src/format/byte-set.ts makes it, has a byte. */
@inline
function hasByte(set: usize, byte: u32): bool {
  return ((load<u8>(set + (((byte >> 7) << 4) | (byte & 15))) >> ((byte >> 4) & 7)) & 1) != 0;
}


@inline
function isRow(at: u32, width: u32, count: u32): bool {
  return at < count && at % width == 0;
}

/** Every byte has a class. */
function checkClasses(index: u32, automaton: Automaton): bool {
  if (automaton.classesCount != 256)
    return malformed(index, offsetof<Automaton>('classesFirst'), automaton.classesCount);
  if (automaton.classCount < 1 || automaton.classCount > 256)
    return malformed(index, offsetof<Automaton>('classCount'), automaton.classCount);
  const classes = claim(Section.Classes, automaton.classesFirst, 256);
  for (let byte = 0; byte < 256; byte++) {
    const own = <u32>load<u8>(classes + byte);
    if (own >= automaton.classCount) return malformed(index, offsetof<Automaton>('classesFirst'), own);
  }
  return true;
}

/** Three sets, three for each class and one for the end; no jump leaves the masks of a set. */
function checkPositions(index: u32, automaton: Automaton): bool {
  const words = <u32>automaton.words;
  if (!checkClasses(index, automaton)) return false;
  if (automaton.start > 0 || automaton.transitionsCount > 0 || automaton.statesCount > 0)
    return malformed(index, offsetof<Automaton>('start'), automaton.start);
  if (words < 1 || words > LIMIT_POSITION_WORDS) return malformed(index, offsetof<Automaton>('words'), words);
  if (automaton.masksCount < (3 * <u32>automaton.classCount + 4) * words)
    return malformed(index, offsetof<Automaton>('masksFirst'), automaton.masksCount);
  if (automaton.jumpsCount != 64 * words)
    return malformed(index, offsetof<Automaton>('jumpsFirst'), automaton.jumpsCount);
  for (let at = automaton.jumpsFirst; at < automaton.jumpsFirst + automaton.jumpsCount; at++) {
    const jump = record<Jump>(Section.Jumps, at);
    if (<u32>jump.word + <u32>jump.count > words) return malformed(index, offsetof<Automaton>('jumpsFirst'), jump.word);
    if (<u64>jump.first + <u64>jump.count > <u64>automaton.masksCount)
      return malformed(index, offsetof<Automaton>('jumpsFirst'), jump.first);
  }
  return checkBegin(index, automaton);
}

/** The one set of positions has the bytes whose class leads to a position where a search begins. */
function checkBegin(index: u32, automaton: Automaton): bool {
  if (automaton.leavesCount != BYTE_SET_WORDS)
    return malformed(index, offsetof<Automaton>('leavesFirst'), automaton.leavesCount);
  const classes = claim(Section.Classes, automaton.classesFirst, 256);
  const set = claim(Section.Leaves, automaton.leavesFirst, BYTE_SET_WORDS);
  for (let own: u32 = 0; own < automaton.classCount; own++) {
    const begins = isBegin(automaton, own);
    for (let byte: u32 = 0; byte < 256; byte++)
      if (load<u8>(classes + byte) == own && hasByte(set, byte) != begins)
        return malformed(index, offsetof<Automaton>('leavesFirst'), 0);
  }
  return true;
}

/** Whether a class leads to a position where a search begins, at the start of the text or behind any class. */
function isBegin(automaton: Automaton, own: u32): bool {
  const words = <u32>automaton.words;
  const masks = claim(Section.Masks, automaton.masksFirst, automaton.masksCount);
  for (let word: u32 = 0; word < words; word++) {
    let begin = load<u64>(masks + ((<usize>(2 * words + word)) << 3));
    for (let each: u32 = 0; each < automaton.classCount; each++)
      begin |= load<u64>(masks + ((<usize>((5 + 3 * each) * words + word)) << 3));
    if ((load<u64>(masks + ((<usize>((3 + 3 * own) * words + word)) << 3)) & begin) != 0) return true;
  }
  return false;
}

function checkNfa(index: u32, automaton: Automaton): bool {
  if (automaton.classCount > 0 || automaton.classesCount > 0 || automaton.transitionsCount > 0)
    return malformed(index, offsetof<Automaton>('classCount'), automaton.classCount);
  if (automaton.words > 0 || automaton.masksCount > 0 || automaton.jumpsCount > 0)
    return malformed(index, offsetof<Automaton>('words'), automaton.words);
  if (automaton.leavesCount > 0) return malformed(index, offsetof<Automaton>('leavesFirst'), automaton.leavesCount);
  if (automaton.statesCount > LIMIT_NFA_STATES)
    return malformed(index, offsetof<Automaton>('statesFirst'), automaton.statesCount);
  if (automaton.start >= automaton.statesCount) return malformed(index, offsetof<Automaton>('start'), automaton.start);
  for (let at = automaton.statesFirst; at < automaton.statesFirst + automaton.statesCount; at++) {
    const state = record<NfaState>(Section.NfaStates, at);
    if (state.next >= automaton.statesCount || state.other >= automaton.statesCount)
      return malformed(index, offsetof<Automaton>('statesFirst'), max(state.next, state.other));
    if (state.kind == NfaKind.Assert && !isAssertion(state.low))
      return malformed(index, offsetof<Automaton>('statesFirst'), state.low);
  }
  return true;
}

function isAssertion(code: i32): bool {
  return code >= Assertion.TextStart && code <= Assertion.NotWordBoundary;
}
