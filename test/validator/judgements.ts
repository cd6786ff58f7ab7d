/** Every file of the tests with what the validator says of it: a rejection for each reason and each column, or nothing. */
import { inspect } from '../../src/content/dump.js';
import { view } from '../../src/content/view.js';
import { NONE, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, SECTION_NAMES } from '../../src/format/records.js';
import type { Rejection, RejectionCode } from '../../src/validator/rejection.js';
import type { ValidateOptions } from '../../src/validator/validate.js';
import { resealed, withHeader, withRecord } from './damage.js';
import { FIELDS_READ, GOOD, type ProgramStep, PUSH, program, ROWS } from './rows.js';

export interface Judgement {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly options: ValidateOptions;
  /** What the rejection says, at least; undefined when the file is accepted. */
  readonly rejection: Partial<Rejection> | undefined;
}

const VIEW = view(GOOD);

/** The files that are refused with this code. */
export function refusedBy(code: RejectionCode): readonly Judgement[] {
  return ROWS[code].map(([name, bytes, { supplied, module, ...more } = {}]) => ({
    name,
    bytes,
    options: { ...(supplied !== undefined && { supplied }), ...(module && { module }) },
    rejection: { code, ...more },
  }));
}

/** Every column that has to be something, with the first value that is not that. */
export const REFUSED_BY_COLUMN: readonly Judgement[] = SECTION_NAMES.flatMap((section) => {
  const row: { record: keyof typeof COLUMNS; of?: string } = SECTIONS[section];
  return COLUMNS[row.record].flatMap((column) => {
    const target = (column.of ?? row.of) as SectionName | undefined;
    const at = VIEW.offsetOf(section) + column.offset;
    const wrong = (code: RejectionCode, value: number, more = 0): Judgement[] => [
      {
        name: `${code}: ${section}.${column.name} of ${value}`,
        bytes: withValue(at + more, column.type, value),
        options: {},
        rejection: { code, section, index: 0, column: column.name },
      },
    ];
    if (column.name.startsWith('reserved')) return wrong('ReservedNotZero', 1);
    if (column.codes) return wrong('UnknownCode', 1 + Math.max(...Object.values(column.codes).map(({ code }) => code)));
    if (target === undefined) return [];
    if (column.type !== 'text' && column.type !== 'range') return wrong('IndexOutOfSection', VIEW.count(target));
    const first = new DataView(GOOD.buffer).getUint32(at, true);
    return wrong('RangeOutOfSection', VIEW.count(target) - first + 1, 4);
  });
});

function withValue(at: number, type: string, value: number): Uint8Array {
  const bytes = GOOD.slice();
  const data = new DataView(bytes.buffer);
  if (type === 'u8') data.setUint8(at, value);
  else if (type === 'u16') data.setUint16(at, value, true);
  else data.setUint32(at, value, true);
  return resealed(bytes);
}

const accepted = (name: string, bytes: Uint8Array, options: ValidateOptions = {}): Judgement => ({
  name,
  bytes,
  options,
  rejection: undefined,
});

export const ACCEPTED: readonly Judgement[] = [
  accepted('as it is', GOOD),
  accepted('one predicate', program(PUSH)),
  accepted(
    'sixty-four deep',
    program(...Array<ProgramStep>(64).fill(PUSH), ...Array<ProgramStep>(63).fill(['And', 0])),
  ),
  accepted('as many fields as are read', GOOD, { supplied: FIELDS_READ }),
  accepted('more fields than are declared', GOOD, { supplied: 4096 }),
  accepted('a place without a wildcard', withRecord(inspect(GOOD), 'PathNodes', 0, { wildcard: NONE })),
  accepted("another number of the publisher's", withHeader(GOOD, 'contentVersion', NONE)),
];

export const JUDGEMENTS: readonly Judgement[] = [
  ...ACCEPTED,
  ...REFUSED_BY_COLUMN,
  ...(Object.keys(ROWS) as RejectionCode[]).flatMap(refusedBy),
];
