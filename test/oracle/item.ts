/**
 * One line of a selection: `field|modifier|...: values`.
 *
 * Values are joined by or, with `all` by and; `neq` negates the whole. What a single value tests depends on the
 * modifier in front: a regular expression, a network, presence, another field, a time part, an order, else text.
 * Without a field name the line is a keyword: it searches all values of the event.
 */
import { inNetwork, parseNetwork } from './address.js';
import { compareDecimals, type Decimal, equalDecimals, eventDecimal, ruleDecimal } from './decimal.js';
import { base64, base64offset, CHARSETS, UTF8, windash } from './encoding.js';
import { isArray, isNumber, isObject, type Json } from './json.js';
import type { EventView, Field, Leaf } from './lookup.js';
import { compilePattern, containing, endingWith, type Pattern, parsePattern, startingWith } from './pattern.js';
import { compileRegex } from './regex.js';
import { parseTime, TIME_PARTS } from './time.js';
import { UnsupportedRule } from './unsupported.js';

export type Test = (event: EventView) => boolean;
type FieldTest = (field: Field, event: EventView) => boolean;
type LeafTest = (leaf: Leaf) => boolean;

/** Keywords have the empty name. */
export function compileItem(key: string, value: Json): Test {
  const [name = '', ...modifiers] = key.split('|');
  const values = isArray(value) ? value : [value];
  const every = modifiers.includes('all');
  const negated = modifiers.includes('neq');
  if (values.length === 0) throw new UnsupportedRule('no values', key);
  if (every && values.length === 1) throw new UnsupportedRule('all of one value', key);
  if (values.length > 1 && values.includes(null)) throw new UnsupportedRule('null in a list', key);
  const chain = modifiers.filter((modifier) => modifier !== 'all' && modifier !== 'neq');
  const tests = values.map((one) => (name === '' ? compileKeyword(chain, one) : compileValue(chain, one)));
  return (event) => {
    const field = name === '' ? event.everything() : event.field(name);
    const holds = (test: FieldTest) => test(field, event);
    return (every ? tests.every(holds) : tests.some(holds)) !== negated;
  };
}

const KEYWORD_MODIFIERS = ['contains', 'cased', 'windash', 'base64', 'base64offset', ...CHARSETS.keys()];

/** A keyword is looked for inside values, whether or not it has wildcards. */
function compileKeyword(chain: readonly string[], value: Json): FieldTest {
  if (chain[0] === 're') return compileValue(chain, value);
  const foreign = chain.find((modifier) => !KEYWORD_MODIFIERS.includes(modifier));
  if (foreign !== undefined || value === null) throw new UnsupportedRule('keyword', foreign ?? 'null');
  return compileValue([...chain, 'contains'], value);
}

function compileValue(chain: readonly string[], value: Json): FieldTest {
  const [first = '', ...rest] = chain;
  if (first === 're') return someLeaf(regexTest(rest, scalarText(value)));
  if (first === 'cidr') return someLeaf(networkTest(rest, scalarText(value)));
  if (first === 'exists') return existsTest(rest, value);
  if (chain.includes('fieldref')) return fieldTest(chain, value);
  if (TIME_PARTS.has(first)) return someLeaf(timeTest(first, rest, value));
  if (ORDERS.has(first)) return someLeaf(orderTest(first, rest, value));
  if (value === null) return nullTest(chain);
  const isPlain = chain.every((modifier) => modifier === 'cased');
  if (isPlain && isNumber(value)) return someLeaf(numberTest(value.number));
  return someLeaf(textTest(chain, scalarText(value)));
}

function someLeaf(test: LeafTest): FieldTest {
  return ({ leaves }) => leaves.some(test);
}

function hasText({ kind }: Leaf): boolean {
  return kind === 'text' || kind === 'number' || kind === 'boolean';
}

/** The text that operators on text work on: of a number, what the author wrote. */
function scalarText(value: Json): string {
  if (value === null || isArray(value) || isObject(value)) throw new UnsupportedRule('no scalar', String(value));
  return isNumber(value) ? value.number : String(value);
}

/** True when there is nothing: no field, null, an array without elements. An empty text is something. */
function nullTest(chain: readonly string[]): FieldTest {
  if (chain.length > 0) throw new UnsupportedRule('null with modifiers', chain.join('|'));
  return ({ leaves }) => leaves.length === 0 || leaves.some(({ kind }) => kind === 'null');
}

function existsTest(rest: readonly string[], value: Json): FieldTest {
  if (rest.length > 0 || typeof value !== 'boolean') throw new UnsupportedRule('exists', rest.join('|'));
  return ({ present }) => present === value;
}

/** A rewriting of one value; text modifiers are applied in the order they are written. */
const REWRITINGS: ReadonlyMap<string, (pattern: Pattern) => readonly Pattern[]> = new Map([
  ['contains', (pattern: Pattern) => [containing(pattern)]],
  ['startswith', (pattern: Pattern) => [startingWith(pattern)]],
  ['endswith', (pattern: Pattern) => [endingWith(pattern)]],
  ['windash', windash],
]);

const BASE64: ReadonlyMap<string, typeof base64> = new Map([
  ['base64', base64],
  ['base64offset', base64offset],
]);

function textTest(chain: readonly string[], text: string): LeafTest {
  const folded = !chain.includes('cased');
  let patterns: readonly Pattern[] = [parsePattern(withoutPlaceholders(chain, text))];
  let charset = UTF8;
  for (const modifier of chain) {
    if (modifier === 'cased' || modifier === 'expand') continue;
    const encode = BASE64.get(modifier);
    const rewrite = encode ? (pattern: Pattern) => encode(pattern, charset) : REWRITINGS.get(modifier);
    if (encode === undefined && charset !== UTF8) throw new UnsupportedRule('character set without base64', modifier);
    if (rewrite === undefined && !CHARSETS.has(modifier)) throw new UnsupportedRule('modifier', modifier);
    patterns = rewrite === undefined ? patterns : patterns.flatMap(rewrite);
    charset = CHARSETS.get(modifier) ?? UTF8;
  }
  if (charset !== UTF8) throw new UnsupportedRule('character set without base64', chain.join('|'));
  const tests = patterns.map((pattern) => compilePattern(pattern, { folded }));
  return (leaf) => hasText(leaf) && tests.some((test) => test(folded ? leaf.folded : leaf.text));
}

/** With `expand`, `%name%` needs a value that nobody gave, and `\%` is a percent sign. */
function withoutPlaceholders(chain: readonly string[], text: string): string {
  if (!chain.includes('expand')) return text;
  if (/(?<!\\)%[^%]+(?<!\\)%/.test(text)) throw new UnsupportedRule('placeholder', text);
  return text.replaceAll('\\%', '%');
}

/** Equal numbers are equal however they are spelled, also as text in the event. */
function numberTest(source: string): LeafTest {
  const wanted = ruleDecimal(source);
  return numeric((found) => wanted !== undefined && equalDecimals(found, wanted));
}

function numeric(test: (found: Decimal) => boolean): LeafTest {
  return ({ kind, text }) => {
    const found = kind === 'number' || kind === 'text' ? eventDecimal(text) : undefined;
    return found !== undefined && test(found);
  };
}

const ORDERS: ReadonlyMap<string, (difference: number) => boolean> = new Map([
  ['lt', (difference: number) => difference < 0],
  ['lte', (difference: number) => difference <= 0],
  ['gt', (difference: number) => difference > 0],
  ['gte', (difference: number) => difference >= 0],
]);

function orderTest(name: string, rest: readonly string[], value: Json): LeafTest {
  const bound = boundOf(value);
  const order = ORDERS.get(name);
  if (order === undefined || rest.length > 0) throw new UnsupportedRule('modifier', [name, ...rest].join('|'));
  return numeric((found) => order(compareDecimals(found, bound)));
}

function boundOf(value: Json): Decimal {
  const bound = isNumber(value) ? ruleDecimal(value.number) : eventDecimal(scalarText(value));
  if (bound === undefined) throw new UnsupportedRule('not a number', scalarText(value));
  return bound;
}

/** The part is a number: it equals the value, or stands in the order that a modifier behind it names. */
function timeTest(part: string, rest: readonly string[], value: Json): LeafTest {
  const bound = boundOf(value);
  const [order, ...more] = rest;
  const fits = order === undefined ? (difference: number) => difference === 0 : ORDERS.get(order);
  if (fits === undefined || more.length > 0) throw new UnsupportedRule('modifier', rest.join('|'));
  return ({ kind, text }) => {
    const time = kind === 'text' ? parseTime(text) : undefined;
    if (time === undefined) return false;
    return fits(compareDecimals(eventDecimal(String(TIME_PARTS.get(part)!(time)))!, bound));
  };
}

const REGEX_FLAGS: Readonly<Record<'ignoreCase' | 'multiline' | 'dotAll', readonly string[]>> = {
  ignoreCase: ['i', 'ignorecase'],
  multiline: ['m', 'multiline'],
  dotAll: ['s', 'dotall'],
};

function regexTest(rest: readonly string[], source: string): LeafTest {
  const foreign = rest.find((modifier) => !Object.values(REGEX_FLAGS).flat().includes(modifier));
  if (foreign !== undefined) throw new UnsupportedRule('modifier behind re', foreign);
  const has = (names: readonly string[]) => rest.some((modifier) => names.includes(modifier));
  const expression = compileRegex(source, {
    ignoreCase: has(REGEX_FLAGS.ignoreCase),
    multiline: has(REGEX_FLAGS.multiline),
    dotAll: has(REGEX_FLAGS.dotAll),
  });
  return (leaf) => hasText(leaf) && expression.test(leaf.text);
}

function networkTest(rest: readonly string[], text: string): LeafTest {
  if (rest.length > 0) throw new UnsupportedRule('modifier behind cidr', rest.join('|'));
  const network = parseNetwork(text);
  return (leaf) => leaf.kind === 'text' && inNetwork(leaf.text, network);
}

const COMPARISONS: ReadonlyMap<string, (text: string, other: string) => boolean> = new Map([
  ['', (text: string, other: string) => text === other],
  ['contains', (text: string, other: string) => text.includes(other)],
  ['startswith', (text: string, other: string) => text.startsWith(other)],
  ['endswith', (text: string, other: string) => text.endsWith(other)],
]);

/** Compares two fields of the event as text; null and objects are like a missing field. */
function fieldTest(chain: readonly string[], value: Json): FieldTest {
  const read = ({ text, folded }: Leaf) => (chain.includes('cased') ? text : folded);
  const [companion = '', ...more] = chain.filter((modifier) => modifier !== 'fieldref' && modifier !== 'cased');
  const compare = COMPARISONS.get(companion);
  if (compare === undefined || more.length > 0) throw new UnsupportedRule('modifier with fieldref', chain.join('|'));
  if (typeof value !== 'string') throw new UnsupportedRule('fieldref', String(value));
  return ({ leaves }, event) => {
    const others = event.field(value).leaves.filter(hasText);
    return leaves.filter(hasText).some((leaf) => others.some((other) => compare(read(leaf), read(other))));
  };
}
