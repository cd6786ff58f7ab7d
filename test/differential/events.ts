/**
 * Events as JSON text, in both shapes, spelled in every way that JSON allows on one line: blanks, escapes, numbers
 * in several notations, equal keys, keys that hold dots or blanks.
 */
import fc, { type Arbitrary } from 'fast-check';
import { BOOLEAN_TEXTS, NUMBERS, NUMERIC_TEXTS, recased, type Theme, type Words } from './words.js';

/** Fields that rules name, and what they mostly hold, so that a rule's item and an event's value are often of one kind. */
export const FIELDS: Readonly<Record<string, Theme>> = {
  A: 'text',
  a: 'text',
  C: 'text',
  'C.d': 'text',
  'Ü-1': 'dashes',
  CommandLine: 'dashes',
  Data: 'base64',
  EventID: 'number',
  Level: 'number',
  Computer: 'address',
  AB: 'time',
  'E.f.g': 'time',
};

/** A field that no event has. */
export const ABSENT_FIELD = 'Absent';

const CHANNELS = [
  'Microsoft-Windows-Sysmon/Operational',
  'microsoft-windows-sysmon/operational',
  'Security',
  'Linux-Sysmon/Operational',
];

export function eventText(words: Words): Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: flatEvent(words) }, { weight: 2, arbitrary: recordEvent(words) });
}

type Json = Arbitrary<string>;

function flatEvent(words: Words): Json {
  const own: Members = [
    ['EventID', eventId],
    ['Channel', channel],
    ['EventType', fc.constantFrom('"CreateKey"', '"createkey"', '"DeleteKey"')],
    ['Computer', value(words, 'address')],
    ['Hostname', value(words, 'address')],
    ['Level', value(words, 'number')],
    ['Data', value(words, 'base64')],
    ['AB', value(words, 'time')],
  ];
  return objectOf([...own, ...userMembers(words)], ['EventID', 'Channel']);
}

function recordEvent(words: Words): Json {
  const system: Members = [
    ['Provider', objectOf([['#attributes', objectOf([['Name', value(words, 'text')]], [])]], [])],
    [
      'EventID',
      fc.oneof(
        eventId,
        eventId.map((id) => `{"#attributes":{"Qualifiers":16384},"#text":${id}}`),
      ),
    ],
    ['Channel', channel],
    ['Level', fc.constantFrom('4', '5', '"x"', 'null')],
    ['Computer', value(words, 'address')],
    ['Security', fc.constant('null')],
  ];
  const data = fc.oneof(value(words, 'base64'), objectOf([['#text', value(words, 'base64')]], ['#text']));
  const named: Members = [
    ...userMembers(words),
    ['Data', data],
    ['A B', value(words, 'time')],
    ['Level', value(words, 'number')],
  ];
  const wrapper = objectOf([['W', objectOf(userMembers(words), [])]], []);
  const event: Members = [
    ['System', objectOf(system, ['EventID', 'Channel'])],
    [
      'EventData',
      fc.oneof({ weight: 5, arbitrary: objectOf(named, []) }, { weight: 1, arbitrary: fc.constant('null') }),
    ],
    ['UserData', wrapper],
    ['A', value(words, 'text')],
  ];
  return objectOf([['Event', objectOf(event, ['System', 'EventData'])]], ['Event']);
}

const eventId = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('1', '"1"', '1.0') },
  { weight: 1, arbitrary: fc.constantFrom('5', '4688', '12') },
);
const channel = fc
  .oneof({ weight: 14, arbitrary: fc.constant(CHANNELS[0]!) }, { weight: 2, arbitrary: fc.constantFrom(...CHANNELS) })
  .map((name) => JSON.stringify(name));

/** Members whose names do not depend on the shape. Paths may run through objects and arrays of objects. */
function userMembers(words: Words): Members {
  const inC = objectOf(
    [
      ['d', value(words, 'text')],
      ['x', value(words, 'text')],
    ],
    ['d'],
  );
  const inE = objectOf([['f', throughArray(objectOf([['g', value(words, 'time')]], []))]], []);
  return [
    ['A', value(words, 'text')],
    ['a', value(words, 'text')],
    ['CommandLine', value(words, 'dashes')],
    ['Ü-1', value(words, 'dashes')],
    ['C', fc.oneof(throughArray(inC), value(words, 'text'))],
    ['C.d', value(words, 'text')],
    ['E', throughArray(inE)],
  ];
}

function throughArray(element: Json): Json {
  return fc.oneof({ weight: 2, arbitrary: element }, { weight: 1, arbitrary: arrayOf(element) });
}

function value(words: Words, theme: Theme): Json {
  const one = scalar(words, theme);
  return fc.oneof(
    { weight: 10, arbitrary: one },
    { weight: 2, arbitrary: arrayOf(one) },
    { weight: 1, arbitrary: arrayOf(fc.oneof(one, arrayOf(one), fc.constant('{}'))) },
    { weight: 1, arbitrary: objectOf([['y', one]], []) },
  );
}

function scalar(words: Words, theme: Theme): Json {
  const numbers = fc.oneof(fc.constantFrom(...words.number), string(fc.constantFrom(...words.number)));
  const fitting = theme === 'number' ? numbers : string(fc.constantFrom(...words[theme]).chain(recased));
  return fc.oneof(
    { weight: 16, arbitrary: fitting },
    { weight: 3, arbitrary: string(fc.constantFrom(...words.text)) },
    { weight: 1, arbitrary: fc.constantFrom(...NUMBERS) },
    { weight: 1, arbitrary: string(fc.constantFrom(...NUMERIC_TEXTS, ...BOOLEAN_TEXTS)) },
    { weight: 2, arbitrary: fc.constantFrom('null', '""', 'true', 'false') },
  );
}

function string(content: Arbitrary<string>): Json {
  return content.chain((text) =>
    fc.oneof(
      { weight: 9, arbitrary: spelled(text) },
      // half a surrogate pair at the end
      { weight: 1, arbitrary: fc.constant(`${JSON.stringify(text).slice(0, -1)}\\uD83D"`) },
    ),
  );
}

/** A string token: plain, with every character escaped, or with some. */
function spelled(text: string): Json {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(JSON.stringify(text)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `"${escapeUnits(text, /./gs)}"`,
        `"${escapeUnits(text, /[^ -!#-.0-[\]-`]/gs)}"`,
        JSON.stringify(text).replaceAll('/', '\\/'),
      ),
    },
  );
}

function escapeUnits(text: string, unit: RegExp): string {
  return text.replace(unit, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const blank = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\t', '  ') },
);

function arrayOf(element: Json): Json {
  return fc
    .tuple(fc.array(element, { maxLength: 3 }), blank)
    .map(([elements, gap]) => `[${gap}${elements.join(`${gap},${gap}`)}${gap}]`);
}

type Members = readonly (readonly [string, Json])[];

/** Some of the members, in order, rarely one of them twice. Members in `always` are always there. */
function objectOf(members: Members, always: readonly string[]): Json {
  const written = members.map(([key, content]) => {
    const member = fc
      .tuple(spelled(key), blank, blank, content)
      .map(([name, before, behind, text]) => `${name}${before}:${behind}${text}`);
    const twice = fc.tuple(member, member).map((both) => both.join(','));
    const there = { weight: 12, arbitrary: member };
    if (always.includes(key)) return member;
    return fc.oneof(there, { weight: 1, arbitrary: twice }, { weight: 3, arbitrary: fc.constant(undefined) });
  });
  return fc
    .tuple(fc.tuple(...written), blank)
    .map(([texts, gap]) => `{${gap}${texts.filter((text) => text !== undefined).join(`${gap},`)}${gap}}`);
}
