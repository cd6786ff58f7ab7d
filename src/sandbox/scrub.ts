/**
 * Scrubbing: memory into which content is loaded becomes as good as that of a new instance, whatever is in it.
 *
 * A new instance costs milliseconds: the engine counts its 236 MB as garbage of the host and collects. So sandboxes that
 * have faulted are loaded again. What is scrubbed is what the core reads before it writes it: its static data, its state,
 * a mark for each record that the content has, the input table. Memos and guesses it forgets when it loads, and the rest
 * is never read before it is written; to clear that too would cost what a new instance does, and make it resident.
 * test/sandbox/scrub.test.ts overwrites all of memory and compares.
 */
import { coreRecordBytes, MEMORY, REGION_ROWS, SECTIONS, type SectionName } from '../format/layout.js';
import type { AcceptedContent } from '../validator/accepted.js';

type Region = Exclude<keyof typeof MEMORY, 'CONTENT' | 'END'>;

const CELLS: readonly Region[] = ['FAULT', 'STATE'];

/** Regions of marks by record of a section, and bits of each. */
const MARKS: readonly (readonly [Region, SectionName, bits: number])[] = [
  ['NODE_MARKS', 'PathNodes', 32],
  ['GROUP_MARKS', 'Groups', 32],
  ['CONDITION_MARKS', 'Conditions', 32],
  ['RULE_MARKS', 'Rules', 32],
  ['PREDICATE_MARKS', 'Predicates', 32],
  ['FOUND_BITS', 'Predicates', 1],
  ['NFA_MARKS', 'NfaStates', 32],
];

const SIZES = Object.fromEntries(REGION_ROWS.map(({ name, bytes }) => [name, bytes])) as Readonly<
  Record<Region, number>
>;
const INPUT_TABLE = MEMORY.END - SECTIONS.Fields.limit * coreRecordBytes('InputEntry');

/** What a new instance has below the regions: static data of the core. */
export function staticData(memory: Uint8Array): Uint8Array {
  return memory.slice(0, MEMORY.FAULT);
}

/** Makes memory ready for `content`. */
export function scrub(memory: Uint8Array, initial: Uint8Array, { view }: AcceptedContent): void {
  const clear = (region: Region, bytes: number) =>
    memory.fill(0, MEMORY[region], MEMORY[region] + Math.min(bytes, SIZES[region]));
  memory.set(initial);
  for (const region of CELLS) clear(region, SIZES[region]);
  for (const [region, section, bits] of MARKS) clear(region, 4 * Math.ceil((view.count(section) * bits) / 32));
  memory.fill(0, INPUT_TABLE, MEMORY.END);
}
