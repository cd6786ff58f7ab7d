/**
 * What a rule sees of an event: fields by name, and all values at once.
 *
 * Three shapes of event exist; the third, in the Elastic Common Schema, is in `ecs.ts`. Where `Event.System` is an object the event is a printed EVTX record: its header
 * comes first, then EventData, then the one wrapper in UserData, then a path under `Event`. Every other event is
 * flat: the names in ALIASES in their order, else the name itself. The first place that has the field wins, even
 * with null. Below EventData and UserData, blanks in names do not count.
 */
import { ecsPlaces, isEcs } from './ecs.js';
import { fold } from './fold.js';
import { fromParsed, isArray, isNumber, isObject, type Json, type JsonObject, parseEvent } from './json.js';

/** A value without parts; an object is a leaf that no test fits. */
export interface Leaf {
  readonly kind: 'text' | 'number' | 'boolean' | 'null' | 'object';
  /** Empty for null and for objects. */
  readonly text: string;
  readonly folded: string;
}

export interface Field {
  readonly present: boolean;
  /** All elements of arrays at any depth; so a field that is an empty array is present and has none. */
  readonly leaves: readonly Leaf[];
}

export interface EventView {
  field(name: string): Field;
  /** Every leaf of the event, for keywords. */
  everything(): Field;
}

/** The event as `JSON.parse` or `parseEvent` gave it; `text`, when there, is read instead and loses nothing. */
export function viewOf(event: unknown, text?: string): EventView {
  return view(text !== undefined ? parseEvent(text) : event instanceof Map ? (event as JsonObject) : fromParsed(event));
}

/** Answers are remembered: many rules ask for the same few fields. */
export function view(event: Json): EventView {
  const shape = isEcs(event) ? ecsPlaces : isRecord(event) ? recordPlaces : flatPlaces;
  const fields = new Map<string, Field>();
  let all: Field | undefined;
  return {
    field(name) {
      const known = fields.get(name) ?? firstPresent(event, shape(name));
      fields.set(name, known);
      return known;
    },
    everything() {
      all ??= { present: true, leaves: leavesBelow(event) };
      return all;
    },
  };
}

export const EXACT = (key: string) => key;
export const WITHOUT_BLANKS = (key: string) => key.replaceAll(' ', '');

/**
 * A place to look for a field: names from the root down, `*` for any; `beside` is another whose values count as well.
 * `spelling` is what a key reads as there.
 */
export interface Place {
  readonly path: readonly string[];
  readonly beside?: readonly string[];
  readonly spelling: (key: string) => string;
}

/** Below `Event.System`. An EventID with qualifiers is an object, and its text is the number. */
const HEADER: ReadonlyMap<string, readonly string[]> = new Map([
  ['EventID', ['EventID.#text', 'EventID']],
  ['Provider_Name', ['Provider.#attributes.Name']],
  ['ProviderName', ['Provider.#attributes.Name']],
  ['Source', ['Provider.#attributes.Name']],
  ['Provider_Guid', ['Provider.#attributes.Guid']],
  ['Channel', ['Channel']],
  ['EventLog', ['Channel']],
  ['Computer', ['Computer']],
  ['ComputerName', ['Computer']],
  ['Level', ['Level']],
  ['Task', ['Task']],
  ['Opcode', ['Opcode']],
  ['Keywords', ['Keywords']],
  ['Version', ['Version']],
  ['EventRecordID', ['EventRecordID']],
  ['TimeCreated', ['TimeCreated.#attributes.SystemTime']],
  ['Execution_ProcessID', ['Execution.#attributes.ProcessID']],
  ['Execution_ThreadID', ['Execution.#attributes.ThreadID']],
  ['Security_UserID', ['Security.#attributes.UserID']],
  ['Correlation_ActivityID', ['Correlation.#attributes.ActivityID']],
]);

const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Provider_Name', ['Provider_Name', 'SourceName', 'Source', 'Provider', 'provider']],
  ['ProviderName', ['ProviderName', 'SourceName', 'Source', 'Provider']],
  ['Computer', ['Computer', 'ComputerName', 'Hostname', 'host']],
  ['ComputerName', ['ComputerName', 'Computer', 'Hostname']],
  ['Execution_ProcessID', ['Execution_ProcessID', 'ExecutionProcessID']],
  ['Execution_ThreadID', ['Execution_ThreadID', 'ThreadID']],
  ['EventRecordID', ['EventRecordID', 'RecordNumber']],
  ['Security_UserID', ['Security_UserID', 'UserID']],
  ['TimeCreated', ['TimeCreated', '@timestamp', 'EventTime', 'UtcTime']],
  ['Threat Name', ['Threat Name', 'ThreatName']],
]);

function isRecord(event: Json): boolean {
  return valuesAt(event, ['Event', 'System'], EXACT).some((value) =>
    leavesOf(value).some(({ kind }) => kind === 'object'),
  );
}

/** Something other than null stands at the path. */
export function hasValue(event: Json, path: readonly string[]): boolean {
  return valuesAt(event, path, EXACT)
    .flatMap(leavesOf)
    .some(({ kind }) => kind !== 'null');
}

function recordPlaces(name: string): Place[] {
  const header = HEADER.get(name) ?? [];
  const cut = WITHOUT_BLANKS(name);
  return [
    ...header.map((path) => ({ path: ['Event', 'System', ...path.split('.')], spelling: EXACT })),
    // unnamed <Data> elements
    ...(name === 'Data' ? [{ path: ['Event', 'EventData', 'Data', '#text'], spelling: WITHOUT_BLANKS }] : []),
    ...literalThenPath(['Event', 'EventData'], cut, WITHOUT_BLANKS),
    ...literalThenPath(['Event', 'UserData', '*'], cut, WITHOUT_BLANKS),
    ...literalThenPath(['Event'], name, EXACT),
  ];
}

function flatPlaces(name: string): Place[] {
  return (ALIASES.get(name) ?? [name]).flatMap((alias) => literalThenPath([], alias, EXACT));
}

/** A key may hold dots; such a key goes before the path that the dots would mean. */
export function literalThenPath(above: readonly string[], name: string, spelling: Place['spelling']): Place[] {
  const literal = { path: [...above, name], spelling };
  return name.includes('.') ? [literal, { path: [...above, ...name.split('.')], spelling }] : [literal];
}

function firstPresent(event: Json, places: readonly Place[]): Field {
  for (const { path, beside, spelling } of places) {
    const values = [path, ...(beside ? [beside] : [])].flatMap((one) => valuesAt(event, one, spelling));
    if (values.length > 0) return { present: true, leaves: values.flatMap(leavesOf) };
  }
  return { present: false, leaves: [] };
}

function valuesAt(event: Json, path: readonly string[], spelling: Place['spelling']): readonly Json[] {
  return path.reduce<readonly Json[]>((nodes, name) => membersOf(nodes, name, spelling), [event]);
}

/** The members of that name of all objects in `nodes`, also of objects in arrays. */
function membersOf(nodes: readonly Json[], name: string, spelling: Place['spelling']): readonly Json[] {
  return nodes.flatMap((node): readonly Json[] => {
    if (isArray(node)) return membersOf(node, name, spelling);
    if (!isObject(node)) return [];
    if (spelling === EXACT && name !== '*') return node.get(name) ?? [];
    return [...node].flatMap(([key, values]) => (name === '*' || spelling(key) === name ? values : []));
  });
}

function leavesOf(value: Json): Leaf[] {
  if (isArray(value)) return value.flatMap(leavesOf);
  if (value === null) return [{ kind: 'null', text: '', folded: '' }];
  if (isObject(value)) return [{ kind: 'object', text: '', folded: '' }];
  if (isNumber(value)) return [leaf('number', value.number)];
  return [leaf(typeof value === 'boolean' ? 'boolean' : 'text', String(value))];
}

function leavesBelow(value: Json): Leaf[] {
  if (isArray(value)) return value.flatMap(leavesBelow);
  if (isObject(value)) return [...value.values()].flat().flatMap(leavesBelow);
  return leavesOf(value);
}

export function leaf(kind: Leaf['kind'], text: string): Leaf {
  return { kind, text, folded: fold(text) };
}
