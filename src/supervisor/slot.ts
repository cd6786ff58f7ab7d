/** A sandbox with content in it: what answers, and what stands by. */
import { EFFECTS } from '../format/layout.js';
import type { Fault } from '../sandbox/fault.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { declaredGroups, type LogSource } from './declared.js';
import { MISREAD, unlessMisread } from './misread.js';
import { type RuleInfo, type RuleState, ruleInfos, ruleStates } from './rule-info.js';

export interface Slot {
  readonly content: AcceptedContent;
  readonly sandbox: Sandbox;
  /** What a match of this content shows, by number of the rule. */
  readonly rule: (number: number) => RuleInfo;
  /** Otherwise its answers are blind. */
  readonly hasRules: boolean;
}

export interface SlotOptions {
  readonly logSource: LogSource;
  /** Numbers of rules that are switched off. */
  readonly rulesOff: readonly number[];
}

/** A sandbox into which the content is loaded, or the fault that loading it was. */
export function fillSlot(sandbox: Sandbox, content: AcceptedContent, options: SlotOptions): Slot | Fault {
  const slot = { content, sandbox, rule: ruleInfos(content.view), hasRules: content.view.count('Rules') > 0 };
  const loaded = unlessMisread(() => {
    const fault = sandbox.load(content, declaredGroups(content.view, options.logSource));
    if (!fault && options.rulesOff.length > 0) sandbox.switchOff(conditionsOf(content, options.rulesOff));
    return fault ?? slot;
  });
  return loaded ?? MISREAD;
}

/** What the events that a sandbox answered have shown: numbers of groups and fields of its content. */
export interface Shown {
  /** Digest. */
  readonly content: string;
  readonly groups: readonly number[];
  readonly fields: readonly number[];
}

export function shownTo({ content: { digest, view }, sandbox }: Slot): Shown {
  return {
    content: digest,
    groups: numbersOf(view.count('Groups'), (group) => sandbox.hasSeen(group)),
    fields: numbersOf(view.count('Fields'), (field) => sandbox.hasSeenField(field)),
  };
}

/** A loop, because a worker asks after every window. */
function numbersOf(count: number, isShown: (number: number) => boolean): number[] {
  const shown: number[] = [];
  for (let number = 0; number < count; number++) if (isShown(number)) shown.push(number);
  return shown;
}

/** The rules of the content, each in the bucket that the events answered so far put it in. */
export function statesOf({ content, sandbox, rule }: Slot): RuleState[] {
  return ruleStates(content.view, rule, {
    group: (group) => sandbox.hasSeen(group),
    field: (field) => sandbox.hasSeenField(field),
  });
}

/** The conditions that report these rules. */
export function conditionsOf({ view }: AcceptedContent, rules: readonly number[]): number[] {
  const wanted = new Set(rules);
  return Array.from({ length: view.count('Conditions') }, (_, index) => index).filter((index) => {
    const { effect, target } = view.record('Conditions', index);
    return effect === EFFECTS.Match.code && wanted.has(target);
  });
}
