/** Reports: what became of every rule, as data. */
import { countBuckets } from '../content/buckets.js';
import type { Compilation, RuleReport } from '../plan/compile.js';
import { describeDiagnostic } from '../sigma/diagnostic.js';
import { declaredCount } from './compiling.js';

export function reportOf(compilation: Compilation) {
  const { rules } = compilation;
  const { active, degraded, refused } = countBuckets(rules);
  return {
    counts: { rules: rules.length, active, degraded, refused, declared: declaredCount(compilation) },
    rules: rules.map(ruleOf),
  };
}

function ruleOf({ reasons, ...rule }: RuleReport) {
  return {
    ...rule,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      line: reason.span.line,
      column: reason.span.column,
      text: describeDiagnostic(reason),
    })),
  };
}
