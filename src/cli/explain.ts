/** `ringfence explain`: why a rule matched an event, or did not. */
import { LIMITS } from '../format/layout.js';
import { loadCore } from '../sandbox/core.js';
import { type Explained, type ExplainedPredicate, explain } from '../supervisor/explain.js';
import { isRejection, validate } from '../validator/validate.js';
import { compileRules, type RuleFlags } from './compiling.js';
import { readAccepted } from './content.js';
import { Failure } from './failure.js';
import { readExpected } from './file.js';
import { jsonLine, print, printable, styled } from './terminal.js';

export interface ExplainFlags extends RuleFlags {
  readonly rule: string;
  readonly content?: string;
  readonly rules?: readonly string[];
  readonly json?: true;
}

export async function runExplain(event: string, flags: ExplainFlags): Promise<void> {
  const content = await contentOf(flags);
  const number = ruleNumber(content, flags.rule);
  const explanation = explain(await loadCore(), content, number, readEvent(event));
  const { rule, matches, unread, variant, logSource, condition } = explanation;
  if (unread)
    throw new Failure(
      `${printable(event, 60)}: ${unread.reason} at byte ${unread.position + 1}, one JSON object was expected`,
    );
  if (flags.json) return print(jsonLine(explanation));
  const lines = [
    `${styled('bold', printable(rule.title))} ${matches ? styled('green', 'matches') : styled('red', 'does not match')}`,
    ...(variant === undefined ? [] : [`as ${variant}`]),
    ...(logSource ? ['log source', ...linesOf(logSource, 1)] : []),
    ...(condition
      ? ['condition', ...linesOf(condition, 1)]
      : ['condition', '  nothing is left of it that could match']),
  ];
  await print(`${lines.join('\n')}\n`);
}

async function contentOf(flags: ExplainFlags) {
  const { content, rules } = flags;
  if ((rules === undefined) === (content === undefined))
    throw new Failure('give either --rules PATH or --content FILE');
  if (content !== undefined) return readAccepted(content);
  const answer = await validate((await compileRules(rules!, flags)).content);
  if (isRejection(answer)) throw new Error(`compiled rules are rejected: ${answer.code}`);
  return answer;
}

function ruleNumber({ view }: Awaited<ReturnType<typeof contentOf>>, id: string): number {
  for (let number = 0; number < view.count('Rules'); number++) {
    if (view.text(view.record('Rules', number).id) === id) return number;
  }
  throw new Failure(`there is no rule ${id}, the id of a rule was expected`);
}

/** JSON as an argument, or in a file, or on standard input; on one line, as the core takes it. */
function readEvent(event: string): Uint8Array {
  if (event.trimStart().startsWith('{')) return oneLine(Buffer.from(event));
  return oneLine(readExpected(event, LIMITS.WINDOW_BYTES.value, 'an event was expected: JSON, or a file of it'));
}

const LINE_FEED = 10;
const TAB = 9;

/** A tab is white space between values, and stays forbidden inside a text. */
function oneLine(text: Uint8Array): Uint8Array {
  const end = text.at(-1) === LINE_FEED ? text.length - 1 : text.length;
  return text.subarray(0, end).map((byte) => (byte === LINE_FEED ? TAB : byte));
}

function linesOf(part: Explained, depth: number): string[] {
  const sign = part.holds ? styled('green', '✓') : styled('red', '✗');
  const start = `${'  '.repeat(depth)}${sign} `;
  if (part.kind === 'predicate') return [`${start}${describe(part)}`];
  if (part.kind === 'not') return [`${start}not`, ...linesOf(part.part, depth + 1)];
  return [`${start}${part.kind} of`, ...part.parts.flatMap((one) => linesOf(one, depth + 1))];
}

function describe({ field, test, value }: ExplainedPredicate): string {
  const found = value ? styled('dim', `  (${foundText(value)})`) : '';
  return `${printable(field ?? 'any value', 60)} ${printable(test)}${found}`;
}

function foundText({ kind, text, start, end }: NonNullable<ExplainedPredicate['value']>): string {
  if (text === '') return kind === 'Text' ? 'it is empty' : `it is ${kind.toLowerCase()}`;
  return end > start
    ? `bytes ${start} to ${end} of ${printable(JSON.stringify(text), 120)}`
    : `it is ${printable(JSON.stringify(text), 120)}`;
}
