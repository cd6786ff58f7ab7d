/** Bytes that nothing may depend on, filled with a value before the core is entered. */
import { coreRecordBytes, MEMORY, REGION_ROWS } from '../../src/format/layout.js';
import type { Extent, Machine } from './machine.js';

export const POISONS = [0x00, 0xa5, 0x5a, 0xff] as const;

/**
 * Regions that carry nothing from one event to the next. The others do: marks, by which the number of an event is told
 * from older ones, and what host and core say to each other.
 */
const SCRATCH: ReadonlySet<string> = new Set(
  `ACTIVE NESTING CANDIDATES VALUES LINKS MATCHES UNREAD TRACE_STEPS TRACE_ENTRIES NFA_NOW NFA_NEXT NFA_STACK POSITIONS_NOW POSITIONS_NEXT DIGITS KEY
  ADDRESS ARENA`.split(/\s+/),
);

/** Of what is larger only so many bytes at each end are filled: the events of the tests reach no further. */
const MOST = 1 << 14;

/** Fills what is not declared: before and between regions, behind texts and content, and what is written before it is read. */
export function poison({ bytes }: Machine, { content, window, supplied }: Extent, value: number): void {
  const fill = (from: number, to: number) => {
    bytes.fill(value, from, Math.min(to, from + MOST));
    bytes.fill(value, Math.max(from, to - MOST), to);
  };
  let behind = 0;
  for (const { name, bytes: size } of REGION_ROWS) {
    const start = MEMORY[name as keyof typeof MEMORY];
    // the core's static data begins at 1024
    if (behind > 0) fill(behind, start);
    if (SCRATCH.has(name)) fill(start, start + size);
    if (name === 'WINDOW') fill(start + window, start + size);
    behind = start + size;
  }
  fill(behind, MEMORY.CONTENT);
  fill(MEMORY.CONTENT + content, MEMORY.END - supplied * coreRecordBytes('InputEntry'));
}
