/**
 * Errors: what is thrown. Misuse and the outside world only; diagnostics, rejections and faults are returned.
 */
export type ErrorCode =
  /** The engine has no WebAssembly, or none that runs the core. */
  | 'Unsupported'
  /** The core's bytes are not the ones this version was published with, or fail the audit. */
  | 'CoreRefused'
  /** Something listens for SIGSEGV, which can hang the thread when WebAssembly traps. */
  | 'SignalListener'
  /** The caller's own stack is nearly exhausted; nothing was answered, and the call can be made again. */
  | 'HostStackExhausted'
  /** An argument cannot be used. */
  | 'BadArgument';

export class RingfenceError extends Error {
  override readonly name = 'RingfenceError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
