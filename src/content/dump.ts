/**
 * Content files for people: a second reader of the format, and what it read as text.
 *
 * The reader is a binary-parser description made of the same tables as `view.ts` and of none of its code, so that each
 * tells on the other. binary-parser uses `new Function` and cuts short bytes in silence: this file serves the command
 * line, for content that the validator has accepted, and nothing that runs on an agent imports it.
 */
import { Parser } from 'binary-parser';
import {
  EFFECTS,
  KEYWORDS,
  NONE,
  PARTS,
  PREDICATES,
  type RecordName,
  SECTIONS,
  type SectionName,
  STEPS,
} from '../format/layout.js';
import { COLUMNS, nameOf, type Range, type RecordOf, SECTION_NAMES, type TextRef } from '../format/records.js';
import { visible } from '../visible.js';
import type { Sections } from './writer.js';

/** A content file as plain objects: heaps as bytes, numbers as such, all else as records by column. */
export interface Inspection {
  readonly header: RecordOf<'Header'>;
  readonly entries: readonly RecordOf<'SectionEntry'>[];
  readonly sections: Sections;
}

/** Reads content that the validator has accepted; of other bytes it makes nonsense, or throws. */
export function inspect(bytes: Uint8Array): Inspection {
  const { header, entries, at: _, ...sections } = FILE.parse(bytes) as ParsedFile;
  return { header, entries, sections };
}

/** What the description builds: the sections by name, and what it needs on the way. */
interface ParsedFile extends Sections {
  readonly header: RecordOf<'Header'>;
  readonly entries: readonly RecordOf<'SectionEntry'>[];
  /** Where the reader stood before the section read last. */
  readonly at: number;
}

const pairOf = (first: string, second: string) => ({ type: new Parser().uint32le(first).uint32le(second) });

const COLUMN_PARSERS = {
  u8: (parser: Parser, name: string) => parser.uint8(name),
  u16: (parser: Parser, name: string) => parser.uint16le(name),
  u32: (parser: Parser, name: string) => parser.uint32le(name),
  text: (parser: Parser, name: string) => parser.nest(name, pairOf('offset', 'length')),
  range: (parser: Parser, name: string) => parser.nest(name, pairOf('first', 'count')),
} as const;

function recordParser(record: RecordName): Parser {
  return COLUMNS[record].reduce((parser, { name, type }) => COLUMN_PARSERS[type](parser, name), new Parser());
}

/** Records that are no more than a number. */
const NUMBERS: Readonly<Partial<Record<RecordName, 'uint16le' | 'uint32le'>>> = { Short: 'uint16le', Word: 'uint32le' };

const FILE = new Parser()
  .nest('header', { type: recordParser('Header') })
  .array('entries', { type: recordParser('SectionEntry'), length: SECTION_NAMES.length });
SECTION_NAMES.forEach(describeSection);

function describeSection(section: SectionName, index: number): void {
  const { record } = SECTIONS[section];
  const length = ({ entries }: ParsedFile) => entries[index]!.count;
  FILE.saveOffset('at').seek(({ entries, at }: ParsedFile) => entries[index]!.offset - at);
  if (record === 'Byte') FILE.buffer(section, { length });
  else FILE.array(section, { length, type: NUMBERS[record] ?? recordParser(record) });
}

/** The whole file: header, sections, fields, log sources, a line for each rule. */
export function dump({ header, entries, sections }: Inspection): string {
  const text = textsOf(sections);
  const facts = [
    ['format', String(header.formatVersion)],
    ['tables', header.layoutDigest.toString(16).padStart(8, '0')],
    ['bytes', String(header.length)],
    ['checksum', header.checksum.toString(16).padStart(8, '0')],
    ['schema', `${text(header.schema)} ${header.schemaVersion}`],
    ['content version', String(header.contentVersion)],
  ];
  const parts: readonly (readonly [string, Rows])[] = [
    ['content file', facts],
    [
      'sections',
      SECTION_NAMES.map((name, index) => [name, entries[index]!.count, entries[index]!.count * entries[index]!.size]),
    ],
    ['fields', sections.Fields.map(({ name }, field) => [field, text(name)])],
    ['log sources', sections.Groups.map((_, group) => [group, ...groupCells(sections, group)])],
    [
      'rules',
      sections.Rules.map((rule, number) => [
        number,
        text(rule.id),
        text(rule.level),
        text(rule.title),
        text(rule.author),
      ]),
    ],
  ];
  return parts.map(([name, rows]) => `${name}\n${table(rows)}`).join('\n');
}

/** The number of the rule that has this id or, when none has, this number. */
export function findRule({ sections }: Inspection, idOrNumber: string): number | undefined {
  const text = textsOf(sections);
  const byId = sections.Rules.findIndex(({ id }) => text(id) === idOrNumber);
  if (byId >= 0) return byId;
  return /^\d+$/.test(idOrNumber) && Number(idOrNumber) < sections.Rules.length ? Number(idOrNumber) : undefined;
}

/** One rule in full: what a match shows of it, its conditions, and what opens them. */
export function dumpRule({ sections }: Inspection, number: number): string {
  const text = textsOf(sections);
  const rule = sections.Rules[number]!;
  const list = (range: Range) => slice(sections.TextList, range).map((item) => text(item.text));
  const groups = slice(sections.RuleGroups, rule.groups);
  const facts = [
    ...(['id', 'title', 'author', 'level', 'status'] as const).map((name) => [name, text(rule[name])]),
    ...(['tags', 'references', 'falsePositives'] as const).flatMap((name) =>
      list(rule[name]).map((item) => [name, item]),
    ),
    ...groups.map((group) => ['log source', groupCells(sections, group).join(', ')]),
    ...slice(sections.Degradations, rule.degradations).map((lost) => [
      'degraded',
      `${lost.line}:${lost.column}: ${text(lost.code)}: ${text(lost.text)}`,
    ]),
  ];
  const shown = groups.flatMap((group) => recognisersOf(sections, group));
  const conditions = conditionsOf(sections, 'Match', number);
  return [
    `rule ${number}\n${table(facts)}`,
    ...shown.map((condition) => `log source shown by condition ${condition}\n${conditionText(sections, condition)}`),
    ...conditions.flatMap((condition) => [
      `condition ${condition}\n${conditionText(sections, condition)}`,
      `opened by\n${openersText(sections, condition)}`,
    ]),
  ].join('\n');
}

/** Name of a log source, how many rules it has, how the core knows its events. */
function groupCells(sections: Sections, group: number): readonly (string | number)[] {
  const { product, category, service, variant } = sections.Groups[group]!;
  const text = textsOf(sections);
  const source = [product, category, service].map((ref) => text(ref) || '-').join('/');
  const name = text(variant) === '' ? source : `${source} as ${text(variant)}`;
  const rules = sections.Rules.filter((rule) => slice(sections.RuleGroups, rule.groups).includes(group)).length;
  const known = recognisersOf(sections, group).length > 0 ? 'shown by events' : 'declared by the caller';
  return [name, rules === 1 ? '1 rule' : `${rules} rules`, group === 0 ? 'every event' : known];
}

/** What says that an event is of a group's log source: of a narrowed group that is not what activates it. */
function recognisersOf(sections: Sections, group: number): number[] {
  const seen = conditionsOf(sections, 'See', group);
  return seen.length > 0 ? seen : conditionsOf(sections, 'Activate', group);
}

function conditionsOf({ Conditions }: Sections, effect: keyof typeof EFFECTS, target: number): number[] {
  return Conditions.flatMap((row, index) =>
    row.effect === EFFECTS[effect].code && row.target === target ? [index] : [],
  );
}

/** A predicate, or what joins the nodes below. */
interface Node {
  readonly line: string;
  readonly below: readonly Node[];
}

const JOINTS: Readonly<Record<keyof typeof STEPS, string>> = {
  Predicate: 'any of',
  Any: 'any of',
  All: 'all of',
  And: 'all of',
  Or: 'any of',
  Not: 'not',
};

/** A condition as a tree, one line a node. */
function conditionText(sections: Sections, condition: number): string {
  const stack: Node[] = [];
  for (const step of slice(sections.Steps, sections.Conditions[condition]!.steps)) {
    const op = nameOf(STEPS, step.op)!;
    const predicates = slice(sections.Operands, step.operands);
    const leaves = predicates.map((predicate): Node => ({ line: predicateText(sections, predicate), below: [] }));
    stack.push(joined(JOINTS[op], STEPS[op].pops > 0 ? stack.splice(-STEPS[op].pops) : leaves));
  }
  return stack.flatMap((node) => lines(node, 1)).join('');
}

/** A list in a list of the same kind is one list, and a list of one is that one. */
function joined(line: string, nodes: readonly Node[]): Node {
  if (line === JOINTS.Not) return { line, below: nodes };
  const below = nodes.flatMap((node) => (node.line === line ? node.below : [node]));
  return below.length === 1 ? below[0]! : { line, below };
}

function lines({ line, below }: Node, depth: number): string[] {
  return [`${'  '.repeat(depth)}${line}\n`, ...below.flatMap((node) => lines(node, depth + 1))];
}

/** What makes the core look at a condition at all. */
function openersText(sections: Sections, condition: number): string {
  const always = sections.Always.flatMap((row) => (row.condition === condition ? [alwaysText(sections, row)] : []));
  const gates = sections.Predicates.flatMap(({ gates }, index) =>
    slice(sections.Gates, gates).includes(condition) ? [`  ${predicateText(sections, index)}\n`] : [],
  );
  return [...always, ...gates].join('');
}

function alwaysText(sections: Sections, { closer }: RecordOf<'Always'>): string {
  const except = closer === NONE ? '' : ` without ${predicateText(sections, closer)}`;
  return `  every event of its log source${except}\n`;
}

/** Field, kind, and what is compared. */
function predicateText(sections: Sections, predicate: number): string {
  const { kind, cased, field, literal, parts } = sections.Predicates[predicate]!;
  const quoted = (ref: TextRef) => visible(JSON.stringify(decode(sections.Literals, ref)));
  const shownPart = (part: { readonly kind: number; readonly literal: TextRef }) =>
    part.kind === PARTS.Any.code ? '*' : part.kind === PARTS.One.code ? '?' : quoted(part.literal);
  return [
    field === KEYWORDS ? 'any value' : textsOf(sections)(sections.Fields[field]!.name),
    nameOf(PREDICATES, kind)!,
    ...(cased ? ['cased'] : []),
    ...(literal.length > 0 ? [quoted(literal)] : []),
    ...slice(sections.Parts, parts).map(shownPart),
  ].join(' ');
}

type Rows = readonly (readonly (string | number)[])[];

/** Columns one below the other, numbers to the right. Rows have the same number of cells. */
function table(rows: Rows): string {
  const widths = (rows[0] ?? []).map((_, at) => rows.reduce((most, row) => Math.max(most, String(row[at]).length), 0));
  const pad = (cell: string | number, at: number) =>
    typeof cell === 'number' ? String(cell).padStart(widths[at]!) : cell.padEnd(widths[at]!);
  return rows.map((row) => `${`  ${row.map(pad).join('  ')}`.trimEnd()}\n`).join('');
}

function slice<T>(rows: ArrayLike<T>, { first, count }: Range): T[] {
  return Array.from({ length: count }, (_, at) => rows[first + at]!);
}

function textsOf({ Text }: Sections): (ref: TextRef) => string {
  return (ref) => visible(decode(Text, ref));
}

function decode(heap: Uint8Array, { offset, length }: TextRef): string {
  return new TextDecoder().decode(heap.subarray(offset, offset + length));
}
