/**
 * The drill: faults of every kind that can be made on purpose, each on a scratch sandbox with the active content, and the
 * same event answered on another, as after a real fault.
 *
 * A sandbox is harmed in its memory, as content that got past the validator would: the content itself is the real one. The
 * time of a recovery is from before the event is entered to its answer, the trap included.
 */
import { MEMORY, NONE, SECTIONS, type SectionName } from '../format/layout.js';
import { COLUMNS, recordBytes } from '../format/records.js';
import type { FaultKind } from '../sandbox/fault.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { descend } from './descent.js';
import type { Slot } from './slot.js';
import type { Slots } from './slots.js';

export interface DrillReport {
  readonly rounds: number;
  /** Faults made; each was followed by the answer to its event. */
  readonly faults: number;
  /** Recoveries, in microseconds; NaN when there was none. */
  readonly p50: number;
  readonly p99: number;
  readonly kinds: readonly DrilledKind[];
}

export interface DrilledKind {
  readonly kind: FaultKind;
  readonly faults: number;
  readonly p50: number;
  readonly p99: number;
}

interface Provocation {
  readonly kind: FaultKind;
  /** Makes the sandbox fault on any event, where the content has what is harmed. */
  readonly harm: (slot: Slot) => void;
}

const EVENT = new TextEncoder().encode('{}\n');
const NO_FIELD = SECTIONS.Fields.limit - 1;

const PROVOCATIONS: readonly Provocation[] = [
  { kind: 'FuelExhausted', harm: ({ sandbox }) => sandbox.harm(MEMORY.BUDGET, 0) },
  { kind: 'MemoryOutOfBounds', harm: ({ sandbox }) => sandbox.harm(baseOf('Groups'), 0xffffff00) },
  {
    kind: 'RecordOutOfBounds',
    harm: ({ sandbox }) => {
      sandbox.harm(MEMORY.DECLARED, 1);
      sandbox.harm(MEMORY.DECLARED + 4, NONE);
    },
  },
  { kind: 'InputOutOfBounds', harm: (slot) => harmRecord(slot, 'Tables', 0, 'field', NO_FIELD) },
  {
    kind: 'UnknownOperator',
    harm: (slot) => {
      askFirst(slot);
      const { view } = slot.content;
      if (view.count('Conditions') > 0) harmRecord(slot, 'Steps', view.record('Conditions', 0).steps.first, 'op', 0);
    },
  },
  {
    kind: 'StackMisuse',
    harm: (slot) => {
      askFirst(slot);
      harmRecord(slot, 'Conditions', 0, 'steps', 0, 4);
    },
  },
];

const baseOf = (section: SectionName) => MEMORY.SECTION_BASES + 8 * SECTIONS[section].code;

function harmRecord(
  { sandbox, content: { view } }: Slot,
  section: SectionName,
  index: number,
  name: string,
  value: number,
  more = 0,
): void {
  if (index >= view.count(section)) return;
  const { offset } = COLUMNS[SECTIONS[section].record].find((column) => column.name === name)!;
  sandbox.harm(MEMORY.CONTENT + view.offsetOf(section) + index * recordBytes(section) + offset + more, value);
}

/** Has condition 0 evaluated on every event: the only one that group 0 always asks. */
function askFirst(slot: Slot): void {
  if (slot.content.view.count('Conditions') === 0) return;
  harmRecord(slot, 'Groups', 0, 'always', 0);
  harmRecord(slot, 'Groups', 0, 'always', 1, 4);
  // one record, of condition 0 and without a closer, where the trace cell is, which is zero
  slot.sandbox.harm(MEMORY.TRACE + 4, NONE);
  slot.sandbox.harm(baseOf('Always'), MEMORY.TRACE);
  slot.sandbox.harm(baseOf('Always') + 4, 1);
  // memory that this touches is there already when content has answered for a while
  slot.sandbox.scan(EVENT);
}

/**
 * Rounds whose sandboxes are made ready before any of them faults: that makes the next trap slow, and a real fault comes
 * when no sandbox has been made ready for long.
 */
const AT_ONCE = 10;

/** `now` is in milliseconds. */
export function drill(rounds: number, now: () => number, slots: Slots, content: AcceptedContent): DrillReport {
  const standby = { rung: 'lastKnownGood', slot: slots.replace(content) } as const;
  const times = new Map<FaultKind, number[]>(PROVOCATIONS.map(({ kind }) => [kind, []]));
  const scratch = Array.from({ length: Math.min(rounds, AT_ONCE) }, () =>
    PROVOCATIONS.map((provocation) => ({ ...provocation, slot: slots.replace(content) })),
  );
  for (let left = rounds; left > 0; left -= AT_ONCE) {
    const prepared = scratch.slice(0, left).flat();
    for (const { harm, slot } of prepared) {
      slots.renew(slot);
      harm(slot);
    }
    for (const { kind, slot } of prepared) {
      // content that faults where it was to be warmed has faulted too early to be measured
      if (slot.sandbox.hasFaulted) continue;
      const start = now();
      const { by, faults } = descend([{ rung: 'active', slot }, standby], ({ sandbox }) => sandbox.scan(EVENT));
      const microseconds = (now() - start) * 1000;
      if (by && faults[0]?.fault.kind === kind) times.get(kind)!.push(microseconds);
    }
  }
  const kinds = [...times].map(([kind, own]) => ({ kind, faults: own.length, ...percentiles(own) }));
  const all = [...times.values()].flat();
  return { rounds, faults: all.length, ...percentiles(all), kinds };
}

function percentiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
