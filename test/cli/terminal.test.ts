/**
 * No output makes a terminal obey: whatever stands in rules, events, content, recordings, in names of files and in
 * arguments, nothing that does not show is printed, but line feeds; and JSON says it all the same.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { styled } from '../../src/cli/terminal.js';
import { inspect } from '../../src/content/dump.js';
import { compile } from '../../src/plan/compile.js';
import type { Recording } from '../../src/supervisor/recording.js';
import { encodeRecording } from '../../src/supervisor/recording.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { visible, visibleJson, visibleLines } from '../../src/visible.js';
import { CORE } from '../supervisor/trial.js';
import { folder, NOT_BUILT } from './command-line.js';

/** By Unicode's own words: controls, formats, separators of lines and paragraphs, halves of pairs. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const shows = (output: string) => !OBEYED.test(output.replaceAll('\n', ''));

/** A title of a window, a colour, the cursor, C1, DEL, marks of direction, separators, a tag, half a pair, BOM. */
const EVIL =
  'E\x1b]0;t\x07\x1b[31m\x1b[2J\x9b5A\x9d\x85\x00\b\r\x7f\u202e\u2066\u200f\u2028\u2029\u{e0041}\ud800\ufeffz';
/** What the system lets be in the name of a file, and YAML in a text. */
const NAMED = 'E\x1b]0;t\x07\x1b[31m\x9b5A\b\r\x7f\x85\u202e\u2066\u200f\u2028\u2029\u{e0041}\ufeffz';

describe('made visible', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...EVIL, '\n', '\t', 'a', '\\')).map((parts) => parts.join('')),
  );
  test('a text is one line that shows', () =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(visible(text)).not.toMatch(OBEYED);
        if (!OBEYED.test(text)) expect(visible(text)).toBe(text);
      }),
    ));
  test('lines stay lines', () =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(visibleLines(text)).toBe(text.split('\n').map(visible).join('\n'));
      }),
    ));
  test('JSON shows, and says the same', () =>
    fc.assert(
      fc.property(fc.dictionary(texts, fc.array(texts)), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = visibleJson(JSON.stringify(value, null, indent));
        expect(shows(json)).toBe(true);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    ));
});

test('what is styled is made visible as well, where there is a terminal and where there is none', () => {
  for (const isTTY of [true, false]) expect(styled('red', EVIL, { isTTY } as NodeJS.WriteStream)).not.toMatch(OBEYED);
});

const quoted = visibleJson(JSON.stringify(NAMED));
const ruleNamed = (id: string, logsource = '{ product: windows, category: process_creation }') => `title: ${quoted}
id: ${visibleJson(JSON.stringify(id + NAMED))}
author: ${quoted}
level: ${quoted}
tags: [${quoted}]
logsource: ${logsource}
detection: { s: { ${quoted}: x, 'a': [${quoted}, x], 'b|expand': '%${'p'}%' }, t: { a: x }, condition: s or t }
`;
const SOURCE = `{ product: ${quoted}, category: ${quoted} }`;
const EVENT = JSON.stringify({
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  EventID: 1,
  a: 'x',
  [NAMED]: NAMED,
});

/** The recording of a fault of content with such names: its fuel is so little that any event burns it. */
async function recordingOf(content: Uint8Array): Promise<Uint8Array> {
  const recordings: Recording[] = [];
  const onFault = (_: unknown, recording: Recording) => recordings.push(recording);
  const supervisor = new Supervisor(CORE, { onFault, fuel: { event: 30 } });
  await supervisor.offer(content);
  supervisor.scan(new TextEncoder().encode(`${EVENT}\n`));
  const [{ fault, ...rest }] = recordings as [Recording];
  return encodeRecording({ ...rest, fault: { ...fault, field: EVIL, rule: { id: EVIL, title: EVIL } } });
}

describe.skipIf(NOT_BUILT)('commands', async () => {
  const { content } = compile(
    [ruleNamed('1'), ruleNamed('2', SOURCE)].map((text, at) => ({ name: `${at}.yml`, text })),
  );
  const { run } = folder({
    [`${NAMED}.yml`]: ruleNamed('1'),
    [`rules/${NAMED}.yml`]: ruleNamed('2', SOURCE),
    [`rules/bad${NAMED}.yml`]: `title: ${quoted}\ndetection: { s: { ${quoted}: x }, condition: ${quoted} }\n`,
    [`rules/torn${NAMED}.yml`]: `title: "${NAMED}`,
    [`${NAMED}.ndjson`]: `${EVENT}\n{"a":"\x1b[31m"}\n\x9b\n${EVENT}\n`,
    [`${NAMED}.json`]: EVENT,
    [`${NAMED}.txt`]: EVENT,
    [`${NAMED}.ring`]: content,
    [`${NAMED}.flt`]: await recordingOf(content),
    [`torn${NAMED}.ring`]: content.subarray(0, 100),
    [`${NAMED}.map`]: `fields: { ${quoted}: ${quoted} }`,
  });
  const id = inspect(content).sections.Rules[0]!.id;
  const ruleId = new TextDecoder().decode(inspect(content).sections.Text.subarray(id.offset, id.offset + id.length));
  const rules = ['--rules', 'rules', '--rules', `${NAMED}.yml`];

  const COMMANDS: readonly (readonly string[])[] = [
    ['compile', 'rules', `${NAMED}.yml`, '-o', `out${NAMED}.ring`],
    ['compile', 'rules', '-o', 'x.ring', '--json'],
    ['compile', `nosuch${NAMED}.yml`, '-o', 'x.ring'],
    ['check', `${NAMED}.ring`],
    ['check', `${NAMED}.ring`, '--json'],
    ['check', `torn${NAMED}.ring`],
    ['dump', `${NAMED}.ring`],
    ['dump', `${NAMED}.ring`, '--rule', '1'],
    ['dump', `${NAMED}.ring`, '--rule', NAMED],
    ['scan', `${NAMED}.ndjson`, `nosuch${NAMED}.json`, ...rules],
    ['scan', `${NAMED}.txt`, '--content', `${NAMED}.ring`, '--json', '--workers', '1'],
    ['scan', `${NAMED}.ndjson`, ...rules, '--mapping', `${NAMED}.map`],
    ['explain', `${NAMED}.json`, '--rule', ruleId, '--content', `${NAMED}.ring`],
    ['explain', `${NAMED}.json`, '--rule', ruleId, '--content', `${NAMED}.ring`, '--json'],
    ['explain', `{${NAMED}`, '--rule', ruleId, '--content', `${NAMED}.ring`],
    ['replay', `${NAMED}.flt`],
    ['replay', `${NAMED}.flt`, '--json'],
    ['drill', '--rounds', NAMED],
    [`scan${NAMED}`],
  ];
  test.each(COMMANDS.map((args) => ({ args, name: visible(args.join(' ')) })))('$name', ({ args }) => {
    const { status, stdout, stderr } = run(args);
    expect([0, 1, 2]).toContain(status);
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(visibleLines(stdout)).toBe(stdout);
    expect(visibleLines(stderr)).toBe(stderr);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('JSON says what the names are', () => {
    const [match] = run(['scan', `${NAMED}.ndjson`, '--content', `${NAMED}.ring`, '--json']).stdout.split('\n');
    expect(JSON.parse(match!)).toMatchObject({ file: `${NAMED}.ndjson`, rule: { title: NAMED, author: NAMED } });
  });
});
