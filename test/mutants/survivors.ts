/** Checks that no test misses, each with the reason. A test that begins to miss one makes the list wrong, and says so. */

export interface Survivor {
  readonly file: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}

const ENTRIES = 'assembly/validator/entries.ts';
const REFERENCES = 'assembly/validator/references.ts';
const SECTIONS = 'assembly/validator/sections.ts';
const LOW = 'width == 4 || <u64>entry.keyLow < (<u64>1) << (8 * width)';
const HIGH_AND_LOW = `entry.keyHigh == 0 && (${LOW})`;
const ONE_KIND = 'no record has a range and another column that point into the same section';
const CLAIM = 'count > entry.count || first > entry.count - count';
const CLAIM_BYTES = 'from > to || to > header().length';
const CLAIMED = 'what is claimed has been compared before';
const REGEX_KEY =
  'no file of the tests has, for a regular expression, a key that is of none of its widths and in the filter';
const SHORT_PATTERN = 'prefixes and the ends of patterns in the samples are as short as their keys';
const SHORT_RUN = 'fewer bytes than the width are no key, but for one that ends in zeros: the core never finds it';

const REGION = 'assembly/region.ts';
const LOOKUP = 'assembly/predicate/lookup.ts';
const LONG_TRACE = 'no file of the tests has a condition of as many steps or predicates as a trace has room for';
const AGAIN = 'whoever reads what the number stands for compares it again, with the same fault';

export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'src/validator/envelope.ts',
    was: "isZero(bytes, end, bytes.length) ? undefined : { code: 'GapNotZero', found: end }",
    now: 'undefined',
    why: 'records of the last section have a multiple of eight bytes: there is no gap behind them in this format',
  },
  {
    file: 'src/validator/validate.ts',
    was: "if (!(bytes instanceof Uint8Array)) throw new RingfenceError('BadArgument', 'validate takes a Uint8Array');",
    now: ';',
    why: 'test/arguments.test.ts notices, which is not asked here',
  },
  {
    file: 'src/validator/judge.ts',
    was: 'if (isStackExhaustion(thrown)) throw hostStackExhausted();',
    now: ';',
    why: 'test/validator/judge.test.ts notices, which is not asked here',
  },
  {
    file: 'src/sandbox/verdict.ts',
    was: 'if (count === 0) return NO_MATCHES;',
    now: ';',
    why: 'an array of no matches is another one as good; it would be made for nearly every event',
  },
  {
    file: 'assembly/validator/tables.ts',
    was: 'lookup.bucketBits < 1 || lookup.bucketBits > 24',
    now: '(lookup.bucketBits < 1)',
    why: 'so many buckets are more than their section may have',
  },
  {
    file: ENTRIES,
    was: 'if (first == end) return false;',
    now: ';',
    why: 'a pattern without parts is no text that any lookup finds',
  },
  ...[
    [`width == 8 || (${HIGH_AND_LOW})`, `((${HIGH_AND_LOW}))`],
    [HIGH_AND_LOW, '(entry.keyHigh == 0)'],
    [HIGH_AND_LOW, `((${LOW}))`],
    [LOW, '(<u64>entry.keyLow < (<u64>1) << (8 * width))'],
  ].map(([was, now]) => ({ file: ENTRIES, was: was!, now: now!, why: REGEX_KEY })),
  ...[
    'if (kind == LookupKind.Prefix) return partHasKey(kind, entry, width, first);',
    'if (kind == LookupKind.Suffix) return partHasKey(kind, entry, width, end - 1);',
  ].map((was) => ({ file: ENTRIES, was, now: ';', why: SHORT_PATTERN })),
  { file: ENTRIES, was: 'if (length < width) return false;', now: ';', why: SHORT_RUN },
  {
    file: ENTRIES,
    was: 'if (<u64>from + 4 > <u64>predicate.literalLength) return false;',
    now: ';',
    why: 'other bytes stand around a literal; where the same do, an entry finds less than its rule says',
  },
  { file: REFERENCES, was: 'if (check.asks != Asks.Range) return false;', now: ';', why: ONE_KIND },
  {
    file: REFERENCES,
    was: 'checkAt(before).asks == Asks.Range && checkAt(before).of == check.of',
    now: '(checkAt(before).of == check.of)',
    why: ONE_KIND,
  },
  {
    file: REFERENCES,
    was: 'check.asks != Asks.Range || check.of != target',
    now: '(check.of != target)',
    why: ONE_KIND,
  },
  ...[
    [CLAIM, '(count > entry.count)'],
    [CLAIM, '(first > entry.count - count)'],
    [CLAIM_BYTES, '(from > to)'],
    [CLAIM_BYTES, '(to > header().length)'],
  ].map(([was, now]) => ({ file: SECTIONS, was: was!, now: now!, why: CLAIMED })),
  {
    file: REGION,
    was: 'if (at - WRITTEN > WRITTEN_BYTES - 16) fail(Fault.AccessOutOfBounds, <u32>WRITTEN, <u32>(at - WRITTEN));',
    now: ';',
    why: 'blocks are written by the core with SIMD only; what is tried here is the other',
  },
  {
    file: 'assembly/predicate/automaton.ts',
    was: 'if (index >= count) fail(Fault.RecordOutOfBounds, Section.NfaStates, index);',
    now: ';',
    why: AGAIN,
  },
  {
    file: LOOKUP,
    was: 'from > lookup.filterCount || words > lookup.filterCount - from',
    now: '(words > lookup.filterCount - from)',
    why: 'words begin where others end that have been compared',
  },
  ...[
    ['assembly/predicate/mark.ts', 'index', 'Predicates'],
    ['assembly/predicate/mark.ts', 'index', 'Conditions'],
    ['assembly/rule/evaluate.ts', 'group', 'Groups'],
  ].map(([file, number, section]) => ({
    file: file!,
    was: `if (${number} >= countOf(Section.${section})) fail(Fault.RecordOutOfBounds, Section.${section}, ${number});`,
    now: ';',
    why: `${AGAIN}; what it leaves behind test/sandbox/scrub.test.ts notices, which is not asked here`,
  })),
  {
    file: REGION,
    was: 'if (at - READABLE > READABLE_BYTES - sizeof<T>()) fail(Fault.AccessOutOfBounds, <u32>READABLE, <u32>(at - READABLE));',
    now: ';',
    why: 'an address in content comes from a run that has been compared, one of a text has been read as a text before',
  },
  {
    file: 'assembly/trace.ts',
    was: 'if (condition.stepsCount > LIMIT_TRACE) fail(Fault.RegionExhausted, <u32>AT_TRACE, condition.stepsCount);',
    now: ';',
    why: LONG_TRACE,
  },
  {
    file: 'assembly/trace.ts',
    was: 'if (count >= LIMIT_TRACE) fail(Fault.RegionExhausted, <u32>AT_TRACE_ENTRIES, count);',
    now: ';',
    why: LONG_TRACE,
  },
];
