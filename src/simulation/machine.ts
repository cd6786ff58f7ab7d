/**
 * Simulated machines at three levels of privilege around the real content, validator and core.
 *
 * What a fault ends is all that the levels differ in: in the kernel the machine, in user mode the service, in the
 * sandbox nothing. What has ended comes back with the content that is on its disk, which is the wrong one, until
 * something else gives up first. Only that is simulated; whether there is a fault, and every answer, is the core's.
 */
import type { Core, Fault, FaultKind, FaultRecord } from '../index.js';
import { type Agent, bareAgent, type InputRecord, type Reply, supervisedAgent, type Validate } from './agent.js';
import { IPC_SCHEMA } from './incident.js';

export interface Machine {
  readonly level: Level;
  readonly core: Core;
  readonly validate: Validate;
  /** Faults that a bare agent has a way back from: it has checked for them, and gives up the event instead. */
  readonly survives: readonly FaultKind[];
}

/** What happens to a machine: content that it runs, new content, events. */
export interface Day {
  readonly good: Uint8Array;
  readonly update: Uint8Array;
  readonly records: readonly InputRecord[];
}

/** States of machines. */
export const STATES = {
  running: 'answers events, on good content',
  refused: 'does not take the new content and keeps what it has',
  loaded: 'answers events, on the new content',
  faulted: 'has no answer to an event',
  quarantined: 'has returned to good content, which answers the same event',
  passedOver: 'has good content answer the event, and keeps the new content',
  harmed: 'has removed a program that it cannot be without',
  bugcheck: 'stops',
  booting: 'starts again',
  recoveryEnvironment: 'no longer tries to start',
  waitingForTechnician: 'waits for somebody to come',
  repairedByHand: 'has the new content deleted by somebody',
  processEnded: 'runs on, without the service',
  restarting: 'starts the service again',
  serviceStopped: 'no longer tries to start the service',
  repairedOverNetwork: 'has the new content deleted from afar',
} as const;
export type State = keyof typeof STATES;

export interface Moment {
  readonly state: State;
  readonly note?: string;
}

export type Outcome =
  /** Every event answered, on the new content. */
  | 'running'
  /** The new content was refused. */
  | 'refused'
  /** It faulted, and every event was answered. */
  | 'contained'
  /** Up, without an answer to some events. */
  | 'blind'
  /** The service ended. */
  | 'stopped'
  /** The machine ended. */
  | 'down';

export interface Run {
  readonly level: Level;
  readonly outcome: Outcome;
  readonly trace: readonly Moment[];
  readonly events: number;
  readonly answered: number;
  readonly matches: number;
  /** How often the machine ended. */
  readonly bugchecks: number;
  /** The first fault. */
  readonly fault?: Fault | FaultRecord;
}

/** An end, and the way back from it. */
interface End {
  readonly dies: State;
  readonly again: State;
  readonly givesUp: readonly State[];
  readonly notes: Partial<Record<FaultKind, string>>;
  readonly otherwise: string;
}

const ENDS = {
  machine: {
    dies: 'bugcheck',
    again: 'booting',
    givesUp: ['recoveryEnvironment', 'waitingForTechnician', 'repairedByHand'],
    notes: {
      MemoryOutOfBounds: 'PAGE_FAULT_IN_NONPAGED_AREA',
      FuelExhausted: 'DPC_WATCHDOG_VIOLATION',
    },
    otherwise: 'KMODE_EXCEPTION_NOT_HANDLED',
  },
  service: {
    dies: 'processEnded',
    again: 'restarting',
    givesUp: ['serviceStopped', 'repairedOverNetwork'],
    notes: { MemoryOutOfBounds: 'access violation', FuelExhausted: 'does not respond' },
    otherwise: 'unhandled exception',
  },
} as const satisfies Record<string, End>;

export type Level = 'kernel' | 'user' | 'sandboxed';

const LEVELS: Readonly<
  Record<Level, { readonly agent: (core: Core, validate: Validate) => Agent; readonly end?: End }>
> = {
  kernel: { agent: bareAgent, end: ENDS.machine },
  user: { agent: bareAgent, end: ENDS.service },
  sandboxed: { agent: supervisedAgent },
};

export const LEVEL_NAMES = Object.keys(LEVELS) as readonly Level[];

/** Starts that are tried before a machine, or a service, is left as it is. */
const STARTS = 3;

/** The program that an event is about is removed when a critical rule matches: the response of every level. */
const IMAGE = IPC_SCHEMA.fields.indexOf('Image');
const INDISPENSABLE = /\\(svchost|services|lsass|winlogon|csrss)\.exe$/i;

interface Log {
  readonly trace: Moment[];
  readonly waiting: InputRecord[];
  answered: number;
  matches: number;
  fault?: Reply['fault'];
}

/** What ended the machine or the service. Harm is there again at the next start; a fault has to happen again. */
interface Death {
  readonly end: End;
  readonly note: string;
  readonly lasts: boolean;
}

/** One day of one machine. An event that is being answered when something ends is lost with it. */
export async function runMachine(machine: Machine, { good, update, records }: Day): Promise<Run> {
  const log: Log = { trace: [], waiting: [...records], answered: 0, matches: 0 };
  const running = async (content: Uint8Array) => {
    const agent = LEVELS[machine.level].agent(machine.core, machine.validate);
    const refused = await agent.take(content);
    if (refused !== undefined) throw new Error(`content that was taken before is refused: ${refused}`);
    return agent;
  };
  let agent = await running(good);
  log.trace.push({ state: 'running' });
  const refused = await agent.take(update);
  log.trace.push(refused === undefined ? { state: 'loaded' } : { state: 'refused', note: refused });
  const onDisk = refused === undefined ? update : good;
  let death = answerAll(agent, machine, log);
  for (let start = 1; death; start++) {
    const { end, note, lasts } = death;
    log.trace.push({ state: end.dies, note });
    const goesOn = start < STARTS;
    if (goesOn) log.trace.push({ state: end.again, note: `${start + 1} of ${STARTS}` });
    else log.trace.push(...end.givesUp.map((state) => ({ state })));
    if (goesOn && lasts) continue;
    agent = await running(goesOn ? onDisk : good);
    log.trace.push({ state: goesOn ? 'loaded' : 'running' });
    death = answerAll(agent, machine, log);
  }
  return report(machine, log, records.length);
}

/** Answers what is waiting, up to what ends it. */
function answerAll(agent: Agent, machine: Machine, log: Log): Death | undefined {
  for (let record = log.waiting.shift(); record; record = log.waiting.shift()) {
    const reply = agent.answer(record);
    if (reply.fault) noteFault(log, reply.fault, reply.answered);
    const death = deathOf(reply, record, machine);
    if (death?.lasts) log.trace.push({ state: 'harmed', note: String(record[IMAGE]) });
    if (reply.answered) log.answered++;
    log.matches += reply.matches.length;
    if (death) return death;
  }
  return undefined;
}

function noteFault(log: Log, fault: NonNullable<Reply['fault']>, answered: boolean): void {
  log.fault ??= fault;
  log.trace.push({ state: 'faulted', note: fault.kind });
  const isQuarantined = 'action' in fault && fault.action === 'quarantined';
  if (answered) log.trace.push({ state: isQuarantined ? 'quarantined' : 'passedOver' });
}

function deathOf({ fault, matches }: Reply, record: InputRecord, machine: Machine): Death | undefined {
  if (matches.some(({ level }) => level === 'critical') && INDISPENSABLE.test(String(record[IMAGE])))
    return { end: ENDS.machine, note: 'CRITICAL_PROCESS_DIED', lasts: true };
  const { end } = LEVELS[machine.level];
  if (!fault || !end || machine.survives.includes(fault.kind)) return undefined;
  return { end, note: end.notes[fault.kind] ?? end.otherwise, lasts: false };
}

function report({ level }: Machine, log: Log, events: number): Run {
  const { trace, answered, matches, fault } = log;
  const times = (state: State) => trace.filter((moment) => moment.state === state).length;
  const outcome = outcomeOf(times, answered === events);
  return { level, outcome, trace, events, answered, matches, bugchecks: times('bugcheck'), ...(fault && { fault }) };
}

function outcomeOf(times: (state: State) => number, allAnswered: boolean): Outcome {
  if (times('bugcheck') > 0) return 'down';
  if (times('processEnded') > 0) return 'stopped';
  if (!allAnswered) return 'blind';
  if (times('faulted') > 0) return 'contained';
  return times('refused') > 0 ? 'refused' : 'running';
}
