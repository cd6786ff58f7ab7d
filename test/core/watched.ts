/**
 * A core whose every access is looked at: its address sanitizer.
 *
 * The pass `instrument-memory` of the compiler calls the host before each load and store, which compares the address with
 * the regions of the format tables. So an access that stays inside memory, where the engine sees nothing, is noticed.
 */
import { coreRecordBytes, MEMORY, PAGES, REGION_ROWS } from '../../src/format/layout.js';
import { type Change, compileCore } from './compiler.js';
import { type Extent, type Machine, machineOf } from './machine.js';

export interface WatchedMachine extends Machine {
  /** Tells what is declared from here on. */
  readonly declare: (extent: Extent) => void;
  /** How many accesses there were. */
  readonly accesses: () => number;
  /** Those outside all regions, and those that write what only the host writes; takes them. */
  readonly violations: () => readonly string[];
}

/** Regions that only the host writes. Of the window the core writes one byte, the line feed behind the last event. */
const READ_ONLY: ReadonlySet<string> = new Set(['DECLARED', 'BUDGET', 'CONTENT', 'STATIC']);

/** Static data of the core lies here: after the page of zero, before the first region. */
const STATIC = { from: 1024, to: 65536 };

/** Regions start at multiples of this, with at least as much between them. */
const GRANULE = 64;

/** Comparing two texts reads eight bytes of each, whatever their length. */
const READ_PAST_CONTENT = 7;

export async function watchedMachine(
  target: 'plain' | 'simd' = 'plain',
  changes: readonly Change[] = [],
): Promise<WatchedMachine> {
  const { bytes, said } = await compileCore(changes, ['--target', target, '--runPasses', 'instrument-memory']);
  if (!bytes) throw new Error(said);
  const regions = new Regions();
  const found = new Set<string>();
  let accesses = 0;
  const look = (what: 'load' | 'store') => (site: number, size: number, offset: number, address: number) => {
    accesses++;
    const at = (address >>> 0) + (offset >>> 0);
    const region = regions.of(at, size);
    if (region === undefined || (what === 'store' && !mayWrite(region, size)))
      found.add(`site ${site}: ${what} of ${size} at ${at}, ${region ?? 'in no region'}`);
    return address;
  };
  const env = { load_ptr: look('load'), store_ptr: look('store'), ...VALUES };
  const machine = machineOf(bytes, { env });
  const violations = () => {
    const all = [...found];
    found.clear();
    return all;
  };
  return { ...machine, declare: (extent) => regions.declare(extent), accesses: () => accesses, violations };
}

const mayWrite = (region: string, size: number) => (region === 'WINDOW' ? size === 1 : !READ_ONLY.has(region));

/** What is loaded and stored is passed on. */
const VALUES = Object.fromEntries([
  ...['i32', 'i64', 'f32', 'f64'].flatMap((type) => [
    [`load_val_${type}`, (_: number, value: unknown) => value],
    [`store_val_${type}`, (_: number, value: unknown) => value],
  ]),
  ['memory_grow_pre', (_: number, pages: number) => pages],
  ['memory_grow_post', (_: number, pages: number) => pages],
]) as Record<string, WebAssembly.ImportValue>;

/** Which region an access is in, by granules: it is asked a hundred thousand times a second. */
class Regions {
  readonly #names: string[] = ['', 'STATIC', 'CONTENT', 'INPUT'];
  readonly #ends: number[] = [0, STATIC.to, 0, MEMORY.END];
  /** By granule, which region begins in it or before it. */
  readonly #granules = new Uint8Array((PAGES * 65536) / GRANULE);
  #inputs = MEMORY.END;

  constructor() {
    this.#granules.fill(1, STATIC.from / GRANULE, STATIC.to / GRANULE);
    for (const { name, bytes } of REGION_ROWS) {
      const start = MEMORY[name as keyof typeof MEMORY];
      this.#granules.fill(this.#names.length, start / GRANULE, Math.ceil((start + bytes) / GRANULE));
      this.#names.push(name);
      this.#ends.push(start + bytes);
    }
    this.#granules.fill(2, MEMORY.CONTENT / GRANULE);
  }

  declare({ content, supplied }: Extent): void {
    this.#ends[2] = MEMORY.CONTENT + content + READ_PAST_CONTENT;
    this.#inputs = MEMORY.END - supplied * coreRecordBytes('InputEntry');
  }

  of(at: number, size: number): string | undefined {
    if (at >= this.#inputs) return at + size <= MEMORY.END ? 'INPUT' : undefined;
    const region = this.#granules[Math.floor(at / GRANULE)] ?? 0;
    return region > 0 && at + size <= this.#ends[region]! ? this.#names[region] : undefined;
  }
}
