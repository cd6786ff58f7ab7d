/**
 * Events as they come from outside: what is believed, what is not, and where that shows.
 *
 * One sandbox answers them all, one after the other, so that what an event leaves behind would be seen in the next.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { LIMITS } from '../../src/format/layout.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Verdict } from '../../src/sandbox/verdict.js';
import { accepted, bytesOf, contentOf, event } from './content.js';

const WINDOW = LIMITS.WINDOW_BYTES.value;
const DEPTH = LIMITS.DEPTH.value;
const VALUES = LIMITS.VALUES.value;

const sandbox = new Sandbox(await loadCore());
sandbox.load(await accepted(contentOf({ A: '{a: x}', Long: '{a|startswith: long}' })));

function scan(input: string | Uint8Array): Verdict {
  const { verdict, fault } = sandbox.scan(typeof input === 'string' ? bytesOf(input) : input);
  if (fault) throw new Error(JSON.stringify(fault));
  return verdict;
}

/** `answered`, or the reason and the position at which it showed. */
function outcomeOf({ events, unread }: Pick<Verdict, 'events' | 'unread'>): string {
  if (unread.length > 1 || events + unread.length !== 1) throw new Error(`${events} events, ${unread.length} unread`);
  return unread[0] ? `${unread[0].reason} ${unread[0].position}` : 'answered';
}

/** The line that follows each of them; it matches rule 0. */
const NEXT = event({ a: 'x' });

const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));
const filled = (length: number, start: string, end: string) =>
  `${start}${'y'.repeat(length - start.length - end.length)}${end}`;
const objects = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
const arrays = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
const zeros = (key: string, count: number) => `{"${key}":[${Array(count).fill(0)}]}`;

/** One line, without its end, and its outcome. */
const LINES: readonly { name: string; line: string | Uint8Array; outcome: string }[] = [
  { name: 'an empty object', line: '{}', outcome: 'answered' },
  { name: 'blanks everywhere', line: ' \t{ "a" :\t[ 1 , 2 ] } \t', outcome: 'answered' },
  { name: 'a carriage return at the end', line: '{}\r', outcome: 'answered' },
  { name: 'as deep as the limit, objects', line: objects(DEPTH), outcome: 'answered' },
  { name: 'one deeper, objects', line: objects(DEPTH + 1), outcome: `TooDeep ${5 * DEPTH}` },
  { name: 'as deep as the limit, arrays', line: arrays(DEPTH), outcome: 'answered' },
  { name: 'one deeper, arrays', line: arrays(DEPTH + 1), outcome: `TooDeep ${4 + DEPTH}` },
  { name: '100,000 deep, objects', line: '{"a":'.repeat(100_000), outcome: `TooDeep ${5 * DEPTH}` },
  { name: '100,000 deep, arrays', line: `{"a":${'['.repeat(100_000)}`, outcome: `TooDeep ${4 + DEPTH}` },
  { name: 'as many values as the limit', line: zeros('a', VALUES), outcome: 'answered' },
  { name: 'one value more', line: zeros('a', VALUES + 1), outcome: `TooManyValues ${6 + 2 * VALUES}` },
  { name: '200,000 values', line: zeros('a', 200_000), outcome: `TooManyValues ${6 + 2 * VALUES}` },
  { name: '200,000 values where no rule looks', line: zeros('other', 200_000), outcome: 'answered' },
  { name: 'an object as a value', line: '{"a":{"b":{}}}', outcome: 'answered' },
  { name: 'an array at the top', line: '[{}]', outcome: 'Malformed 0' },
  { name: 'a number at the top', line: '7', outcome: 'Malformed 0' },
  { name: 'a text at the top', line: '"{}"', outcome: 'Malformed 0' },
  { name: 'null at the top', line: 'null', outcome: 'Malformed 0' },
  { name: 'a byte-order mark', line: '\ufeff{}', outcome: 'Malformed 0' },
  { name: 'words', line: 'no JSON at all', outcome: 'Malformed 0' },
  { name: 'a word behind the event', line: '{} x', outcome: 'Malformed 3' },
  { name: 'two events on a line', line: '{}{}', outcome: 'Malformed 2' },
  { name: 'two events with a comma', line: '{},{}', outcome: 'Malformed 2' },
  { name: 'a brace too many', line: '{}}', outcome: 'Malformed 2' },
  { name: 'a brace too few', line: '{', outcome: 'Malformed 1' },
  { name: 'the wrong end of an array', line: '{"a":[1}', outcome: 'Malformed 7' },
  { name: 'the wrong end of an object', line: '{"a":1]', outcome: 'Malformed 6' },
  { name: 'a comma before the end of an object', line: '{"a":1,}', outcome: 'Malformed 7' },
  { name: 'a comma before the end of an array', line: '{"a":[1,]}', outcome: 'Malformed 8' },
  { name: 'a comma at the beginning', line: '{,"a":1}', outcome: 'Malformed 1' },
  { name: 'two commas', line: '{"a":1,,"b":1}', outcome: 'Malformed 7' },
  { name: 'no comma', line: '{"a":1 "b":1}', outcome: 'Malformed 7' },
  { name: 'no colon', line: '{"a" 1}', outcome: 'Malformed 5' },
  { name: 'two colons', line: '{"a"::1}', outcome: 'Malformed 5' },
  { name: 'no value', line: '{"a":}', outcome: 'Malformed 5' },
  { name: 'no value at the end of the line', line: '{"a":', outcome: 'Malformed 5' },
  { name: 'a key without quotes', line: '{a:1}', outcome: 'Malformed 1' },
  { name: 'a key in single quotes', line: "{'a':1}", outcome: 'Malformed 1' },
  { name: 'a comment', line: '{/**/}', outcome: 'Malformed 1' },
  { name: 'a key that does not end', line: '{"a', outcome: 'Malformed 2' },
  { name: 'a text that does not end', line: '{"a":"x', outcome: 'Malformed 5' },
  { name: 'a backslash at the end of the line', line: '{"a":"x\\', outcome: 'Malformed 5' },
  { name: 'an escape that is none', line: '{"a":"\\x41"}', outcome: 'Malformed 5' },
  { name: 'three hexadecimal digits', line: '{"a":"\\u12"}', outcome: 'Malformed 5' },
  { name: 'three hexadecimal digits at the end of the line', line: '{"a":"\\u123', outcome: 'Malformed 5' },
  { name: 'a letter that is no hexadecimal digit', line: '{"a":"\\u12g4"}', outcome: 'Malformed 5' },
  { name: 'every escape', line: '{"a":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00"}', outcome: 'answered' },
  { name: 'the first half of a surrogate pair', line: '{"a":"\\ud83d"}', outcome: 'answered' },
  { name: 'a surrogate pair the wrong way round', line: '{"a":"\\ude00\\ud83d"}', outcome: 'answered' },
  { name: 'an escaped NUL', line: '{"a":"\\u0000"}', outcome: 'answered' },
  { name: 'a NUL in a text', line: '{"a":"\0"}', outcome: 'Malformed 5' },
  { name: 'a NUL in a key', line: '{"\0":1}', outcome: 'Malformed 2' },
  { name: 'a NUL between', line: '{\0}', outcome: 'Malformed 1' },
  { name: 'a NUL behind', line: '{}\0', outcome: 'Malformed 2' },
  { name: 'a carriage return in a text', line: '{"a":"\r"}', outcome: 'Malformed 5' },
  { name: 'a form feed between', line: '{\f}', outcome: 'Malformed 1' },
  { name: 'a delete character in a text', line: '{"a":"\x7f"}', outcome: 'answered' },
  { name: 'a no-break space between', line: '{\u00a0}', outcome: 'Malformed 1' },
  { name: 'a paragraph separator in a text', line: '{"a":"\u2029"}', outcome: 'answered' },
  { name: 'a byte that is never UTF-8', line: bytes('{"a":"', 0xff, '"}'), outcome: 'answered' },
  { name: 'half a character before the quote', line: bytes('{"a":"', 0xe2, 0x82, '"}'), outcome: 'answered' },
  { name: 'a byte that is never UTF-8, in a key', line: bytes('{"', 0xff, '":1}'), outcome: 'answered' },
  { name: 'a byte that is never UTF-8, between', line: bytes('{', 0xff, '}'), outcome: 'Malformed 1' },
  { name: 'a key twice', line: '{"a":1,"a":2}', outcome: 'answered' },
];
for (const { name, line, outcome } of LINES) {
  test(`line: ${name}`, () => {
    const input = typeof line === 'string' ? bytesOf(line) : line;
    expect(outcomeOf(scan(input)), 'at the end of the window').toBe(outcome);
    const followed = scan(Buffer.concat([input, Buffer.from(`\n${NEXT}`)]));
    expect([...followed.matches], 'the next line').toEqual([1, 0]);
    expect([followed.lines, followed.consumed]).toEqual([2, input.length + 1 + NEXT.length]);
    expect(outcomeOf({ ...followed, events: followed.events - 1 }), 'before another').toBe(outcome);
  });
}

const CONTROLS = Array.from({ length: 0x20 }, (_, code) => code).filter((code) => code !== 0x0a);
test('line: no control character stands in a text', () => {
  for (const code of CONTROLS) expect(outcomeOf(scan(bytes('{"a":"', code, '"}'))), `${code}`).toBe('Malformed 5');
});

/** JSON has these. */
const SCALARS =
  '0 -0 7 -7 10 0.0 0.5 -0.5 1e5 1E5 1e+5 1e-5 0e0 1.25e10 1e400 123456789012345678901234567890 true false null';
/** JSON has none of these. */
const NO_SCALARS =
  '01 -01 00 1. .5 -.5 +1 1e 1e+ 1e- 1.e5 - -- -a 0x1f 1_000 NaN Infinity -Infinity 1e5.5 1f 0.1.2 tru fals nul truee nulll True NULL undefined t f n';
describe('scalars', () => {
  for (const text of SCALARS.split(' ')) {
    test(text, () => {
      for (const line of [`{"a":${text}}`, `{"a":[${text} , ${text}]}`, `{"b":${text}\t}`])
        expect(outcomeOf(scan(line)), line).toBe('answered');
      expect(scan(`{"a":${text}`).unread, 'cut behind it').toMatchObject([{ reason: 'Malformed' }]);
    });
  }
  for (const text of NO_SCALARS.split(' ')) {
    test(`not ${text}`, () => {
      for (const line of [`{"a":${text}}`, `{"a":[${text}]}`, `{"b":${text}}`, `{"a":${text}`])
        expect(scan(line).unread, line).toMatchObject([{ reason: 'Malformed' }]);
    });
  }
});

/** Batches of several lines: lines, events, unread lines. */
const BATCHES: readonly { name: string; input: string; lines: number; events: number; unread: readonly number[] }[] = [
  { name: 'a line feed', input: '\n', lines: 1, events: 0, unread: [] },
  { name: 'empty lines', input: '\n\n\n', lines: 3, events: 0, unread: [] },
  { name: 'blank lines', input: ' \n\t\n\r\n \t\r', lines: 4, events: 0, unread: [] },
  { name: 'no line feed at the end', input: '{}\n{}', lines: 2, events: 2, unread: [] },
  { name: 'a line feed at the end', input: '{}\n{}\n', lines: 2, events: 2, unread: [] },
  { name: 'carriage returns', input: '{}\r\n\r\n{}\r\n', lines: 3, events: 2, unread: [] },
  { name: 'an object over lines', input: '{\n"a":1\n}\n{}', lines: 4, events: 1, unread: [0, 1, 2] },
  { name: 'a text over lines', input: '{"a":"\\\n"}\n{}', lines: 3, events: 1, unread: [0, 1] },
  { name: 'bad lines among good ones', input: '{}\n{\n{}\n[]\n\n{}', lines: 6, events: 3, unread: [1, 3] },
  { name: 'nothing but bad lines', input: '{\n}\n', lines: 2, events: 0, unread: [0, 1] },
];
for (const { name, input, lines, events, unread } of BATCHES) {
  test(`batch: ${name}`, () => {
    const verdict = scan(input);
    expect(verdict).toMatchObject({ lines, events, consumed: input.length });
    expect(verdict.unread.map(({ line }) => line)).toEqual(unread);
  });
}

describe('the end of the window', () => {
  test('an event of exactly the window', () => {
    expect(outcomeOf(scan(filled(WINDOW, '{"a":"', '"}')))).toBe('answered');
    expect(outcomeOf(scan(filled(WINDOW, '{"a":"', '"}\n')))).toBe('answered');
    expect([...scan(filled(WINDOW, event({ a: 'long' }).slice(0, -3), '"}')).matches]).toEqual([0, 1]);
  });
  test('a byte more is misuse', () => {
    expect(() => scan(filled(WINDOW + 1, '{"a":"', '"}'))).toThrow(expect.objectContaining({ code: 'BadArgument' }));
  });
  for (const end of ['{"a":"', '{"', '{"a":"\\u123', '{"a":"\\', '{"a":1', '{"a":tru', '{"a":[', '{"a":-', '{']) {
    test(`a window that ends with ${end}`, () => {
      const input = filled(WINDOW, '{"b":"', `"}\n${end}`);
      expect(scan(input)).toMatchObject({ lines: 2, events: 1, consumed: WINDOW, unread: [{ line: 1 }] });
    });
  }
  test('what an event left behind does not complete the next', () => {
    for (let length = 1; length < NEXT.length - 1; length++) {
      scan(NEXT);
      expect(scan(NEXT.slice(0, length)).unread, `${length} bytes`).toMatchObject([{ line: 0, reason: 'Malformed' }]);
    }
  });
  test('more unread lines than the verdict has room for are answered in turn', () => {
    const input = bytesOf('{\n'.repeat(LIMITS.UNREAD.value + 1));
    const first = scan(input);
    expect(first).toMatchObject({ lines: LIMITS.UNREAD.value, consumed: 2 * LIMITS.UNREAD.value });
    expect(scan(input.subarray(first.consumed))).toMatchObject({ lines: 1, consumed: 2 });
  });
});

const sysmon = (...value: readonly number[]) =>
  bytes('{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"a":"', ...value, '"}');

/** Marks of a verdict: keys that came twice, text that is not UTF-8. */
const MARKED: readonly { name: string; line: string | Uint8Array; duplicateKeys: number; badText: number }[] = [
  { name: 'nothing', line: event({ a: 'x', b: ['x', 'x'] }), duplicateKeys: 0, badText: 0 },
  { name: 'a key twice', line: '{"a":1,"a":2}', duplicateKeys: 1, badText: 0 },
  { name: 'a key three times is one event', line: '{"a":1,"a":2,"a":3}', duplicateKeys: 1, badText: 0 },
  { name: 'a key twice, once escaped', line: '{"a":1,"\\u0061":2}', duplicateKeys: 1, badText: 0 },
  { name: 'a key twice where no rule looks', line: '{"q":1,"q":2}', duplicateKeys: 0, badText: 0 },
  { name: 'a key in two objects', line: '{"a":1,"q":{"a":1}}', duplicateKeys: 0, badText: 0 },
  { name: 'a byte that is never UTF-8', line: sysmon(0xff), duplicateKeys: 0, badText: 1 },
  { name: 'a surrogate as UTF-8', line: sysmon(0xed, 0xa0, 0x80), duplicateKeys: 0, badText: 1 },
  { name: 'several bad bytes are one event', line: sysmon(0xff, 0x20, 0xfe), duplicateKeys: 0, badText: 1 },
  { name: 'UTF-8', line: sysmon(0xc3, 0xa4), duplicateKeys: 0, badText: 0 },
  { name: 'bad text where no rule looks', line: bytes('{"q":"', 0xff, '"}'), duplicateKeys: 0, badText: 0 },
];
for (const { name, line, duplicateKeys, badText } of MARKED) {
  test(`marks: ${name}`, () => expect(scan(line)).toMatchObject({ duplicateKeys, badText }));
}

/** The starts of a line, of each length from 1, each with a good line behind it; several batches of them. */
function* starts(
  line: Uint8Array,
): Generator<{ readonly from: number; readonly count: number; readonly batch: Buffer }> {
  let parts: Buffer[] = [];
  let size = 0;
  for (let length = 1; length < line.length; length++) {
    const part = Buffer.concat([line.subarray(0, length), Buffer.from(`\n${NEXT}`)]);
    parts.push(part);
    size += part.length;
    if (size + line.length + NEXT.length < WINDOW && length + 1 < line.length) continue;
    yield { from: length - parts.length + 1, count: parts.length, batch: Buffer.concat(parts) };
    parts = [];
    size = 0;
  }
}

test('each event cut at every byte is not believed, and the next line is answered', () => {
  const lines = [
    ...ATTACK_CHAIN.map((step) => JSON.stringify(step.event)),
    '{"a":"\\u00e4\\ud83d\\ude00ä😀","b":[1,-2.5e+7,true,null,{"a":[]},[[]]] , "a" : "x"}',
  ];
  for (const line of lines) {
    for (const { from, count, batch } of starts(bytesOf(line))) {
      const { events, matches, unread } = scan(batch);
      expect(unread.map(({ line, reason }) => `${line} ${reason}`)).toEqual(
        Array.from({ length: count }, (_, index) => `${2 * index} Malformed`),
      );
      expect(unread.every(({ position }, index) => position <= from + index)).toBe(true);
      expect([...matches]).toEqual(Array.from({ length: count }, (_, index) => [2 * index + 1, 0]).flat());
      expect(events).toBe(count);
    }
  }
});

/** Pieces of JSON and of what is nearly JSON. */
const piece = fc.constantFrom(
  ...'{}[],:"\\ \t\r',
  ...[
    '"a"',
    '\\u0041',
    '\\ud800',
    '\\n',
    '0',
    '-1.5e3',
    '01',
    'true',
    'null',
    'é',
    '😀',
    '\x01',
    '{"a":1}',
    '"b":',
    '[]',
  ],
);
const nearlyJson = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
  fc.json({ maxDepth: 4 }),
  fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat({ max: 2 }), piece).map(([text, place, width, instead]) => {
    const at = place % (text.length + 1);
    return `${text.slice(0, at)}${instead}${text.slice(at + width)}`;
  }),
);

test('a line is answered exactly when JSON.parse reads an object', () => {
  fc.assert(
    fc.property(nearlyJson, (text) => {
      const line = text.replaceAll('\n', ' ');
      const { events, unread } = scan(line);
      const blank = /^[ \t\r]*$/.test(line);
      expect([events, unread.length]).toEqual(blank ? [0, 0] : isObject(line) ? [1, 0] : [0, 1]);
    }),
    { numRuns: 5000 },
  );
});

/** What stands behind a run of backslashes, of every length, at every distance from the end of a block. */
const BEHIND = ['"', '"}', 'n"', 'x"', 'u00e4"', 'u00g4"', '\x01"', ' "'];
test('a line with a run of backslashes is answered exactly when JSON.parse reads an object', () => {
  for (let before = 0; before < 66; before++)
    for (let run = 0; run < 36; run++)
      for (const behind of BEHIND) {
        const line = `{"a":"${'y'.repeat(before)}${'\\'.repeat(run)}${behind}}`;
        expect(scan(line).events, line).toBe(Number(isObject(line)));
      }
});

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
