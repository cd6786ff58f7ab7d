/**
 * The syntax tree of one Sigma detection rule: what `parse` makes and `plan/lower.ts` reads.
 *
 * Everything the specification says about writing is settled here (modifier order, wildcards and escapes,
 * encodings, `of` patterns resolved to names); everything about matching is left to the plan. Immutable.
 * Source: Sigma specification 2.1, "Sigma Rules" and "Modifiers".
 */

/** Where a construct stands in its file. `start` and `end` are UTF-16 offsets; `line` and `column` count from 1. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
  readonly span: Span;
}

export interface Rule {
  /** The file the rule came from, as the caller named it. */
  readonly file: string;
  readonly id: string;
  /** What correlations and filters may call it beside its id; '' when it has none. */
  readonly name: string;
  readonly title: string;
  readonly author: string;
  readonly status: string;
  readonly level: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly logSource: LogSource;
  readonly selections: ReadonlyMap<string, Selection>;
  readonly condition: Condition;
}

/** Events that no rule it names shall match. Its selections are its own: patterns see no others. */
export interface Filter {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  /** Every part it names must be the rule's. */
  readonly logSource: LogSource;
  /** Ids or names. */
  readonly rules: readonly string[] | 'any';
  readonly selections: ReadonlyMap<string, Selection>;
  readonly condition: Condition;
}

/** A named block under `detection`. */
export type Selection =
  /** A map: every item holds. */
  | { readonly kind: 'all'; readonly items: readonly Item[]; readonly span: Span }
  /** A list: any member holds. Plain values of a list are gathered into one keyword item. */
  | { readonly kind: 'any'; readonly members: readonly (Selection | Item)[]; readonly span: Span };

/** One line of a selection: a field, an operator, and the values it is compared with. */
export interface Item {
  readonly kind: 'item';
  /** As written, case kept; absent for keywords, which search every value of the event. */
  readonly field?: string;
  readonly operator: Operator;
  /** `|all`: every value must hold, else any one. */
  readonly all: boolean;
  /** `|neq`: the whole item is negated. */
  readonly negated: boolean;
  /** A comparison behind a part of a time. */
  readonly order?: Comparison;
  /** `|cased`: no case folding. Always true for `re` unless its flags say otherwise. */
  readonly cased: boolean;
  /** Never empty. */
  readonly values: readonly Value[];
  /** Of the key with its modifiers. */
  readonly span: Span;
}

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** `expand` is `equals` once its placeholders have been replaced. */
export type Operator = 'equals' | 'exists' | 're' | 'cidr' | 'fieldref' | Comparison | TimePart;

export type Value =
  /** Any of `alternatives` fits the whole field value. More than one only where a modifier expanded the value. */
  | { readonly kind: 'text'; readonly alternatives: readonly Pattern[]; readonly span: Span }
  /** `text` is the scalar as written, so that nothing is lost beyond 2^53 or of leading zeros. */
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span }
  /** Raw: Sigma escapes are not read. Flags are the letters i, m, s in that order. */
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string; readonly span: Span }
  /** Of `cidr`, as written. */
  | { readonly kind: 'network'; readonly text: string; readonly span: Span }
  /** `fieldref`, and how the two fields are compared. */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly comparison: 'equals' | 'startswith' | 'endswith' | 'contains';
      readonly span: Span;
    }
  /** Under `expand`, with a placeholder that nobody has given values. */
  | { readonly kind: 'unknown'; readonly placeholder: string; readonly span: Span };

export type KnownValue = Exclude<Value, { readonly kind: 'unknown' }>;

/** Literal text and wildcards, in order. No two literals and no two `any` stand side by side; `[]` is the empty text. */
export type Pattern = readonly PatternPart[];

/** `any` is `*` (any run, also empty, also across lines); `one` is `?` (one code point). */
export type PatternPart = { readonly literal: string } | 'any' | 'one';

export type Condition =
  | { readonly kind: 'selection'; readonly name: string; readonly span: Span }
  /** `1 of …`, `any of …`, `all of …`, with the pattern resolved: at least one name, in order of writing. */
  | {
      readonly kind: 'of';
      readonly quantifier: 'any' | 'all';
      readonly names: readonly string[];
      readonly span: Span;
    }
  | { readonly kind: 'not'; readonly operand: Condition; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[]; readonly span: Span };
