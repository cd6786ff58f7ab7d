/**
 * Detections: the map of selections, down to items. The condition over them is read in `condition.ts`.
 *
 * Selections nest as the YAML does, whose depth is limited, so the functions here may call each other. What was
 * wrong has been said and is left out; the whole document is refused then, so no rule ever lacks it.
 */
import type { Item, Selection, Span } from './ast.js';
import { type Chain, NO_MODIFIERS, readChain } from './modifiers.js';
import { readEach, type Scope } from './scope.js';
import { readValues } from './values.js';
import {
  spanWithin,
  type YamlEntry,
  type YamlList,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './yaml-tree.js';

/** Keys of a detection that are no selections. */
const RESERVED: ReadonlySet<string> = new Set(['condition', 'timeframe']);
const MAX_SELECTIONS = 1024;

/** The selections as written, not yet looked into; undefined when their number was wrong and has been said. */
export function listSelections(detection: YamlMap, { report }: Scope): readonly YamlEntry[] | undefined {
  const entries = [...detection.entries.values()].filter(({ key }) => !RESERVED.has(key.text));
  if (entries.length === 0) return report('SelectionMissing', detection.span);
  if (entries.length > MAX_SELECTIONS) return report('SelectionsTooMany', detection.span, `${entries.length}`);
  return entries;
}

/** Undefined when something was wrong and has been said. */
export function readSelection({ key, value }: YamlEntry, scope: Scope): Selection | undefined {
  const empty =
    (value.kind === 'map' && value.entries.size === 0) ||
    (value.kind === 'list' && value.items.length === 0) ||
    value.kind === 'null';
  return empty ? scope.report('SelectionEmpty', key.span, key.text) : readMember(value, key, scope);
}

function readMember(node: YamlNode, name: YamlScalar, scope: Scope): Selection | undefined {
  if (node.kind === 'map') return readMap(node, name, scope);
  return readList(node.kind === 'list' ? node : { kind: 'list', items: [node], span: node.span }, name, scope);
}

function readMap({ entries, span }: YamlMap, name: YamlScalar, scope: Scope): Selection | undefined {
  if (entries.size === 0) return scope.report('SelectionEmpty', span, name.text);
  const items = readEach([...entries.values()], (entry) => readItem(entry, scope));
  return { kind: 'all', items, span };
}

/** Plain values of a list become one keyword item, where the first of them stands. */
function readList({ items, span }: YamlList, name: YamlScalar, scope: Scope): Selection | undefined {
  if (items.length === 0) return scope.report('SelectionEmpty', span, name.text);
  const keywords = items.filter(isScalar);
  const first = items.findIndex(isScalar);
  const nodes = items.filter((node, at) => at === first || !isScalar(node));
  const members = readEach(nodes, (node) =>
    isScalar(node) ? readKeywords(keywords, node.span, scope) : readMember(node, name, scope),
  );
  return { kind: 'any', members, span };
}

function isScalar(node: YamlNode): node is YamlScalar {
  return node.kind !== 'list' && node.kind !== 'map';
}

function readKeywords(items: readonly YamlScalar[], span: Span, scope: Scope): Item | undefined {
  return buildItem('', asKeyword(NO_MODIFIERS), { kind: 'list', items, span }, span, scope);
}

/** `Field|modifier|modifier: values`. */
function readItem({ key, value }: YamlEntry, scope: Scope): Item | undefined {
  const [field = '', ...modifiers] = key.text.split('|');
  const spans = modifierSpans(key, field, modifiers);
  const chain = readChain(modifiers, (code, index, found) => scope.report(code, spans[index]!, found));
  if (chain === undefined) return undefined;
  if (field !== '') return buildItem(field, chain, value, key.span, scope);
  if (!isKeywordChain(chain)) return scope.report('KeywordModifier', key.span, modifiers.join('|'));
  return buildItem('', asKeyword(chain), value, key.span, scope);
}

function modifierSpans(key: YamlScalar, field: string, modifiers: readonly string[]): readonly Span[] {
  let end = field.length;
  return modifiers.map((name) => {
    const start = end + 1;
    end = start + name.length;
    return spanWithin(key, start, end);
  });
}

/** A keyword is looked for in every value, so it has no place of its own and no second field. */
function isKeywordChain({ operator, place }: Chain): boolean {
  return operator === 're' || (operator === 'equals' && (place === undefined || place === 'contains'));
}

function asKeyword(chain: Chain): Chain {
  return chain.operator === 're' ? { ...chain, plain: false } : { ...chain, place: 'contains', plain: false };
}

function buildItem(field: string, chain: Chain, node: YamlNode, span: Span, scope: Scope): Item | undefined {
  const values = readValues(node, chain, scope);
  const { operator, order, all, negated, cased } = chain;
  const named = { ...(field === '' ? {} : { field }), ...(order === undefined ? {} : { order }) };
  return values && { kind: 'item', ...named, operator, all, negated, cased, values, span };
}
