/**
 * The core with counters: how often each function, loop and return was reached, in a part of its memory that nothing uses.
 *
 * Binaryen's `log-execution` calls an import at each; the import is replaced by a function that counts, so that the
 * core still imports nothing and runs in the real sandbox.
 */
import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { type Core, type CoreExports, loadCore } from '../../src/sandbox/core.js';

/** Behind the static data, before the first region: the first page of memory is for data, of which there is little. */
const COUNTERS = 0x8000;
const MOST = (0x10000 - COUNTERS) / 4;
const HOOK = 'log_execution';

export interface Instrumented {
  readonly core: Core;
  /** Places that are counted. */
  readonly places: number;
}

export async function instrumentedCore(): Promise<Instrumented> {
  const module = binaryen.readBinary(readFileSync(new URL('../../dist/core.wasm', import.meta.url)));
  module.setFeatures(binaryen.Features.MVP);
  module.runPasses([HOOK.replace('_', '-')]);
  module.removeFunction(HOOK);
  const { i32, local } = module;
  const counter = () => i32.shl(local.get(0, binaryen.i32), i32.const(2));
  const count = i32.store(COUNTERS, 4, counter(), i32.add(i32.load(COUNTERS, 4, counter()), i32.const(1)));
  module.addFunction(HOOK, binaryen.i32, binaryen.none, [], count);
  const places = module.emitText().match(/\(call \$log_execution/g)?.length ?? 0;
  if (places === 0 || places > MOST) throw new Error(`${places} places to count`);
  // takes the precautions that have to come before anything is compiled
  await loadCore();
  const core = await loadCore({ module: await WebAssembly.compile(module.emitBinary() as Uint8Array<ArrayBuffer>) });
  return { core, places };
}

export function resetCounters({ memory }: CoreExports): void {
  new Uint8Array(memory.buffer, COUNTERS, 4 * MOST).fill(0);
}

/** A number for each place that was reached and each power of two of how often. */
export function reached({ memory }: CoreExports, places: number): number[] {
  const counters = new Uint32Array(memory.buffer, COUNTERS, places);
  return Array.from(counters, (count, place) => (count === 0 ? -1 : 32 * place + 31 - Math.clz32(count))).filter(
    (one) => one >= 0,
  );
}
