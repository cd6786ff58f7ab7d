/** Whether a pattern fits a whole text: for the few texts that the compiler knows; events are the core's. */
import { fold } from '../format/fold.js';
import type { Pattern } from '../sigma/ast.js';

/** Follows the places of the text that the parts so far may have reached, so that wildcards cost no search. */
export function fits(pattern: Pattern, text: string): boolean {
  const points = [...fold(text)];
  let reached: readonly number[] = [0];
  for (const part of pattern) {
    if (part === 'any') {
      const first = Math.min(...reached);
      reached = Array.from({ length: points.length - first + 1 }, (_, at) => first + at);
    } else if (part === 'one') reached = reached.map((at) => at + 1).filter((at) => at <= points.length);
    else {
      const literal = [...fold(part.literal)];
      reached = reached
        .filter((at) => literal.every((point, index) => points[at + index] === point))
        .map((at) => at + literal.length);
    }
    if (reached.length === 0) return false;
  }
  return reached.includes(points.length);
}
