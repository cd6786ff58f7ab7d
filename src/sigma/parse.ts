/**
 * Rule files to syntax trees: the entry of this folder.
 *
 * Every document of a file is in the answer, so that its caller can account for each. A document with a
 * diagnostic is refused as a whole: a rule without one of its parts would match something else. Whatever the
 * text, nothing is thrown.
 */
import type { Filter, LogSource, Rule, Selection, Span } from './ast.js';
import { readCondition } from './condition.js';
import { listSelections, readSelection } from './detection.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic.js';
import type { Placeholders } from './placeholders.js';
import { openScope, type Scope } from './scope.js';
import { readYaml, type YamlDocument } from './yaml.js';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.js';

/** One document of a file: a rule, or the reasons why it is none. */
export interface SourceDocument {
  /** '' when the document does not say. */
  readonly id: string;
  readonly title: string;
  readonly span: Span;
  readonly isFilter: boolean;
  /** A rule or a filter, unless there are diagnostics. */
  readonly rule?: Rule;
  readonly filter?: Filter;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Parsed {
  /** The rules of all documents that have one. */
  readonly rules: readonly Rule[];
  /** The diagnostics of all documents. */
  readonly diagnostics: readonly Diagnostic[];
  /** In order of writing; a file that cannot be divided into documents counts as one. */
  readonly documents: readonly SourceDocument[];
}

export interface ParseOptions {
  /** What `expand` replaces placeholders with. Default: nothing; a value that needs one is unknown. */
  readonly placeholders?: Placeholders;
}

/** The rules in a file's text. `file` is any name the caller wants to read in diagnostics. */
export function parse(file: string, text: string, { placeholders = new Map() }: ParseOptions = {}): Parsed {
  const documents = readYaml(file, text).map((document) => readDocument(file, document, placeholders));
  return {
    rules: documents.flatMap(({ rule }) => rule ?? []),
    diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    documents,
  };
}

function readDocument(
  file: string,
  { contents, span: whole, diagnostics }: YamlDocument,
  placeholders: Placeholders,
): SourceDocument {
  const scope = openScope(file, diagnostics, placeholders);
  const span = contents?.span ?? whole;
  if (contents !== undefined && contents.kind !== 'map') scope.report('DocumentNotMap', span, describe(contents));
  if (contents?.kind !== 'map') return { id: '', title: '', span, isFilter: false, diagnostics: scope.diagnostics };
  const isFilter = contents.entries.has('filter');
  const rule = isFilter ? undefined : readRule(file, contents, scope);
  const filter = isFilter ? readFilter(file, contents, scope) : undefined;
  const head = {
    id: textAt(contents, 'id'),
    title: textAt(contents, 'title'),
    span,
    isFilter,
    diagnostics: scope.diagnostics,
  };
  if (scope.diagnostics.length > 0) return head;
  return { ...head, ...(rule ? { rule } : {}), ...(filter ? { filter } : {}) };
}

function describe(node: YamlNode): string {
  return node.kind === 'null' ? 'empty' : `a ${node.kind}`;
}

/** Documents that are no rules, by the key that says so. */
const OTHER_DOCUMENTS: readonly (readonly [string, DiagnosticCode])[] = [
  ['action', 'ActionDocument'],
  ['correlation', 'CorrelationDocument'],
];

function readRule(file: string, document: YamlMap, scope: Scope): Rule | undefined {
  for (const [key, code] of OTHER_DOCUMENTS) {
    const entry = document.entries.get(key);
    if (entry) return scope.report(code, entry.key.span, textAt(document, key));
  }
  const title = textAt(document, 'title');
  if (title === '') scope.report('TitleMissing', document.span);
  const logSource = readLogSource(document, scope);
  const detection = readDetection(document.entries.get('detection')?.value, document, scope);
  if (logSource === undefined || detection === undefined) return undefined;
  return {
    file,
    id: textAt(document, 'id'),
    name: textAt(document, 'name'),
    title,
    author: textAt(document, 'author'),
    status: textAt(document, 'status'),
    level: textAt(document, 'level'),
    tags: textsAt(document, 'tags'),
    references: textsAt(document, 'references'),
    falsePositives: textsAt(document, 'falsepositives'),
    logSource,
    ...detection,
  };
}

const LOG_SOURCE_KEYS = ['product', 'category', 'service'] as const;

function readLogSource(document: YamlMap, { report }: Scope): LogSource | undefined {
  const node = document.entries.get('logsource')?.value;
  if (node?.kind !== 'map') return report('LogSourceMissing', node?.span ?? document.span);
  const written = LOG_SOURCE_KEYS.filter((key) => node.entries.has(key));
  if (written.length === 0) return report('LogSourceEmpty', node.span);
  for (const key of written) {
    if (textAt(node, key) === '') report('LogSourceValue', node.entries.get(key)!.value.span, key);
  }
  return { ...Object.fromEntries(written.map((key) => [key, textAt(node, key)])), span: node.span };
}

/** Source: Sigma specification 2.1, "Filters". */
function readFilter(file: string, document: YamlMap, scope: Scope): Filter | undefined {
  const title = textAt(document, 'title');
  if (title === '') scope.report('TitleMissing', document.span);
  const logSource = readLogSource(document, scope);
  const node = document.entries.get('filter')!.value;
  const rules = node.kind === 'map' ? readFilterRules(node, scope) : undefined;
  const detection = readDetection(node.kind === 'map' ? without(node, 'rules') : node, document, scope);
  if (logSource === undefined || rules === undefined || detection === undefined) return undefined;
  return { file, id: textAt(document, 'id'), title, logSource, rules, ...detection };
}

function readFilterRules(filter: YamlMap, { report }: Scope): Filter['rules'] | undefined {
  const node = filter.entries.get('rules')?.value;
  if (textOf(node) === 'any') return 'any';
  const names = textsAt(filter, 'rules');
  return names.length > 0 ? names : report('FilterRules', node?.span ?? filter.span);
}

function without(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => name !== key)) };
}

function readDetection(
  detection: YamlNode | undefined,
  document: YamlMap,
  scope: Scope,
): Pick<Rule, 'selections' | 'condition'> | undefined {
  if (detection?.kind !== 'map') return scope.report('DetectionMissing', detection?.span ?? document.span);
  const timeframe = detection.entries.get('timeframe');
  if (timeframe) scope.report('TimeframeLegacy', timeframe.key.span);
  const entries = listSelections(detection, scope);
  const selections = entries && readSelections(entries, scope);
  const written = detection.entries.get('condition')?.value;
  if (written === undefined || written.kind === 'null') {
    return scope.report('ConditionMissing', written?.span ?? detection.span);
  }
  // Names of refused selections are known, too: one mistake is said once.
  const names = entries?.map(({ key }) => key.text);
  const condition = names && readCondition(written, names, scope);
  return selections && condition && { selections, condition };
}

function readSelections(entries: readonly YamlEntry[], scope: Scope): ReadonlyMap<string, Selection> {
  const selections = new Map<string, Selection>();
  for (const entry of entries) {
    const selection = readSelection(entry, scope);
    if (selection !== undefined) selections.set(entry.key.text, selection);
  }
  return selections;
}

/** A scalar as written: `status: 1` is odd but readable. Everything else counts as missing. */
function textAt({ entries }: YamlMap, key: string): string {
  return textOf(entries.get(key)?.value);
}

function textsAt({ entries }: YamlMap, key: string): readonly string[] {
  const node = entries.get(key)?.value;
  return node?.kind === 'list' ? node.items.map(textOf).filter((text) => text !== '') : [];
}

function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'text' || node?.kind === 'number' || node?.kind === 'boolean' ? node.text : '';
}
