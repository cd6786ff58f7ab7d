/**
 * Modifiers: every modifier of Sigma 2.1 with its aliases, as data, and how a chain of them is read.
 *
 * A chain has at most one operator; what else may stand with it is a row of OPERATORS. Where the order has a
 * meaning it is checked: an operator on the raw value comes first, encodings wrap from left to right and come
 * before a place. `windash` and a place mean the same in both orders, and public rules use both.
 */
import type { Comparison, Operator } from './ast.js';
import type { DiagnosticCode } from './diagnostic.js';
import type { Charset, Layer } from './encodings.js';
import type { Place } from './pattern.js';

/** What a chain of modifiers asks for. */
export interface Chain {
  readonly operator: Operator;
  /** A comparison behind a part of a time. */
  readonly order?: Comparison;
  /** Placeholders are to be replaced. */
  readonly expand: boolean;
  readonly place?: Place;
  readonly windash: boolean;
  /** Encodings, the innermost first. */
  readonly layers: readonly Layer[];
  /** Of `re`: i, m, s in that order. */
  readonly flags: string;
  readonly all: boolean;
  readonly negated: boolean;
  readonly cased: boolean;
  /** No modifier but `neq`: the only place for null. */
  readonly plain: boolean;
}

type Modifier =
  | { readonly kind: 'operator'; readonly name: Exclude<Operator, 'equals' | Comparison> }
  | { readonly kind: 'place'; readonly name: Place }
  | { readonly kind: 'setting'; readonly name: 'all' | 'neq' | 'cased' }
  | { readonly kind: 'flag'; readonly name: 'i' | 'm' | 's' }
  | { readonly kind: 'windash'; readonly name: 'windash' }
  | { readonly kind: 'expand'; readonly name: 'expand' }
  | { readonly kind: 'comparison'; readonly name: Comparison }
  | { readonly kind: 'charset'; readonly name: Exclude<Charset, 'utf8'> }
  | { readonly kind: 'base64'; readonly name: Layer['name'] };

const MODIFIERS: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['contains', { kind: 'place', name: 'contains' }],
  ['startswith', { kind: 'place', name: 'startswith' }],
  ['endswith', { kind: 'place', name: 'endswith' }],
  ['all', { kind: 'setting', name: 'all' }],
  ['neq', { kind: 'setting', name: 'neq' }],
  ['cased', { kind: 'setting', name: 'cased' }],
  ['exists', { kind: 'operator', name: 'exists' }],
  ['windash', { kind: 'windash', name: 'windash' }],
  ['re', { kind: 'operator', name: 're' }],
  ['i', { kind: 'flag', name: 'i' }],
  ['ignorecase', { kind: 'flag', name: 'i' }],
  ['m', { kind: 'flag', name: 'm' }],
  ['multiline', { kind: 'flag', name: 'm' }],
  ['s', { kind: 'flag', name: 's' }],
  ['dotall', { kind: 'flag', name: 's' }],
  ['base64', { kind: 'base64', name: 'base64' }],
  ['base64offset', { kind: 'base64', name: 'base64offset' }],
  ['utf16', { kind: 'charset', name: 'utf16' }],
  ['utf16le', { kind: 'charset', name: 'utf16le' }],
  ['wide', { kind: 'charset', name: 'utf16le' }],
  ['utf16be', { kind: 'charset', name: 'utf16be' }],
  ['lt', { kind: 'comparison', name: 'lt' }],
  ['lte', { kind: 'comparison', name: 'lte' }],
  ['gt', { kind: 'comparison', name: 'gt' }],
  ['gte', { kind: 'comparison', name: 'gte' }],
  ['minute', { kind: 'operator', name: 'minute' }],
  ['hour', { kind: 'operator', name: 'hour' }],
  ['day', { kind: 'operator', name: 'day' }],
  ['week', { kind: 'operator', name: 'week' }],
  ['month', { kind: 'operator', name: 'month' }],
  ['year', { kind: 'operator', name: 'year' }],
  ['cidr', { kind: 'operator', name: 'cidr' }],
  ['expand', { kind: 'expand', name: 'expand' }],
  ['fieldref', { kind: 'operator', name: 'fieldref' }],
]);

/** What may stand beside an operator: kinds, and settings by name. */
interface Company {
  readonly with: readonly (Modifier['kind'] | 'all' | 'neq' | 'cased')[];
  /** The operator reads the value as written, so nothing stands before it. */
  readonly first?: true;
}

/** Scripts are encoded twice in practice; every further layer makes a value longer by a third or more. */
const MAX_LAYERS = 2;

const COMPARISON: Company = { with: ['all', 'neq'] };
const TIME_PART: Company = { with: ['comparison', 'all', 'neq'] };

const OPERATORS: Readonly<Record<Operator, Company>> = {
  equals: { with: ['expand', 'place', 'windash', 'charset', 'base64', 'all', 'neq', 'cased'] },
  exists: { with: [], first: true },
  lt: COMPARISON,
  lte: COMPARISON,
  gt: COMPARISON,
  gte: COMPARISON,
  re: { with: ['flag', 'all', 'neq'], first: true },
  cidr: { with: ['all', 'neq'], first: true },
  fieldref: { with: ['place', 'all', 'neq', 'cased'] },
  minute: TIME_PART,
  hour: TIME_PART,
  day: TIME_PART,
  week: TIME_PART,
  month: TIME_PART,
  year: TIME_PART,
};

/** The chain of a key without modifiers. */
export const NO_MODIFIERS: Chain = chainOf([], 'equals');

/** Says what is wrong with the modifier at `index`. Its answer is what `readChain` returns then. */
type Complain = (code: DiagnosticCode, index: number, found: string) => undefined;

/** The chain of the modifiers in order of writing; undefined when something was wrong and has been said. */
export function readChain(written: readonly string[], complain: Complain): Chain | undefined {
  const modifiers = written.flatMap((name) => MODIFIERS.get(name) ?? []);
  if (modifiers.length < written.length) {
    for (const [index, name] of written.entries()) if (!MODIFIERS.has(name)) complain('ModifierUnknown', index, name);
    return undefined;
  }
  const operator = operatorOf(modifiers);
  for (const index of modifiers.keys()) {
    const code = checkModifier(modifiers, index, operator);
    if (code !== undefined) return complain(code, index, ABOUT_ONE.has(code) ? written[index]! : written.join('|'));
  }
  if (isBytes(modifiers)) {
    const index = modifiers.findLastIndex(isEncoding);
    return complain('ModifierIncomplete', index, written[index]!);
  }
  return chainOf(modifiers, operator);
}

/** A comparison is the operator, unless it stands behind a part of a time. */
function operatorOf(modifiers: readonly Modifier[]): Operator {
  const operator = modifiers.find((modifier) => modifier.kind === 'operator')?.name;
  return operator ?? modifiers.find((modifier) => modifier.kind === 'comparison')?.name ?? 'equals';
}

/** Codes whose text is about the modifier itself, not about its company. */
const ABOUT_ONE: ReadonlySet<DiagnosticCode> = new Set(['ModifierRepeated', 'ModifierFlag']);

function checkModifier(modifiers: readonly Modifier[], index: number, operator: Operator): DiagnosticCode | undefined {
  const modifier = modifiers[index]!;
  const before = modifiers.slice(0, index);
  const same = before.filter(({ name }) => name === modifier.name).length;
  if (same >= (isEncoding(modifier) ? MAX_LAYERS : 1)) return 'ModifierRepeated';
  if (modifier.name === operator) return OPERATORS[operator].first && index > 0 ? 'ModifierOrder' : undefined;
  if (modifier.kind === 'comparison' && !before.some(({ name }) => name === operator)) return 'ModifierOrder';
  if (modifier.kind === 'flag' && operator !== 're') return 'ModifierFlag';
  const { with: company } = OPERATORS[operator];
  const fits = company.some((kindOrName) => kindOrName === modifier.kind || kindOrName === modifier.name);
  if (!fits) return 'ModifierConflict';
  if (modifier.kind === 'place') return before.some(({ kind }) => kind === 'place') ? 'ModifierConflict' : undefined;
  return AFTER[modifier.kind]?.(before) ? 'ModifierOrder' : undefined;
}

const isEncoding = ({ kind }: Modifier) => kind === 'charset' || kind === 'base64';
const isOffset = ({ name }: Modifier) => name === 'base64offset';
const isPlace = ({ kind }: Modifier) => kind === 'place';

/** What must not stand before an encoding. After base64offset only the middle of a text is known: no layer goes around it. */
const AFTER: Readonly<Partial<Record<Modifier['kind'], (before: readonly Modifier[]) => boolean>>> = {
  windash: (before) => before.some(isEncoding),
  charset: (before) => before.some(isPlace) || before.some(isOffset) || isBytes(before),
  base64: (before) => before.some(isPlace) || before.some(isOffset),
};

/** A charset whose bytes no base64 has made text again. */
function isBytes(modifiers: readonly Modifier[]): boolean {
  return modifiers.filter(isEncoding).at(-1)?.kind === 'charset';
}

function chainOf(modifiers: readonly Modifier[], operator: Operator): Chain {
  const has = (name: Modifier['name']) => modifiers.some((modifier) => modifier.name === name);
  const flags = (['i', 'm', 's'] as const).filter(has).join('');
  const place = modifiers.find((modifier) => modifier.kind === 'place')?.name;
  const order = modifiers.find((modifier) => modifier.kind === 'comparison')?.name;
  return {
    operator,
    ...(order === undefined || order === operator ? {} : { order }),
    expand: has('expand'),
    ...(place === undefined ? {} : { place }),
    windash: has('windash'),
    layers: layersOf(modifiers),
    flags,
    all: has('all'),
    negated: has('neq'),
    cased: operator === 're' ? !flags.includes('i') : has('cased'),
    plain: modifiers.every(({ name }) => name === 'neq'),
  };
}

function layersOf(modifiers: readonly Modifier[]): readonly Layer[] {
  const layers: Layer[] = [];
  let charset: Charset = 'utf8';
  for (const modifier of modifiers) {
    if (modifier.kind === 'charset') charset = modifier.name;
    if (modifier.kind !== 'base64') continue;
    layers.push({ charset, name: modifier.name });
    charset = 'utf8';
  }
  return layers;
}
