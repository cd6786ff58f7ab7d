/**
 * Which groups the event belongs to.
 */
import {
  ACTIVE_BYTES,
  AT_ACTIVE,
  AT_GROUP_MARKS,
  AT_SEEN,
  Fault,
  GROUP_MARKS_BYTES,
  Mark,
  SEEN_BYTES,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { countOf } from '../memory';
import { entryIn, setNumberIn } from '../region';
import { state } from '../state';

/** The event is evaluated for the group, once. */
export function activate(group: u32): void {
  see(group);
  const mark = entryIn<Mark>(AT_GROUP_MARKS, GROUP_MARKS_BYTES, group);
  if (mark.number == state().mark) return;
  mark.number = state().mark;
  setNumberIn<u32>(AT_ACTIVE, ACTIVE_BYTES, state().activeCount, group);
  state().activeCount++;
}

/** An event of the group's log source was there. */
export function see(group: u32): void {
  if (group >= countOf(Section.Groups)) fail(Fault.RecordOutOfBounds, Section.Groups, group);
  setNumberIn<u8>(AT_SEEN, SEEN_BYTES, group, 1);
}
