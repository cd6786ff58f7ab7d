/** Losses: what a rule loses when it is compiled, each loss once however often it is met. */
import type { Diagnostic } from '../sigma/diagnostic.js';
import type { Document } from './documents.js';

export interface Loss {
  readonly diagnostic: Diagnostic;
  /** In its document, from 1: the same wherever in a file the document stands. */
  readonly line: number;
}

export class Losses {
  readonly all: Loss[] = [];
  readonly #known = new Set<string>();

  /** `document`: the rule, or the filter, that says what is lost. */
  take({ line }: Document, diagnostic: Diagnostic): void {
    const { code, file, span, found } = diagnostic;
    const key = JSON.stringify([code, file, span.start, found]);
    if (!this.#known.has(key)) this.all.push({ diagnostic, line: span.line - line + 1 });
    this.#known.add(key);
  }
}
