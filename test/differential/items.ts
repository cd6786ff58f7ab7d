/** Items of selections: a field, a chain of modifiers, and values that the events of the case may well have. */
import fc, { type Arbitrary } from 'fast-check';
import { ABSENT_FIELD, FIELDS } from './events.js';
import type { Feature } from './features.js';
import { BOOLEAN_TEXTS, type Cut, NUMBERS, pieceOf, type Theme, type Words } from './words.js';
import type { Yaml } from './yaml.js';

/** What an item is made from: the features it may use, and the words of the events. */
export interface Supply {
  readonly features: ReadonlySet<Feature>;
  readonly words: Words;
}

export type Item = readonly [key: string, value: Yaml];

const PLACES: readonly (readonly [modifier: Feature | undefined, cut: Cut])[] = [
  [undefined, 'whole'],
  ['contains', 'any'],
  ['startswith', 'front'],
  ['endswith', 'back'],
];
const CHARSETS = ['wide', 'utf16', 'utf16le', 'utf16be'] as const;
const ORDERS = ['lt', 'lte', 'gt', 'gte'] as const;
const NETWORKS = [
  '10.0.0.0/8',
  '10.1.2.2/31',
  '10.1.2.3',
  '192.168.0.0/23',
  '0.0.0.0/0',
  '::1/128',
  'fe80::/10',
  '::/0',
];

/** For each part the values that the timestamps of events have, and one that none has. */
const TIME_PARTS: Readonly<Partial<Record<Feature, readonly string[]>>> = {
  minute: ['59', '0', '30', '7'],
  hour: ['23', '0', '7'],
  day: ['29', '30', '2', '7'],
  week: ['9', '1', '53', '7'],
  month: ['2', '12', '1', '7'],
  year: ['2024', '2021', '2020'],
};

interface Kind {
  readonly weight: number;
  /** One of them must be allowed; none when empty. */
  readonly needs: readonly Feature[];
  readonly make: (supply: Supply) => Arbitrary<Item>;
}

const KINDS: readonly Kind[] = [
  { weight: 10, needs: [], make: textItem },
  { weight: 3, needs: ['windash'], make: windashItem },
  { weight: 2, needs: ['base64', 'base64offset'], make: base64Item },
  { weight: 2, needs: ['numbers'], make: numberItem },
  { weight: 1, needs: ['booleans'], make: booleanItem },
  { weight: 1, needs: ['null'], make: nullItem },
  { weight: 1, needs: ['empty'], make: emptyItem },
  { weight: 3, needs: ['re'], make: regexItem },
  { weight: 1, needs: ['cidr'], make: networkItem },
  { weight: 1, needs: ['exists'], make: existsItem },
  { weight: 2, needs: ORDERS, make: orderItem },
  { weight: 2, needs: ['fieldref'], make: referenceItem },
  { weight: 2, needs: Object.keys(TIME_PARTS) as Feature[], make: timeItem },
];

export function item(supply: Supply): Arbitrary<Item> {
  const allowed = KINDS.filter(({ needs }) => needs.length === 0 || needs.some((one) => supply.features.has(one)));
  return fc.oneof(...allowed.map(({ weight, make }) => ({ weight, arbitrary: make(supply) })));
}

function textItem(supply: Supply): Arbitrary<Item> {
  const theme = fc.constantFrom<Theme[]>('text', 'text', 'dashes', 'base64', 'number', 'address');
  return fc.tuple(placesOf(supply), theme).chain(([[modifier, cut], chosen]) => {
    const words = supply.words[chosen];
    // one word for all values makes `all` come true
    const sources = fc.oneof(
      fc.constant(words),
      fc.constantFrom(...words).map((word) => [word]),
    );
    return sources.chain((some) => {
      const value = fc
        .constantFrom(...some)
        .chain((word) => pieceOf(word, cut))
        .chain(disguised);
      const bare = fc.constantFrom(...supply.words.number).map((number) => ({ number }));
      const isBare = modifier !== undefined && chosen === 'number' && supply.features.has('numbers');
      return finished(supply, chosen, modifiersOf(modifier), isBare ? fc.oneof(value, bare) : value, { cased: true });
    });
  });
}

function placesOf({ features }: Supply) {
  return fc.constantFrom(...PLACES.filter(([modifier]) => modifier === undefined || features.has(modifier)));
}

function modifiersOf(modifier: Feature | undefined): readonly Feature[] {
  return modifier === undefined ? [] : [modifier];
}

/** A piece as a pattern: escaped, or as it is, or with a wildcard in it. */
function disguised(piece: string): Arbitrary<string> {
  const points = [...piece];
  const withWildcard = fc
    .tuple(fc.nat(points.length - 1), fc.nat(2), fc.constantFrom('*', '*', '?', '?', '**', '\\\\*'))
    .map(([at, length, sign]) => {
      const removed = sign === '?' ? 1 : length;
      return escaped(points.slice(0, at).join('')) + sign + escaped(points.slice(at + removed).join(''));
    });
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(escaped(piece)) },
    { weight: 2, arbitrary: fc.constant(piece) },
    { weight: 3, arbitrary: withWildcard },
    { weight: 1, arbitrary: fc.constantFrom(`*${escaped(piece)}`, `${escaped(piece)}*`, '*') },
  );
}

function escaped(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

/** The words have the same dashes as the values, or others. */
function windashItem(supply: Supply): Arbitrary<Item> {
  return fc.tuple(placesOf(supply), fc.boolean()).chain(([[modifier, cut], isFirst]) => {
    const place = modifiersOf(modifier);
    const value = fc
      .constantFrom(...supply.words.dashes)
      .chain((word) => (cut === 'any' ? fc.constant(word) : pieceOf(word, cut)))
      .chain((word) => fc.constantFrom(...'-/–—―').map((dash) => word.replace(/(?<![a-z])[-/–—―]/gi, dash)));
    return finished(supply, 'dashes', isFirst ? ['windash', ...place] : [...place, 'windash'], value, { cased: true });
  });
}

/** Mostly in the character set of the events. */
function base64Item(supply: Supply): Arbitrary<Item> {
  const { secret, charset } = supply.words;
  const charsets = CHARSETS.filter((one) => supply.features.has(one));
  const own = charsets.filter((one) => one === charset);
  const encodings = (['base64', 'base64offset'] as const).filter((one) => supply.features.has(one));
  const contains = (['contains'] as const).filter((one) => supply.features.has(one));
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(own[0]) },
        { weight: 1, arbitrary: fc.constantFrom(undefined, ...charsets) },
      ),
      fc.constantFrom(...encodings),
      fc.oneof({ weight: 4, arbitrary: fc.constant(contains[0]) }, { weight: 1, arbitrary: fc.constant(undefined) }),
    )
    .chain((parts) => {
      const chain = parts.filter((part) => part !== undefined);
      return finished(supply, 'base64', chain, fc.constantFrom(secret, secret, 'other').map(escaped), { cased: true });
    });
}

function numberItem(supply: Supply): Arbitrary<Item> {
  const number = fc.constantFrom(...supply.words.number, ...NUMBERS, '007', '05').map((source) => ({ number: source }));
  const word = fc.constantFrom(...supply.words.text).map(escaped);
  return finished(supply, 'number', [], fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: word }));
}

function booleanItem(supply: Supply): Arbitrary<Item> {
  return finished(supply, 'text', [], fc.oneof(fc.boolean(), fc.constantFrom(...BOOLEAN_TEXTS)));
}

function nullItem(supply: Supply): Arbitrary<Item> {
  const chain = fc.constantFrom(...(supply.features.has('neq') ? ['', '', '|neq'] : ['']));
  return fc.tuple(fieldOf('text'), chain).map(([name, modifiers]) => [`${name}${modifiers}`, null]);
}

function emptyItem(supply: Supply): Arbitrary<Item> {
  return placesOf(supply).chain(([modifier]) => finished(supply, 'text', modifiersOf(modifier), fc.constant('')));
}

/** No backtracking to speak of, and `\w \b` never with `i`, for which the platform reads them differently. */
const REGEXES = [
  '^a',
  'b$',
  'a.b',
  '[a-c]+',
  '\\d{1,3}',
  '^\\w+$',
  '\\s',
  '\\S\\.\\S',
  '(?:a|cmd)x?',
  '^.{3,5}$',
].concat(['[^a-zA-Z]', '\\bcmd\\b', '^$', '-?\\d+\\.\\d', '[\\\\/]+', 'ä|σ', '[\\s\\d-]{2,}', '^(\\w|\\W)$']);
const REGEXES_ANY_CASE = ['(?i)CMD', '(?i)^[a-c]', '(?i)FOO.*r', '(?i)Äß?', '(?i)[kσ]', '(?is)^.*$'];

function regexItem(supply: Supply): Arbitrary<Item> {
  const word = fc.constantFrom(...supply.words.text, ...supply.words.dashes);
  return fc.tuple(word, fc.subarray(['i', 'm', 's'])).chain(([chosen, flags]) => {
    const piece = pieceOf(chosen, 'any').map(quoted);
    const gap = fc.constantFrom('', '', '.', '.*', '.?', '$', '^', '[^x]');
    const built = fc.tuple(gap, piece, gap, piece, gap).map((parts) => parts.join(''));
    const anyCase = fc.oneof(piece, piece, built, fc.constantFrom(...REGEXES_ANY_CASE));
    const source = flags.includes('i') ? anyCase : fc.oneof(anyCase, fc.constantFrom(...REGEXES));
    return finished(supply, 'text', ['re', ...flags], source);
  });
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll('\n', '\\n');
}

function networkItem(supply: Supply): Arbitrary<Item> {
  return finished(supply, 'address', ['cidr'], fc.constantFrom(...NETWORKS));
}

function existsItem(): Arbitrary<Item> {
  return fc.tuple(fieldOf('text'), fc.boolean()).map(([name, value]) => [`${name}|exists`, value]);
}

function orderItem(supply: Supply): Arbitrary<Item> {
  return fc.constantFrom(...ORDERS.filter((order) => supply.features.has(order))).chain((order) => {
    const bound = fc.constantFrom(...supply.words.number, ...NUMBERS).map((number) => ({ number }));
    return finished(supply, 'number', [order], bound);
  });
}

function referenceItem(supply: Supply): Arbitrary<Item> {
  return placesOf(supply).chain(([modifier]) => {
    return finished(supply, 'text', ['fieldref', ...modifiersOf(modifier)], fieldOf('text'), { cased: true });
  });
}

function timeItem(supply: Supply): Arbitrary<Item> {
  const parts = Object.entries(TIME_PARTS).filter(([part]) => supply.features.has(part as Feature));
  return fc.constantFrom(...parts).chain(([part, values]) => {
    return finished(
      supply,
      'time',
      [part],
      fc.constantFrom(...values).map((number) => ({ number })),
    );
  });
}

/** Adds a field, and where allowed `cased`, `neq`, several values and `all`. */
function finished(
  { features }: Supply,
  theme: Theme,
  chain: readonly string[],
  value: Arbitrary<Yaml>,
  { cased = false }: { cased?: boolean } = {},
): Arbitrary<Item> {
  const values = fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 2, arbitrary: fc.array(value, { minLength: 1, maxLength: 4 }) },
  );
  const rarely = fc.integer({ min: 0, max: 7 }).map((chance) => chance === 7);
  return fc
    .tuple(fieldOf(theme), values, rarely, rarely, fc.boolean())
    .map(([name, chosen, isCased, isNegated, isAll]) => {
      const extras = [
        ...(cased && isCased && features.has('cased') ? ['cased'] : []),
        ...(isNegated && features.has('neq') ? ['neq'] : []),
        ...(isAll && Array.isArray(chosen) && chosen.length > 1 && features.has('all') ? ['all'] : []),
      ];
      return [[name, ...chain, ...extras].join('|'), chosen];
    });
}

/** Mostly a field of that theme. */
function fieldOf(theme: Theme): Arbitrary<string> {
  const all = Object.keys(FIELDS);
  return fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(...all.filter((name) => FIELDS[name] === theme)) },
    { weight: 3, arbitrary: fc.constantFrom(...all) },
    { weight: 1, arbitrary: fc.constant(ABSENT_FIELD) },
  );
}
