/**
 * What takes content in and answers events on a simulated machine: the same validator, content and core, either with
 * nothing behind them, as a driver or a service has, or with the supervisor.
 */
import {
  type AcceptedContent,
  type Core,
  describeRejection,
  type Fault,
  type FaultRecord,
  type InputValue,
  isRejection,
  type Rejection,
  type RuleInfo,
  Sandbox,
  Supervisor,
} from '../index.js';
import { LOG_SOURCE } from './incident.js';

export type InputRecord = readonly InputValue[];
export type Validate = (bytes: Uint8Array) => Promise<AcceptedContent | Rejection>;

/** A rule that matched. */
export type Matched = Pick<RuleInfo, 'title' | 'level'>;

export interface Reply {
  readonly answered: boolean;
  readonly matches: readonly Matched[];
  readonly fault?: Fault | FaultRecord;
}

export interface Agent {
  /** Takes content in, or says why it does not; then what it had stays. */
  readonly take: (bytes: Uint8Array) => Promise<string | undefined>;
  readonly answer: (record: InputRecord) => Reply;
}

/** The interpreter alone: an event on which it faults has no answer. It begins the next one with a memory of its own. */
export function bareAgent(core: Core, validate: Validate): Agent {
  const sandbox = new Sandbox(core);
  let running: AcceptedContent | undefined;
  return {
    take: async (bytes) => {
      const content = await validate(bytes);
      if (isRejection(content)) return describeRejection(content);
      running = content;
      load(sandbox, content);
      return undefined;
    },
    answer: (record) => {
      if (sandbox.hasFaulted) load(sandbox, running!);
      const { verdict, fault } = sandbox.evaluate(record);
      if (fault) return { answered: false, matches: [], fault };
      const rules = [...verdict.matches].filter((_, at) => at % 2 === 1);
      return { answered: true, matches: rules.map((rule) => matchedRule(running!, rule)) };
    },
  };
}

/** ringfence as it is: the supervisor decides what answers. */
export function supervisedAgent(core: Core, validate: Validate): Agent {
  let fault: FaultRecord | undefined;
  const onFault = (record: FaultRecord) => {
    fault ??= record;
  };
  const supervisor = new Supervisor(core, { logSource: LOG_SOURCE, validate, onFault });
  return {
    take: async (bytes) => {
      const offer = await supervisor.offer(bytes);
      if (offer.outcome === 'active') return undefined;
      return offer.outcome === 'rejected' ? describeRejection(offer.rejection) : offer.outcome;
    },
    answer: (record) => {
      fault = undefined;
      const { events, matches } = supervisor.evaluate(record);
      return { answered: events === 1, matches: matches.map(({ rule }) => rule), ...(fault ? { fault } : {}) };
    },
  };
}

/** Every rule of the simulation is about the one log source, so every group but the first, which all content has. */
export function load(sandbox: Sandbox, content: AcceptedContent): void {
  const groups = Array.from({ length: content.view.count('Groups') - 1 }, (_, index) => index + 1);
  const fault = sandbox.load(content, groups);
  if (fault) throw new Error(`content that the validator accepted faults when it is loaded: ${fault.kind}`);
}

function matchedRule({ view }: AcceptedContent, rule: number): Matched {
  const { title, level } = view.record('Rules', rule);
  return { title: view.text(title), level: view.text(level) };
}
