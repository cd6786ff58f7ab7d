/**
 * What the core must do with an automaton, as plainly as it can be said, and how many steps it takes.
 *
 * The bytes are UTF-8: of the folded text unless the expression is cased.
 */
import { fold } from '../../../src/format/fold.js';
import { settleCase } from '../../../src/plan/regex/case.js';
import { type CompiledRegex, compileRegex } from '../../../src/plan/regex/compile.js';
import type { Dfa } from '../../../src/plan/regex/minimise.js';
import { type Nfa, nfaOf } from '../../../src/plan/regex/nfa.js';
import { parseRegex } from '../../../src/plan/regex/parse.js';
import { type Positions, positionsOf } from '../../../src/plan/regex/positions.js';
import { build, type Program } from '../../../src/plan/regex/program.js';
import { measure } from '../../../src/plan/regex/size.js';
import { ASSERTIONS, type Assertion, type RegexProblem } from '../../../src/plan/regex/syntax.js';

export interface Run {
  readonly matches: boolean;
  readonly steps: number;
}

/** The expression, which must not be refused. */
export function compiled(source: string, flags = ''): CompiledRegex {
  return accepted(compileRegex(source, flags), source);
}

/** The same, as an NFA. */
export function compiledNfa(source: string, flags = ''): CompiledRegex & { readonly automaton: Nfa } {
  return { ...compiled(source, flags), automaton: nfaOf(programOf(source, flags)) };
}

/** The same, as positions, unless there are too many. */
export function compiledPositions(
  source: string,
  flags = '',
): (CompiledRegex & { readonly automaton: Positions }) | undefined {
  const automaton = positionsOf(programOf(source, flags));
  return automaton && { ...compiled(source, flags), automaton };
}

function programOf(source: string, flags: string): Program {
  const { regex } = settleCase(accepted(parseRegex(source, flags), source));
  return build(regex, measure(regex));
}

function accepted<Answer extends object>(answer: Answer | RegexProblem, source: string): Answer {
  if ('code' in answer) throw new Error(`${source}: ${answer.code} at ${answer.at}`);
  return answer;
}

/** A text, with the casing the expression asks for. */
export function run({ automaton, cased }: CompiledRegex, text: string): Run {
  const bytes = new TextEncoder().encode(cased ? text : fold(text));
  switch (automaton.kind) {
    case 'dfa':
      return runDfa(automaton, bytes);
    case 'positions':
      return runPositions(automaton, bytes);
    case 'nfa':
      return runNfa(automaton, bytes);
  }
}

export function runDfa({ classes, classCount, transitions, start }: Dfa, bytes: Uint8Array): Run {
  const width = classCount + 1;
  let state = start;
  let steps = 0;
  for (const byte of bytes) {
    if (state < 2) return { matches: state === 1, steps };
    state = transitions[state * width + classes[byte]!]!;
    steps++;
  }
  return { matches: transitions[state * width + classCount] === 1, steps: steps + 1 };
}

/** Sets are numbers of as many bits as there are positions. */
function runPositions({ words, classes, classCount, masks, jumps }: Positions, bytes: Uint8Array): Run {
  const bits = (halves: readonly number[]) => halves.reduceRight((all, half) => (all << 32n) | BigInt(half), 0n);
  const sets = Array.from({ length: 4 + 3 * classCount }, (_, at) =>
    bits(masks.slice(2 * words * at, 2 * words * (at + 1))),
  );
  const ways = jumps.flatMap(({ first, word, count }, at) => {
    const to = bits(masks.slice(2 * first, 2 * (first + count)));
    return count === 0 ? [] : [{ from: 1n << BigInt(at), to: to << BigInt(64 * word) }];
  });
  const [chained, found] = [sets[0]!, sets[1]!];
  let begin = sets[2]!;
  let now = 0n;
  let steps = 0;
  for (const one of [...Array.from(bytes, (byte) => classes[byte]!), classCount]) {
    const [led, stays, beginBehind] = sets.slice(3 + 3 * one, 6 + 3 * one);
    const jumped = ways.reduce((all, way) => ((now & way.from) === 0n ? all : all | way.to), 0n);
    now = ((((now & chained) << 1n) | jumped | begin) & led!) | (now & (stays ?? 0n));
    steps++;
    if ((now & found) !== 0n) return { matches: true, steps };
    begin = beginBehind ?? 0n;
  }
  return { matches: false, steps };
}

/** A byte on one side of a place, or the end of the text on that side. */
type Side = number | undefined;

const isWord = (byte: Side) => byte !== undefined && /[0-9A-Za-z_]/.test(String.fromCharCode(byte));
const continues = (byte: Side) => byte !== undefined && byte >= 0x80 && byte <= 0xbf;

const HOLDS: Readonly<Record<Assertion, (before: Side, after: Side) => boolean>> = {
  TextStart: (before) => before === undefined,
  TextEnd: (_, after) => after === undefined,
  LineStart: (before) => before === undefined || before === 0x0a,
  LineEnd: (_, after) => after === undefined || after === 0x0a,
  WordBoundary: (before, after) => isWord(before) !== isWord(after),
  NotWordBoundary: (before, after) => isWord(before) === isWord(after) && !continues(after),
};

export function runNfa({ states, entry }: Nfa, bytes: Uint8Array): Run {
  let current = new Set<number>();
  let steps = 0;
  for (let at = 0; ; at++) {
    const add = (set: Set<number>, from: number, place: number): boolean => {
      const pending = [from];
      while (pending.length > 0) {
        const number = pending.pop()!;
        if (set.has(number)) continue;
        set.add(number);
        steps++;
        const { op, low, next, other } = states[number]!;
        if (op === 'Accept') return true;
        if (op === 'Split') pending.push(other, next);
        if (op === 'Assert' && HOLDS[ASSERTIONS[low]!](bytes[place - 1], bytes[place])) pending.push(next);
      }
      return false;
    };
    if (add(current, entry, at)) return { matches: true, steps };
    if (at === bytes.length) return { matches: false, steps };
    const following = new Set<number>();
    for (const number of current) {
      const { op, low, high, next } = states[number]!;
      steps++;
      if (op !== 'Range' || bytes[at]! < low || bytes[at]! > high) continue;
      if (add(following, next, at + 1)) return { matches: true, steps };
    }
    current = following;
  }
}
