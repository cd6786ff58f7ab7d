/**
 * Rewrites: a value as a rule has it, in the words of another kind of event.
 *
 * Sysmon and the audit events of Windows say the same in different words: an integrity level as a name or a SID, a
 * process id in decimal or hexadecimal, a path by its drive or its device. A pattern is rewritten as a whole: an
 * enumeration by all of its members that the pattern fits, a path by its beginning. What cannot be said in the other
 * words is refused, so that it never means something else in silence. Source of the words: sigma-to-hayabusa-converter.
 */
import { fold } from '../format/fold.js';
import type { KnownValue, Pattern, PatternPart } from '../sigma/ast.js';
import { fits } from './pattern-fits.js';

export type ValueMap = keyof typeof VALUE_MAPS;

/** The patterns of which one fits the event's value when the rule's fits, and whether they fit more than that. */
export interface Rewritten {
  readonly patterns: readonly Pattern[];
  readonly widened?: string;
}

type Rewrite = (pattern: Pattern) => Rewritten | undefined;

/** The value in the words of `map`; undefined when they have none for it. */
export function rewriteValue(map: ValueMap, value: KnownValue): Rewritten | undefined {
  const patterns: readonly (Rewritten | undefined)[] | undefined = patternsOf(value)?.map((pattern) =>
    isBare(pattern) ? { patterns: [pattern] } : VALUE_MAPS[map](pattern),
  );
  if (!patterns?.every((rewritten) => rewritten !== undefined)) return undefined;
  const widened = patterns.find((rewritten) => rewritten.widened !== undefined)?.widened;
  return {
    patterns: patterns.flatMap((rewritten) => rewritten.patterns),
    ...(widened === undefined ? {} : { widened }),
  };
}

/**
 * The pairs of patterns of which one fits the two fields when `pattern` fits their texts with a backslash between:
 * the backslash is one in a literal, or in what a wildcard stands for.
 */
export function splitAtBackslash(pattern: Pattern): readonly (readonly [Pattern, Pattern])[] {
  return pattern.flatMap((part, index) => {
    const before = pattern.slice(0, index);
    const behind = pattern.slice(index + 1);
    if (part === 'one') return [[before, behind] as const];
    if (part === 'any')
      return [
        [
          [...before, part],
          [part, ...behind],
        ] as const,
      ];
    const pieces = part.literal.split('\\');
    return pieces.slice(1).map((_, at) => {
      const left = pieces.slice(0, at + 1).join('\\');
      const right = pieces.slice(at + 1).join('\\');
      return [
        [...before, ...literal(left)],
        [...literal(right), ...behind],
      ] as const;
    });
  });
}

/** Any value, or the empty one: the same in all words. */
function isBare(pattern: Pattern): boolean {
  return pattern.every((part) => part === 'any');
}

/** What a value is as text; undefined for one that is not compared as text. */
export function patternsOf(value: KnownValue): readonly Pattern[] | undefined {
  if (value.kind === 'text') return value.alternatives;
  if (value.kind === 'number') return [[{ literal: value.text }]];
  return value.kind === 'boolean' ? [[{ literal: String(value.value) }]] : undefined;
}

const literal = (text: string): Pattern => (text === '' ? [] : [{ literal: text }]);

/** A value that is one of a few: all the words whose meaning the pattern fits. The words themselves are understood, too. */
function enumeration(words: Readonly<Record<string, string>>): Rewrite {
  const images = [...new Set(Object.values(words))];
  return (pattern) => {
    const meant = Object.keys(words).filter((word) => fits(pattern, word));
    const found = images.filter((image) => fits(pattern, image) || meant.some((word) => words[word] === image));
    if (found.length === 0) return undefined;
    const more = Object.keys(words).find((word) => found.includes(words[word]!) && !meant.includes(word));
    const isWord = found.every((image) => fits(pattern, image));
    const patterns = found.map(literal);
    return more === undefined || isWord ? { patterns } : { patterns, widened: `${words[more]} is also ${more}` };
  };
}

/** Values that begin otherwise; what begins as `foreign` says, and not with one of the prefixes, has no words here. */
function prefixes(from: Readonly<Record<string, Pattern>>, foreign: RegExp): Rewrite {
  return (pattern) => {
    const at = pattern[0] === 'any' ? 1 : 0;
    const first = pattern[at];
    if (first === undefined) return { patterns: [pattern] };
    if (typeof first === 'string') return at === 1 ? { patterns: [pattern] } : undefined;
    const folded = fold(first.literal);
    const prefix = Object.keys(from).find((text) => startsAsWhole(folded, fold(text), pattern.length > at + 1));
    if (prefix !== undefined)
      return {
        patterns: [
          joined(
            pattern.slice(0, at),
            from[prefix]!,
            literal(first.literal.slice(prefix.length)),
            pattern.slice(at + 1),
          ),
        ],
      };
    const isCut =
      pattern.length > at + 1 && Object.keys(from).some((text) => at === 0 && fold(text).startsWith(folded));
    return isCut || foreign.test(first.literal) ? undefined : { patterns: [pattern] };
  };
}

/** Whether a text begins with the prefix and a backslash, or is the prefix. */
function startsAsWhole(text: string, prefix: string, goesOn: boolean): boolean {
  if (!text.startsWith(prefix)) return false;
  return text.length > prefix.length ? text[prefix.length] === '\\' : !goesOn;
}

/** Literals that meet are one. */
function joined(...patterns: readonly Pattern[]): Pattern {
  const parts: PatternPart[] = [];
  for (const part of patterns.flat()) {
    const last = parts.at(-1);
    if (typeof part === 'object' && typeof last === 'object')
      parts[parts.length - 1] = { literal: last.literal + part.literal };
    else parts.push(part);
  }
  return parts;
}

const NOTHING: Readonly<Record<string, Pattern>> = {};

const DIGITS = /^[0-9]{1,15}$/;

/** A whole number in decimal as 0x and its hexadecimal digits. */
const hexadecimal: Rewrite = ([first, ...more]) => {
  if (typeof first !== 'object' || more.length > 0 || !DIGITS.test(first.literal)) return undefined;
  return { patterns: [literal(`0x${Number(first.literal).toString(16)}`)] };
};

const VALUE_MAPS = {
  integrityToSid: enumeration({
    Low: 'S-1-16-4096',
    Medium: 'S-1-16-8192',
    High: 'S-1-16-12288',
    System: 'S-1-16-16384',
  }),
  protocolToNumber: enumeration({ tcp: '6', udp: '17' }),
  initiatedToDirection: enumeration({ true: '%%14593', false: '%%14592' }),
  registryOperation: enumeration({
    CreateKey: '%%1904',
    SetValue: '%%1905',
    DeleteValue: '%%1906',
    RenameKey: '%%1905',
  }),
  registryRoot: prefixes(
    { HKLM: [{ literal: '\\REGISTRY\\MACHINE' }], HKU: [{ literal: '\\REGISTRY\\USER' }] },
    /^HK/i,
  ),
  drivePath: prefixes({ 'C:': [{ literal: '\\device\\harddiskvolume' }, 'one'] }, /^[a-z]?:/i),
  /** Numbers and binary data are written in another way than Sysmon's `DWORD (0x00000001)`. */
  registryData: prefixes(NOTHING, /^(DWORD|QWORD|Binary Data)/i),
  intToHex: hexadecimal,
} as const satisfies Readonly<Record<string, Rewrite>>;
