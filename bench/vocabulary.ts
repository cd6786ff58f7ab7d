/**
 * Vocabularies: what the rules of one log source look for, by field, as someone who knows the rules would use it.
 *
 * Taken from the rules, not from content, so that it holds whatever the core makes of them.
 */
import type { RuleSource } from '../src/index.js';
import { variantsOf } from '../src/plan/log-sources.js';
import { requiredLiterals } from '../src/plan/regex/literals.js';
import { parseRegex } from '../src/plan/regex/parse.js';
import type { Item, Rule, Selection, Value } from '../src/sigma/ast.js';
import { parse } from '../src/sigma/parse.js';
import { samplesOf } from './regex-samples.js';

/** An event of one log source, and what its fields can be made to say. */
export interface Vocabulary {
  readonly name: string;
  /** What makes an event one of this log source. */
  readonly marks: Readonly<Record<string, string | number>>;
  /** The field with the most words first. */
  readonly fields: readonly Words[];
}

export interface Words {
  readonly field: string;
  readonly literals: readonly string[];
  /** Short texts that make the core look at a regular expression or at a pattern with wildcards inside. */
  readonly gates: readonly string[];
  /** Texts that a regular expression follows, each without its last character: it nearly matches. */
  readonly samples: readonly string[];
}

/** Where keywords are put: any value of the event is searched for them. */
const KEYWORDS_FIELD = 'Data';

/** Of the log sources that an event tells by itself, those with the most words first. */
export function vocabulariesOf(sources: readonly RuleSource[]): Vocabulary[] {
  const rules = sources.flatMap(({ name, text }) => parse(name, text).rules);
  const byLogSource = groupBy(rules, ({ logSource: { product, category, service } }) =>
    [product, category, service].filter((part) => part !== undefined).join('/'),
  );
  return [...byLogSource]
    .flatMap(([name, members]) => vocabularyOf(name, members) ?? [])
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

function vocabularyOf(name: string, rules: readonly Rule[]): Vocabulary | undefined {
  const [plain] = variantsOf(rules[0]!.logSource, 'sysmon');
  const recogniser = plain?.alternatives[0]?.[0];
  if (!recogniser?.channels) return undefined;
  const where = Object.entries(recogniser.where ?? {}).map(([field, values]) => [field, values[0]!]);
  const marks = {
    Channel: recogniser.channels[0]!,
    EventID: recogniser.eventIds?.[0] ?? 0,
    ...Object.fromEntries(where),
  };
  const items = rules.flatMap(({ selections }) => [...selections.values()].flatMap(itemsOf));
  const byField = groupBy(items, ({ field }) => field ?? KEYWORDS_FIELD);
  const fields = [...byField]
    .filter(([field]) => !(field in marks))
    .map(([field, of]) => wordsOf(field, of))
    .sort((a, b) => b.literals.length - a.literals.length);
  return fields.length === 0 ? undefined : { name, marks, fields };
}

function itemsOf(selection: Selection | Item): readonly Item[] {
  if (selection.kind === 'item') return [selection];
  return selection.kind === 'all' ? selection.items : selection.members.flatMap(itemsOf);
}

function wordsOf(field: string, items: readonly Item[]): Words {
  const values = items.flatMap(({ values }) => values);
  const expressions = values.flatMap(regexesOf);
  const patterns = values.flatMap(literalsOf);
  return {
    field,
    literals: distinct(patterns.flat()),
    gates: distinct([
      ...expressions.flatMap((regex) => requiredLiterals(regex, 'folded')),
      ...patterns.filter(({ length }) => length > 1).map(longest),
    ]),
    samples: distinct(expressions.flatMap(samplesOf).map((sample) => sample.slice(0, -1))),
  };
}

function regexesOf(value: Value) {
  if (value.kind !== 'regex') return [];
  const regex = parseRegex(value.source, value.flags);
  return 'code' in regex ? [] : [regex];
}

/** Of each alternative its literal parts. */
function literalsOf(value: Value): string[][] {
  if (value.kind !== 'text') return [];
  return value.alternatives.map((pattern) => pattern.flatMap((part) => (typeof part === 'object' ? part.literal : [])));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

/** In the order of first members. */
function groupBy<T>(members: readonly T[], of: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(of(member));
    if (group) group.push(member);
    else groups.set(of(member), [member]);
  }
  return groups;
}

function sizeOf({ fields }: Vocabulary): number {
  return fields.reduce((sum, { literals, gates }) => sum + literals.length + gates.length, 0);
}
