/** Clocks. For what runs on one thread there is processor time, which a busy machine does not stretch. */

/** By name, each in milliseconds from any start. Reading the processor's costs a microsecond. */
export const CLOCKS = {
  wall: () => performance.now(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
} as const satisfies Record<string, () => number>;

/** Milliseconds of processor time, of all threads of this process, that `run` takes. */
export function processorMilliseconds(run: () => void): number {
  const start = CLOCKS.processor();
  run();
  return CLOCKS.processor() - start;
}
