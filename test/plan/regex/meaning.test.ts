/** What each construct means: texts that match and texts that do not, as DFA and as NFA. */
import { expect, test } from 'vitest';
import { compiled, compiledNfa, run } from './interpret.js';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly flags?: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: 'empty expression', source: '', yes: ['', 'a', '\n'], no: [] },
  { name: 'search, not the whole text', source: 'b', yes: ['abc'], no: ['ac', ''] },
  { name: 'case counts', source: 'aB', yes: ['xaBx'], no: ['ab', 'AB'] },
  { name: 'case does not count', source: 'aB', flags: 'i', yes: ['AB', 'ab'], no: ['a', 'b'] },
  {
    name: 'spellings beyond ASCII',
    source: 'straße σk',
    flags: 'i',
    yes: ['STRAßE Σ\u212a', 'ſtraẞe ςK'],
    no: ['STRASSE σk'],
  },
  { name: 'class without case', source: '^[k-m]$', flags: 'i', yes: ['k', 'K', '\u212a', 'L'], no: ['j', 'N'] },
  { name: 'negated class without case', source: '^[^k]$', flags: 'i', yes: ['a', 'A', 'é'], no: ['k', 'K', '\u212a'] },
  { name: 'word without case', source: '^\\w\\W$', flags: 'i', yes: ['ſ-', 's-', 'K-'], no: ['ſK', '-s', 'é-'] },
  { name: 'anchors are the very ends', source: '^a$', yes: ['a'], no: ['a\n', '\na', 'aa', 'b\na\nb'] },
  {
    name: 'anchors of lines',
    source: '^a$',
    flags: 'm',
    yes: ['a', 'a\n', '\na', 'b\na\nb'],
    no: ['aa', 'ab\nba', 'a\r\n'],
  },
  { name: 'start of line behind the last line feed', source: '\\n^$', flags: 'm', yes: ['a\n'], no: ['a'] },
  { name: 'ends of the text under m', source: '\\Aa\\z', flags: 'm', yes: ['a'], no: ['a\n', '\na'] },
  { name: 'before a final line feed', source: 'a\\Z', yes: ['a', 'a\n'], no: ['a\n\n', 'ab', 'a\nb'] },
  { name: 'anchor in the middle', source: 'a^b|a$b', yes: [], no: ['ab', 'a\nb'] },
  { name: 'anchor in an option', source: '(^|/)a', yes: ['a', 'b/a'], no: ['ba'] },
  { name: 'anchor that repeats', source: '(?:^|,){2}a(?:$)*', yes: ['ab', ',a'], no: ['b,a', ' a'] },
  {
    name: 'dot is not a line feed',
    source: '^a.b$',
    yes: ['axb', 'a\rb', 'a\u2028b', 'a😀b'],
    no: ['a\nb', 'ab', 'axxb'],
  },
  { name: 'dot is anything', source: '^a.b$', flags: 's', yes: ['a\nb', 'a\u00a0b'], no: ['ab', 'a\r\nb'] },
  {
    name: 'dots count code points',
    source: '^.{2}$',
    yes: ['😀é', 'ab', '\u0800\u{10000}'],
    no: ['😀', 'é', 'abc', '€€€'],
  },
  {
    name: 'not a class counts code points',
    source: '^[^a]{2,3}$',
    yes: ['éé', '\n\n', '€€€'],
    no: ['é', 'éa', '€€€€'],
  },
  { name: 'run that begins inside a code point', source: '[^a]*b$', yes: ['€b', 'b'], no: ['b€', 'ba'] },
  { name: 'a run alone', source: '(?:.{3})', yes: ['abc', '€é😀', 'ab\ncde'], no: ['ab\ncd', '€é', ''] },
  { name: 'a run alone of ASCII', source: '[a-z]{2,}?', yes: ['-ab'], no: ['a-b', 'éé'] },
  { name: 'a run alone of what is not é', source: '[^é]{2}', yes: ['éab', 'èê'], no: ['éé', 'aéa', 'aéèé'] },
  { name: 'a run alone without case', source: '[^k]{2}', flags: 'i', yes: ['ab', 'éé'], no: ['\u212aa', 'kK', 'akb'] },
  { name: 'a run alone of nothing', source: '[^\\s\\S]{2}', yes: [], no: ['ab'] },
  { name: 'digits are those of ASCII', source: '^\\d\\D$', yes: ['1a', '1٣', '1\n'], no: ['٣a', 'aa', '11'] },
  { name: 'words are those of ASCII', source: '^\\w+$', yes: ['aZ_09'], no: ['é', 'a-b', ''] },
  { name: 'not words', source: '^\\W+$', yes: ['é', '- '], no: ['_', 'a'] },
  {
    name: 'white space is that of ASCII',
    source: '^\\s{6}$',
    yes: ['\t\n\v\f\r '],
    no: ['\t\n\v\f\r\u00a0', '\t\n\v\f\r\u2028'],
  },
  { name: 'not white space', source: '^\\S$', yes: ['\u00a0', 'a', '😀'], no: [' ', '\n', ''] },
  { name: 'word boundary', source: '\\bb\\b', yes: ['b', 'a b.', 'éb'], no: ['ab', 'b_', '1b'] },
  { name: 'no word boundary', source: '\\Bb\\B', yes: ['abc', '_b1'], no: ['b', 'a b', 'ab'] },
  {
    name: 'no word boundary inside a code point',
    source: '^a\\B|^a.\\B',
    yes: ['aa', 'aéé', 'aé'],
    no: ['a', 'aéa', 'a a'],
  },
  { name: 'word boundary at the ends', source: '^\\b|\\b$', yes: ['a', 'a-', '-a'], no: ['', '-', '-a-'] },
  { name: 'boundary before an anchor', source: 'a\\b$', flags: 'm', yes: ['a', 'a\nb', 'b\nba'], no: ['ab', 'a b'] },
  {
    name: 'characters that are escaped',
    source: '^\\.\\*\\\\\\/\\-\\"\\\'\\ \\_\\é$',
    yes: ['.*\\/-"\' _é'],
    no: ['a*'],
  },
  { name: 'control characters', source: '^\\t\\n\\r\\f\\v\\0\\a\\e$', yes: ['\t\n\r\f\v\0\x07\x1b'], no: ['tnrfv0ae'] },
  {
    name: 'characters by number',
    source: '^\\x41\\x{e9}\\u20AC\\x{1F600}\\uD83D\\uDE00\\u{41}$',
    yes: ['Aé€😀😀A'],
    no: ['A'],
  },
  { name: 'class by number', source: '^[\\x41-\\x{43}\\u20AC]+$', yes: ['ABC€'], no: ['D', '-'] },
  { name: 'class', source: '^[a-c_x]+$', yes: ['abc_x'], no: ['d', '-', '^'] },
  { name: 'class with itself', source: '^[].[{}()*+?|$&~^]+$', yes: ['].[{}()*+?|$&~^'], no: ['\\', 'a'] },
  { name: 'not a bracket', source: '^[^]a]$', yes: ['b', '['], no: [']', 'a'] },
  { name: 'dash first and last', source: '^[-a][a-]$', yes: ['--', 'aa'], no: ['b-', '-b'] },
  { name: 'dash escaped and as an end', source: '^[a\\-z][+--]$', yes: ['-+', 'z,', 'a-'], no: ['b-', '-.'] },
  { name: 'dash behind a set', source: '^[\\w-]$', yes: ['-', 'a'], no: ['+'] },
  { name: 'sets in a class', source: '^[\\d\\s,]+$', yes: ['1 2,\t3'], no: ['a'] },
  { name: 'negated sets in a class', source: '^[\\W\\d]$', yes: ['1', '-', 'é'], no: ['a', '_'] },
  { name: 'neither', source: '^[^\\W\\d]$', yes: ['a', '_'], no: ['1', '-', 'é'] },
  { name: 'backspace in a class', source: '[\\b]', yes: ['\b'], no: ['b', 'a b'] },
  { name: 'bracket and colon without a name', source: '^[[:a]+$', yes: ['[:a'], no: ['b'] },
  { name: 'class of everything', source: '^[\\s\\S]$', yes: ['\n', 'a', '😀'], no: ['', 'aa'] },
  { name: 'class of nothing', source: 'a|[^\\s\\S]b', yes: ['a'], no: ['b', 'xb'] },
  { name: 'class around é', source: '^[^é]+$', yes: ['eèê', '😀', '\uffff'], no: ['é', 'aé'] },
  {
    name: 'class across lengths',
    source: '^[~-\u{10001}]+$',
    yes: ['~\x7f\x80߿ࠀ\uffff\u{10000}\u{10001}', '\ud7ff\ue000'],
    no: ['}', '\u{10002}'],
  },
  { name: 'alternation', source: '^(?:ab|c|)d$', yes: ['abd', 'cd', 'd'], no: ['ad', 'bd', 'abcd'] },
  { name: 'empty options', source: '^(|a||b|)$', yes: ['', 'a', 'b'], no: ['ab', 'c'] },
  { name: 'alternation binds last', source: '^a|b$', yes: ['ax', 'xb'], no: ['xa', 'bx'] },
  { name: 'groups', source: '^(a)(?:b)(?<c1>c)(?P<d_>d)$', yes: ['abcd'], no: ['abc'] },
  { name: 'star, plus, question mark', source: '^a*b+c?$', yes: ['b', 'aabbc', 'bc'], no: ['a', 'ac', 'bcc'] },
  { name: 'lazy', source: '^a*?b+?c??d{1,2}?$', yes: ['bd', 'abbcdd'], no: ['ad', 'bddd'] },
  { name: 'counters', source: '^a{2}b{1,}c{0,2}d{0}$', yes: ['aab', 'aabbcc'], no: ['ab', 'aaab', 'aabccc', 'aabd'] },
  { name: 'braces that count nothing', source: '^a{b}{,2}x{1,y}{$', yes: ['a{b}{,2}x{1,y}{'], no: ['abx'] },
  { name: 'closing brackets alone', source: '^a]b}$', yes: ['a]b}'], no: ['ab'] },
  { name: 'repeated group', source: '^(?:ab?){2,3}$', yes: ['aa', 'abab', 'aaba'], no: ['a', 'abb', 'aaaa'] },
  { name: 'repetition of what can be empty', source: '^(?:a*b?)*c$', yes: ['c', 'aabac'], no: ['ad', 'cc'] },
  { name: 'repetition of nothing', source: '^(?:){5}(?:()*)+a$', yes: ['a'], no: ['', 'b'] },
  { name: 'flags from here on', source: 'a(?i)b', yes: ['ab', 'aB'], no: ['AB', 'Ab'] },
  { name: 'flags at the start', source: '(?i)ab', yes: ['AB', 'aB'], no: ['a'] },
  { name: 'several flags at the start', source: '(?ims)^A.b$', yes: ['x\na\nB\nx'], no: ['ab'] },
  { name: 'flags of a group', source: 'a(?i:b)c', yes: ['abc', 'aBc'], no: ['Abc', 'abC'] },
  { name: 'flags end with their group', source: '(a(?i)b|c)d', yes: ['aBd', 'Cd'], no: ['aBD', 'Abd'] },
  { name: 'flags turned off', source: 'a(?-i:b)', flags: 'i', yes: ['Ab', 'ab'], no: ['aB', 'AB'] },
  { name: 'flags turned on and off', source: '(?s-i:a.b)', flags: 'i', yes: ['a\nb'], no: ['A\nb'] },
  {
    name: 'all spellings where case counts elsewhere',
    source: '(?i:k)[\\w]',
    yes: ['\u212aa', 'KA'],
    no: ['k\u212a', '\u017fa'],
  },
];

for (const { name, source, flags = '', yes, no } of ROWS) {
  const regexes = [compiled(source, flags), compiledNfa(source, flags)];
  test(name, () => {
    const answers = (text: string) => regexes.map((regex) => run(regex, text).matches);
    for (const text of yes) expect([text, ...answers(text)]).toEqual([text, true, true]);
    for (const text of no) expect([text, ...answers(text)]).toEqual([text, false, false]);
    for (const regex of regexes) expect(regex.matchesEmpty).toBe(run(regex, '').matches);
  });
}

/** Whether the text is folded before the automaton sees it. */
const CASED: readonly { readonly source: string; readonly flags?: string; readonly cased: boolean }[] = [
  { source: 'abc', cased: true },
  { source: '\\d', cased: true },
  { source: 'abc', flags: 'i', cased: false },
  { source: '(?i)abc', cased: false },
  { source: '(?i:abc)\\d+', cased: false },
  { source: '(?i:abc)d', cased: true },
  { source: '(?i:abc)\\b', cased: true },
  { source: '(?i)abc\\b', cased: false },
  { source: '(?i)\\b', cased: false },
  { source: '^\\d$', flags: 'i', cased: false },
  { source: 'a(?i)', cased: true },
];

for (const { source, flags = '', cased } of CASED) {
  test(`${source} ${flags} is ${cased ? 'cased' : 'folded'}`, () => expect(compiled(source, flags).cased).toBe(cased));
}
