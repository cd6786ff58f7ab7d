/**
 * Values: what stands behind a key, read as its chain of modifiers asks.
 *
 * A number or boolean becomes text where the operator compares texts only, as it is written in the rule:
 * `00000429` under `contains` is that text. Everything else keeps its type, and the plan compares by type.
 */
import type { Operator, Pattern, Span, Value } from './ast.js';
import { countDashes, countVariants, encodeLayer, windashVariants } from './encodings.js';
import type { Chain } from './modifiers.js';
import { literalOf, literalPattern, placePattern, readPattern } from './pattern.js';
import { type PlaceholderPart, placeholderParts } from './placeholders.js';
import { readEach, type Scope } from './scope.js';
import type { YamlNode, YamlScalar } from './yaml-tree.js';

const MAX_DASHES = 4;
const OFFSETS = 3;

/** The values of one item; undefined when they were wrong as a list, and short of those that were wrong alone. */
export function readValues(node: YamlNode, chain: Chain, scope: Scope): readonly Value[] | undefined {
  const written = node.kind === 'list' ? node.items : [node];
  if (written.length === 0) return scope.report('ValuesMissing', node.span);
  if (chain.all && written.length === 1) return scope.report('AllOnOneValue', node.span);
  if (chain.operator === 'exists' && written.length > 1) return scope.report('ValueNotBoolean', node.span, 'exists');
  const alone = node.kind !== 'list';
  return readEach(written, (value) => readValue(value, alone, chain, scope));
}

function readValue(node: YamlNode, alone: boolean, chain: Chain, scope: Scope): Value | undefined {
  if (node.kind === 'list' || node.kind === 'map') return scope.report('ValueNotScalar', node.span, `a ${node.kind}`);
  if (node.kind !== 'null') return READERS[chain.operator](node, chain, scope);
  return alone && chain.plain ? { kind: 'null', span: node.span } : scope.report('NullNotAlone', node.span);
}

type Reader = (scalar: YamlScalar, chain: Chain, scope: Scope) => Value | undefined;

const READERS: Readonly<Record<Operator, Reader>> = {
  equals: readEquals,
  exists: readBoolean,
  lt: readNumber,
  lte: readNumber,
  gt: readNumber,
  gte: readNumber,
  re: textReader(({ text, span }, { flags }) => ({ kind: 'regex', source: text, flags, span })),
  cidr: textReader(({ text, span }) => ({ kind: 'network', text, span })),
  fieldref: textReader(({ text, span }, { place }) => ({
    kind: 'field',
    field: text,
    comparison: place ?? 'equals',
    span,
  })),
  minute: readNumber,
  hour: readNumber,
  day: readNumber,
  week: readNumber,
  month: readNumber,
  year: readNumber,
};

function readEquals(scalar: YamlScalar, chain: Chain, scope: Scope): Value | undefined {
  const { kind, text, span } = scalar;
  if (kind !== 'text' && chain.layers.length > 0) return scope.report('ValueNotText', span, 'base64');
  if (kind === 'text' || chain.place !== undefined || chain.windash) return readText(scalar, chain, scope);
  return kind === 'number' ? { kind, text, span } : booleanOf(scalar);
}

function readBoolean(scalar: YamlScalar, { operator }: Chain, scope: Scope): Value | undefined {
  return scalar.kind === 'boolean' ? booleanOf(scalar) : scope.report('ValueNotBoolean', scalar.span, operator);
}

/** The core schema writes booleans as true, True, TRUE and the like. */
function booleanOf({ text, span }: YamlScalar): Value {
  return { kind: 'boolean', value: text.toLowerCase() === 'true', span };
}

function readNumber({ kind, text, span }: YamlScalar, { operator }: Chain, scope: Scope): Value | undefined {
  return kind === 'number' ? { kind, text, span } : scope.report('ValueNotNumber', span, operator);
}

/** For operators that read the text as written and have no use for an empty one. */
function textReader(make: (scalar: YamlScalar, chain: Chain) => Value): Reader {
  return (scalar, chain, { report }) => {
    if (scalar.kind !== 'text') return report('ValueNotText', scalar.span, chain.operator);
    return scalar.text === '' ? report('ValueEmpty', scalar.span, chain.operator) : make(scalar, chain);
  };
}

function readText(scalar: YamlScalar, chain: Chain, scope: Scope): Value | undefined {
  const parts = chain.expand ? placeholderParts(scalar.text) : [];
  const unknown = parts.find(({ placeholder, text }) => placeholder && !hasValues(text, scope));
  if (unknown) return { kind: 'unknown', placeholder: unknown.text, span: scalar.span };
  const texts = chain.expand ? expandPlaceholders(parts, scalar.span, scope) : [scalar.text];
  if (texts === undefined) return undefined;
  const read: (readonly Pattern[])[] = [];
  for (const text of texts) {
    const patterns = patternsOf(text, scalar.span, chain, scope);
    if (patterns === undefined) return undefined;
    read.push(patterns);
  }
  return { kind: 'text', alternatives: read.length === 1 ? read[0]! : read.flat(), span: scalar.span };
}

function patternsOf(text: string, span: Span, chain: Chain, scope: Scope): readonly Pattern[] | undefined {
  const dashes = chain.windash ? countDashes(text) : 0;
  if (dashes > MAX_DASHES) return scope.report('WindashTooMany', span, `${dashes}`);
  const shifted = chain.layers.some(({ name }) => name === 'base64offset');
  const count = countVariants(dashes) * (shifted ? OFFSETS : 1);
  if (count > 1 && !scope.expand(count * text.length, span)) return undefined;
  const variants = dashes > 0 ? windashVariants(text) : [text];
  const patterns = chain.layers.length > 0 ? encode(variants, span, chain, scope) : variants.map(readPattern);
  const { place } = chain;
  if (patterns === undefined) return undefined;
  return place === undefined ? patterns : patterns.map((pattern) => placePattern(pattern, place));
}

function hasValues(placeholder: string, { placeholders }: Scope): boolean {
  return (placeholders.get(placeholder)?.length ?? 0) > 0;
}

/** The texts with every combination of the values of the placeholders; undefined when they are too many. */
function expandPlaceholders(
  parts: readonly PlaceholderPart[],
  span: Span,
  scope: Scope,
): readonly string[] | undefined {
  let texts = [''];
  for (const part of parts) {
    const values = part.placeholder ? scope.placeholders.get(part.text)! : [part.text];
    const length = texts.reduce((sum, { length }) => sum + length, 0) * values.length;
    if (values.length > 1 && !scope.expand(length + texts.length * values.join('').length, span)) return undefined;
    texts = texts.flatMap((start) => values.map((value) => start + value));
  }
  return texts;
}

function encode(
  variants: readonly string[],
  span: Span,
  { layers }: Chain,
  { report }: Scope,
): readonly Pattern[] | undefined {
  let texts: string[] = [];
  for (const variant of variants) {
    const literal = literalOf(readPattern(variant));
    if (literal === undefined) return report('Base64Wildcard', span, variant);
    texts.push(literal);
  }
  for (const layer of layers) texts = texts.flatMap((text) => encodeLayer(text, layer));
  // An empty text is found everywhere: the rule would match every event instead of its value.
  return texts.includes('') ? report('Base64TooShort', span, variants[0]) : texts.map(literalPattern);
}
