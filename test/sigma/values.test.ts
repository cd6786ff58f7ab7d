/** One item of a selection and what it becomes, written short: `*` and `?` are wildcards, literals are quoted. */
import { expect, test } from 'vitest';
import type { Item, Pattern, Selection, Value } from '../../src/sigma/ast.js';
import { parse } from '../../src/sigma/parse.js';

function showPattern(pattern: Pattern): string {
  const show = (part: Pattern[number]) => (part === 'any' ? '*' : part === 'one' ? '?' : `'${part.literal}'`);
  return pattern.length === 0 ? "''" : pattern.map(show).join('');
}

function showValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.alternatives.map(showPattern).join(' | ');
    case 'regex':
      return `/${value.source}/${value.flags}`;
    case 'field':
      return `${value.comparison} ${value.field}`;
    case 'boolean':
      return `${value.value}`;
    case 'null':
      return 'null';
    case 'unknown':
      return `unknown ${value.placeholder}`;
    default:
      return `${value.kind} ${value.text}`;
  }
}

function showItem({ field = '(keyword)', operator, all, negated, cased, values }: Item): string {
  const settings = [all && 'all', negated && 'not', cased && 'cased'].filter(Boolean);
  return [field, operator, ...settings, values.map(showValue).join(', ')].join(' ');
}

function show(selection: Selection | Item): string {
  if (selection.kind === 'item') return showItem(selection);
  if (selection.kind === 'all') return `{ ${selection.items.map(show).join('; ')} }`;
  return `[ ${selection.members.map(show).join('; ')} ]`;
}

function read(selection: string): string {
  const text = `title: t\nlogsource: { product: windows }\ndetection:\n  s:\n    ${selection}\n  condition: s\n`;
  const { rules, diagnostics } = parse('values.yml', text);
  return diagnostics.map(({ code }) => code).join() || show(rules[0]!.selections.get('s')!);
}

/** `is` leaves out the braces of a map with one item. */
const ITEMS: readonly { name: string; written: string; is: string }[] = [
  { name: 'a text', written: 'A: cmd.exe', is: "A equals 'cmd.exe'" },
  { name: 'wildcards', written: "A: 'a*b?c'", is: "A equals 'a'*'b'?'c'" },
  { name: 'stars in a row', written: "A: 'a**?*'", is: "A equals 'a'*?*" },
  { name: 'an escaped star', written: "A: 'a\\*b'", is: "A equals 'a*b'" },
  { name: 'an escaped question mark', written: "A: 'a\\?b'", is: "A equals 'a?b'" },
  { name: 'two backslashes and a star', written: "A: 'a\\\\*'", is: "A equals 'a\\'*" },
  { name: 'three backslashes and a star', written: "A: 'a\\\\\\*'", is: "A equals 'a\\*'" },
  { name: 'a backslash before a letter', written: "A: 'C:\\Temp'", is: "A equals 'C:\\Temp'" },
  { name: 'two backslashes are one', written: "A: 'C:\\\\Temp'", is: "A equals 'C:\\Temp'" },
  { name: 'three backslashes and a letter', written: "A: '\\\\\\srv'", is: "A equals '\\\\srv'" },
  { name: 'four backslashes are two', written: "A: '\\\\\\\\srv'", is: "A equals '\\\\srv'" },
  { name: 'a backslash at the end', written: "A: 'C:\\'", is: "A equals 'C:\\'" },
  { name: 'a backslash before an added star', written: "A|contains: '\\Temp\\'", is: "A equals *'\\Temp\\'*" },
  { name: 'the empty text', written: "A: ''", is: "A equals ''" },
  { name: 'contains of the empty text', written: "A|contains: ''", is: 'A equals *' },
  { name: 'startswith of the empty text', written: "A|startswith: ''", is: 'A equals *' },
  { name: 'contains', written: 'A|contains: x', is: "A equals *'x'*" },
  { name: 'startswith', written: 'A|startswith: x', is: "A equals 'x'*" },
  { name: 'endswith', written: 'A|endswith: x', is: "A equals *'x'" },
  { name: 'contains with own stars', written: "A|contains: '*x*'", is: "A equals *'x'*" },
  { name: 'contains of a star', written: "A|contains: '*'", is: 'A equals *' },
  { name: 'contains with a question mark', written: "A|contains: '?id='", is: "A equals *?'id='*" },
  { name: 'contains with an escaped star at the end', written: "A|contains: 'x\\*'", is: "A equals *'x*'*" },

  { name: 'a number', written: 'A: 4688', is: 'A equals number 4688' },
  { name: 'a number beyond 2^53', written: 'A: -9223372036854775808', is: 'A equals number -9223372036854775808' },
  { name: 'leading zeros', written: 'A: 00000429', is: 'A equals number 00000429' },
  { name: 'hexadecimal', written: 'A: 0x1F', is: 'A equals number 0x1F' },
  { name: 'a quoted number', written: "A: '4688'", is: "A equals '4688'" },
  { name: 'leading zeros under contains', written: 'A|contains: 00000429', is: "A equals *'00000429'*" },
  { name: 'a file extension that looks infinite', written: 'A: .inf', is: "A equals '.inf'" },
  { name: 'a number in a list of texts', written: 'A: [x, 5]', is: "A equals 'x', number 5" },
  { name: 'a boolean', written: 'A: True', is: 'A equals true' },
  { name: 'a boolean under startswith', written: 'A|startswith: false', is: "A equals 'false'*" },
  { name: 'yes is a text', written: 'A: yes', is: "A equals 'yes'" },
  { name: 'null', written: 'A: null', is: 'A equals null' },
  { name: 'nothing', written: 'A:', is: 'A equals null' },
  { name: 'a quoted null', written: "A: 'null'", is: "A equals 'null'" },

  { name: 'all', written: 'A|contains|all: [a, b]', is: "A equals all *'a'*, *'b'*" },
  { name: 'all before contains', written: 'A|all|contains: [a, b]', is: "A equals all *'a'*, *'b'*" },
  { name: 'neq', written: 'A|neq: [a, 5]', is: "A equals not 'a', number 5" },
  { name: 'cased', written: 'A|cased|endswith: Cmd', is: "A equals cased *'Cmd'" },

  { name: 'windash', written: 'A|windash: -a', is: "A equals '-a' | '/a' | '–a' | '—a' | '―a'" },
  { name: 'windash of a slash', written: 'A|windash: /a', is: "A equals '-a' | '/a' | '–a' | '—a' | '―a'" },
  { name: 'windash of an en dash', written: 'A|windash: –a', is: "A equals '-a' | '/a' | '–a' | '—a' | '―a'" },
  { name: 'windash keeps inner dashes', written: 'A|windash: start/b', is: "A equals 'start/b'" },
  { name: 'windash keeps the second dash', written: "A|windash: 'ä-b -'", is: "A equals 'ä-b -'" },
  {
    name: 'windash before contains',
    written: 'A|windash|contains: -a',
    is: "A equals *'-a'* | *'/a'* | *'–a'* | *'—a'* | *'―a'*",
  },
  {
    name: 'windash behind contains',
    written: 'A|contains|windash: -a',
    is: "A equals *'-a'* | *'/a'* | *'–a'* | *'—a'* | *'―a'*",
  },
  {
    name: 'windash behind a wildcard',
    written: "A|windash: '*-a'",
    is: "A equals *'-a' | *'/a' | *'–a' | *'—a' | *'―a'",
  },
  { name: 'windash of a number', written: 'A|windash: -1', is: "A equals '-1' | '/1' | '–1' | '—1' | '―1'" },

  { name: 'base64', written: 'A|base64: foobar', is: "A equals 'Zm9vYmFy'" },
  { name: 'base64 with padding', written: 'A|base64|contains: foob', is: "A equals *'Zm9vYg=='*" },
  { name: 'base64 of escapes', written: "A|base64: 'a\\*\\\\'", is: "A equals 'YSpc'" },
  { name: 'base64 counts bytes', written: 'A|base64: é', is: "A equals 'w6k='" },
  { name: 'base64 twice', written: 'A|base64|base64: foobar', is: "A equals 'Wm05dlltRnk='" },
  { name: 'base64offset', written: 'A|base64offset: foobar', is: "A equals 'Zm9vYmFy' | 'Zvb2Jhc' | 'mb29iYX'" },
  {
    name: 'base64offset, one more',
    written: 'A|base64offset: foobarb',
    is: "A equals 'Zm9vYmFyY' | 'Zvb2Jhcm' | 'mb29iYXJi'",
  },
  {
    name: 'base64offset, two more',
    written: 'A|base64offset: foobarba',
    is: "A equals 'Zm9vYmFyYm' | 'Zvb2JhcmJh' | 'mb29iYXJiY'",
  },
  { name: 'wide', written: 'A|wide|base64: cmd', is: "A equals 'YwBtAGQA'" },
  { name: 'utf16le', written: 'A|utf16le|base64|contains: cmd', is: "A equals *'YwBtAGQA'*" },
  { name: 'utf16be', written: 'A|utf16be|base64: cmd', is: "A equals 'AGMAbQBk'" },
  { name: 'utf16 with its mark', written: 'A|utf16|base64: cmd', is: "A equals '//5jAG0AZAA='" },
  { name: 'wide below two layers', written: 'A|wide|base64|base64: cmd', is: "A equals 'WXdCdEFHUUE='" },
  { name: 'wide beyond ASCII', written: 'A|wide|base64: é😀', is: "A equals '6QA92ADe'" },
  { name: 'wide base64offset', written: 'A|wide|base64offset: c', is: "A equals 'Yw' | 'MA' | 'jA'" },
  {
    name: 'windash below base64',
    written: 'A|windash|base64: -a',
    is: "A equals 'LWE=' | 'L2E=' | '4oCTYQ==' | '4oCUYQ==' | '4oCVYQ=='",
  },

  { name: 're', written: "A|re: '\\\\a*'", is: 'A re cased /\\\\a*/' },
  { name: 're with flags in any order', written: 'A|re|s|i: a', is: 'A re /a/is' },
  { name: 're with long flags', written: 'A|re|dotall|multiline|ignorecase: a', is: 'A re /a/ims' },
  { name: 're with all and neq', written: 'A|re|all|m|neq: [a, b]', is: 'A re all not cased /a/m, /b/m' },
  { name: 'cidr', written: "A|cidr: [10.0.0.0/8, '::1/128']", is: 'A cidr network 10.0.0.0/8, network ::1/128' },
  { name: 'exists', written: 'A|exists: false', is: 'A exists false' },
  { name: 'fieldref', written: 'A|fieldref: B', is: 'A fieldref equals B' },
  { name: 'fieldref has no wildcards', written: "A|fieldref: 'B*'", is: 'A fieldref equals B*' },
  { name: 'fieldref with a place', written: 'A|fieldref|startswith|cased: B', is: 'A fieldref cased startswith B' },
  { name: 'fieldref behind a place', written: 'A|endswith|fieldref: B', is: 'A fieldref endswith B' },
  { name: 'fieldref with neq', written: 'A|fieldref|neq: B', is: 'A fieldref not equals B' },
  { name: 'expand without values', written: "A|expand: '%admins%'", is: 'A equals unknown admins' },
  { name: 'expand without a placeholder', written: "A|expand: '50% of \\%that\\%'", is: "A equals '50% of %that%'" },
  { name: 'lt', written: 'A|lt: -5', is: 'A lt number -5' },
  { name: 'gte with neq', written: 'A|gte|neq: 1.5', is: 'A gte not number 1.5' },
  { name: 'time parts', written: 'A|hour: [22, 23]', is: 'A hour number 22, number 23' },

  { name: 'an empty field name', written: "'': foo", is: "(keyword) equals *'foo'*" },
  { name: 'keywords with all', written: "'|all': [foo, 5]", is: "(keyword) equals all *'foo'*, *'5'*" },
  { name: 'keywords with contains', written: "'|contains': foo", is: "(keyword) equals *'foo'*" },
  { name: 'keywords by re', written: "'|re': foo", is: '(keyword) re cased /foo/' },
  { name: 'a field name as written', written: 'a.b-C d|contains: x', is: "a.b-C d equals *'x'*" },
  { name: 'a field name an object has', written: '__proto__: x', is: "__proto__ equals 'x'" },
  { name: 'a modifier name an object has', written: 'A|constructor: x', is: 'ModifierUnknown' },
];

for (const { name, written, is } of ITEMS) {
  test(`values: ${name}`, () => expect(read(written)).toBe(is.includes(' ') ? `{ ${is} }` : is));
}

const SELECTIONS: readonly { name: string; written: string; is: string }[] = [
  { name: 'a map', written: '{ A: x, B: y }', is: "{ A equals 'x'; B equals 'y' }" },
  { name: 'a list of maps', written: '[{ A: x }, { B: y }]', is: "[ { A equals 'x' }; { B equals 'y' } ]" },
  {
    name: 'keywords',
    written: "[foo, 5, true, 'r* h']",
    is: "[ (keyword) equals *'foo'*, *'5'*, *'true'*, *'r'*' h'* ]",
  },
  { name: 'one keyword', written: 'foo', is: "[ (keyword) equals *'foo'* ]" },
  {
    name: 'keywords among maps are gathered',
    written: '[{ A: x }, foo, { B: y }, bar]',
    is: "[ { A equals 'x' }; (keyword) equals *'foo'*, *'bar'*; { B equals 'y' } ]",
  },
  {
    name: 'lists in lists',
    written: '[[{ A: x }], [foo]]',
    is: "[ [ { A equals 'x' } ]; [ (keyword) equals *'foo'* ] ]",
  },
];

for (const { name, written, is } of SELECTIONS) {
  test(`selections: ${name}`, () => expect(read(written)).toBe(is));
}
