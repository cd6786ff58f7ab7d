/**
 * Regular expressions of rules, put into the platform's dialect.
 *
 * The rules' dialect is that of the linear-time engines: `\d \w \s \b` are ASCII, the dot stops at `\n` alone,
 * `^ $` are the ends of the text, `(?i)` may lead. Where the platform means something else the construct is
 * spelled out; what only backtracking engines can do is refused. With `i`, the platform's `\w` also takes ſ and K.
 */
import { UnsupportedRule } from './unsupported.js';

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

export function compileRegex(source: string, written: RegexFlags): RegExp {
  const [lead = '', letters = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  const flags = {
    ignoreCase: written.ignoreCase || letters.includes('i'),
    multiline: written.multiline || letters.includes('m'),
    dotAll: written.dotAll || letters.includes('s'),
  };
  const translated = translate(source.slice(lead.length), flags);
  try {
    // left to itself the engine also begins between the halves of a surrogate pair
    return new RegExp(`^[^]*?(?:${translated})`, flags.ignoreCase ? 'iu' : 'u');
  } catch (cause) {
    throw new UnsupportedRule(`regular expression (${String(cause)})`, source);
  }
}

/** Constructs longest first; the first that fits at a place is translated. A class is one construct. */
const CONSTRUCT = /\[\^?\]?(?:\\.|[^\]\\])*\]|\\x[0-9a-fA-F]{2}|\\.|\{[0-9]+(?:,[0-9]*)?\}|\(\?[^:]|./gsu;

function translate(source: string, flags: RegexFlags): string {
  return source.replace(CONSTRUCT, (construct) => {
    if (construct.length > 1 && construct.startsWith('[')) return characterClass(construct);
    if (construct.startsWith('\\')) return translateEscape(construct);
    if (construct.startsWith('(?')) throw new UnsupportedRule('group', construct);
    if (construct === '.') return flags.dotAll ? '[^]' : '[^\\n]';
    if (construct === '^') return flags.multiline ? '(?<![^\\n])' : '(?<![^])';
    if (construct === '$') return flags.multiline ? '(?![^\\n])' : '(?![^])';
    return ['{', '}', '[', ']'].includes(construct) ? `\\${construct}` : construct;
  });
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\s', '[\\t-\\r ]'],
  ['\\S', '[^\\t-\\r ]'],
  ['\\A', '(?<![^])'],
  ['\\z', '(?![^])'],
]);

function translateEscape(construct: string): string {
  const known = ESCAPES.get(construct);
  if (known !== undefined) return known;
  if (/^\\(?:[dDwWbBnrtfv]|x..)$/.test(construct)) return construct;
  return escapedSign(construct);
}

const CLASS_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\s', '\\t-\\r '],
  ['\\S', '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}'],
]);

function characterClass(construct: string): string {
  const [, open = '', inner = ''] = /^(\[\^?)(.*)\]$/su.exec(construct)!;
  if (/\[:/.test(inner)) throw new UnsupportedRule('named class', construct);
  const members = inner.match(/\\x[0-9a-fA-F]{2}|\\.|./gsu) ?? [];
  const translated = members.map((member, index) => {
    if (/^\\[sS]$/.test(member)) return CLASS_ESCAPES.get(member)!;
    if (/^\\(?:[dDwWnrtfv]|x..)$/.test(member)) return member;
    if (member.startsWith('\\')) return escapedSign(member);
    // beside a class such as \w, or at an end, the dash is no range
    const isDash = member === '-' && [members[index - 1], members[index + 1]].some(isNoEndOfRange);
    return isDash || member === ']' ? `\\${member}` : member;
  });
  return `${open}${translated.join('')}]`;
}

function isNoEndOfRange(member: string | undefined): boolean {
  return member === undefined || /^\\[dDwWsS]$/.test(member);
}

/** `\.` and the like. The platform knows the escapes of its own signs only, and of the dash in a class only. */
function escapedSign(construct: string): string {
  const sign = construct.slice(1);
  if (/[0-9A-Za-z]/.test(sign)) throw new UnsupportedRule('escape', construct);
  if (sign === '-') return '\\x2d';
  return /[\\^$.*+?()[\]{}|/]/.test(sign) ? construct : sign;
}
