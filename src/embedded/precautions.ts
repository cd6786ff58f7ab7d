/**
 * What a Node process needs before it compiles a module.
 *
 * When anything listens for SIGSEGV, an out-of-bounds access in WebAssembly hangs the thread for ever on Node 20 to 24,
 * and nothing can stop it. With explicit bounds checks no signal is raised, so V8 is asked for them; where that cannot
 * be asked, a listener is refused. Measured cost of the flag: 13 to 22 % on a tight loop.
 */
import { RingfenceError } from '../error.js';

interface NodeProcess {
  readonly versions?: { readonly node?: string };
  readonly listenerCount?: (event: string) => number;
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** Does nothing outside Node. Throws RingfenceError SignalListener. */
export function takePrecautions(process: NodeProcess | undefined = hostProcess()): void {
  askForBoundsChecks(process);
  refuseListener(process);
}

/** Enough for a module that compares every address before it goes there: only a mistake in it would raise a signal. */
export function askForBoundsChecks(process: NodeProcess | undefined = hostProcess()): void {
  if (!process?.versions?.node) return;
  const v8 = process.getBuiltinModule?.('node:v8') as { setFlagsFromString?: (flags: string) => void } | undefined;
  v8?.setFlagsFromString?.('--wasm-enforce-bounds-checks');
}

/**
 * Throws RingfenceError SignalListener when something listens for SIGSEGV now. Asked again before a module is entered that
 * others have compiled, perhaps before V8 was asked for explicit checks: nothing tells whether it has them.
 */
export function refuseListener(process: NodeProcess | undefined = hostProcess()): void {
  if (process?.versions?.node && (process.listenerCount?.('SIGSEGV') ?? 0) > 0)
    throw new RingfenceError(
      'SignalListener',
      'a listener for SIGSEGV can hang the process when WebAssembly traps: remove it',
    );
}

function hostProcess(): NodeProcess | undefined {
  return (globalThis as { process?: NodeProcess }).process;
}
