/**
 * Time parts: minute, hour, day, week, month and year of a timestamp, in UTC.
 *
 * A timestamp is `YYYY-MM-DD`, or that with `T` or a blank and `hh:mm`, seconds, a fraction, and `Z` or an offset;
 * without an offset it is UTC. Anything else, and any day that no calendar has, is no timestamp.
 */

const TIMESTAMP =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2}))?)?$/;

export const TIME_PARTS: ReadonlyMap<string, (time: Date) => number> = new Map([
  ['minute', (time) => time.getUTCMinutes()],
  ['hour', (time) => time.getUTCHours()],
  ['day', (time) => time.getUTCDate()],
  ['week', isoWeek],
  ['month', (time) => time.getUTCMonth() + 1],
  ['year', (time) => time.getUTCFullYear()],
]);

export function parseTime(text: string): Date | undefined {
  const parts = TIMESTAMP.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(parts[group] ?? 0));
  const local = utc(year!, month!, day!);
  const isDay = local.getUTCMonth() === month! - 1 && local.getUTCDate() === day;
  if (!isDay || hour! > 23 || minute! > 59 || second! > 59) return undefined;
  const [sign, offsetHours, offsetMinutes] = [parts[7], Number(parts[8] ?? 0), Number(parts[9] ?? 0)];
  if (offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * (sign === '-' ? -1 : 1);
  return new Date(local.getTime() + ((hour! * 60 + minute! - offset) * 60 + second!) * 1000);
}

/** The week that has this date's Thursday; week 1 has the first Thursday of the year. */
function isoWeek(time: Date): number {
  const day = time.getUTCDay() || 7;
  const thursday = utc(time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate() + 4 - day);
  const newYear = utc(thursday.getUTCFullYear(), 1, 1);
  return Math.floor((thursday.getTime() - newYear.getTime()) / (7 * 24 * 3600 * 1000)) + 1;
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
