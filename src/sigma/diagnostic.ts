/**
 * Diagnostics: what `parse` and `lower` say about a rule.
 *
 * A code is stable and documented in CODES; the text is made in `describeDiagnostic` alone and never compared.
 * What was found comes from a rule file, so it is cut when stored and made printable when shown.
 */
import { visible } from '../visible.js';
import type { Span } from './ast.js';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** The file as the caller named it. */
  readonly file: string;
  readonly span: Span;
  /** What was found: the modifier, the name, the text of the YAML error. At most 200 characters. */
  readonly found: string;
}

/** What `parse` says, by code, with what it asks for. `{}` stands for what was found. */
export const PARSE_CODES = {
  FileTooLarge: 'a rule file is at most 524288 bytes, this one has at least {}',
  YamlSyntax: 'not YAML: {}',
  YamlTooDeep: 'collections nest at most 64 deep',
  YamlAlias: 'aliases are not read: write the value of {} again',
  YamlDuplicateKey: 'the key "{}" stands twice in one map',
  DocumentNotMap: 'a rule is a map of keys, this document is {}',
  ActionDocument: 'action: {} joins documents, which Sigma 2 has given up: write each rule in full',
  CorrelationDocument: 'correlation rules are not read yet',
  FilterRules: 'a filter lists the ids or names of rules, or says any',
  TitleMissing: 'a rule has a title',
  LogSourceMissing: 'a rule has a map logsource',
  LogSourceEmpty: 'a logsource names a product, a category or a service',
  LogSourceValue: 'the {} of a logsource is a text',
  DetectionMissing: 'a rule has a map detection',
  TimeframeLegacy: 'timeframe is legacy: a correlation rule says it with timespan',
  SelectionMissing: 'a detection has a selection',
  SelectionEmpty: 'the selection "{}" says nothing',
  SelectionsTooMany: 'a detection has at most 1024 selections, this one has {}',
  ConditionMissing: 'a detection has a condition',
  ConditionNotText: 'a condition is a text or a list of texts, not {}',
  ConditionTooLong: 'the condition of a rule has at most 4096 words, this one has {}',
  ConditionTooDeep: 'brackets and not nest at most 64 deep',
  ConditionSyntax:
    'the condition cannot be read at "{}": it is made of and, or, not (in lower case), brackets and names',
  ConditionPipe: 'aggregation behind a pipe is legacy: a correlation rule says it',
  ConditionQuantifier: '"{} of": only 1, any and all are quantifiers',
  ConditionCharacter: 'a name with characters other than letters, digits, _ and - is reached by a pattern only: "{}"',
  ConditionUnknown: 'no selection is named "{}"',
  ConditionNothingFits: 'no selection fits "{}"',
  ModifierUnknown: 'no modifier is named "{}"',
  ModifierRepeated: 'the modifier {} stands here once too often',
  ModifierConflict: 'these modifiers do not go together: {}',
  ModifierFlag: '{} is a flag of re, which has to stand before it',
  ModifierOrder: 'these modifiers are in the wrong order: {}',
  ModifierIncomplete: '{} makes bytes: base64 or base64offset must follow',
  KeywordModifier: 'a keyword searches anywhere in every value, it cannot have {}',
  ValuesMissing: 'the list of values is empty',
  ValueNotScalar: 'a value is a text, a number, a boolean or null, not {}',
  ValueNotText: '{} wants texts',
  ValueNotNumber: '{} wants numbers',
  ValueNotBoolean: '{} wants one true or false',
  ValueEmpty: '{} wants a text that is not empty',
  NullNotAlone: 'null stands alone: no list, no modifier but neq, no keyword',
  AllOnOneValue: 'all wants more than one value',
  WindashTooMany: 'windash expands at most 4 dashes in a value, this one has {}',
  Base64Wildcard: 'an encoded value has no wildcards: "{}"',
  Base64TooShort: 'too short for base64: nothing is left of "{}" at some offset',
  ExpansionTooLarge: 'modifiers expand the values of a rule to at most 1048576 characters',
} as const;

/** What compiling says of a rule that parses. */
export const PLAN_CODES = {
  NotNetwork: 'a network is an address of version 4 or 6, a slash and a length: {}',
  PrefixTooLong: 'the prefix of a network is no longer than its address: {}',
  HostBitsSet: 'the bits of a network behind its prefix are zero: {}',
  RegexUnsupported: 'a regular expression is matched in linear time: {}',
  NumberNotDecimal: 'a number is decimal, with at most 1024 digits: {}',
  FieldNotInSchema: 'the schema has no field {}',
  RuleTooLarge: 'the rule is too large for any content file: {}',
  DuplicateId: 'an id belongs to one rule: {}',
} as const;

/** What a rule loses that is compiled all the same. */
export const DEGRADATION_CODES = {
  PlaceholderUnknown: 'the placeholder %{}% has no values: what needs it counts as not fulfilled',
  FieldNotCarried: 'these events never have the field: {}',
  ValueNotInWords: 'these events have no words for the value: what needs it counts as not fulfilled: {}',
  ValueWidened: 'these events tell no more exactly: {}',
  NeverMatches: 'what is missing leaves nothing that could match: {}',
  LogSourceUnlogged: 'no event log has these events, only a caller can declare them: {}',
} as const;

/** Every code. */
export const CODES = { ...PARSE_CODES, ...PLAN_CODES, ...DEGRADATION_CODES };

export type DiagnosticCode = keyof typeof CODES;
export type DegradationCode = keyof typeof DEGRADATION_CODES;

const FOUND_LENGTH = 200;

export function diagnose(code: DiagnosticCode, file: string, span: Span, found: string): Diagnostic {
  return { code, file, span, found: found.length <= FOUND_LENGTH ? found : `${found.slice(0, FOUND_LENGTH - 1)}…` };
}

/** One line: `file:line:column: code: text`. */
export function describeDiagnostic(diagnostic: Diagnostic): string {
  const { code, file, span } = diagnostic;
  return visible(`${file}:${span.line}:${span.column}: ${code}: ${diagnosticText(diagnostic)}`);
}

/** What a diagnostic says, without its place and code. */
export function diagnosticText({ code, found }: Diagnostic): string {
  return visible(CODES[code].replace('{}', () => found));
}
