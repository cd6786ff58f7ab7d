/**
 * Replays: a recorded fault made again on a fresh sandbox, and what differs.
 *
 * The core is a function of content, event and fuel, so that a replay on the same core reproduces every number of the
 * fault; where it does not, the difference is named.
 */
import type { Core } from '../sandbox/core.js';
import type { Fault } from '../sandbox/fault.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { FaultRecord } from './answers.js';
import { entering } from './event-input.js';
import { recordFault } from './fault-record.js';
import type { Recording } from './recording.js';
import { fillSlot } from './slot.js';

/** What a replay must reproduce. The rest of a fault record is where and when it was, and what was done about it. */
const REPRODUCED = [
  'content',
  'kind',
  'stage',
  'rule',
  'field',
  'index',
  'detail',
  'supplied',
  'declared',
  'fuel',
] as const satisfies readonly (keyof FaultRecord)[];

export interface Difference {
  readonly name: (typeof REPRODUCED)[number];
  readonly recorded: string;
  readonly replayed: string;
}

export interface Replay {
  /** The fault that came; absent when none did. */
  readonly fault?: FaultRecord;
  /** None when the fault is the recorded one. */
  readonly differences: readonly Difference[];
}

/** Replays a recording on the content that it names. Undefined when its event is none. Throws RingfenceError OutOfMemory. */
export function replay(core: Core, recording: Recording, content: AcceptedContent): Replay | undefined {
  const { event, slot, action } = recording.fault;
  const found = faultAgain(core, recording, content);
  if (found === 'no event') return undefined;
  const more = { slot, action, ...(event !== undefined && { event }) };
  const fault = found && recordFault(found, content, more);
  const differences = REPRODUCED.map((name) => ({
    name,
    recorded: shown(recording.fault[name]),
    replayed: fault ? shown(fault[name]) : 'no fault',
  })).filter(({ recorded, replayed }) => recorded !== replayed);
  return { ...(fault && { fault }), differences };
}

function faultAgain(core: Core, recording: Recording, content: AcceptedContent): Fault | undefined | 'no event' {
  const enter = recording.input && entering(recording.input);
  if (recording.input && !enter) return 'no event';
  const slot = fillSlot(new Sandbox(core, { fuel: recording.fuel }), content, recording);
  return 'kind' in slot ? slot : enter?.(slot).fault;
}

function shown(value: FaultRecord[keyof FaultRecord]): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
