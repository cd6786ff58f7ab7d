/**
 * What the readers of one document share: where diagnostics go, and how far its modifiers may still expand.
 *
 * The expansion is counted over the whole rule because a rule file of the largest size could otherwise ask for
 * gigabytes of text, each value within its own limit.
 */
import type { Span } from './ast.js';
import { type Diagnostic, type DiagnosticCode, diagnose } from './diagnostic.js';
import type { Placeholders } from './placeholders.js';

const MAX_EXPANSION = 1_048_576;

/** Says what is wrong. Its answer is what a reader that cannot go on returns. */
export type Report = (code: DiagnosticCode, span: Span, found?: string) => undefined;

export interface Scope {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
  readonly placeholders: Placeholders;
  /** Whether the rule may make so many more characters of text. The first refusal is a diagnostic, the others follow from it. */
  readonly expand: (characters: number, span: Span) => boolean;
}

/** What could be read of a list, in an array no longer than it has to be; what could not has been said. */
export function readEach<T, R>(written: readonly T[], read: (one: T) => R | undefined): readonly R[] {
  const found = written.map(read);
  return found.every(isRead) ? found : found.filter(isRead);
}

function isRead<R>(found: R | undefined): found is R {
  return found !== undefined;
}

export function openScope(file: string, found: readonly Diagnostic[], placeholders: Placeholders): Scope {
  const diagnostics = [...found];
  let left = MAX_EXPANSION;
  const report: Report = (code, span, text = '') => {
    diagnostics.push(diagnose(code, file, span, text));
    return undefined;
  };
  const expand = (characters: number, span: Span) => {
    if (left >= 0 && characters > left) report('ExpansionTooLarge', span);
    left -= characters;
    return left >= 0;
  };
  return { diagnostics, report, placeholders, expand };
}
