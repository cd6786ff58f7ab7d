/** Checks that no test misses, each with the reason. A test that begins to miss one makes the list wrong, and says so. */

export interface Survivor {
  readonly file: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}

const TABLES = 'src/validator/tables.ts';
const ENTRIES = 'src/validator/entries.ts';
const HIGH_AND_LOW = 'keyHigh[entry] === 0 && (width === 4 || keyLow[entry]! < 2 ** (8 * width))';
const LOW = 'width === 4 || keyLow[entry]! < 2 ** (8 * width)';
const REGEX_KEY =
  'no file of the tests has, for a regular expression, a key that is of none of its widths and in the filter';
const SHORT_PATTERN = 'prefixes and the ends of patterns in the samples are as short as their keys';
const SHORT_RUN = 'fewer bytes than the width are no key, but for one that ends in zeros: the core never finds it';

export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'src/validator/envelope.ts',
    was: "isZero(bytes, end, bytes.length) ? undefined : { code: 'GapNotZero', found: end }",
    now: 'undefined',
    why: 'records of the last section have a multiple of eight bytes: there is no gap behind them in this format',
  },
  {
    file: 'src/validator/references.ts',
    was: "pairs && type === 'range'",
    now: "(type === 'range')",
    why: 'a range has pairs, which only the compiler of TypeScript does not know',
  },
  {
    file: 'src/validator/validate.ts',
    was: "if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'validate takes a Uint8Array');",
    now: ';',
    why: 'test/arguments.test.ts notices, which is not asked here',
  },
  {
    file: TABLES,
    was: 'bucketBits < 1 || bucketBits > 24',
    now: '(bucketBits < 1)',
    why: 'so many buckets are more than their section may have',
  },
  {
    file: TABLES,
    was: 'ends.length > 0 && ends[0] === 0',
    now: '(ends[0] === 0)',
    why: 'the first of none is not 0 either',
  },
  {
    file: ENTRIES,
    was: 'if (count === 0) return false;',
    now: ';',
    why: 'a pattern without parts is no text that any lookup finds',
  },
  ...[
    [`width === 8 || (${HIGH_AND_LOW})`, `((${HIGH_AND_LOW}))`],
    [HIGH_AND_LOW, '(keyHigh[entry] === 0)'],
    [HIGH_AND_LOW, `((${LOW}))`],
    [LOW, '(keyLow[entry]! < 2 ** (8 * width))'],
  ].map(([was, now]) => ({ file: ENTRIES, was: was!, now: now!, why: REGEX_KEY })),
  ...[
    'if (kind === LOOKUPS.Prefix.code) return hasKeyIn(found, kind, entry, width, partLiteral, first);',
    'if (kind === LOOKUPS.Suffix.code) return hasKeyIn(found, kind, entry, width, partLiteral, first + count - 1);',
  ].map((was) => ({ file: ENTRIES, was, now: ';', why: SHORT_PATTERN })),
  { file: ENTRIES, was: 'if (at < 0 || at + width > count[index]!) return false;', now: ';', why: SHORT_RUN },
  ...['(at < 0)', '(at + width > count[index]!)'].map((now) => ({
    file: ENTRIES,
    was: 'at < 0 || at + width > count[index]!',
    now,
    why: SHORT_RUN,
  })),
];
