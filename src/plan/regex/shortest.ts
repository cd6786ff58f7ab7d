/** Bytes of the shortest text that holds a match: most texts are shorter than what the costly expressions ask for. */
import type { Regex } from './syntax.js';

/** At least 0. Every code point counts as one byte, so the true shortest text may be longer. */
export function shortestMatch(regex: Regex): number {
  switch (regex.kind) {
    case 'class':
      return 1;
    case 'assertion':
      return 0;
    case 'sequence':
      return regex.parts.reduce((sum, part) => sum + shortestMatch(part), 0);
    case 'choice':
      return Math.min(...regex.options.map(shortestMatch));
    case 'repeat':
      return regex.min * shortestMatch(regex.body);
  }
}
