/**
 * Errors: what is thrown. Misuse and the outside world only; diagnostics, rejections and faults are returned.
 */
export type ErrorCode =
  /** The engine has no WebAssembly, or none that runs the core. */
  | 'Unsupported'
  /** The bytes of the core, or of the validator's module, are not those this version was published with, or fail the audit. */
  | 'CoreRefused'
  /** Something listens for SIGSEGV, which can hang the thread when WebAssembly traps. */
  | 'SignalListener'
  /** The caller's own stack is nearly exhausted; nothing was answered, and the call can be made again. */
  | 'HostStackExhausted'
  /** The engine has no memory for another sandbox: nothing is to blame for that, and the call can be made again. */
  | 'OutOfMemory'
  /** As many events wait as may; nothing was taken, and the call can be made again later. */
  | 'QueueFull'
  /** Content says where something of it is, and it is not there: whoever accepted it was wrong. */
  | 'ContentMisread'
  /** The pool was closed before the call was answered. */
  | 'Closed'
  /** Workers cannot be started, or end before they have: there is none to answer. */
  | 'NoWorkers'
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
