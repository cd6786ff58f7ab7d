/** Regular expressions of rules, each compiled once. */
import type { Value } from '../sigma/ast.js';
import { type CompiledRegex, compileRegex } from './regex/compile.js';
import type { RegexProblem } from './regex/syntax.js';

/** Compiles regular expressions, each once. */
export type Regexes = (value: RegexValue) => CompiledRegex | RegexProblem;

export type RegexValue = Extract<Value, { readonly kind: 'regex' }>;

export function rememberRegexes(): Regexes {
  const known = new Map<string, CompiledRegex | RegexProblem>();
  return (value) => {
    const name = regexName(value);
    const compiled = known.get(name) ?? compileRegex(value.source, value.flags);
    known.set(name, compiled);
    return compiled;
  };
}

export function regexName({ source, flags }: RegexValue): string {
  return `${flags}/${source}`;
}
