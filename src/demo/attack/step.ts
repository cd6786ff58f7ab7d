/**
 * One step of the attack, and the two shapes its events come in.
 *
 * A step happens in a certain second of the demonstration stream, where its event takes the place of a harmless one.
 */
import { isoTime, utcTime } from '../clock.js';
import { LOGS, type Log } from '../line.js';

export interface Step {
  /** Second of the stream. */
  readonly second: number;
  /** What happened, for people. */
  readonly story: string;
  /** Told at the second of the step. */
  readonly event: (second: number) => object;
  /** File names of the demonstration rules that match, all of them. */
  readonly rules: readonly string[];
}

export type Fields = Readonly<Record<string, string>>;

/** The flat shape of a forwarder. */
export function flat(second: number, host: string, log: Log, eventId: number, fields: Fields): object {
  const { channel, source, provider } = LOGS[log];
  return {
    '@timestamp': isoTime(second),
    EventTime: utcTime(second).slice(0, 19),
    Hostname: `${host}.nordwind.example`,
    Channel: channel,
    SourceName: source,
    ProviderGuid: provider,
    EventID: eventId,
    Severity: 'INFO',
    RecordNumber: 700_000 + second,
    ...fields,
  };
}

/** The flat shape of a Sysmon event. */
export function sysmon(second: number, host: string, eventId: number, fields: Fields): object {
  return flat(second, host, 'sysmon', eventId, { RuleName: '-', UtcTime: utcTime(second), ...fields });
}

/** A process as the events it causes name it. */
export function processOf(number: number, image: string): Fields {
  return {
    ProcessGuid: `{4f1c7a20-5e13-69a5-${number.toString(16)}-000000004a00}`,
    ProcessId: String(number),
    Image: image,
  };
}

/** For whom a process runs. */
export type Session = Readonly<Record<'User' | 'LogonId' | 'IntegrityLevel' | 'CurrentDirectory', string>>;

/** Sysmon's event 1: a process of `parent` with the command line of both. */
export function started(
  [second, host]: readonly [second: number, host: string],
  session: Session,
  [child, command]: readonly [process: Fields, command: string],
  [parent, parentCommand]: readonly [process: Fields, command: string],
): object {
  const renamed = Object.entries(parent).map(([name, value]) => [`Parent${name}`, value]);
  return sysmon(second, host, 1, {
    ...child,
    CommandLine: command,
    ...session,
    ...Object.fromEntries(renamed),
    ParentCommandLine: parentCommand,
    ParentUser: session.User,
  });
}

/** The header of an event as readers of EVTX files write it. */
export interface Header {
  readonly provider: string;
  readonly channel: string;
  readonly computer: string;
  /** An object where the event has qualifiers. */
  readonly eventId: number | { readonly '#attributes': { readonly Qualifiers: number }; readonly '#text': number };
  readonly level: number;
  readonly keywords: string;
}

/** The shape of an EVTX file, with its event data or its user data. */
export function evtx(second: number, header: Header, data: object): object {
  return {
    Event: {
      '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
      System: {
        Provider: { '#attributes': { Name: header.provider } },
        EventID: header.eventId,
        Version: 0,
        Level: header.level,
        Task: 0,
        Opcode: 0,
        Keywords: header.keywords,
        TimeCreated: { '#attributes': { SystemTime: isoTime(second) } },
        EventRecordID: 700_000 + second,
        Correlation: null,
        Execution: { '#attributes': { ProcessID: 700, ThreadID: 4120 } },
        Channel: header.channel,
        Computer: `${header.computer}.nordwind.example`,
        Security: null,
      },
      ...data,
    },
  };
}
