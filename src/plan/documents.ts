/**
 * Documents on their way through compiling: each rule and filter of the sources, and what is found out about it.
 */
import type { Filter, Rule } from '../sigma/ast.js';
import type { Diagnostic } from '../sigma/diagnostic.js';
import { parse } from '../sigma/parse.js';
import type { Placeholders } from '../sigma/placeholders.js';

export interface Document {
  readonly kind: 'rule' | 'filter';
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** One of the two, until there is a reason to refuse it; a rule until it is in the plan. */
  rule?: Rule | undefined;
  filter?: Filter | undefined;
  /** Why it is refused; of an active rule, what it lost. */
  reasons: readonly Diagnostic[];
  /** Of an active rule: whether events show its log source, or only the caller can declare it. */
  logSource?: 'recognised' | 'declared';
  /** Of a filter: how many active rules it applies to. */
  rules: number;
}

export function readDocuments(file: string, text: string, placeholders: Placeholders): Document[] {
  return parse(file, text, { placeholders }).documents.map(
    ({ id, title, span, isFilter, rule, filter, diagnostics }) => ({
      kind: isFilter ? 'filter' : 'rule',
      file,
      line: span.line,
      id,
      title,
      rule,
      filter,
      reasons: diagnostics,
      rules: 0,
    }),
  );
}

export function refuse(document: Document, ...reasons: readonly Diagnostic[]): void {
  document.rule = undefined;
  document.filter = undefined;
  document.reasons = [...document.reasons, ...reasons];
}

/** The same order whatever the order of the sources. */
export function byIdentity(a: Document, b: Document): number {
  return compare(a.id, b.id) || compare(a.title, b.title) || compare(a.file, b.file) || a.line - b.line;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
