/**
 * Plain YAML: block maps and lists of scalars, each on one line or behind a `|`, with comments; nearly every rule is.
 *
 * The package took half the time of compiling all public rules, 1.9 s, so that what it would read in one way only is read
 * here, line by line, in 0.4 s: 99.5 % of their files. Whatever else a text has, and whatever is wrong in it, is not told
 * apart: then there is no answer, and the package reads the text. test/sigma/plain-yaml.test.ts compares the two.
 */
import {
  advance,
  begin,
  COLON,
  close,
  isBlank,
  isLineEnd,
  lineEndAt,
  type Reader,
  skipSpaces,
  spanFrom,
} from './plain-lines.js';
import { isBlockHeader, readInline, readScalar } from './plain-scalar.js';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-tree.js';

/** Deeper than rules nest. */
const MAX_DEPTH = 16;
/** Controls, of which YAML takes tabs and returns for blanks, the byte order mark, halves of characters. */
const UNUSUAL = /[^\n\P{Cc}]|\ufeff|\p{Cs}/u;

/** The map that the text is; undefined when it is anything else, or not plain. */
export function readPlain(text: string): YamlMap | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const reader = begin(text);
  advance(reader, -1);
  reader.hasDeepComment = reader.comment > 0;
  const map = reader.indent === 0 ? readMap(reader, 0) : undefined;
  // a line that goes on with what is before, or is indented as nothing that is open, is still there
  return reader.indent < 0 && !reader.hasDeepComment ? map : undefined;
}

/** The map whose first key the reader is at. */
function readMap(reader: Reader, depth: number): YamlMap | undefined {
  const { indent, at } = reader;
  const span = spanFrom(reader, at, at);
  const entries = new Map<string, YamlEntry>();
  while (reader.indent === indent && !isItem(reader)) {
    const key = readScalar(reader, reader.at);
    const end = key && keyEnd(reader, key);
    if (end === undefined || entries.has(key!.text)) return undefined;
    const value = readValue(reader, end, indent, depth);
    if (!value) return undefined;
    entries.set(key!.text, { key: { ...key!, kind: 'text' }, value });
  }
  return { kind: 'map', entries, span: { ...span, end: close(reader, indent) } };
}

const DASH = 0x2d;

function isItem({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === DASH && isBlank(text, at + 1);
}

/** Longer ones are no keys. */
const LONGEST_KEY = 1000;

/** Where a value may begin behind a scalar that is a key; undefined when it is none. */
function keyEnd({ text }: Reader, { span }: YamlScalar): number | undefined {
  const isKey = text.charCodeAt(span.end) === COLON && isBlank(text, span.end + 1);
  return isKey && span.end - span.start < LONGEST_KEY ? span.end + 1 : undefined;
}

/** The value of a key that ends at `from`, in a map with this indent. */
function readValue(reader: Reader, from: number, indent: number, depth: number): YamlNode | undefined {
  const { text } = reader;
  const at = skipSpaces(text, from);
  if (!isLineEnd(text, at)) return readInline(reader, at, indent);
  advance(reader, lineEndAt(text, at));
  reader.hasDeepComment ||= reader.comment > reader.indent;
  if (depth === MAX_DEPTH || reader.indent < indent) return undefined;
  if (isItem(reader)) return readList(reader, depth + 1);
  return reader.indent > indent ? readMap(reader, depth + 1) : undefined;
}

/** The list whose first item the reader is at. */
function readList(reader: Reader, depth: number): YamlList | undefined {
  const { text, indent, at } = reader;
  const span = spanFrom(reader, at, at);
  const items: YamlNode[] = [];
  while (reader.indent === indent && isItem(reader)) {
    const item = readItem(reader, skipSpaces(text, reader.at + 1), indent, depth);
    if (!item) return undefined;
    items.push(item);
  }
  return { kind: 'list', items, span: { ...span, end: close(reader, indent) } };
}

function readItem(reader: Reader, at: number, indent: number, depth: number): YamlNode | undefined {
  const first = isBlockHeader(reader.text, at) ? undefined : readScalar(reader, at);
  if (!first || keyEnd(reader, first) === undefined) return readInline(reader, at, indent);
  if (depth === MAX_DEPTH) return undefined;
  reader.at = at;
  reader.indent = at - reader.lineStart;
  return readMap(reader, depth + 1);
}
