/**
 * Event shapes: in which places of an event a Sigma field may stand.
 *
 * Each shape lists the places of a field in order; the first that is present counts. A field name with dots is a key
 * of that name or, after that, a path. Sources: SigmaHQ regression data (what evtx parsers print), Windows event
 * schema (System header), exporters of flat events (nxlog, Winlogbeat) for the aliases; `ecs.ts` for Winlogbeat.
 */
import type { SHAPES } from '../format/layout.js';
import { ECS_HEADER, ECS_MARKS, ECS_MOVED, type EcsPath } from './ecs.js';
import { ANY_KEY, type EventMapping, type Path } from './event-mapping.js';

export type Shape = keyof typeof SHAPES;

/** Of the places of one shape the present ones of lowest rank count. */
export interface Place {
  readonly shape: Shape;
  readonly path: Path;
  readonly rank: number;
}

/** What stands here makes the event one of the shape, unless it is of one with a higher code; null does not. */
export interface Mark extends Pick<Place, 'shape' | 'path'> {
  /** Only an object does. */
  readonly isObject?: true;
}

/** Objects whose keys are compared without their blanks: Defender writes `Threat Name`, rules ThreatName. */
export const BLANKS_CUT: readonly Path[] = [
  ['Event', 'EventData'],
  ['Event', 'UserData', ANY_KEY],
  ['winlog', 'event_data'],
  ['winlog', 'user_data'],
];

/** What tells the shape of an event. An empty path: every event is of that shape. */
export function marksOf(mapping: EventMapping | undefined): readonly Mark[] {
  const mapped = mapping?.events === 'always' ? [[]] : (mapping?.events ?? []);
  return [
    { shape: 'Evtx', path: ['Event', 'System'], isObject: true },
    ...ECS_MARKS.flatMap(spellings).map((path): Mark => ({ shape: 'Ecs', path })),
    ...mapped.map((path): Mark => ({ shape: 'Mapped', path })),
  ];
}

/** The places of a field. */
export function placesOf(field: string, mapping: EventMapping | undefined): readonly Place[] {
  const inOrder = (shape: Shape, paths: readonly (readonly Path[])[]): readonly Place[] =>
    paths.flatMap((same, rank) => same.map((path) => ({ shape, path, rank })));
  return [
    ...inOrder('Evtx', evtxPlaces(field).map(alone)),
    ...inOrder('Flat', flatPlaces(field).map(alone)),
    ...inOrder('Ecs', ecsPlaces(field)),
    ...inOrder('Mapped', mapping ? mapping.placesOf(field).map(alone) : []),
  ];
}

const alone = (path: Path): readonly Path[] => [path];

/** A name with dots as one key, and as a path. */
function spellings(name: string): readonly (readonly string[])[] {
  return name.includes('.') ? [[name], name.split('.')] : [[name]];
}

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
  // Defender's element, in rules without the blank
  'Threat Name': ['Threat Name', 'ThreatName'],
};

function evtxPlaces(field: string): readonly Path[] {
  const data = withoutBlanks(field);
  return [
    ...(own(EVTX_HEADER, field) ?? []),
    ...data.map((keys) => ['Event', 'EventData', ...keys]),
    ...data.map((keys) => ['Event', 'UserData', ANY_KEY, ...keys]),
    ...spellings(field).map((keys) => ['Event', ...keys]),
  ];
}

function flatPlaces(field: string): readonly Path[] {
  const aliases = own(FLAT_ALIASES, field) ?? [];
  const written = spellings(field).filter(([key, ...rest]) => rest.length > 0 || !aliases.includes(key!));
  return [...aliases.map((alias) => [alias]), ...written];
}

/** Places in the order of precedence, each with all that count together. */
function ecsPlaces(field: string): readonly (readonly Path[])[] {
  const under = (object: string) => [
    ...withoutBlanks(field).map((keys) => [[...object.split('.'), ...keys]]),
    [[`${object}.${field}`]],
  ];
  return [
    ...(own(ECS_HEADER, field) ?? []).flatMap(ecsPaths),
    ...under('winlog.event_data'),
    ...under('winlog.user_data'),
    ...(own(ECS_MOVED, field) ?? []).flatMap(ecsPaths),
    ...spellings(field).map(alone),
  ];
}

function ecsPaths(path: EcsPath): readonly (readonly Path[])[] {
  return typeof path === 'string' ? spellings(path).map(alone) : [path.flatMap(spellings)];
}

/** For objects whose keys are compared without blanks. */
function withoutBlanks(field: string): readonly (readonly string[])[] {
  const [written, path] = spellings(field);
  return [[written![0]!.replaceAll(' ', '')], ...(path ? [path] : [])];
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
