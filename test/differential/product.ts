/** A case on the product: rules compiled, validated, loaded, events scanned as one batch. */
import { compile } from '../../src/plan/compile.js';
import { type Core, loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { DEGRADATION_CODES, describeDiagnostic } from '../../src/sigma/diagnostic.js';
import { declaredGroups } from '../../src/supervisor/declared.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import type { Case } from './generate.js';

/** Answers cases one after the other on one sandbox, which is loaded anew for each. */
export async function openProduct(options: Parameters<typeof loadCore>[0] = {}) {
  const core: Core = await loadCore(options);
  const sandbox = new Sandbox(core);
  return (one: Case) => answer(sandbox, one);
}

/** The pairs that match, as `rule id, line`, sorted. Throws when a rule is refused or anything faults. */
async function answer(sandbox: Sandbox, { rules, events, declared, profile }: Case): Promise<string[]> {
  const sources = rules.map((text, index) => ({ name: `${index}.yml`, text }));
  const { content, diagnostics } = compile(sources, profile ? { profile } : {});
  const refused = diagnostics.filter(({ code }) => !Object.hasOwn(DEGRADATION_CODES, code));
  if (refused.length > 0) throw new Error(refused.map(describeDiagnostic).join('\n'));
  const accepted = await validate(content);
  if (isRejection(accepted)) throw new Error(JSON.stringify(accepted));
  const loading = sandbox.load(accepted, declaredGroups(accepted.view, declared));
  if (loading) throw new Error(JSON.stringify(loading));
  const { verdict, fault } = sandbox.scan(new TextEncoder().encode(events.map((event) => `${event}\n`).join('')));
  if (fault) throw new Error(JSON.stringify(fault));
  if (verdict.unread.length > 0) throw new Error(JSON.stringify(verdict.unread));
  const pairs: string[] = [];
  for (let at = 0; at < verdict.matches.length; at += 2) {
    const rule = accepted.view.record('Rules', verdict.matches[at + 1]!);
    pairs.push(`${accepted.view.text(rule.id)}, ${verdict.matches[at]! + 1}`);
  }
  return pairs.sort();
}
