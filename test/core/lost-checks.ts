/** Checks of the core that hold wrong content back, each to be taken out: what looks for wild accesses must then find one. */
import type { Change } from './compiler.js';

const inMemory = (from: string, to = ''): Change => ({ file: 'assembly/memory.ts', from, to });

export const LOST_CHECKS: readonly { readonly name: string; readonly change: Change }[] = [
  {
    name: 'record',
    change: inMemory('  if (index >= countOf(section)) fail(Fault.RecordOutOfBounds, <u32>section, index);\n'),
  },
  {
    name: 'run',
    change: inMemory(
      '  if (count > have || first > have - count) fail(Fault.RecordOutOfBounds, <u32>section, first);\n',
    ),
  },
];
