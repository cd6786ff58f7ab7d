/**
 * The core as a compiled module: chosen, compared with its digest, audited, compiled, compared with the list of what
 * it may export.
 */
import { instantiateSync } from '@assemblyscript/loader';
import { checkLayout, checkModule, compileEmbedded, decode, type Expected } from '../embedded/compile.js';
import { judgeModule } from '../embedded/judge-module.js';
import { takePrecautions } from '../embedded/precautions.js';
import { refusalOf } from '../embedded/refusal.js';
import { RingfenceError } from '../error.js';
import { EXPORTS, PAGES } from '../format/layout.js';
import { CORES } from './core-bytes.js';

/** A compiled core, ready to be instantiated any number of times. */
export interface Core {
  readonly module: WebAssembly.Module;
  readonly build: 'plain' | 'simd' | 'supplied';
}

/** What an instance of the core exports. Functions return nothing: their answer is in memory. */
export interface CoreExports {
  readonly memory: WebAssembly.Memory;
  readonly load: (length: number) => void;
  readonly scan: (length: number) => void;
  readonly evaluate: (length: number) => void;
  readonly trace: (condition: number) => void;
}

export interface LoadCoreOptions {
  /** Which build. Default: the one with SIMD where the engine has it. */
  readonly build?: 'plain' | 'simd';
  /**
   * A module compiled from `ringfence/core.wasm` elsewhere, for engines that do not compile at run time. On Node compile it
   * after a first `loadCore()`, which asks V8 for explicit bounds checks. As nothing tells whether a module has them, its
   * sandboxes are not entered while something in their thread listens for SIGSEGV: that throws RingfenceError SignalListener.
   */
  readonly module?: WebAssembly.Module;
}

/** Throws RingfenceError Unsupported, CoreRefused, SignalListener, OutOfMemory or BadArgument. */
export async function loadCore({ build, module }: LoadCoreOptions = {}): Promise<Core> {
  if (typeof WebAssembly === 'undefined') throw new RingfenceError('Unsupported', 'this engine has no WebAssembly');
  takePrecautions();
  if (module) return checked({ module, build: 'supplied' });
  const chosen = build ?? (WebAssembly.validate(decode(CORES.simd.base64)) ? 'simd' : 'plain');
  const core = checked({ module: await compileCore(chosen), build: chosen });
  // so that the first content does not wait for it
  await judgeModule();
  return core;
}

/**
 * The instance that a core was looked at with, which nothing has been done to: the first sandbox takes it. Another would
 * cost milliseconds: the engine counts its memory as garbage, and collects.
 */
const unused = new WeakMap<Core, CoreExports>();

/**
 * An instance with a memory of its own. The loader brings imports, of which a module without imports takes none. Throws
 * RingfenceError OutOfMemory, HostStackExhausted.
 */
export function instantiate(core: Core): CoreExports {
  const made = unused.get(core) ?? instantiated(core);
  unused.delete(core);
  return made;
}

function instantiated({ module }: Core): CoreExports {
  try {
    const { instance } = instantiateSync(module) as unknown as { instance: WebAssembly.Instance };
    return instance.exports as unknown as CoreExports;
  } catch (thrown) {
    throw refusalOf(thrown);
  }
}

async function compileCore(build: 'plain' | 'simd'): Promise<WebAssembly.Module> {
  if (!Object.hasOwn(CORES, build))
    throw new RingfenceError('BadArgument', `there is no build ${build}: plain or simd`);
  return compileEmbedded(CORES[build], EXPECTED);
}

const EXPECTED: Expected = { name: 'the core', pages: { minimum: PAGES, maximum: PAGES }, exports: EXPORTS };

function checked(core: Core): Core {
  checkModule(core.module, EXPECTED);
  const exports = instantiated(core);
  checkLayout(exports, EXPECTED);
  unused.set(core, exports);
  return core;
}
