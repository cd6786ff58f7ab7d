/**
 * Literals: texts of which every match contains at least one, so that the automaton need not run without one of them.
 *
 * What each part of an expression can match, begin and end with is kept as a few texts where it is only a few; the
 * neighbours in a sequence are then multiplied. The best of all sets met on the way is the answer: selective above
 * all, small after that.
 */
import { foldCodePoint } from '../../format/fold.js';
import { countOf, type Ranges } from './code-points.js';
import type { Regex } from './syntax.js';

/** Members of a set; more cost the search for literals more than they save. */
const SET_LIMIT = 32;
/** Code points of a literal; more find nothing more. */
const LENGTH_LIMIT = 64;
/** Copies of a repeated part that are looked at. */
const COPY_LIMIT = 16;

/** Distinct texts, never none. */
type Texts = readonly string[];

interface Known {
  /** All that the part can match; undefined when that is too much. */
  readonly exact: Texts | undefined;
  /** What every match begins and ends with; the empty text where that is unknown. */
  readonly prefixes: Texts;
  readonly suffixes: Texts;
  /** The best set of which every match contains a member; undefined when there is none. */
  readonly best: Texts | undefined;
}

const UNKNOWN: Texts = [''];
const ANYTHING: Known = { exact: undefined, prefixes: UNKNOWN, suffixes: UNKNOWN, best: undefined };
const NOTHING: Known = known(UNKNOWN);

/** Texts of which any match contains at least one; none where no set is of use. With `folded`, so is the match. */
export function requiredLiterals(regex: Regex, spelling: 'folded' | 'as it is'): readonly string[] {
  const { best } = knownOf(regex, spelling === 'folded' ? foldCodePoint : (codePoint) => codePoint);
  if (!best || scoreOf(shortest(best), best.length) <= 0) return [];
  const cut = best.map((text) => Array.from(text).slice(0, LENGTH_LIMIT).join(''));
  return [...new Set(cut)].filter((text, _, all) => !all.some((part) => part !== text && text.includes(part))).sort();
}

type Spell = (codePoint: number) => number;

function knownOf(regex: Regex, spell: Spell): Known {
  switch (regex.kind) {
    case 'class':
      return knownOfClass(regex.ranges, spell);
    case 'assertion':
      return NOTHING;
    case 'sequence':
      return joined(regex.parts.map((part) => knownOf(part, spell)));
    case 'choice':
      return united(regex.options.map((option) => knownOf(option, spell)));
    case 'repeat':
      return repeated(knownOf(regex.body, spell), regex.min, regex.max);
  }
}

/** Spellings of a code point are few, so a class with many more members has too many. */
function knownOfClass(ranges: Ranges, spell: Spell): Known {
  if (countOf(ranges) > 4 * SET_LIMIT) return ANYTHING;
  const points = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  const texts = new Set(points.map((point) => String.fromCodePoint(spell(point))));
  return texts.size > SET_LIMIT || texts.size === 0 ? ANYTHING : known([...texts]);
}

function known(exact: Texts): Known {
  return { exact, prefixes: exact, suffixes: exact, best: exact.includes('') ? undefined : exact };
}

function repeated(body: Known, min: number, max: number): Known {
  if (min === 0) return max === 1 ? united([body, NOTHING]) : max === 0 ? NOTHING : ANYTHING;
  const copies = joined(new Array<Known>(Math.min(min, COPY_LIMIT)).fill(body));
  return min === max && min <= COPY_LIMIT ? copies : { ...copies, exact: undefined };
}

function united(options: readonly Known[]): Known {
  const exact = union(options.map((option) => option.exact));
  const prefixes = union(options.map((option) => option.prefixes)) ?? UNKNOWN;
  const suffixes = union(options.map((option) => option.suffixes)) ?? UNKNOWN;
  return { exact, prefixes, suffixes, best: union(options.map((option) => option.best)) };
}

function union(sets: readonly (Texts | undefined)[]): Texts | undefined {
  const all = new Set<string>();
  for (const set of sets) {
    if (!set) return undefined;
    for (const text of set) all.add(text);
  }
  return all.size <= SET_LIMIT ? [...all] : undefined;
}

/**
 * Parts one after the other. They fall into runs: texts that follow each other without a gap. A part that is not exact
 * ends a run with what it begins with and begins the next with what it ends with.
 */
function joined(parts: readonly Known[]): Known {
  const loose: Texts[][] = [[]];
  for (const { exact, prefixes, suffixes } of parts) {
    if (exact) loose.at(-1)!.push(exact);
    else {
      loose.at(-1)!.push(prefixes);
      loose.push([suffixes]);
    }
  }
  const runs = loose.map(mergeSingles);
  const sets = [...parts.map(({ best }) => best), ...runs.map(bestWindow)];
  const whole = runs.length === 1 ? product(runs[0]!) : undefined;
  return {
    exact: whole,
    prefixes: whole ?? longestProduct(runs[0]!, 'from the start'),
    suffixes: whole ?? longestProduct(runs.at(-1)!, 'from the end'),
    best: sets.reduce(better, undefined),
  };
}

/** Sets without a choice as one text. */
function mergeSingles(run: readonly Texts[]): readonly Texts[] {
  const merged: Texts[] = [];
  let single = '';
  for (const set of run) {
    if (set.length === 1) single += set[0];
    else {
      merged.push([single], set);
      single = '';
    }
  }
  return [...merged, [single]].filter((set) => set.length > 1 || set[0] !== '');
}

/** The best product of neighbours. */
function bestWindow(run: readonly Texts[]): Texts | undefined {
  let best = { from: 0, end: 0, score: Number.NEGATIVE_INFINITY };
  for (let from = 0; from < run.length; from++) {
    let members = 1;
    let length = 0;
    for (let end = from; end < run.length; end++) {
      members *= run[end]!.length;
      if (members > SET_LIMIT) break;
      length += shortest(run[end]!);
      const score = length === 0 ? Number.NEGATIVE_INFINITY : scoreOf(length, members);
      if (score > best.score) best = { from, end: end + 1, score };
    }
  }
  return best.end === 0 ? undefined : product(run.slice(best.from, best.end));
}

function product(sets: readonly Texts[]): Texts | undefined {
  let texts: Texts = [''];
  for (const set of sets) {
    if (texts.length * set.length > SET_LIMIT) return undefined;
    texts = [...new Set(texts.flatMap((text) => set.map((more) => text + more)))];
  }
  return texts;
}

/** The product of as many sets from one end as stay few. */
function longestProduct(run: readonly Texts[], side: 'from the start' | 'from the end'): Texts {
  let members = 1;
  const ordered = side === 'from the start' ? run : run.toReversed();
  const past = ordered.findIndex((set) => {
    members *= set.length;
    return members > SET_LIMIT;
  });
  const taken = past < 0 ? ordered : ordered.slice(0, past);
  return product(side === 'from the start' ? taken : taken.toReversed()) ?? UNKNOWN;
}

function better(one: Texts | undefined, other: Texts | undefined): Texts | undefined {
  if (!one || !other) return one ?? other;
  return scoreOf(shortest(other), other.length) > scoreOf(shortest(one), one.length) ? other : one;
}

function shortest(texts: Texts): number {
  return texts.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
}

/** Bytes a literal is looked up by. */
const GRAM = 4;

/** Roughly bits: what a byte of the gram and a byte beyond it rule out, less what each doubling of the set lets in. */
function scoreOf(length: number, members: number): number {
  return 6 * Math.min(length, GRAM) + 2 * Math.min(Math.max(length - GRAM, 0), 3 * GRAM) - 2.5 * Math.log2(members);
}
