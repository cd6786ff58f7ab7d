/**
 * Defects that made other scanners read, write or run what they should not, each as the same mistake in our content,
 * events, records, rules and calls.
 *
 * A row is named after the public report of the defect. What the other product is said to have done wrong is told in a
 * few words of our own; `here` is what is really tried.
 */
import { inspect } from '../../src/content/dump.js';
import { EFFECTS, SECTIONS, STEPS, VALUES } from '../../src/format/layout.js';
import type { FaultKind } from '../../src/sandbox/fault.js';
import type { DiagnosticCode } from '../../src/sigma/diagnostic.js';
import type { Unanswered } from '../../src/supervisor/answers.js';
import type { RejectionCode } from '../../src/validator/rejection.js';
import { event, ruleText } from '../sandbox/content.js';
import { withEntry, withHeader, withSections } from '../validator/damage.js';
import { COSTLY, every, VICTIM } from './victim.js';

/** Classes of mistakes. Each has an exhibit. */
export const BUGS = [
  'bounds check',
  'allocation size',
  'overflow in the check',
  'uninitialised',
  'use after free',
  'recursion',
  'time',
  'capability',
  'bytecode trusted',
] as const;

interface Exhibit {
  readonly cve: string;
  readonly product: string;
  readonly bug: (typeof BUGS)[number];
  readonly here: string;
}

/** Wrong content: what the validator says of it, and what the core does that is given it all the same. */
export interface ContentExhibit extends Exhibit {
  readonly bytes: Uint8Array;
  readonly refused: RejectionCode;
  readonly fault: FaultKind;
}

const { header, sections } = inspect(VICTIM);
const WRAPS = { first: 0xffffffff, count: 2 };

export const CONTENTS: readonly ContentExhibit[] = [
  {
    cve: 'CVE-2022-20792',
    product: 'ClamAV: loading a signature database wrote past a buffer',
    bug: 'bounds check',
    here: 'conditions that mark a group which is not there',
    bytes: every('Conditions', () => ({ effect: EFFECTS.Activate.code, target: SECTIONS.Groups.limit })),
    refused: 'IndexOutOfSection',
    fault: 'RecordOutOfBounds',
  },
  {
    cve: 'CVE-2018-12034',
    product: 'YARA: a compiled rule made its machine read past an array',
    bug: 'bytecode trusted',
    here: 'operands that are no predicates',
    bytes: every('Operands', () => sections.Predicates.length),
    refused: 'IndexOutOfSection',
    fault: 'RecordOutOfBounds',
  },
  {
    cve: 'CVE-2018-19974',
    product: 'YARA: bytecode read scratch memory that nothing had written',
    bug: 'uninitialised',
    here: 'conditions that pop a value before any was pushed',
    bytes: withSections(inspect(VICTIM), {
      Steps: sections.Steps.map((step) => ({ ...step, op: STEPS.And.code, operands: { first: 0, count: 0 } })),
      Operands: [],
    }),
    refused: 'StackUnderflow',
    fault: 'StackMisuse',
  },
  {
    cve: 'CVE-2018-19975',
    product: 'YARA: an instruction of its bytecode read any address',
    bug: 'bounds check',
    here: 'literals two gigabytes behind the content',
    bytes: every('Predicates', ({ literal }) => ({ literal: { ...literal, offset: 0x7fffffff } })),
    refused: 'RangeOutOfSection',
    fault: 'RecordOutOfBounds',
  },
  {
    cve: 'CVE-2018-19976',
    product: 'YARA: bytecode left its machine',
    bug: 'bytecode trusted',
    here: 'steps of an operator that there is not',
    bytes: every('Steps', () => ({ op: 200 })),
    refused: 'UnknownCode',
    fault: 'UnknownOperator',
  },
  {
    cve: 'CVE-2026-45770',
    product: 'Suricata: a rule with too many variables broke the state of others',
    bug: 'allocation size',
    here: 'more places of keys than there are marks for',
    bytes: withEntry(VICTIM, 'PathNodes', 'count', SECTIONS.PathNodes.limit + 1),
    refused: 'SectionTooLong',
    fault: 'MalformedContent',
  },
  {
    cve: 'CVE-2021-3402',
    product: 'YARA: an integer overflowed while a Mach-O file was checked',
    bug: 'overflow in the check',
    here: 'operands whose first and count add up to 1 in 32 bits',
    bytes: every('Steps', () => ({ operands: WRAPS })),
    refused: 'RangeOutOfSection',
    fault: 'RecordOutOfBounds',
  },
  {
    cve: 'CVE-2019-19648',
    product: 'YARA: two sizes in a Mach-O file did not agree',
    bug: 'bounds check',
    here: 'a header that declares a field more than there are',
    bytes: withHeader(VICTIM, 'fieldCount', header.fieldCount + 1),
    refused: 'FieldCountMismatch',
    fault: 'FieldCountMismatch',
  },
];

/** A hostile event: why it is not answered, or the rules that match; and the fault that it makes on the way. */
export interface EventExhibit extends Exhibit {
  readonly line: string | Uint8Array;
  readonly unanswered?: Unanswered['reason'];
  readonly fault?: FaultKind;
}

const joined = (...parts: readonly (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const BEGINNINGS = Array.from('\\powershell.exe', (_, at) => '\\powershell.exe'.slice(at + 1));

export const EVENTS: readonly EventExhibit[] = [
  {
    cve: 'CVE-2017-8540',
    product: 'Microsoft Malware Protection Engine: memory was corrupted by a scanned file',
    bug: 'use after free',
    here: 'values of other types than rules ask for, nested and repeated',
    line: '{"a":{"a":[{"b":1}]},"b":[[["abcdf"]],true],"d":-0,"d":{},"e":null,"f":[1e400,{"f":[]}]}',
  },
  {
    cve: 'CVE-2025-20260',
    product: 'ClamAV: a buffer for what a PDF decodes to was too small',
    bug: 'allocation size',
    here: 'a text that is three times as long when it is decoded',
    line: joined(event({}).trimEnd().slice(0, -1), ',"b":"', new Uint8Array(900_000).fill(0xff), '"}'),
  },
  {
    cve: 'CVE-2025-20128',
    product: 'ClamAV: the check of an OLE2 length went below zero',
    bug: 'overflow in the check',
    here: 'texts shorter than every key that is looked up at their end',
    line: event({ a: '', b: ['', 'a'], d: '', e: BEGINNINGS, f: '' }),
  },
  {
    cve: 'CVE-2023-20032',
    product: 'ClamAV: a partition longer than its buffer was copied',
    bug: 'allocation size',
    here: 'an event longer than the window',
    line: event({ a: 'x'.repeat(1 << 20) }),
    unanswered: 'TooLong',
  },
  {
    cve: 'CVE-2023-20197',
    product: 'ClamAV: scanning a file did not end',
    bug: 'time',
    here: 'a text that a long literal fails on late, at every byte',
    line: COSTLY,
    fault: 'FuelExhausted',
  },
  {
    cve: 'CVE-2021-27506',
    product: 'ClamAV: a PNG file stopped the scanner',
    bug: 'allocation size',
    here: 'more values than there is room for',
    line: event({ a: Array(200_000).fill(0) }),
    unanswered: 'TooManyValues',
  },
  {
    cve: 'CVE-2026-20031',
    product: 'ClamAV: an HTML file ended the scanner',
    bug: 'bounds check',
    here: 'a text whose last escape is cut off by the end of the line',
    line: '{"a":"x\\',
    unanswered: 'Malformed',
  },
  {
    cve: 'CVE-2021-40837',
    product: 'F-Secure: a file stopped the scanner',
    bug: 'recursion',
    here: 'arrays 100,000 deep',
    line: `{"a":${'['.repeat(100_000)}`,
    unanswered: 'TooDeep',
  },
];

/** An input record that does not hold what it says; `bytes` is what the core is told. The core refuses each. */
export interface RecordExhibit extends Exhibit {
  readonly words: readonly number[];
  readonly bytes: number;
}

export const RECORDS: readonly RecordExhibit[] = [
  {
    cve: 'CVE-2016-2208',
    product: 'Symantec, in the kernel: a PE header overflowed a buffer',
    bug: 'bounds check',
    here: 'a record that says it has two values, and has one',
    words: [2, VALUES.Text.code, 1, 0x78],
    bytes: 16,
  },
  {
    cve: 'CVE-2018-0986',
    product: 'Microsoft Malware Protection Engine: memory was corrupted by a scanned archive',
    bug: 'overflow in the check',
    here: 'a record of 2^32 - 1 values, whose size in bytes wraps',
    words: [0xffffffff],
    bytes: 4,
  },
  {
    cve: 'CVE-2021-1647',
    product: 'Microsoft Malware Protection Engine: memory was corrupted by a scanned program',
    bug: 'bounds check',
    here: 'a text of four gigabytes in a record of sixteen bytes',
    words: [1, VALUES.Text.code, 0xffffffff, 0x78],
    bytes: 16,
  },
];

/** A hostile rule: what the compiler says of it. */
export interface RuleExhibit extends Exhibit {
  readonly text: string;
  readonly code: DiagnosticCode;
}

const ruleOn = (selection: string) => ruleText('Hostile', selection).text;
const conditioned = (condition: string) => ruleOn('{a: y}').replace('condition: selection', `condition: ${condition}`);

export const RULES: readonly RuleExhibit[] = [
  {
    cve: 'CVE-2017-5923',
    product: 'YARA: a rule made its grammar read past the heap',
    bug: 'bounds check',
    here: 'a regular expression that ends inside a class',
    text: ruleOn("{a|re: 'x[a-'}"),
    code: 'RegexUnsupported',
  },
  {
    cve: 'CVE-2017-9304',
    product: 'YARA: emitting a regular expression used up the stack',
    bug: 'recursion',
    here: 'a regular expression of 100,000 groups in each other',
    text: ruleOn(`{a|re: '${'('.repeat(100_000)}x${')'.repeat(100_000)}'}`),
    code: 'RegexUnsupported',
  },
  {
    cve: 'CVE-2017-9438',
    product: 'YARA: emitting a regular expression used up the stack, in another way',
    bug: 'recursion',
    here: 'a condition of 2,000 brackets in each other',
    text: conditioned(`${'('.repeat(2000)}selection${')'.repeat(2000)}`),
    code: 'ConditionTooDeep',
  },
  {
    cve: 'CVE-2016-10210',
    product: 'YARA: a rule made its lexer follow a null pointer',
    bug: 'uninitialised',
    here: 'a rule whose detection is left blank',
    text: 'title: Hostile\nlogsource: { product: windows }\ndetection:\n',
    code: 'DetectionMissing',
  },
  {
    cve: 'CVE-2023-35853',
    product: 'Suricata: who supplied rules could run programs',
    bug: 'capability',
    here: 'a value that YAML is asked to make a function of',
    text: ruleOn("{a: !!js/function 'function () { process.exit(1); }'}"),
    code: 'YamlSyntax',
  },
];
