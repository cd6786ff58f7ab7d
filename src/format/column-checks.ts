/**
 * What the validator asks of the numbers in each column, worked out from the rows of `layout.ts`: a table that its module
 * goes through.
 */
import { type Codes, SECTIONS, type SectionName } from './layout.js';
import { COLUMNS, type PlacedColumn, SECTION_NAMES } from './records.js';

export const ASKS = {
  Zero: { code: 1, doc: 'the number is zero' },
  Code: { code: 2, doc: 'the bit of this number is set in `more`' },
  Index: { code: 3, doc: 'there is such a record in the section `of`' },
  IndexOrNone: { code: 4, doc: 'there is, or the number is `more`' },
  Text: { code: 5, doc: 'the bytes are in the section `of`' },
  Range: { code: 6, doc: 'the records are in the section `of`, and begin where those of the range before ended' },
} as const satisfies Codes;

/** A column; codes of sections; offset in the record, and bytes of the column. */
export const COLUMN_CHECK = ['section', 'offset', 'bytes', 'asks', 'of', 'more'] as const;

type ColumnCheck = Readonly<Record<(typeof COLUMN_CHECK)[number], number>>;

const BYTES = { u8: 1, u16: 2, u32: 4, text: 8, range: 8 } as const;

/** In the order of the sections and of their columns. */
export const COLUMN_CHECKS: readonly ColumnCheck[] = SECTION_NAMES.flatMap((section) => {
  // records of one number do not say what it points to, their section does
  const { code, record, of }: { code: number; record: keyof typeof COLUMNS; of?: string } = SECTIONS[section];
  return COLUMNS[record].flatMap((column): ColumnCheck[] => {
    const target = (of as SectionName | undefined) ?? column.of;
    const check = asked(column, target);
    if (!check) return [];
    const { offset, type } = column;
    return [
      {
        section: code,
        offset,
        bytes: BYTES[type],
        of: target === undefined ? 0 : SECTIONS[target].code,
        more: 0,
        ...check,
      },
    ];
  });
});

/** What is asked of a column that points into the section `target`, if it points. */
function asked(
  { name, type, codes, none }: PlacedColumn,
  target: SectionName | undefined,
): Pick<ColumnCheck, 'asks'> | Pick<ColumnCheck, 'asks' | 'more'> | undefined {
  if (name.startsWith('reserved')) return { asks: ASKS.Zero.code };
  if (codes) return { asks: ASKS.Code.code, more: bitsOf(codes) };
  if (target === undefined) return undefined;
  if (type === 'text') return { asks: ASKS.Text.code };
  if (type === 'range') return { asks: ASKS.Range.code };
  return none === undefined ? { asks: ASKS.Index.code } : { asks: ASKS.IndexOrNone.code, more: none };
}

/** Codes are below 32. */
function bitsOf(codes: Codes): number {
  return Object.values(codes).reduce((bits, { code }) => (bits | (1 << code)) >>> 0, 0);
}
