/**
 * Conditions: the Boolean expression over selections, with its patterns resolved to names.
 *
 *     or := and ('or' and)*    and := not ('and' not)*    not := 'not' not | '(' or ')' | of | name
 *     of := ('1' | 'any' | 'all') 'of' ('them' | pattern)
 *
 * Words are lower case. Brackets and `not` nest to a limit, so the descent below cannot exhaust the stack; the
 * first error ends the condition, an unknown name does not.
 */
import type { Condition, Span } from './ast.js';
import { readEach, type Scope } from './scope.js';
import { spanWithin, type YamlNode, type YamlScalar } from './yaml-tree.js';

const MAX_DEPTH = 64;
const MAX_WORDS = 4096;

interface Token {
  readonly text: string;
  readonly span: Span;
}

/** Where the descent stands. `depth` counts the brackets and `not`s around the next word. */
interface Cursor {
  readonly tokens: readonly Token[];
  readonly names: readonly string[];
  readonly scope: Scope;
  /** Where a condition that ends too early is said to end. */
  readonly end: Span;
  at: number;
  depth: number;
}

/** A text, or a list of texts of which any may hold. Undefined when something was wrong and has been said. */
export function readCondition(node: YamlNode, names: readonly string[], scope: Scope): Condition | undefined {
  const written = node.kind === 'list' ? node.items : [node];
  if (written.length === 0) return scope.report('ConditionMissing', node.span);
  const sources: { readonly tokens: readonly Token[]; readonly end: Span }[] = [];
  for (const scalar of written) {
    if (scalar.kind !== 'text') scope.report('ConditionNotText', scalar.span, scalar.kind);
    else sources.push({ tokens: tokenize(scalar), end: scalar.span });
  }
  const words = sources.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (words > MAX_WORDS) return scope.report('ConditionTooLong', node.span, `${words}`);
  const operands = readEach(sources, (source) => readOne({ ...source, names, scope, at: 0, depth: 0 }));
  return operands.length === written.length ? join('or', operands, node.span) : undefined;
}

function tokenize(scalar: YamlScalar): readonly Token[] {
  return Array.from(scalar.text.matchAll(/[()|]|[^\s()|]+/g), ({ 0: text, index }) => ({
    text,
    span: spanWithin(scalar, index, index + text.length),
  }));
}

function readOne(cursor: Cursor): Condition | undefined {
  if (cursor.tokens.length === 0) return cursor.scope.report('ConditionMissing', cursor.end);
  const condition = readOr(cursor);
  if (condition !== undefined && peek(cursor) !== undefined) return unexpected(cursor);
  return condition;
}

const readOr = (cursor: Cursor): Condition | undefined => readChained(cursor, 'or', readAnd);
const readAnd = (cursor: Cursor): Condition | undefined => readChained(cursor, 'and', readNot);

function readChained(
  cursor: Cursor,
  kind: 'and' | 'or',
  readOperand: (cursor: Cursor) => Condition | undefined,
): Condition | undefined {
  const operands: Condition[] = [];
  do {
    const operand = readOperand(cursor);
    if (operand === undefined) return undefined;
    operands.push(operand);
  } while (take(cursor, kind));
  return join(kind, operands, cover(operands[0]!.span, operands.at(-1)!.span));
}

/** One operand stands for itself; operands of the same kind are taken in. */
function join(kind: 'and' | 'or', operands: readonly Condition[], span: Span): Condition {
  if (operands.length === 1) return operands[0]!;
  return { kind, operands: operands.flatMap((one) => (one.kind === kind ? one.operands : [one])), span };
}

function readNot(cursor: Cursor): Condition | undefined {
  const opening = peek(cursor);
  if (opening?.text !== 'not' && opening?.text !== '(') return readPrimary(cursor);
  cursor.at++;
  if (++cursor.depth > MAX_DEPTH) return cursor.scope.report('ConditionTooDeep', opening.span);
  const inner = opening.text === 'not' ? readNegated(cursor, opening) : readBracket(cursor);
  cursor.depth--;
  return inner;
}

function readNegated(cursor: Cursor, { span }: Token): Condition | undefined {
  const operand = readNot(cursor);
  return operand && { kind: 'not', operand, span: cover(span, operand.span) };
}

function readBracket(cursor: Cursor): Condition | undefined {
  const inner = readOr(cursor);
  if (inner === undefined || take(cursor, ')')) return inner;
  return unexpected(cursor);
}

const QUANTIFIERS: ReadonlyMap<string, 'any' | 'all'> = new Map([
  ['1', 'any'],
  ['any', 'any'],
  ['all', 'all'],
]);
/** What cannot be a name. A quantifier can, where no `of` follows. */
const SYNTAX: ReadonlySet<string> = new Set(['and', 'or', 'not', 'of', '(', ')', '|']);
const NAME = /^[\w-]+$/;

function readPrimary(cursor: Cursor): Condition | undefined {
  const token = peek(cursor);
  if (token === undefined || SYNTAX.has(token.text)) return unexpected(cursor);
  cursor.at++;
  if (take(cursor, 'of')) return readOf(cursor, token);
  const { text: name, span } = token;
  if (!NAME.test(name)) cursor.scope.report('ConditionCharacter', span, name);
  else if (!cursor.names.includes(name)) cursor.scope.report('ConditionUnknown', span, name);
  return { kind: 'selection', name, span };
}

function readOf(cursor: Cursor, counted: Token): Condition | undefined {
  const quantifier = QUANTIFIERS.get(counted.text);
  if (quantifier === undefined) return cursor.scope.report('ConditionQuantifier', counted.span, counted.text);
  const pattern = peek(cursor);
  if (pattern === undefined || SYNTAX.has(pattern.text)) return unexpected(cursor);
  cursor.at++;
  const names = cursor.names.filter((name) => fits(pattern.text, name));
  if (names.length === 0) cursor.scope.report('ConditionNothingFits', pattern.span, pattern.text);
  return { kind: 'of', quantifier, names, span: cover(counted.span, pattern.span) };
}

/** Names with an underscore in front are for patterns that have one, too. */
function fits(pattern: string, name: string): boolean {
  if (name.startsWith('_') && !pattern.startsWith('_')) return false;
  return pattern === 'them' || fitsStars(pattern.split('*'), name);
}

/** Pieces in order, each as early as possible: linear, where a regular expression may try every split. */
function fitsStars([head = '', ...rest]: readonly string[], name: string): boolean {
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}

function peek({ tokens, at }: Cursor): Token | undefined {
  return tokens[at];
}

function take(cursor: Cursor, text: string): boolean {
  if (peek(cursor)?.text !== text) return false;
  cursor.at++;
  return true;
}

function unexpected(cursor: Cursor): undefined {
  const token = peek(cursor);
  if (token?.text === '|') return cursor.scope.report('ConditionPipe', token.span);
  return cursor.scope.report('ConditionSyntax', token?.span ?? cursor.end, token?.text ?? 'its end');
}

function cover(first: Span, last: Span): Span {
  return { ...first, end: last.end };
}
