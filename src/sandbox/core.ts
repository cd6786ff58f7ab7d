/**
 * The core as a compiled module: chosen, compared with its digest, audited, compiled, compared with the list of what
 * it may export.
 */
import { instantiateSync } from '@assemblyscript/loader';
import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { EXPORTS } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { auditModule } from './audit.js';
import { CORES } from './core-bytes.js';
import { refusalOf } from './fault.js';
import { takePrecautions } from './precautions.js';

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
  return checked({ module: await compileCore(chosen), build: chosen });
}

/**
 * An instance with a memory of its own. The loader brings imports, of which a module without imports takes none. Throws
 * RingfenceError OutOfMemory, HostStackExhausted.
 */
export function instantiate({ module }: Core): CoreExports {
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
  const { base64, sha256 } = CORES[build];
  const bytes = decode(base64);
  const found = await digest(bytes);
  if (found !== sha256) throw new RingfenceError('CoreRefused', `the core's SHA-256 is ${found}, expected ${sha256}`);
  const wrong = auditModule(bytes);
  if (wrong !== undefined) throw new RingfenceError('CoreRefused', `the core is refused: ${wrong}`);
  return WebAssembly.compile(Uint8Array.of(...bytes, ...OWN_SECTION));
}

/**
 * A custom section without contents. V8 compiles equal bytes once and keeps the bounds checks of that time, so the core must
 * not be equal to what somebody compiled before V8 was asked for explicit ones.
 */
const OWN_SECTION = [0, 2, 1, 'r'.charCodeAt(0)];

function checked(core: Core): Core {
  const imports = WebAssembly.Module.imports(core.module);
  if (imports.length > 0)
    throw new RingfenceError('CoreRefused', `the core imports ${imports[0]!.module}.${imports[0]!.name}`);
  const found = WebAssembly.Module.exports(core.module)
    .map(({ name, kind }) => `${name}: ${kind}`)
    .sort()
    .join(', ');
  const expected = Object.entries(EXPORTS)
    .map(([name, kind]) => `${name}: ${kind}`)
    .sort()
    .join(', ');
  if (found !== expected) throw new RingfenceError('CoreRefused', `the core exports ${found}; expected ${expected}`);
  const { LAYOUT_DIGEST: layout } = instantiate(core) as unknown as { LAYOUT_DIGEST: WebAssembly.Global };
  if (layout.value >>> 0 !== LAYOUT_DIGEST)
    throw new RingfenceError('CoreRefused', 'the core is built with other format tables');
  return core;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  return Uint8Array.from({ length: binary.length }, (_, at) => binary.charCodeAt(at));
}
