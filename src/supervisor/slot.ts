/** A sandbox with content in it: what answers, and what stands by. */
import { degradationsOf, ruleBucket } from '../content/buckets.js';
import { EFFECTS } from '../format/layout.js';
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { declaredGroups, type LogSource } from './declared.js';
import { type RuleInfo, type RuleState, ruleInfo } from './rule-info.js';

export interface Slot {
  readonly content: AcceptedContent;
  readonly sandbox: Sandbox;
  /** What a match of this content shows, by number of the rule. */
  readonly rule: (number: number) => RuleInfo;
}

export interface SlotOptions {
  readonly logSource: LogSource;
  /** Fuel for one event. */
  readonly fuel: number;
  /** Numbers of rules that are switched off. */
  readonly rulesOff: readonly number[];
}

/** A new sandbox with the content loaded, or the fault that loading it was. */
export function fillSlot(core: Core, content: AcceptedContent, options: SlotOptions): Slot | Fault {
  const sandbox = new Sandbox(core, { fuel: options.fuel });
  const fault = sandbox.load(content, declaredGroups(content.view, options.logSource));
  if (fault) return fault;
  if (options.rulesOff.length > 0) sandbox.switchOff(conditionsOf(content, options.rulesOff));
  return { content, sandbox, rule: remembering((number) => ruleInfo(content.view, number)) };
}

/** The rules of the content, each in the bucket that the events answered so far put it in. */
export function ruleStates({ content: { view }, sandbox, rule }: Slot): RuleState[] {
  const seen = {
    group: (group: number) => sandbox.hasSeen(group),
    field: (field: number) => sandbox.hasSeenField(field),
  };
  return Array.from({ length: view.count('Rules') }, (_, number) => ({
    ...rule(number),
    bucket: ruleBucket(view, number, seen),
    degradations: degradationsOf(view, number),
  }));
}

/** The conditions that report these rules. */
export function conditionsOf({ view }: AcceptedContent, rules: readonly number[]): number[] {
  const wanted = new Set(rules);
  return Array.from({ length: view.count('Conditions') }, (_, index) => index).filter((index) => {
    const { effect, target } = view.record('Conditions', index);
    return effect === EFFECTS.Match.code && wanted.has(target);
  });
}

function remembering<T>(make: (number: number) => T): (number: number) => T {
  const made = new Map<number, T>();
  return (number) => {
    const known = made.get(number);
    if (known !== undefined) return known;
    const fresh = make(number);
    made.set(number, fresh);
    return fresh;
  };
}
