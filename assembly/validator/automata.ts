/** Automata: that none leaves its states, its classes or its masks. */
import { RejectionCode } from '../generated/judge';
import {
  Assertion,
  Automaton,
  AutomatonKind,
  Jump,
  LIMIT_NFA_STATES,
  LIMIT_POSITION_WORDS,
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
  return true;
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
  return true;
}

function checkNfa(index: u32, automaton: Automaton): bool {
  if (automaton.classCount > 0 || automaton.classesCount > 0 || automaton.transitionsCount > 0)
    return malformed(index, offsetof<Automaton>('classCount'), automaton.classCount);
  if (automaton.words > 0 || automaton.masksCount > 0 || automaton.jumpsCount > 0)
    return malformed(index, offsetof<Automaton>('words'), automaton.words);
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
