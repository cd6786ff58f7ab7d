/**
 * Answers on their way from a worker: numbers in one transferred array, and of a rule nothing but its number, because
 * the pool knows the content, too.
 */
import type { Answers, Match, Unanswered } from '../supervisor/answers.js';
import type { DeadLetter } from '../supervisor/journal.js';
import type { RuleInfo } from '../supervisor/rule-info.js';
import type { Shown } from '../supervisor/slot.js';
import { emptyTally } from '../supervisor/tally.js';
import type { Evidence } from './evidence.js';

export interface PackedAnswers extends Omit<Answers, 'matches'> {
  /** Line, number of the rule, index into `contents`, for each match. */
  readonly matches: Uint32Array<ArrayBuffer>;
  /** Digests of the contents that answered. */
  readonly contents: readonly string[];
  /** Events are numbered from the first of the window; one that an earlier window had is not numbered. */
  readonly faults: readonly Evidence[];
  /** Of the events of this window, numbered in the same way: the newest. */
  readonly letters: readonly DeadLetter[];
  /** Older letters of this window. */
  readonly dropped: number;
  /** To this worker, so far; absent when nothing is new. */
  readonly shown?: Shown;
}

const COLUMNS = 3;

export function pack(
  { matches, ...rest }: Answers,
  more: Omit<PackedAnswers, keyof Answers | 'contents'>,
): PackedAnswers {
  const contents = [...new Set(matches.map(({ content }) => content))];
  const numbers = new Uint32Array(COLUMNS * matches.length);
  matches.forEach(({ line, rule, content }, index) => {
    numbers.set([line, rule.number, contents.indexOf(content)], COLUMNS * index);
  });
  return { ...rest, ...more, matches: numbers, contents };
}

/** The matches, their lines counted from `firstLine`. */
export function unpackMatches(
  { matches, contents }: PackedAnswers,
  firstLine: number,
  ruleOf: (content: string, number: number) => RuleInfo,
): Match[] {
  return Array.from({ length: matches.length / COLUMNS }, (_, index) => {
    const at = COLUMNS * index;
    const content = contents[matches[at + 2]!]!;
    return { line: firstLine + matches[at]!, rule: ruleOf(content, matches[at + 1]!), content };
  });
}

/** The answer to one line that cannot be answered. */
export function packUnanswered(line: Uint8Array, reason: Unanswered['reason']): PackedAnswers {
  return {
    ...emptyTally(),
    lines: 1,
    unanswered: [{ line: 0, reason, position: 0 }],
    matches: new Uint32Array(0),
    contents: [],
    faults: [],
    letters: [{ event: 0, input: { kind: 'json', bytes: line }, faults: [] }],
    dropped: 0,
  };
}
