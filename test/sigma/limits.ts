/** Both sides of every limit of this folder: texts too long to be written out, so they are made. */
import type { DiagnosticCode } from '../../src/sigma/diagnostic.js';

export interface LimitRow {
  readonly name: string;
  readonly text: string;
  /** Absent when the text is within the limit. */
  readonly code?: DiagnosticCode;
}

const selection = '{ Image: calc.exe }';

function rule(detection: string): string {
  return `title: t\nlogsource: { product: windows }\ndetection:\n${detection}\n`;
}

function condition(text: string): string {
  return rule(`  s: ${selection}\n  condition: ${text}`);
}

function item(line: string): string {
  return rule(`  s:\n    ${line}\n  condition: s`);
}

/** A rule of exactly so many bytes, by a comment of characters that take two each. */
function ofBytes(bytes: number): string {
  const head = `${condition('s')}# `;
  const rest = bytes - head.length;
  return head + 'é'.repeat(rest >> 1) + 'e'.repeat(rest & 1);
}

/** The document is one level, and the list the key holds starts the second. */
function nested(depth: number): string {
  return `${condition('s')}extra: ${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}\n`;
}

function nestedBlocks(depth: number): string {
  return `${condition('s')}extra:\n  ${'- '.repeat(depth - 1)}x\n`;
}

function selections(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => `  s${at}: ${selection}\n`);
  return rule(`${lines.join('')}  condition: 1 of them`);
}

/** Values with three dashes each are 125 texts; the last value takes what is left, with one dash: 5 texts. */
function expanding(characters: number): string {
  const value = `-a -b -c${'x'.repeat(92)}`;
  const whole = Math.floor(characters / (125 * value.length));
  const left = Math.floor((characters - whole * 125 * value.length) / 5);
  const values = [...Array.from({ length: whole }, () => value), `-${'y'.repeat(left - 1)}`];
  return item(`A|windash: [${values.map((text) => `'${text}'`).join(', ')}]`);
}

export const LIMITS: readonly LimitRow[] = [
  { name: 'a file of 524288 bytes', text: ofBytes(524_288) },
  { name: 'a file of 524289 bytes', text: ofBytes(524_289), code: 'FileTooLarge' },
  { name: 'a file of 524289 characters', text: 'e'.repeat(524_289), code: 'FileTooLarge' },
  { name: 'flow collections 64 deep', text: nested(64) },
  { name: 'flow collections 65 deep', text: nested(65), code: 'YamlTooDeep' },
  { name: 'block collections 64 deep', text: nestedBlocks(64) },
  { name: 'block collections 65 deep', text: nestedBlocks(65), code: 'YamlTooDeep' },
  { name: '1024 selections', text: selections(1024) },
  { name: '1025 selections', text: selections(1025), code: 'SelectionsTooMany' },
  { name: '64 nots', text: condition(`${'not '.repeat(64)}s`) },
  { name: '65 nots', text: condition(`${'not '.repeat(65)}s`), code: 'ConditionTooDeep' },
  { name: '64 brackets', text: condition(`${'('.repeat(64)}s${')'.repeat(64)}`) },
  { name: '65 brackets', text: condition(`${'('.repeat(65)}s${')'.repeat(65)}`), code: 'ConditionTooDeep' },
  { name: '32 brackets and 32 nots', text: condition(`${'not ('.repeat(32)}s${')'.repeat(32)}`) },
  { name: '65 brackets side by side', text: condition(`${'(s) or '.repeat(64)}(s)`) },
  { name: '4095 words in a condition', text: condition(`${'s or '.repeat(2047)}s`) },
  { name: '4097 words in a condition', text: condition(`${'s or '.repeat(2048)}s`), code: 'ConditionTooLong' },
  { name: '4096 words in a list of conditions', text: condition(`[${'s and s, '.repeat(1365)}s]`) },
  { name: '4098 words in a list', text: condition(`[${'s and s, '.repeat(1366)}]`), code: 'ConditionTooLong' },
  { name: 'windash with 4 dashes', text: item("A|windash: '-a -b -c /d'") },
  { name: 'windash with 5 dashes', text: item("A|windash: '-a -b -c /d –e'"), code: 'WindashTooMany' },
  { name: 'expansion to 1048575 characters', text: expanding(1_048_575) },
  { name: 'expansion to 1048580 characters', text: expanding(1_048_580), code: 'ExpansionTooLarge' },
  { name: 'three offsets of 349525 characters', text: item(`A|base64offset: ${'x'.repeat(349_525)}`) },
  {
    name: 'three offsets of 349526 characters',
    text: item(`A|base64offset: ${'x'.repeat(349_526)}`),
    code: 'ExpansionTooLarge',
  },
  { name: 'base64offset of 2 bytes', text: item('A|base64offset: ab') },
  { name: 'base64offset of 1 byte', text: item('A|base64offset: a'), code: 'Base64TooShort' },
  { name: 'base64 twice', text: item('A|base64|base64: ab') },
  { name: 'base64 three times', text: item('A|base64|base64|base64: ab'), code: 'ModifierRepeated' },
  { name: 'all on two values', text: item('A|contains|all: [a, b]') },
  { name: 'all on one value', text: item('A|contains|all: [a]'), code: 'AllOnOneValue' },
];
