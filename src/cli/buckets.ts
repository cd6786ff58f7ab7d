/** What became of rules, for people: the same line for every command. */
import type { Counts } from '../content/buckets.js';
import { count, plural } from './terminal.js';

/** `declared`: of the active and degraded, those that only a declared log source can make match. */
export function bucketsLine(counts: Partial<Counts>, declared?: number): string {
  const { active = 0, degraded = 0, inert = 0, refused = 0 } = counts;
  const total = active + degraded + inert + refused;
  const usable = total === 0 ? 0 : ((total - refused) / total) * 100;
  const parts = [
    `${count(active)} active`,
    `${count(degraded)} degraded`,
    ...(counts.inert === undefined ? [] : [`${count(inert)} inert`]),
    ...(counts.refused === undefined ? [] : [`${count(refused)} refused (${usable.toFixed(2)} % usable)`]),
  ];
  const sources = declared === undefined ? '' : `; ${count(declared)} for log sources that are declared`;
  return `${plural(total, 'rule')}: ${parts.join(', ')}${sources}`;
}
