/** Scalars of plain YAML: on the rest of a line, quoted or not, or on the lines behind a `|`. */
import {
  COLON,
  HASH,
  isBlank,
  isLineEnd,
  LINE_FEED,
  leave,
  lineEndAt,
  type Reader,
  SPACE,
  skipSpaces,
  spanFrom,
} from './plain-lines.js';
import type { YamlScalar } from './yaml-tree.js';

/** The value at `at`, and the rest of its line, in a map or list with this indent; undefined when it is not plain. */
export function readInline(reader: Reader, at: number, indent: number): YamlScalar | undefined {
  const { text } = reader;
  if (isBlockHeader(text, at)) return readBlock(reader, at, indent);
  const scalar = readScalar(reader, at);
  if (!scalar) return undefined;
  const end = skipSpaces(text, scalar.span.end);
  if (!isLineEnd(text, end)) return undefined;
  leave(reader, lineEndAt(text, end), indent);
  return scalar;
}

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/** A scalar on this line, as a value or a key; undefined when it is not plain. */
export function readScalar(reader: Reader, at: number): YamlScalar | undefined {
  const code = reader.text.charCodeAt(at);
  if (code === QUOTE) return readQuoted(reader, at);
  return code === DOUBLE_QUOTE ? readDoubleQuoted(reader, at) : readUnquoted(reader, at);
}

function readQuoted(reader: Reader, at: number): YamlScalar | undefined {
  const { text } = reader;
  let close = text.indexOf("'", at + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf("'", close + 2);
  return close < 0 ? undefined : quoted(reader, at, close, (written) => written.replaceAll("''", "'"));
}

/** A backslash before anything but itself or a quote is left to the package. */
function readDoubleQuoted(reader: Reader, at: number): YamlScalar | undefined {
  const { text } = reader;
  let close = at + 1;
  for (; text[close] !== '"'; close++) {
    if (close >= text.length || (text[close] === '\\' && !'"\\'.includes(text[++close] ?? ' '))) return undefined;
  }
  return quoted(reader, at, close, (written) => written.replace(/\\(.)/g, '$1'));
}

function quoted(reader: Reader, at: number, close: number, read: (written: string) => string): YamlScalar | undefined {
  const written = reader.text.slice(at + 1, close);
  if (written.includes('\n')) return undefined;
  const text = read(written);
  const scalar = { kind: 'text', text, span: spanFrom(reader, at, close + 1) } as const;
  return text === written ? { ...scalar, verbatim: at + 1 } : scalar;
}

/** Words and numbers of the core schema. */
const NULL = /^(?:~|[Nn]ull|NULL)$/;
const BOOLEAN = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const NUMBER = /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$/;

/** A dash, a question mark or a colon may begin a text, too. */
const INDICATORS = ',[]{}#&*!|>\'"%@`';
const WEAK_INDICATORS = '-?:';

function readUnquoted(reader: Reader, at: number): YamlScalar | undefined {
  const { text } = reader;
  const first = text[at] ?? '\n';
  if (isBlank(text, at) || INDICATORS.includes(first)) return undefined;
  if (WEAK_INDICATORS.includes(first) && isBlank(text, at + 1)) return undefined;
  const written = text.slice(at, unquotedEnd(text, at));
  // what begins like this may begin or end a document
  if (written.startsWith('---') || written.startsWith('...')) return undefined;
  return { kind: kindOf(written), text: written, verbatim: at, span: spanFrom(reader, at, at + written.length) };
}

/** Behind the last character before a comment, a colon that ends a key, or the end of the line. */
function unquotedEnd(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === LINE_FEED || (code === COLON && isBlank(text, at + 1))) break;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    end = at + 1;
  }
  return end;
}

function kindOf(text: string): YamlScalar['kind'] {
  if (NULL.test(text)) return 'null';
  if (BOOLEAN.test(text)) return 'boolean';
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? 'number' : 'text';
}

export function isBlockHeader(text: string, at: number): boolean {
  return text[at] === '|';
}

/** Lines behind a `|`, or a `|-` that drops the last break. */
function readBlock(reader: Reader, at: number, indent: number): YamlScalar | undefined {
  const { text } = reader;
  const isStripped = text[at + 1] === '-';
  const headEnd = skipSpaces(text, at + (isStripped ? 2 : 1));
  const block = isLineEnd(text, headEnd) ? linesOf(text, lineEndAt(text, headEnd) + 1, indent) : undefined;
  if (!block) return undefined;
  const span = spanFrom(reader, at, Math.min(block.end + 1, text.length));
  reader.line += block.lines.length;
  leave(reader, block.end, indent);
  return { kind: 'text', text: block.lines.join('\n') + (isStripped ? '' : '\n'), span };
}

/** The lines from `from` on that are deeper than `indent`, without what all are deeper; `end`: that of the last. */
function linesOf(
  text: string,
  from: number,
  indent: number,
): { readonly lines: readonly string[]; readonly end: number } | undefined {
  const lines: string[] = [];
  let width = 0;
  let empty = 0;
  let end = from;
  for (let start = from; start < text.length; start = lineEndAt(text, start) + 1) {
    const at = skipSpaces(text, start);
    if (text.charCodeAt(at) === LINE_FEED || at === text.length) {
      if (at > start) return undefined;
      empty++;
      continue;
    }
    if (at - start <= indent) break;
    width ||= at - start;
    if (at - start < width) return undefined;
    for (; empty > 0; empty--) lines.push('');
    end = lineEndAt(text, start);
    lines.push(text.slice(start + width, end));
  }
  return lines.length > 0 ? { lines, end } : undefined;
}
