/**
 * References: every index, range, text and code in every record, by the rows of the format tables.
 *
 * Ranges share nothing: each begins where the one before it into the same section ended, and the last ends with the
 * section, as the writer makes them. So whatever follows ranges costs time linear in the file.
 *
 * A column at a time: loops over plain numbers are fast before the engine has had time to look at them.
 */
import type { ContentView, Pairs } from '../content/view.js';
import { type Codes, SECTIONS, type SectionName } from '../format/layout.js';
import { COLUMNS, type PlacedColumn, SECTION_NAMES } from '../format/records.js';
import type { Rejection } from './rejection.js';
import { setOf } from './sets.js';

export function checkReferences(content: ContentView): Rejection | undefined {
  const { count, header } = content;
  if (header.fieldCount !== count('Fields'))
    return { code: 'FieldCountMismatch', found: header.fieldCount, expected: count('Fields') };
  if (header.schema.offset + header.schema.length > count('Text'))
    return { code: 'RangeOutOfSection', column: 'schema' };
  const ends = new Map<SectionName, number>();
  for (const section of SECTION_NAMES) {
    const rejection = checkSection(content, section, ends);
    if (rejection) return { section, ...rejection };
  }
  for (const [section, end] of ends)
    if (end !== count(section)) return { code: 'RangeNotNext', section, found: end, expected: count(section) };
  return undefined;
}

function checkSection(
  content: ContentView,
  section: SectionName,
  ends: Map<SectionName, number>,
): Rejection | undefined {
  const ranges: Ranges[] = [];
  for (const column of columnsOf(section)) {
    const { name, type, of } = column;
    const limit = of === undefined ? 0 : content.count(of);
    // The names are those of the tables, where the types come from, too.
    const pairs = type === 'text' || type === 'range' ? content.pairs(section, name as never) : undefined;
    const rejection = pairs
      ? checkPairs(pairs, limit)
      : checkNumbers(content.column(section, name as never), column, limit);
    if (rejection) return { ...rejection, column: name };
    if (pairs && type === 'range') ranges.push({ column: name, of: of!, pairs });
  }
  return checkOrder(ranges, ends);
}

/** The columns that ask something of their numbers. Records of one number do not say what, their section does. */
function columnsOf(section: SectionName): readonly PlacedColumn[] {
  const { record, of }: { readonly record: keyof typeof COLUMNS; readonly of?: string } = SECTIONS[section];
  const columns: readonly PlacedColumn[] = COLUMNS[record];
  const pointing = of === undefined ? columns : columns.map((column) => ({ ...column, of: of as SectionName }));
  return pointing.filter((column) => isReserved(column) || column.codes !== undefined || column.of !== undefined);
}

function isReserved({ name }: PlacedColumn): boolean {
  return name.startsWith('reserved');
}

/** `limit`: how many records there are to point to. */
function checkNumbers(numbers: Uint32Array, column: PlacedColumn, limit: number): Rejection | undefined {
  const { codes, none } = column;
  if (isReserved(column)) return reject(numbers, firstBeyond(numbers, 1), 'ReservedNotZero', 0);
  if (codes) return reject(numbers, firstUnknown(numbers, codes), 'UnknownCode');
  return reject(numbers, firstBeyond(numbers, limit, none), 'IndexOutOfSection', limit);
}

function reject(
  numbers: Uint32Array,
  index: number,
  code: Rejection['code'],
  expected?: number,
): Rejection | undefined {
  if (index === numbers.length) return undefined;
  return { code, index, found: numbers[index]!, ...(expected === undefined ? {} : { expected }) };
}

/** Where the first number stands that is not below the limit, nor `none`; their count when none does. */
export function firstBeyond(numbers: Uint32Array, limit: number, none?: number): number {
  for (let index = 0; index < numbers.length; index++)
    if (numbers[index]! >= limit && numbers[index] !== none) return index;
  return numbers.length;
}

function firstUnknown(numbers: Uint32Array, codes: Codes): number {
  return firstOutside(numbers, setOf(Object.values(codes).map(({ code }) => code)));
}

/** Where the first number stands that is not in the set; their count when none does. */
function firstOutside(numbers: Uint32Array, known: Uint8Array): number {
  for (let index = 0; index < numbers.length; index++) if (known[numbers[index]!] !== 1) return index;
  return numbers.length;
}

function checkPairs({ from, count }: Pairs, limit: number): Rejection | undefined {
  for (let index = 0; index < from.length; index++) {
    const end = from[index]! + count[index]!;
    if (end > limit) return { code: 'RangeOutOfSection', index, found: end, expected: limit };
  }
  return undefined;
}

/** A column of ranges into the section `of`. */
interface Ranges {
  readonly column: string;
  readonly of: SectionName;
  readonly pairs: Pairs;
}

/** Record by record, where several columns lead to the same section. An empty range may stand anywhere. */
function checkOrder(ranges: readonly Ranges[], ends: Map<SectionName, number>): Rejection | undefined {
  for (const target of new Set(ranges.map(({ of }) => of))) {
    const columns = ranges.filter(({ of }) => of === target);
    const last = columns[0]!.pairs.from.length;
    let end = ends.get(target) ?? 0;
    for (let index = 0; index < last; index++) {
      for (let at = 0; at < columns.length; at++) {
        const pairs = columns[at]!.pairs;
        const count = pairs.count[index]!;
        if (count === 0) continue;
        const found = pairs.from[index]!;
        if (found !== end) return { code: 'RangeNotNext', index, column: columns[at]!.column, found, expected: end };
        end = found + count;
      }
    }
    ends.set(target, end);
  }
  return undefined;
}
