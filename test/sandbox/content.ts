/**
 * Content for tests of what runs it: a few rules that tell themselves apart by one field, and content that is wrong in
 * one place, as if the validator had not seen it.
 */
import { type ContentView, view } from '../../src/content/view.js';
import { digest } from '../../src/format/digest.js';
import { EFFECTS, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, recordBytes } from '../../src/format/records.js';
import { type CompileOptions, compile } from '../../src/plan/compile.js';
import { type AcceptedContent, accept } from '../../src/validator/accepted.js';
import { isRejection, validate } from '../../src/validator/validate.js';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The log source of `event` and `ruleText`. */
export const LOG_SOURCE = { product: 'windows', category: 'process_creation' } as const;

/** A rule with the title `name`; `selection` is a YAML flow map or list. */
export function ruleText(name: string, selection: string): { readonly name: string; readonly text: string } {
  const text = `title: ${name}
id: ${idOf(name)}
logsource:
  product: windows
  category: process_creation
detection:
  selection: ${selection}
  condition: selection
`;
  return { name: `${name}.yml`, text };
}

/** The id of the rule of this name. */
export function idOf(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`;
}

/** Content of these rules; throws when any is refused. */
export function contentOf(rules: Readonly<Record<string, string>>, options: CompileOptions = {}): Uint8Array {
  const { content, diagnostics } = compile(
    Object.entries(rules).map(([name, selection]) => ruleText(name, selection)),
    options,
  );
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return content;
}

export async function accepted(bytes: Uint8Array): Promise<AcceptedContent> {
  const answer = await validate(bytes);
  if (isRejection(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

/** The titles of the rules in `matches` of a verdict, in its order. */
export function titlesOf({ view: { record, text } }: AcceptedContent, matches: Uint32Array): string[] {
  return Array.from(matches)
    .filter((_, index) => index % 2 === 1)
    .map((rule) => text(record('Rules', rule).title));
}

/** One event, with its line feed, in the log source of the rules. */
export function event(fields: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, ...fields })}\n`;
}

/** Content whose bytes are changed and which no validator has seen since. */
export async function forged(
  bytes: Uint8Array,
  change: (data: DataView, content: ContentView) => void,
): Promise<AcceptedContent> {
  const own = bytes.slice();
  change(new DataView(own.buffer), view(own));
  return accept(await digest(own), own);
}

const SETTERS = { u8: 'setUint8', u16: 'setUint16', u32: 'setUint32', text: 'setUint32', range: 'setUint32' } as const;

/** Sets a column of every record of a section: of a text its offset, of a range its first index, or with `at` 4 the other. */
export function withEvery(
  bytes: Uint8Array,
  section: SectionName,
  column: string,
  value: number | ((content: ContentView, index: number) => number),
  at: 0 | 4 = 0,
): Promise<AcceptedContent> {
  const { type } = COLUMNS[SECTIONS[section].record].find(({ name }) => name === column)!;
  return forged(bytes, (data, content) => {
    for (let index = 0; index < content.count(section); index++) {
      const number = typeof value === 'number' ? value : value(content, index);
      data[SETTERS[type]](placeOf(content, section, index, column) + at, number, true);
    }
  });
}

/** Where a column of a record stands in the file. */
export function placeOf(content: ContentView, section: SectionName, index: number, column: string): number {
  const found = COLUMNS[SECTIONS[section].record].find(({ name }) => name === column);
  if (!found) throw new Error(`${section} has no column ${column}`);
  return content.offsetOf(section) + index * recordBytes(section) + found.offset;
}

/** The numbers of the conditions that report rules of these names. */
export function conditionsOf(content: ContentView, names: readonly string[]): number[] {
  return Array.from({ length: content.count('Conditions') }, (_, index) => index).filter((index) => {
    const { effect, target } = content.record('Conditions', index);
    return effect === EFFECTS.Match.code && names.includes(content.text(content.record('Rules', target).title));
  });
}

/** No step has this code. */
const UNKNOWN_STEP = 0;

/** Content that faults with UnknownOperator where one of these rules is evaluated, that is where its gate opens. */
export function broken(bytes: Uint8Array, names: readonly string[]): Promise<AcceptedContent> {
  return forged(bytes, (data, content) => {
    for (const index of conditionsOf(content, names)) {
      const { steps } = content.record('Conditions', index);
      data.setUint32(placeOf(content, 'Steps', steps.first, 'op'), UNKNOWN_STEP, true);
    }
  });
}
