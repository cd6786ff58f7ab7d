/**
 * Event mappings: where a user's own events have the fields that rules name, and how they show their log source.
 *
 *     events: always                      # or a list of paths, of which such an event has one
 *     fields:                             # from a field of a rule to its place, or places in order
 *       Image: data.win.eventdata.image
 *     lookup: [data.win.eventdata.<name>] # where all other fields may stand, in order
 *     logsources:                         # events whose fields have these values are of this log source
 *       - { product: windows, category: process_creation, when: { EventID: 1 } }
 *
 * A path is keys with dots between; each may also stand in the event as one key with the dots in it, and `*` is any one
 * key. The text is a stranger's: nothing here throws, whatever it is.
 */
import * as v from 'valibot';
import { readYaml } from '../sigma/yaml.js';
import type { YamlNode, YamlScalar } from '../sigma/yaml-tree.js';
import { ANY_KEY, type EventMapping, type LogSourceName, type Path } from './event-mapping.js';

/** What is wrong with a mapping, where, and what was expected. Lines and columns count from 1. */
export interface MappingProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

const made = new WeakSet<object>();

/** Whether a mapping was made here. */
export function isMapping(mapping: object): boolean {
  return made.has(mapping);
}

/** Reads a mapping. `name` is what the caller wants to read in problems. Answers the mapping or what is wrong; never throws. */
export function readMapping(name: string, text: string): EventMapping | readonly MappingProblem[] {
  const [document, ...more] = readYaml(name, text);
  const problem = (node: Positioned, what: string): MappingProblem => ({
    file: name,
    line: node.span.line,
    column: node.span.column,
    text: what,
  });
  if (document!.diagnostics.length > 0)
    return document!.diagnostics.map((one) =>
      problem(one, `${one.code} ${one.found}, expected YAML`.replace('  ', ' ')),
    );
  if (more.length > 0) return [problem(more[0]!, 'a second document, expected one')];
  const { contents } = document!;
  if (contents?.kind !== 'map') return [problem(document!, `a ${contents?.kind}, expected ${FILE_KEYS}`)];
  const forbidden = forbiddenKey(contents);
  if (forbidden) return [problem(forbidden, `the key ${forbidden.text}, expected another name`)];
  const read = v.safeParse(FILE, plain(contents));
  if (read.success) return mappingOf(read.output);
  return read.issues.map((issue) =>
    problem(nodeAt(contents, issue.path ?? []), `${issue.received}, expected ${issue.message}`),
  );
}

/** One line: `file:line:column: what, expected what`. */
export function describeMappingProblem({ file, line, column, text }: MappingProblem): string {
  return `${file}:${line}:${column}: ${text}`.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

interface Positioned {
  readonly span: { readonly line: number; readonly column: number };
}

/** More places of one field than any event has. */
const MOST_PATHS = 16;
const MOST_KEYS = 32;

const A_PATH = `a path: up to ${MOST_KEYS} keys with dots between`;
const isPath = (text: string) =>
  text.split('.').length <= MOST_KEYS && text.split('.').every((key) => key !== '' && !key.includes('<'));
const PATH = v.pipe(v.string(A_PATH), v.check(isPath, A_PATH));

const A_TEMPLATE = 'a path that ends in <name>';
const isTemplate = (text: string) =>
  text === NAME || (text.endsWith(`.${NAME}`) && isPath(text.slice(0, -NAME.length - 1)));
const TEMPLATE = v.pipe(v.string(A_TEMPLATE), v.check(isTemplate, A_TEMPLATE));

const NAME = '<name>';

/** One, or a list of some. */
function some<const T extends v.GenericSchema>(one: T, most: number, what: string) {
  const list = v.pipe(v.array(one, what), v.minLength(1, what), v.maxLength(most, what));
  return v.lazy((input) => (Array.isArray(input) ? list : one));
}

const PLACES = some(PATH, MOST_PATHS, `${A_PATH}, or a list of up to ${MOST_PATHS}`);
const VALUE = v.union([v.string(), v.number()], 'a text or a number');
const VALUES = some(VALUE, 1024, 'a text or a number, or a list of them');
const NAMED = v.optional(v.pipe(v.string('a text'), v.minLength(1, 'a text')));

const LOG_SOURCE_KEYS = 'a map of product, category, service and when';
const LOG_SOURCE = v.pipe(
  v.strictObject(
    {
      product: NAMED,
      category: NAMED,
      service: NAMED,
      when: v.record(v.string(), VALUES, 'a map from fields to values'),
    },
    LOG_SOURCE_KEYS,
  ),
  v.check(
    ({ product, category, service }) => (product ?? category ?? service) !== undefined,
    'a product, category or service',
  ),
  v.check(({ when }) => Object.keys(when).length > 0, 'a field with its value under when'),
);

const FILE_KEYS = 'a map of events, fields, lookup and logsources';
const FILE = v.strictObject(
  {
    events: v.lazy((input) =>
      input === 'always' ? v.literal('always') : some(PATH, MOST_PATHS, `always, or ${A_PATH}`),
    ),
    fields: v.optional(v.record(v.string(), PLACES, 'a map from fields to paths'), {}),
    lookup: v.optional(some(TEMPLATE, MOST_PATHS, A_TEMPLATE)),
    logsources: v.optional(v.array(LOG_SOURCE, 'a list of log sources'), []),
  },
  FILE_KEYS,
);

function mappingOf({ events, fields, lookup, logsources }: v.InferOutput<typeof FILE>): EventMapping {
  const places = new Map(Object.entries(fields).map(([field, paths]) => [field, listOf(paths).flatMap(pathsOf)]));
  const templates = lookup === undefined ? [] : listOf(lookup);
  const mapping: EventMapping = {
    events: events === 'always' ? events : listOf(events).flatMap(pathsOf),
    placesOf: (field) => places.get(field) ?? templates.flatMap((template) => templatePaths(template, field)),
    logSources: logsources.map(({ when, ...name }) => ({
      ...(name as LogSourceName),
      when: Object.fromEntries(Object.entries(when).map(([field, values]) => [field, listOf(values)])),
    })),
  };
  made.add(Object.freeze(mapping));
  return mapping;
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

/** As one key, and as keys in keys. */
function pathsOf(path: string): readonly Path[] {
  const keys = path.split('.').map((key) => (key === '*' ? ANY_KEY : key));
  return keys.length > 1 && !keys.includes(ANY_KEY) ? [[path], keys] : [keys];
}

function templatePaths(template: string, field: string): readonly Path[] {
  const before = template === NAME ? [] : template.slice(0, -NAME.length - 1).split('.');
  const keys = before.map((key) => (key === '*' ? ANY_KEY : key));
  const whole = before.length > 0 && !keys.includes(ANY_KEY) ? [[template.replace(NAME, () => field)]] : [];
  return [...whole, [...keys, field], ...(field.includes('.') ? [[...keys, ...field.split('.')]] : [])];
}

/** Names that objects have of themselves: nothing is to be looked up under them. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

function forbiddenKey(node: YamlNode): YamlScalar | undefined {
  if (node.kind === 'list') return firstOf(node.items, forbiddenKey);
  if (node.kind !== 'map') return undefined;
  return firstOf([...node.entries.values()], ({ key, value }) =>
    FORBIDDEN.includes(key.text) ? key : forbiddenKey(value),
  );
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Plain data. A truth value is its text, as in events that are compared by text. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
    case 'list':
      return node.items.map(plain);
    case 'number':
      return Number(node.text);
    case 'null':
      return null;
    default:
      return node.text;
  }
}

/** The node that an issue is about; of a key that is missing, the map. */
function nodeAt(node: YamlNode, path: readonly { readonly key?: unknown; readonly origin?: string }[]): Positioned {
  const [step, ...rest] = path;
  if (!step) return node;
  if (node.kind === 'list') return nodeAt(node.items[Number(step.key)] ?? node, rest);
  const entry = node.kind === 'map' ? node.entries.get(String(step.key)) : undefined;
  if (!entry) return node;
  return step.origin === 'key' ? entry.key : nodeAt(entry.value, rest);
}
