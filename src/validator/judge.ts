/**
 * The judge: the validator's module, which goes through everything behind the envelope of a content file.
 *
 * These are loops over a hundred thousand records, run once in the life of a process: JavaScript would run them before the
 * engine has looked at them, at a tenth of its speed. The module imports nothing, compares every index with its section,
 * and is made anew for each file, so that nothing of one is there for the next. What it says is read as a stranger's. When
 * it stops without an answer the file is refused: that would be a mistake of ours, and whatever made it is not content.
 */
import { checkLayout, checkModule } from '../embedded/compile.js';
import { compiledJudge, JUDGE, judgeModule } from '../embedded/judge-module.js';
import { hostStackExhausted, isStackExhaustion, outOfMemory, refusalOf } from '../embedded/refusal.js';
import { JUDGE_MEMORY, judgePages, REFUSALS, REJECTION_CELL, SECTIONS } from '../format/layout.js';
import { ownBytes } from '../format/own-bytes.js';
import { COLUMNS, nameOf, SECTION_NAMES } from '../format/records.js';
import type { Rejection } from './rejection.js';

/** What an instance of the module exports. */
interface JudgeExports {
  readonly memory: WebAssembly.Memory;
  readonly checksum: () => number;
  readonly judge: (supplied: number) => number;
}

/** Asked about one content file, of which it has a copy. */
export interface Judge {
  /** The copy. Nobody else can write to it. */
  readonly bytes: Uint8Array;
  /** CRC-32C of the bytes, those of the checksum read as zero; the bytes are at least a header. */
  readonly checksum: () => number | Rejection;
  /** What is wrong behind the envelope, which has been found right. */
  readonly judge: (supplied: number) => Rejection | undefined;
}

/**
 * A judge of the bytes as they are now. Throws RingfenceError Unsupported, OutOfMemory and HostStackExhausted, and CoreRefused
 * when the module, which others may have compiled, is not this one.
 */
export async function summon(content: Uint8Array, module: WebAssembly.Module | undefined): Promise<Judge> {
  if (module) checkModule(module, JUDGE);
  const ready = module ?? compiledJudge();
  if (ready) return judgeOf(ready, content);
  const own = ownBytes(content);
  return judgeOf(await judgeModule(), own);
}

function judgeOf(module: WebAssembly.Module, content: Uint8Array): Judge {
  const { memory, checksum, judge } = instantiate(module);
  grow(memory, judgePages(content.length) - 1);
  const bytes = new Uint8Array(memory.buffer, JUDGE_MEMORY.JUDGED, content.length);
  bytes.set(content);
  return {
    bytes,
    checksum: () => ask(() => checksum() >>> 0),
    judge: (supplied) => ask(() => (judge(supplied) === 1 ? undefined : readRejection(memory))),
  };
}

function instantiate(module: WebAssembly.Module): JudgeExports {
  const { exports } = instantiated(module);
  checkLayout(exports, JUDGE);
  return exports as unknown as JudgeExports;
}

function instantiated(module: WebAssembly.Module): WebAssembly.Instance {
  try {
    return new WebAssembly.Instance(module);
  } catch (thrown) {
    throw refusalOf(thrown);
  }
}

function grow(memory: WebAssembly.Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (thrown) {
    throw outOfMemory(thrown);
  }
}

const UNJUDGED: Rejection = { code: 'Unjudged' };

function ask<T>(question: () => T): T | Rejection {
  try {
    return question();
  } catch (thrown) {
    if (isStackExhaustion(thrown)) throw hostStackExhausted();
    return UNJUDGED;
  }
}

function readRejection(memory: WebAssembly.Memory): Rejection {
  const [code, section, index, columnOf, offset, found, expected] = new Float64Array(
    memory.buffer,
    JUDGE_MEMORY.REJECTION,
    REJECTION_CELL.length,
  );
  const name = nameOf(REFUSALS, code!);
  if (!name) return UNJUDGED;
  const said = { section: SECTION_NAMES[section!], index, column: columnAt(columnOf!, offset!), found, expected };
  const stated = Object.entries(said).filter(([, value]) => value !== undefined && !Number.isNaN(value));
  return { code: name, ...Object.fromEntries(stated) };
}

/** The column at an offset in the records of a section, or of the header. */
function columnAt(section: number, offset: number): string | undefined {
  const record = section >= 0 ? SECTIONS[SECTION_NAMES[section]!].record : 'Header';
  return COLUMNS[record].find((column) => column.offset === offset)?.name;
}
