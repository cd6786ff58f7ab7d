/**
 * Event shapes: in which places of an event a Sigma field may stand.
 *
 * Each shape lists the places of a field in order; the first that is present counts. A field name with dots is a key
 * of that name or, after that, a path. Sources: SigmaHQ regression data (what evtx parsers print), Windows event
 * schema (System header), exporters of flat events (nxlog, Winlogbeat) for the aliases.
 */
import type { SHAPES } from '../format/layout.js';

/** Keys from the event inwards; `ANY_KEY` is any one key. */
export interface Place {
  readonly shape: keyof typeof SHAPES;
  readonly path: Path;
}

export type Path = readonly (string | typeof ANY_KEY)[];

export const ANY_KEY = null;

/** The object whose presence makes an event one of shape Evtx. */
export const EVTX_MARK = ['Event', 'System'] as const;

/** Objects whose keys are compared without their blanks: Defender writes `Threat Name`, rules ThreatName. */
export const BLANKS_CUT: readonly Path[] = [
  ['Event', 'EventData'],
  ['Event', 'UserData', ANY_KEY],
];

const system = (...keys: string[]): Path => ['Event', 'System', ...keys];

const EVTX_HEADER: Readonly<Record<string, readonly Path[]>> = {
  // an object with Qualifiers on classic providers
  EventID: [system('EventID', '#text'), system('EventID')],
  Provider_Name: [system('Provider', '#attributes', 'Name')],
  ProviderName: [system('Provider', '#attributes', 'Name')],
  Source: [system('Provider', '#attributes', 'Name')],
  Provider_Guid: [system('Provider', '#attributes', 'Guid')],
  Channel: [system('Channel')],
  EventLog: [system('Channel')],
  Computer: [system('Computer')],
  ComputerName: [system('Computer')],
  Level: [system('Level')],
  Task: [system('Task')],
  Opcode: [system('Opcode')],
  Keywords: [system('Keywords')],
  Version: [system('Version')],
  EventRecordID: [system('EventRecordID')],
  TimeCreated: [system('TimeCreated', '#attributes', 'SystemTime')],
  Execution_ProcessID: [system('Execution', '#attributes', 'ProcessID')],
  Execution_ThreadID: [system('Execution', '#attributes', 'ThreadID')],
  Security_UserID: [system('Security', '#attributes', 'UserID')],
  Correlation_ActivityID: [system('Correlation', '#attributes', 'ActivityID')],
  // unnamed Data elements
  Data: [['Event', 'EventData', 'Data', '#text']],
};

const FLAT_ALIASES: Readonly<Record<string, readonly string[]>> = {
  Provider_Name: ['Provider_Name', 'SourceName', 'Source', 'Provider', 'provider'],
  ProviderName: ['ProviderName', 'SourceName', 'Source', 'Provider'],
  Computer: ['Computer', 'ComputerName', 'Hostname', 'host'],
  ComputerName: ['ComputerName', 'Computer', 'Hostname'],
  Execution_ProcessID: ['Execution_ProcessID', 'ExecutionProcessID'],
  Execution_ThreadID: ['Execution_ThreadID', 'ThreadID'],
  EventRecordID: ['EventRecordID', 'RecordNumber'],
  Security_UserID: ['Security_UserID', 'UserID'],
  TimeCreated: ['TimeCreated', '@timestamp', 'EventTime', 'UtcTime'],
};

/** The places of a field in order of precedence, within each shape. */
export function placesOf(field: string): readonly Place[] {
  const spellings = field.includes('.') ? [[field], field.split('.')] : [[field]];
  const under = (...prefix: Path) => spellings.map((keys) => [...prefix, ...keys]);
  const bare = field.replaceAll(' ', '');
  const data = spellings.map(([first, ...rest]) => [rest.length > 0 ? first! : bare, ...rest]);
  const evtx: readonly Path[] = [
    ...(Object.hasOwn(EVTX_HEADER, field) ? EVTX_HEADER[field]! : []),
    ...data.map((keys) => ['Event', 'EventData', ...keys]),
    ...data.map((keys) => ['Event', 'UserData', ANY_KEY, ...keys]),
    ...under('Event'),
  ];
  const aliases = Object.hasOwn(FLAT_ALIASES, field) ? FLAT_ALIASES[field]!.map((alias) => [alias]) : [];
  const flat = [
    ...aliases,
    ...under().filter(([key, ...rest]) => rest.length > 0 || aliases.every(([a]) => a !== key)),
  ];
  return [
    ...evtx.map((path): Place => ({ shape: 'Evtx', path })),
    ...flat.map((path): Place => ({ shape: 'Flat', path })),
  ];
}
