/** Checks that no test misses, each with the reason. A test that begins to miss one makes the list wrong, and says so. */

export interface Survivor {
  readonly file: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}

const TABLES = 'src/validator/tables.ts';
const IS_OF_WIDTH = 'width === 8 || (high === 0 && (width === 4 || low < 2 ** (8 * width)))';
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
    was: 'if (checks.length === 0) return undefined;',
    now: ';',
    why: 'saves a loop that would do nothing',
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
    file: TABLES,
    was: 'if (count === 0) return false;',
    now: ';',
    why: 'a pattern without parts is no text that any lookup finds',
  },
  ...[
    [
      'predicate.kind === PREDICATES.Regex.code && isOfWidth(keyLow, keyHigh, width)',
      '(predicate.kind === PREDICATES.Regex.code)',
    ],
    [IS_OF_WIDTH, '((high === 0 && (width === 4 || low < 2 ** (8 * width))))'],
    ['high === 0 && (width === 4 || low < 2 ** (8 * width))', '(high === 0)'],
    ['high === 0 && (width === 4 || low < 2 ** (8 * width))', '((width === 4 || low < 2 ** (8 * width)))'],
    ['width === 4 || low < 2 ** (8 * width)', '(width === 4)'],
    ['width === 4 || low < 2 ** (8 * width)', '(low < 2 ** (8 * width))'],
  ].map(([was, now]) => ({ file: TABLES, was: was!, now: now!, why: REGEX_KEY })),
  ...[
    'if (kind === LOOKUPS.Prefix.code) return isKey(bytes, 0);',
    'if (kind === LOOKUPS.Prefix.code) return isKey(literal(0), 0);',
    'if (kind === LOOKUPS.Suffix.code) return isKey(literal(count - 1), literal(count - 1).length - width);',
  ].map((was) => ({ file: TABLES, was, now: ';', why: SHORT_PATTERN })),
  { file: TABLES, was: 'if (at < 0 || at + width > bytes.length) return false;', now: ';', why: SHORT_RUN },
  ...['(at < 0)', '(at + width > bytes.length)'].map((now) => ({
    file: TABLES,
    was: 'at < 0 || at + width > bytes.length',
    now,
    why: SHORT_RUN,
  })),
];
