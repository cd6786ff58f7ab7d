/**
 * The checks of a source, each taken away: what a test has to notice.
 *
 * A check is an `if` that ends what it stands in, a choice between an answer and nothing, or an operand of `and` and `or`.
 * They are found in the syntax tree, so that a new check is under test from the day it is written.
 */
import ts from 'typescript';

export interface Mutant {
  /** From the root of the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What was there, in one line, and what is there instead. */
  readonly was: string;
  readonly now: string;
  /** The whole source, changed. */
  readonly text: string;
}

type Change = readonly [node: ts.Node, now: string];

/** Every check of a source of the host. */
export function hostMutants(file: string, text: string): Mutant[] {
  return mutantsOf(file, text, (node) => [
    ...withoutIf(node, endsHere),
    ...withoutChoice(node),
    ...withoutOperand(node),
  ]);
}

/** Every check of a source of the core that stops it. */
export function coreMutants(file: string, text: string): Mutant[] {
  return mutantsOf(file, text, (node) => [
    ...withoutIf(node, stops),
    ...(conditionOf(node, stops) ? withoutOperand(node) : []),
  ]);
}

function mutantsOf(file: string, text: string, changesOf: (node: ts.Node) => readonly Change[]): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    for (const [{ pos, end }, now] of changesOf(node)) found.push(mutant(source, pos, end, now));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function mutant(source: ts.SourceFile, pos: number, end: number, now: string): Mutant {
  const { text } = source;
  const start = pos + (/^\s*/.exec(text.slice(pos))?.[0].length ?? 0);
  const line = source.getLineAndCharacterOfPosition(start).line + 1;
  const was = text.slice(start, end).replace(/\s+/g, ' ');
  return { file: source.fileName, line, was, now, text: text.slice(0, start) + now + text.slice(end) };
}

/** The statement is gone, or what was done else is done always. */
function withoutIf(node: ts.Node, isCheck: (statement: ts.Statement) => boolean): Change[] {
  if (!ts.isIfStatement(node) || !isCheck(lastOf(node.thenStatement))) return [];
  return [[node, node.elseStatement?.getText() ?? ';']];
}

/** `undefined` is answered whatever holds. */
function withoutChoice(node: ts.Node): Change[] {
  if (!ts.isConditionalExpression(node)) return [];
  return [node.whenTrue, node.whenFalse].some((branch) => branch.getText() === 'undefined')
    ? [[node, 'undefined']]
    : [];
}

/** One side is left of `and` and of `or`. */
function withoutOperand(node: ts.Node): Change[] {
  if (!ts.isBinaryExpression(node) || !JOINS.includes(node.operatorToken.kind)) return [];
  return [node.left, node.right].map((kept): Change => [node, `(${kept.getText()})`]);
}

const JOINS: readonly ts.SyntaxKind[] = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken];

/** Whether a node is in the condition of a check. */
function conditionOf(node: ts.Node, isCheck: (statement: ts.Statement) => boolean): boolean {
  const { parent } = node;
  if (!parent || ts.isBlock(parent)) return false;
  if (ts.isIfStatement(parent)) return parent.expression === node && isCheck(lastOf(parent.thenStatement));
  return conditionOf(parent, isCheck);
}

function lastOf(statement: ts.Statement): ts.Statement {
  return ts.isBlock(statement) ? (statement.statements.at(-1) ?? statement) : statement;
}

function endsHere(statement: ts.Statement): boolean {
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}

function stops(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && statement.getText().startsWith('fail(');
}
