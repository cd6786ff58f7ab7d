/** The clock for comparing what runs on one thread: processor time, which a busy machine does not stretch. */

/** Milliseconds of processor time, of all threads of this process, that `run` takes; exact to a microsecond. */
export function processorMilliseconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
