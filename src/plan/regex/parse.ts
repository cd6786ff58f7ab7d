/**
 * Regular expressions: from source to tree.
 *
 *     choice := sequence ('|' sequence)*    sequence := (flags | atom counter?)*    flags := '(?' letters ')'
 *     atom := '(' choice ')' | '[' class ']' | '.' | '^' | '$' | '\' escape | character
 *
 * Groups nest to a limit, so the descent cannot exhaust the stack; the first problem ends it. Flags hold to the end of
 * the group they stand in. What only a backtracking matcher can do is refused where it stands.
 */
import { readClass } from './classes.js';
import { ALL, complement, LINE_FEED } from './code-points.js';
import { readCounter } from './counters.js';
import { readEscape } from './escapes.js';
import { readGroupStart } from './groups.js';
import { classOf, NO_FLAGS, type Reader, refuse, spelled, take, takeCodePoint, withFlag } from './reader.js';
import { type Assertion, GROUP_DEPTH, type Regex, type RegexProblem, SOURCE_LIMIT } from './syntax.js';

export function parseRegex(source: string, letters: string): Regex | RegexProblem {
  const reader: Reader = { source, at: 0, flags: NO_FLAGS, depth: 0, classes: new Map(), problem: undefined };
  if (source.length > SOURCE_LIMIT) return { code: 'SourceTooLong', at: SOURCE_LIMIT, found: `${source.length}` };
  for (const letter of letters) {
    const flags = withFlag(reader.flags, letter, 'on');
    if (!flags) return { code: 'FlagUnknown', at: 0, found: letter };
    reader.flags = flags;
  }
  const regex = readChoice(reader);
  if (regex && reader.at < source.length) refuse(reader, 'GroupClose', reader.at, reader.at + 1);
  return reader.problem ?? regex!;
}

function readChoice(reader: Reader): Regex | undefined {
  const options: Regex[] = [];
  do {
    const option = readSequence(reader);
    if (!option) return undefined;
    options.push(option);
  } while (take(reader, '|'));
  return options.length === 1 ? options[0] : { kind: 'choice', options };
}

function readSequence(reader: Reader): Regex | undefined {
  const parts: Regex[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const part = readRepeated(reader);
    if (!part) return undefined;
    if (part !== FLAGS_ONLY) parts.push(part);
  }
  return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
}

/** Stands for `(?flags)`. */
const FLAGS_ONLY: Regex = { kind: 'sequence', parts: [] };

function readRepeated(reader: Reader): Regex | undefined {
  const isGroup = reader.source[reader.at] === '(';
  const body = readAtom(reader);
  if (!body) return undefined;
  const at = reader.at;
  const counter = readCounter(reader);
  if (!counter) return reader.problem ? undefined : body;
  if (body === FLAGS_ONLY || (body.kind === 'assertion' && !isGroup)) return refuse(reader, 'NothingToRepeat', at);
  return { kind: 'repeat', body, ...counter, at };
}

const READERS: ReadonlyMap<string, (reader: Reader) => Regex | undefined> = new Map([
  ['(', readGroup],
  ['[', readClassAtom],
  ['.', readDot],
  ['^', readStart],
  ['$', readEnd],
  ['\\', readEscapeAtom],
]);

function readAtom(reader: Reader): Regex | undefined {
  const read = READERS.get(reader.source[reader.at]!);
  if (read) return read(reader);
  const start = reader.at;
  if (readCounter(reader)) return refuse(reader, 'NothingToRepeat', start);
  return reader.problem ? undefined : literal(reader, takeCodePoint(reader));
}

function literal(reader: Reader, codePoint: number | undefined): Regex | undefined {
  if (codePoint === undefined) return undefined;
  return classOf(reader, spelled([[codePoint, codePoint]], reader.flags));
}

/** Flags changed inside hold no longer than the group. */
function readGroup(reader: Reader): Regex | undefined {
  const start = reader.at;
  const outer = reader.flags;
  const opened = readGroupStart(reader);
  if (opened !== 'group') return opened && FLAGS_ONLY;
  const end = reader.at;
  if (++reader.depth > GROUP_DEPTH) return refuse(reader, 'GroupTooDeep', start);
  const inner = readChoice(reader);
  if (!inner) return undefined;
  if (!take(reader, ')')) return refuse(reader, 'GroupOpen', start, end);
  reader.depth--;
  reader.flags = outer;
  return inner;
}

function readClassAtom(reader: Reader): Regex | undefined {
  const ranges = readClass(reader);
  return ranges && classOf(reader, ranges);
}

const NOT_LINE_FEED = complement(LINE_FEED);

function readDot(reader: Reader): Regex {
  reader.at++;
  return classOf(reader, reader.flags.dotAll ? ALL : NOT_LINE_FEED);
}

function readStart(reader: Reader): Regex {
  reader.at++;
  return assertion(reader, reader.flags.multiline ? 'LineStart' : 'TextStart');
}

function readEnd(reader: Reader): Regex {
  reader.at++;
  return assertion(reader, reader.flags.multiline ? 'LineEnd' : 'TextEnd');
}

function assertion({ flags }: Reader, name: Assertion): Regex {
  return { kind: 'assertion', assertion: name, insensitive: flags.insensitive };
}

/** A line feed or nothing, then the end: exact wherever nothing is read behind it. */
const FINAL_LINE: Regex = {
  kind: 'sequence',
  parts: [
    { kind: 'repeat', body: { kind: 'class', ranges: LINE_FEED, insensitive: false }, min: 0, max: 1, at: 0 },
    { kind: 'assertion', assertion: 'TextEnd', insensitive: false },
  ],
};

function readEscapeAtom(reader: Reader): Regex | undefined {
  const meaning = readEscape(reader, 'outside class');
  if (!meaning) return undefined;
  if (meaning.kind === 'point') return literal(reader, meaning.codePoint);
  if (meaning.kind === 'set') return classOf(reader, meaning.ranges);
  if (meaning.kind === 'finalLine') return FINAL_LINE;
  return assertion(reader, meaning.assertion);
}
