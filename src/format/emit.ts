/**
 * The format tables as text: constants and record classes for the core and the validator's module, and FORMAT.md for people.
 *
 * Pure; `npm run generate` writes what these functions return, and a test compares the committed files with it.
 */

import { BYTE_SET_WORDS, LOOP_WORDS } from './byte-set.js';
import { ASKS, COLUMN_CHECK, COLUMN_CHECKS } from './column-checks.js';
import { FOLD_PAGES, FOLDS } from './fold.js';
import { BESIDE, CLASS_WORDS, MULTIPLIERS } from './keys.js';
import * as layout from './layout.js';
import { LAYOUT_DIGEST } from './layout-digest.js';
import { COLUMNS, PREAMBLE_BYTES, RECORD_BYTES, recordBytes, SECTION_NAMES } from './records.js';

const HEADER = '// Rendered from src/format by `npm run generate`; not to be edited.';

/** The tables of codes with the name that the core knows them by. */
const ENUMS: Readonly<Record<string, layout.Codes>> = {
  Section: layout.SECTIONS,
  Shape: layout.SHAPES,
  PredicateKind: layout.PREDICATES,
  Order: layout.ORDERS,
  PartKind: layout.PARTS,
  AutomatonKind: layout.AUTOMATA,
  NfaKind: layout.NFA_STATES,
  Assertion: layout.ASSERTIONS,
  LookupKind: layout.LOOKUPS,
  StepOp: layout.STEPS,
  Effect: layout.EFFECTS,
  Fault: layout.FAULTS,
  Stage: layout.STAGES,
  Unread: layout.UNREAD,
  ValueKind: layout.VALUES,
};

/** `assembly/generated/judge.ts`: what only the module of the validator knows. */
export function emitJudge(): string {
  const parts = [
    HEADER,
    emitEnum('RejectionCode', layout.REFUSALS),
    emitEnum('Asks', ASKS),
    renderConstants([
      ['COLUMN_CHECK_COUNT', 'u32', COLUMN_CHECKS.length],
      ['STEP_CODES', 'u32', STEP_CODES],
      ...Object.entries(layout.JUDGE_MEMORY).map(([k, v]): [string, string, number] => [`AT_${k}`, 'usize', v]),
    ]),
    emitFields(
      'RejectionCell',
      layout.REJECTION_CELL.map((column, index) => [column, 'f64', 8 * index]),
      8 * layout.REJECTION_CELL.length,
    ),
    emitCell('ColumnCheck', COLUMN_CHECK),
    emitData(
      'COLUMN_CHECKS',
      'u32',
      COLUMN_CHECKS.flatMap((check) => COLUMN_CHECK.map((column) => check[column])),
    ),
    emitData('STEP_POPS', 'u8', stepTable('pops')),
    emitData('STEP_PUSHES', 'u8', stepTable('pushes')),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Codes of steps, and 0. */
const STEP_CODES = 1 + Math.max(...Object.values(layout.STEPS).map(({ code }) => code));

/** `assembly/generated/layout.ts`. */
export function emitCore(): string {
  const parts = [
    HEADER,
    ...Object.entries(ENUMS).map(([name, codes]) => emitEnum(name, codes)),
    emitConstants(),
    ...Object.keys(layout.RECORDS)
      .filter((name) => RECORD_BYTES[name as layout.RecordName] > 2)
      .map((name) => emitClass(name, COLUMNS[name as layout.RecordName])),
    ...Object.entries(layout.CORE_RECORDS).map(([name, columns]) => emitCell(name, columns)),
    emitData('SECTION_BYTES', 'u32', SECTION_NAMES.map(recordBytes)),
    emitData(
      'SECTION_LIMITS',
      'u32',
      SECTION_NAMES.map((name) => layout.SECTIONS[name].limit),
    ),
    `export const FOLD_COUNT: u32 = ${FOLDS.length};`,
    emitData('FOLDS', 'i32', FOLDS.flat()),
    `export const FOLD_PAGE_COUNT: u32 = ${FOLD_PAGES.length - 1};`,
    emitData('FOLD_PAGES', 'u8', FOLD_PAGES),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** By code, from 0. */
function stepTable(column: 'pops' | 'pushes'): number[] {
  const rows = Object.values(layout.STEPS);
  return Array.from({ length: STEP_CODES }, (_, code) => rows.find((row) => row.code === code)?.[column] ?? 0);
}

function emitEnum(name: string, codes: layout.Codes): string {
  const rows = Object.entries(codes).map(([row, { code }]) => `  ${row} = ${code},`);
  return [`export enum ${name} {`, ...rows, '}'].join('\n');
}

function emitConstants(): string {
  const constants: [string, string, number][] = [
    ['LAYOUT_DIGEST', 'u32', LAYOUT_DIGEST],
    ['MAGIC', 'u32', layout.MAGIC],
    ['FORMAT_VERSION', 'u32', layout.FORMAT_VERSION],
    ['ALIGNMENT', 'u32', layout.ALIGNMENT],
    ['SECTION_COUNT', 'u32', SECTION_NAMES.length],
    ['PREAMBLE_BYTES', 'u32', PREAMBLE_BYTES],
    ['NONE', 'u32', layout.NONE],
    ['KEYWORDS', 'u32', layout.KEYWORDS],
    ['CLASS_WORDS', 'u32', CLASS_WORDS],
    ['BESIDE', 'u32', BESIDE],
    ['BYTE_SET_WORDS', 'u32', BYTE_SET_WORDS],
    ['LOOP_WORDS', 'u32', LOOP_WORDS],
    ...Object.entries(MULTIPLIERS).map(([k, v]): [string, string, number] => [`MULTIPLY_${k}`, 'u32', v]),
    ...Object.entries(layout.LIMITS).map(([k, v]): [string, string, number] => [`LIMIT_${k}`, 'u32', v.value]),
    ...Object.entries(layout.PRICES).map(([k, v]): [string, string, number] => [`PRICE_${k}`, 'u32', v.value]),
    ...Object.entries(layout.MEMORY).map(([k, v]): [string, string, number] => [`AT_${k}`, 'usize', v]),
    ...(['Fields', 'Groups', 'Predicates', 'Conditions', 'Rules'] as const).map((s): [string, string, number] => [
      `LIMIT_${s.toUpperCase()}`,
      'u32',
      layout.SECTIONS[s].limit,
    ]),
    ...layout.REGION_ROWS.map(({ name, bytes }): [string, string, number] => [`${name}_BYTES`, 'usize', bytes]),
  ];
  return renderConstants(constants);
}

function renderConstants(constants: readonly [string, string, number][]): string {
  return constants.map(([name, type, value]) => `export const ${name}: ${type} = ${hex(value)};`).join('\n');
}

function emitClass(name: string, columns: (typeof COLUMNS)[layout.RecordName]): string {
  const flat = columns.flatMap(({ name: column, type, offset }) =>
    type === 'text'
      ? [[`${column}Offset`, 'u32', offset] as const, [`${column}Length`, 'u32', offset + 4] as const]
      : type === 'range'
        ? [[`${column}First`, 'u32', offset] as const, [`${column}Count`, 'u32', offset + 4] as const]
        : [[column, type, offset] as const],
  );
  return emitFields(name, flat, RECORD_BYTES[name as layout.RecordName]);
}

function emitCell(name: string, columns: readonly string[]): string {
  const flat = columns.map((column, index) => [column, 'u32', index * 4] as const);
  return emitFields(name, flat, columns.length * 4);
}

/** The class, and for each column a line that does not compile when its offset is another one. */
function emitFields(name: string, columns: readonly (readonly [string, string, number])[], bytes: number): string {
  return [
    `@unmanaged`,
    `export class ${name} {`,
    ...columns.map(([column, type]) => `  ${column}: ${type};`),
    '}',
    ...columns.map(
      ([column, , offset]) => `if (offsetof<${name}>('${column}') != ${offset}) ERROR('${name}.${column}');`,
    ),
    `if (offsetof<${name}>() != ${bytes}) ERROR('${name}');`,
  ].join('\n');
}

/** Numbers in static memory; the constant is their address. */
function emitData(name: string, type: string, numbers: readonly number[]): string {
  return `export const ${name}: usize = memory.data<${type}>([${numbers.join(', ')}]);`;
}

/** `FORMAT.md`. */
export function emitDocument(): string {
  const parts = [
    '# The content file',
    'Rendered from `src/format/layout.ts` by `npm run generate`; not to be edited.',
    `A content file (\`.ring\`) is a header, one entry for each section, and the sections: runs of records of one size. All numbers are little-endian and unsigned. Sections start at multiples of ${layout.ALIGNMENT} and follow each other in order of code; the bytes between are zero; nothing follows the last. A *text* is an offset and a length in a heap of bytes, a *range* a first index and a count in a section. The SHA-256 of the whole file is its identity. The same rules make the same bytes.`,
    'The validator recognises the whole file before anything uses it: lengths, order, alignment, checksum, every index and every code, the shape of conditions and of hash tables. The core checks every index again when it uses it.',
    '## Sections',
    table(
      ['code', 'section', 'record', 'bytes', 'at most', 'holds'],
      SECTION_NAMES.map((name) => {
        const { code, record, limit, doc } = layout.SECTIONS[name];
        return [code, name, record, recordBytes(name), limit, doc];
      }),
    ),
    '## Records',
    ...Object.entries(COLUMNS).flatMap(([name, columns]) => [
      `### ${name}`,
      table(
        ['offset', 'column', 'type', 'of', 'meaning'],
        columns.map(({ offset, name: column, type, of, doc }) => [offset, column, type, of ?? '', doc]),
      ),
    ]),
    '## Codes',
    ...Object.entries(ENUMS)
      .filter(([name]) => name !== 'Section')
      .flatMap(([name, codes]) => [
        `### ${name}`,
        table(
          ['code', 'name', 'meaning'],
          Object.entries(codes).map(([row, { code, doc }]) => [code, row, doc]),
        ),
      ]),
    '## Rejections',
    'Why the validator refuses a file, each with what it asks for.',
    table(
      ['code', 'meaning'],
      Object.entries(layout.REFUSALS).map(([name, { doc }]) => [name, doc]),
    ),
    '## Limits',
    table(
      ['limit', 'value', 'of'],
      Object.entries(layout.LIMITS).map(([name, { value, doc }]) => [name, value, doc]),
    ),
    '## Fuel',
    table(
      ['price', 'value', 'of'],
      Object.entries(layout.PRICES).map(([name, { value, doc }]) => [name, value, doc]),
    ),
    '## Core memory',
    `${layout.PAGES} pages of 64 KiB, minimum and maximum. The content is copied behind the regions; the input table (${layout.coreRecordBytes('InputEntry')} bytes a field) ends where memory ends.`,
    table(
      ['address', 'region', 'bytes', 'holds'],
      layout.REGION_ROWS.map(({ name, bytes, doc }) => [
        layout.MEMORY[name as keyof typeof layout.MEMORY],
        name,
        bytes,
        doc,
      ]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function hex(value: number): string {
  return value < 4096 ? String(value) : `0x${value.toString(16)}`;
}
