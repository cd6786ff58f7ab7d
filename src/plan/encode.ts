/**
 * A plan as sections: numbers for everything, rows in the order in which they are needed.
 */

import { PackedRecords } from '../content/packed.js';
import type { MadeSections } from '../content/writer.js';
import { EFFECTS, KEYWORDS, NONE, ORDERS, PARTS, PREDICATES } from '../format/layout.js';
import type { Range, RecordOf } from '../format/records.js';
import type { PatternPart, Rule } from '../sigma/ast.js';
import { diagnosticText } from '../sigma/diagnostic.js';
import { Automata } from './automata.js';
import { estimatesOf, inOrder } from './chances.js';
import { isCommonplace } from './digrams.js';
import type { EventMapping } from './event-mapping.js';
import { closerOf, gateOf } from './gates.js';
import type { Group } from './groups.js';
import { Heap } from './heap.js';
import { keyWidth, type LookupRows, type NumberedPredicate, writeLookups } from './lookups.js';
import type { Loss } from './losses.js';
import { pathTable } from './paths.js';
import { type Hold, holdsOf, type NamedRegex, type Predicate, type PredicatePool } from './predicates.js';
import { type Order, type StepRows, stepsOf, writeSteps } from './steps.js';

export interface Plan {
  /** The fields by number. */
  readonly fields: readonly string[];
  /** Group 0 first. */
  readonly groups: readonly Group[];
  /** The rules by number, each with the numbers of its groups and what it lost. */
  readonly rules: readonly PlannedRule[];
  /** Where events have fields beside the known shapes. */
  readonly mapping: EventMapping | undefined;
}

/** What a match shows of a rule. */
export type RuleHead = Omit<Rule, 'logSource' | 'selections' | 'condition'>;

interface PlannedRule {
  readonly rule: RuleHead;
  readonly groups: readonly number[];
  readonly losses: readonly Loss[];
}

/** Rows while they are made; the same names as the sections. */
interface Rows extends LookupRows, StepRows {
  readonly Groups: PackedRecords<'Groups'>;
  readonly Tables: PackedRecords<'Tables'>;
  readonly Predicates: PackedRecords<'Predicates'>;
  readonly Parts: PackedRecords<'Parts'>;
  readonly Gates: number[];
  readonly Conditions: PackedRecords<'Conditions'>;
  readonly Always: PackedRecords<'Always'>;
}

function emptyRows(): Rows {
  return {
    Groups: new PackedRecords('Groups'),
    Tables: new PackedRecords('Tables'),
    Lookups: new PackedRecords('Lookups'),
    Buckets: [],
    Filters: [],
    Entries: new PackedRecords('Entries'),
    Predicates: new PackedRecords('Predicates'),
    Parts: new PackedRecords('Parts'),
    Gates: [],
    Conditions: new PackedRecords('Conditions'),
    Always: new PackedRecords('Always'),
    Steps: new PackedRecords('Steps'),
    Operands: [],
  };
}

interface Encoding {
  readonly rows: Rows;
  readonly texts: Heap;
  readonly literals: Heap;
  readonly automata: Automata;
  readonly fields: ReadonlyMap<string, number>;
}

/** The sections of a plan, and the text reference of the schema's name. */
export function encode({ fields, groups, rules, mapping }: Plan, schema: string) {
  const texts = new Heap();
  const schemaName = texts.add(schema);
  const encoding: Encoding = {
    rows: emptyRows(),
    texts,
    literals: new Heap(),
    automata: new Automata(),
    fields: new Map(fields.map((name, number) => [name, number])),
  };
  for (const [number, group] of groups.entries()) writeGroup(encoding, group, number === 0);
  const paths = pathTable(fields, texts, mapping);
  const lists: RuleLists = {
    TextList: new PackedRecords('TextList'),
    RuleGroups: [],
    Degradations: new PackedRecords('Degradations'),
  };
  const Rules = new PackedRecords('Rules');
  for (const rule of rules) Rules.push(ruleRow(rule, texts, lists));
  const sections: MadeSections = {
    ...encoding.rows,
    ...encoding.automata.rows,
    ...paths,
    Fields: fields.map((name) => ({ name: texts.add(name) })),
    Rules,
    ...lists,
    Literals: encoding.literals.bytes(),
    Text: texts.bytes(),
  };
  return { schemaName, sections };
}

function writeGroup(encoding: Encoding, { logSource, variant, pool, targets }: Group, isFirst: boolean): void {
  const { rows, texts } = encoding;
  const base = rows.Predicates.length;
  const holds = pool.predicates.map(holdsOf);
  const { opened, always } = writeConditions(encoding, { pool, holds, targets }, base);
  // what group 0 asks without a lookup cannot be recognised, see assembly/rule/recognition.ts
  const indexed = isFirst ? holds.map((all) => all.length > 0) : indexedOf(pool, holds, opened);
  for (const [number, predicate] of pool.predicates.entries())
    writePredicate(encoding, predicate, indexed[number]!, opened.get(number) ?? []);
  rows.Groups.push({
    product: texts.add(logSource.product ?? ''),
    category: texts.add(logSource.category ?? ''),
    service: texts.add(logSource.service ?? ''),
    variant: texts.add(variant),
    tables: writeTables(
      encoding,
      pool.predicates,
      holds.map((one, number) => (indexed[number] ? one : [])),
      base,
    ),
    always: append(rows.Always, always),
  });
}

/**
 * Which predicates lookups find, by number. Searching a value for one long literal more costs nothing, and a number is made
 * canonical once. Looking at the ends of a value costs, once for each width and for the value as a whole, and two or three
 * bytes, or a commonplace, are found everywhere inside: these are looked up when they open a condition, ends also when another
 * that does is looked up in the same way, and else tested when a condition asks.
 */
function indexedOf(
  { predicates }: PredicatePool,
  holds: readonly (readonly Hold[])[],
  opened: ReadonlyMap<number, unknown>,
): readonly boolean[] {
  const wayOf = (number: number, hold: Hold) =>
    `${predicates[number]!.field} ${hold.kind} ${hold.cased} ${keyWidth(hold)}`;
  const ways = new Set([...opened.keys()].flatMap((number) => holds[number]!.map((hold) => wayOf(number, hold))));
  const isCheap = (number: number, hold: Hold) =>
    hold.kind === 'Number' ||
    (hold.kind === 'Gram' && hold.bytes >= 4 && !isCommonplace(hold.literal)) ||
    (hold.kind !== 'Gram' && hold.kind !== 'Byte' && ways.has(wayOf(number, hold)));
  const looked = new Set([...opened.keys()].map((number) => predicates[number]!.field));
  return holds.map(
    (all, number) =>
      all.length > 0 &&
      (opened.has(number) || (looked.has(predicates[number]!.field) && all.every((one) => isCheap(number, one)))),
  );
}

/** Writes the conditions of a group; returns which of them each predicate opens, and those that nothing opens. */
function writeConditions(
  { rows }: Encoding,
  { pool, holds, targets }: Pick<Group, 'pool' | 'targets'> & { readonly holds: readonly (readonly Hold[])[] },
  base: number,
): { opened: ReadonlyMap<number, number[]>; always: readonly RecordOf<'Always'>[] } {
  const estimates = estimatesOf(pool, holds);
  const order: Order = (kind, operands) => inOrder(kind, operands, estimates);
  const opened = new Map<number, number[]>();
  const always: RecordOf<'Always'>[] = [];
  for (const { effect, target, expression } of targets) {
    const condition =
      rows.Conditions.push({
        effect: EFFECTS[effect].code,
        target,
        steps: writeSteps(rows, stepsOf(expression, order), base),
      }) - 1;
    const gate = gateOf(expression, holds, estimates);
    const closer = gate ? undefined : closerOf(expression, pool, estimates);
    if (!gate) always.push({ condition, closer: closer === undefined ? NONE : base + closer });
    for (const predicate of new Set(gate?.predicates)) {
      const others = opened.get(predicate);
      if (others) others.push(condition);
      else opened.set(predicate, [condition]);
    }
  }
  return { opened, always };
}

function writePredicate(
  { rows, literals, fields, automata }: Encoding,
  predicate: Predicate,
  isIndexed: boolean,
  gates: readonly number[],
): void {
  const { kind, cased, field, literal, parts = [], order = 'Equal', network, other, regex } = predicate;
  rows.Predicates.push({
    kind: PREDICATES[kind].code,
    cased: Number(cased),
    order: ORDERS[order].code,
    indexed: Number(isIndexed),
    field: field === undefined ? KEYWORDS : fields.get(field)!,
    literal: network ? literals.addBytes(network) : literals.add(regex ? neededBy(regex) : literal),
    parts: append(
      rows.Parts,
      parts.map((part) => partRow(part, literals)),
    ),
    automaton: regex ? automata.add(regex) : NONE,
    other: other === undefined ? NONE : fields.get(other)!,
    gates: append(rows.Gates, gates),
  });
}

/** What every match of a regular expression has, as the text has it; empty when that is one of several. */
function neededBy({ compiled: { required } }: NamedRegex): string {
  return required.length === 1 ? required[0]! : '';
}

function partRow(part: PatternPart, literals: Heap): RecordOf<'Part'> {
  if (part === 'any') return { kind: PARTS.Any.code, literal: literals.add('') };
  if (part === 'one') return { kind: PARTS.One.code, literal: literals.add('') };
  return { kind: PARTS.Literal.code, literal: literals.add(part.literal) };
}

/** One table for each field that lookups find, and one for keywords, whose values are kept only for a table. */
function writeTables(
  { rows, fields }: Encoding,
  predicates: readonly Predicate[],
  holds: readonly (readonly Hold[])[],
  base: number,
): Range {
  const byField = new Map<number, NumberedPredicate[]>();
  for (const [index, predicate] of predicates.entries()) {
    const field = predicate.field === undefined ? KEYWORDS : fields.get(predicate.field)!;
    const numbered = { number: base + index, kind: predicate.kind, holds: holds[index]! };
    if (field !== KEYWORDS && numbered.holds.length === 0) continue;
    const list = byField.get(field);
    if (list) list.push(numbered);
    else byField.set(field, [numbered]);
  }
  const tables = [...byField]
    .sort(([a], [b]) => a - b)
    .map(([field, list]) => {
      const first = rows.Lookups.length;
      writeLookups(rows, list);
      return { field, lookups: { first, count: rows.Lookups.length - first } };
    });
  return append(rows.Tables, tables);
}

/** What belongs to one rule each. */
interface RuleLists {
  readonly TextList: PackedRecords<'TextList'>;
  readonly RuleGroups: number[];
  readonly Degradations: PackedRecords<'Degradations'>;
}

function ruleRow({ rule, groups, losses }: PlannedRule, texts: Heap, lists: RuleLists): RecordOf<'Rule'> {
  const list = (items: readonly string[]) =>
    append(
      lists.TextList,
      items.map((text) => ({ text: texts.add(text) })),
    );
  return {
    id: texts.add(rule.id),
    title: texts.add(rule.title),
    author: texts.add(rule.author),
    level: texts.add(rule.level),
    status: texts.add(rule.status),
    tags: list(rule.tags),
    references: list(rule.references),
    falsePositives: list(rule.falsePositives),
    groups: append(lists.RuleGroups, groups),
    degradations: append(
      lists.Degradations,
      losses.map((loss) => degradationRow(loss, texts)),
    ),
  };
}

function degradationRow({ diagnostic, line }: Loss, texts: Heap): RecordOf<'Degradation'> {
  const { code, span } = diagnostic;
  return { code: texts.add(code), text: texts.add(diagnosticText(diagnostic)), line, column: span.column };
}

function append<T>(rows: { readonly length: number; push(row: T): number }, more: readonly T[]): Range {
  const first = rows.length;
  for (const row of more) rows.push(row);
  return { first, count: more.length };
}
