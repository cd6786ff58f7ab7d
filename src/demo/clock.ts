/**
 * The clock of the demonstration: a Monday morning, one event a second.
 *
 * Line n of a stream happens in second n, so a place in the stream and a time are the same thing.
 */
const START = Date.UTC(2026, 2, 2, 6, 30, 0);

/** As Sysmon writes it: `2026-03-02 06:30:00.000`. */
export function utcTime(second: number, millisecond = 0): string {
  return isoTime(second, millisecond).replace('T', ' ').slice(0, -1);
}

/** As EVTX readers write it: `2026-03-02T06:30:00.000Z`. */
export function isoTime(second: number, millisecond = 0): string {
  return new Date(START + second * 1000 + millisecond).toISOString();
}
