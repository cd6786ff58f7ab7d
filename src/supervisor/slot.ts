/** A sandbox with content in it: what answers, and what stands by. */
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { declaredGroups, type LogSource } from './declared.js';
import { type RuleInfo, ruleInfos } from './rule-info.js';

export interface Slot {
  readonly content: AcceptedContent;
  readonly sandbox: Sandbox;
  /** What a match of this content shows, by number of the rule. */
  readonly rule: (number: number) => RuleInfo;
}

/** A new sandbox with the content loaded, or the fault that loading it was. */
export function fillSlot(core: Core, content: AcceptedContent, logSource: LogSource): Slot | Fault {
  const sandbox = new Sandbox(core);
  const fault = sandbox.load(content, declaredGroups(content.view, logSource));
  return fault ?? { content, sandbox, rule: ruleInfos(content.view) };
}
