/** Literals and regular expressions that are tested when a condition asks are found in any value of an array, in both builds, and burn the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS, PREDICATES } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event, forged, titlesOf } from './content.js';

/** On both sides of the eight bytes that are compared first, of a block, and of what has a price. */
const SIZES = [1, 2, 7, 8, 9, 15, 16, 17, 33, 63, 64, 65];

const LITERALS = SIZES.flatMap((size) => [`${'a'.repeat(size - 1)}b`, `b${'a'.repeat(size - 1)}`]);

const OPERATORS = {
  startswith: (value: string, literal: string) => value.startsWith(literal),
  endswith: (value: string, literal: string) => value.endsWith(literal),
  exact: (value: string, literal: string) => value === literal,
  contains: (value: string, literal: string) => value.includes(literal),
  re: (value: string, literal: string) => new RegExp(literal).test(value),
} as const;

interface Row {
  readonly operator: keyof typeof OPERATORS;
  readonly literal: string;
  readonly cased: boolean;
}

/** Longer literals inside a value are always looked up. */
const SHORT = ['ab', 'ba', 'aa', 'aab', 'aaa'];

/** With something that each match needs and without, and such as see where a text begins and ends. */
const REGEXES = ['^ab', 'ab$', '^a+b$', 'b.+a', '^(a|b)b?$', '^b|a$', '^$'];

const ROWS: readonly Row[] = [false, true].flatMap((cased) => [
  ...(['startswith', 'endswith', 'exact'] as const).flatMap((operator) =>
    LITERALS.map((literal) => ({ operator, literal, cased })),
  ),
  ...SHORT.map((literal) => ({ operator: 'contains' as const, literal, cased })),
  ...REGEXES.map((literal) => ({ operator: 're' as const, literal, cased })),
]);

const content = await accepted(
  contentOf(
    Object.fromEntries(
      ROWS.map((row, index) => [`${index}`, `{b: ${gateOf(index)}, ${itemOf(row)}: '${row.literal}'}`]),
    ),
  ),
);

/** So rare that each opens its rule. */
function gateOf(index: number): string {
  return `what opens rule ${index}`;
}

function itemOf({ operator, cased }: Row): string {
  if (operator === 're') return `a|re${cased ? '' : '|i'}`;
  return `a${operator === 'exact' ? '' : `|${operator}`}${cased ? '|cased' : ''}`;
}

const piece = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'A', 'B', 'Ab'),
  fc.constantFrom(...LITERALS),
  fc.constantFrom(...LITERALS).map((text) => text.slice(1)),
);
const value = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
const values = fc.array(value, { minLength: 1, maxLength: 5 });

const isMet = (all: readonly string[], { operator, literal, cased }: Row) =>
  all.some((one) => OPERATORS[operator](cased ? one : one.toLowerCase(), literal));

test('literals: they are tested when a condition asks', () => {
  const { count, record } = content.view;
  const predicates = Array.from({ length: count('Predicates') }, (_, index) => record('Predicates', index));
  const asked = predicates.filter(({ indexed }) => indexed === 0).map(({ kind }) => kind);
  for (const kind of ['Prefix', 'Suffix', 'Exact', 'Contains', 'Regex'] as const)
    expect(asked).toContain(PREDICATES[kind].code);
  expect(asked.length).toBeGreaterThanOrEqual(ROWS.length / 2);
});

const cores = await Promise.all((['plain', 'simd'] as const).map((build) => loadCore({ build })));

test('literals: of any value', () => {
  const [plain, simd] = cores.map((core) => new Sandbox(core));
  for (const sandbox of [plain!, simd!]) sandbox.load(content);
  const seen = { met: 0, unmet: 0 };
  fc.assert(
    fc.property(values, (all) => {
      const expected = ROWS.flatMap((row, index) => (isMet(all, row) ? [index] : []));
      const bytes = bytesOf(event({ a: all, b: ROWS.map((_, index) => gateOf(index)) }));
      const [one, other] = [plain!, simd!].map((sandbox) => sandbox.scan(bytes).verdict);
      expect(
        titlesOf(content, one!.matches)
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(expected);
      expect(other).toEqual(one);
      seen.met += expected.length;
      seen.unmet += ROWS.length - expected.length;
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(seen.met, seen.unmet)).toBeGreaterThan(1500);
});

/** What the core puts behind each text of an array: no text has it, whatever content asks for. */
const BORDER = 0xff;

test('literals: none goes beyond its value', async () => {
  const between = await forged(
    contentOf({ A: `{b: ${gateOf(0)}, a|contains: 'a~'}` }),
    (data, { count, record, offsetOf }) => {
      for (let index = 0; index < count('Predicates'); index++) {
        const { kind, literal } = record('Predicates', index);
        if (kind === PREDICATES.Contains.code) data.setUint8(offsetOf('Literals') + literal.offset + 1, BORDER);
      }
    },
  );
  for (const core of cores) {
    const sandbox = new Sandbox(core);
    sandbox.load(between);
    const { verdict, fault } = sandbox.scan(bytesOf(event({ b: gateOf(0), a: ['a', 'a'] })));
    expect(fault).toBeUndefined();
    expect(verdict.matches).toHaveLength(0);
  }
});

test('literals: of two values that fill the window, each byte of which becomes three', () => {
  const [start, end] = event({ b: ROWS.map((_, index) => gateOf(index)), a: ['ab', '-'] }).split('-"');
  const bytes = Buffer.from(`${start}${end}`);
  const at = Buffer.byteLength(start!);
  const many = Buffer.alloc(LIMITS.WINDOW_BYTES.value - bytes.length - 1, 0x80);
  const line = Buffer.concat([bytes.subarray(0, at), many, Buffer.from('"'), bytes.subarray(at)]);
  for (const core of cores) {
    const sandbox = new Sandbox(core);
    sandbox.load(content);
    const { verdict, fault } = sandbox.scan(line);
    expect(fault).toBeUndefined();
    expect(titlesOf(content, verdict.matches)).toContain(`${ROWS.findIndex(isShort)}`);
  }
});

const isShort = ({ operator, literal }: Row) => operator === 'contains' && literal === 'ab';
