/** Lines of plain YAML: where the reader is in them, and how it goes from one to the next. */
import type { Span } from './ast.js';

/** Where the reader is. */
export interface Reader {
  readonly text: string;
  /** The first character of content of a line, and its column from 0: -1 behind the last line. */
  at: number;
  indent: number;
  /** Of this line: its number, and where it begins. */
  line: number;
  lineStart: number;
  /** Where the line ends, with its break, that content was last read on. */
  end: number;
  /** How deep comments stand since then: -1 when there are none. */
  comment: number;
  /** Whether one stands so deep that the package has to say what it belongs to. */
  hasDeepComment: boolean;
}

export const LINE_FEED = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const COLON = 0x3a;

/** Before the first line. */
export function begin(text: string): Reader {
  return { text, at: 0, indent: -1, line: 0, lineStart: 0, end: 0, comment: -1, hasDeepComment: false };
}

/** Goes from the end of a line to the next one that has content. */
export function advance(reader: Reader, lineEnd: number): void {
  const { text } = reader;
  reader.at = text.length;
  reader.indent = -1;
  reader.end = Math.min(lineEnd + 1, text.length);
  reader.comment = -1;
  for (let start = lineEnd + 1; start < text.length; start = lineEndAt(text, start) + 1) {
    const at = skipSpaces(text, start);
    const code = text.charCodeAt(at);
    reader.line++;
    if (code === HASH) reader.comment = Math.max(reader.comment, at - start);
    if (at === text.length || code === LINE_FEED || code === HASH) continue;
    reader.at = at;
    reader.indent = at - start;
    reader.lineStart = start;
    return;
  }
}

/** Goes on behind a scalar in a map or list with this indent. */
export function leave(reader: Reader, lineEnd: number, indent: number): void {
  advance(reader, lineEnd);
  reader.hasDeepComment ||= reader.comment > indent;
}

/** Where a map or list with this indent ends, whose last comments belong to it, but are not in its span. */
export function close(reader: Reader, indent: number): number {
  const { end } = reader;
  if (indent > 0 && reader.comment >= indent) {
    reader.end = reader.at;
    reader.comment = -1;
  }
  return end;
}

export function lineEndAt(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Whether a word ends at `at`. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === LINE_FEED || at >= text.length;
}

export function spanFrom({ line, lineStart }: Reader, start: number, end: number): Span {
  return { start, end, line, column: start - lineStart + 1 };
}

/** Whether there is nothing but a comment behind `at`, before which blanks have been passed over. */
export function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || at >= text.length || (code === HASH && text.charCodeAt(at - 1) === SPACE);
}
