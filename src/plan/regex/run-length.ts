/**
 * Runs: `X{n}` and `X{n,}` alone, such as the rules on overlong command lines, as an automaton that counts.
 *
 * The length of the run so far is all there is to know; determinised from its states, each count would be visited
 * once for every lower one (a second's twentieth for the dot a thousand times). Only for a class that holds everything
 * beyond ASCII or nothing of it, because then first bytes are what counts.
 */
import { includes, type Ranges } from './code-points.js';
import { DEAD, FOUND, type StateTable } from './dfa.js';
import type { Regex } from './syntax.js';
import { byteClassOf, CONTINUING } from './utf8.js';

/** The automaton, or undefined when the expression is another one. */
export function countRun(regex: Regex): StateTable | undefined {
  const one = alone(regex);
  if (one.kind !== 'repeat' || one.min === 0) return undefined;
  const body = alone(one.body);
  return body.kind === 'class' ? tableOf(body.ranges, one.min) : undefined;
}

/** A group of one is that one. */
function alone(regex: Regex): Regex {
  let one = regex;
  while (one.kind === 'sequence' && one.parts.length === 1) one = one.parts[0]!;
  return one;
}

const RESETS = 0;
const COUNTS = 1;
const STAYS = 2;
const CLASS_COUNT = 3;

/** State FOUND + 1 + k has seen a run of k; the end of the text adds nothing. */
function tableOf(ranges: Ranges, length: number): StateTable | undefined {
  const { branches, open } = byteClassOf(ranges);
  const [first] = branches;
  if (!first || branches.length > 1 || first.tail.length > 0) return undefined;
  const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (includes(first.bytes, byte)) return COUNTS;
    return open && includes(CONTINUING, byte) ? STAYS : RESETS;
  });
  const start = FOUND + 1;
  const transitions = [DEAD, DEAD, DEAD, FOUND, FOUND, FOUND];
  for (let run = 0; run < length; run++) {
    transitions.push(start, run + 1 === length ? FOUND : start + run + 1, start + run);
  }
  const ends = Array.from({ length: start + length }, (_, state) => state === FOUND);
  return { classes, classCount: CLASS_COUNT, transitions, ends, start };
}
