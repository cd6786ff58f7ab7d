/** Texts that a regular expression matches: a few of each, with its repeats short and long. */
import { includes, type Ranges } from '../src/plan/regex/code-points.js';
import type { Regex } from '../src/plan/regex/syntax.js';

/** How often what may be repeated is, at most. */
const REPEATS = [1, 24] as const;

/** What is taken of a class, if it is in there; then its first code point. */
const FAVOURITES = Array.from('aA0 -/\\"x', (character) => character.codePointAt(0)!);

/** Assertions are taken to hold, so not every sample matches. */
export function samplesOf(regex: Regex): readonly string[] {
  return REPEATS.map((repeats) => sampleOf(regex, repeats));
}

function sampleOf(regex: Regex, repeats: number): string {
  switch (regex.kind) {
    case 'class':
      return String.fromCodePoint(memberOf(regex.ranges));
    case 'sequence':
      return regex.parts.map((part) => sampleOf(part, repeats)).join('');
    case 'choice':
      return sampleOf(regex.options.at(-1)!, repeats);
    case 'repeat':
      return sampleOf(regex.body, repeats).repeat(Math.max(regex.min, Math.min(regex.max, repeats)));
    case 'assertion':
      return '';
  }
}

function memberOf(ranges: Ranges): number {
  return FAVOURITES.find((favourite) => includes(ranges, favourite)) ?? ranges[0]?.[0] ?? 0x61;
}
