/**
 * The demonstration rules: about thirty of the project's own, every one of which some step of the attack in
 * `attack.ts` matches and none of which an event of `generator.ts` matches.
 */
import { CREDENTIAL_RULES } from './rules/credentials.js';
import type { DemoRule } from './rules/demo-rule.js';
import { EVASION_RULES } from './rules/evasion.js';
import { EXECUTION_RULES } from './rules/execution.js';
import { MOVEMENT_RULES } from './rules/movement.js';
import { PERSISTENCE_RULES } from './rules/persistence.js';

export const DEMO_RULES: readonly DemoRule[] = [
  ...EXECUTION_RULES,
  ...PERSISTENCE_RULES,
  ...CREDENTIAL_RULES,
  ...EVASION_RULES,
  ...MOVEMENT_RULES,
];

/** The id in the text of the rule with this file name. */
export function ruleId(name: string): string {
  const rule = DEMO_RULES.find((each) => each.name === name);
  const id = /^id: (\S+)$/m.exec(rule?.text ?? '')?.[1];
  if (id === undefined) throw new Error(`no demonstration rule is called ${name}`);
  return id;
}
