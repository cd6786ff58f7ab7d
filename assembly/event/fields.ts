/**
 * The input table: which values each field has on this event.
 *
 * Both ways in end here. A JSON event notes links while it is read, because its shape is known only at its end; then
 * `resolve` keeps, of the places a field may have, the present one of lowest rank. An input record is positional.
 */
import {
  AT_LINKS,
  Fault,
  InputEntry,
  LIMIT_LINKS,
  LINKS_BYTES,
  Link,
  NONE,
  PathBinding,
  Section,
} from '../generated/layout';
import { fail } from '../fault';
import { burn } from '../fuel';
import { countOf, input, record, supply } from '../memory';
import { entryIn } from '../region';
import { state } from '../state';


@inline
export function linkAt(index: u32): Link {
  return entryIn<Link>(AT_LINKS, LINKS_BYTES, index);
}

/** Notes that a value stands at a place that `binding` gives to a field; returns the number of the link. */
export function note(binding: u32, value: u32): u32 {
  const index = state().linkCount;
  if (index >= LIMIT_LINKS) fail(Fault.RegionExhausted, <u32>AT_LINKS, index);
  state().linkCount = index + 1;
  const link = linkAt(index);
  link.binding = binding;
  link.value = value;
  link.next = NONE;
  return index;
}

/** In place of a rank: the field has no such place in events of the shape. */
const NO_PLACE: u32 = 0xff;

/** Fills the input table from the links of the event's shape. */
export function resolve(): void {
  supply(countOf(Section.Fields));
  const count = state().linkCount;
  burn(count);
  const shift = state().shape << 3;
  for (let index: u32 = 0; index < count; index++) {
    const link = linkAt(index);
    const binding = record<PathBinding>(Section.PathBindings, link.binding);
    const rank = (binding.ranks >> shift) & NO_PLACE;
    if (rank != NO_PLACE) give(input(binding.field), index, rank);
  }
}

/** Gives a field another link of this rank: in place of those of higher rank, behind those of the same. */
export function give(entry: InputEntry, link: u32, rank: u32): void {
  if (entry.mark != state().mark || rank < entry.rank) {
    entry.mark = state().mark;
    entry.rank = rank;
    entry.first = link;
    entry.last = link;
  } else if (rank == entry.rank) {
    linkAt(entry.last).next = link;
    entry.last = link;
  }
}

/** The first link of a field on this event, or NONE. */
@inline
export function firstLink(field: u32): u32 {
  const entry = input(field);
  return entry.mark == state().mark ? entry.first : NONE;
}
