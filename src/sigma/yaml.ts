/**
 * YAML text to trees with positions: what is plain line by line, all else by the `yaml` package, which only this file
 * knows.
 *
 * YAML 1.2, core schema, whatever a `%YAML` line says. The text is a stranger's: its size is limited, its depth
 * is limited while the parser's own stack grows, before anything recurses over it, and nothing here throws.
 * Keys are compared here in one pass because the package compares each with all others, minutes for a large
 * map.
 */
import type { ParsedNode, Scalar, YAMLMap } from 'yaml';
import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, Schema } from 'yaml';
import type { Span } from './ast.js';
import { type Diagnostic, type DiagnosticCode, diagnose } from './diagnostic.js';
import { readPlain } from './plain-yaml.js';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-tree.js';

export interface YamlDocument {
  /** Absent when the document is not YAML. */
  readonly contents?: YamlNode;
  readonly span: Span;
  readonly diagnostics: readonly Diagnostic[];
}

const MAX_BYTES = 524_288;
const MAX_DEPTH = 64;
/** A document that is not YAML is rarely wrong in more places than these; the rest follows from them. */
const MAX_ERRORS = 8;
/** It has no UTF-8, so neither bytes nor events could hold it. */
const HALF_PAIR = /\p{Cs}/u;

/** Made once: the package would make one for each document. Tags beyond the core, such as `!!binary`, are unknown. */
const SCHEMA = new Schema({ schema: 'core', merge: false, resolveKnownTags: false });
/** Without a prototype, or `!<constructor>` would be a known tag, which the package adds to the schema for good. */
Object.setPrototypeOf(SCHEMA.knownTags, null);

/** What the conversion of one document needs. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly diagnostics: Diagnostic[];
}

/** Every document of the text, in order. A text that cannot be divided into documents is one, without contents. */
export function readYaml(file: string, text: string): readonly YamlDocument[] {
  const bytes = byteLength(text);
  if (bytes > MAX_BYTES) return refuse(file, text, 'FileTooLarge', wholeOf(text), `${bytes}`);
  const plain = readPlain(text);
  return plain ? [{ contents: plain, span: plain.span, diagnostics: [] }] : readAnyYaml(file, text);
}

/** The same, all by the package. */
export function readAnyYaml(file: string, text: string): readonly YamlDocument[] {
  try {
    const source = { file, text, lines: new LineCounter() };
    const { documents, deepAt } = compose(source);
    if (deepAt !== undefined) return refuse(file, text, 'YamlTooDeep', spanOf(source, deepAt, deepAt + 1));
    if (documents.length === 0) return refuse(file, text, 'DocumentNotMap', wholeOf(text), 'nothing');
    return documents.map((document) => convertDocument(document, { ...source, diagnostics: [] }));
  } catch (cause) {
    // The package promises errors as data; a bug in it must not become an exception for every rule of the caller.
    return refuse(file, text, 'YamlSyntax', wholeOf(text), String(cause));
  }
}

function refuse(file: string, text: string, code: DiagnosticCode, span: Span, found = ''): readonly YamlDocument[] {
  return [{ span: wholeOf(text), diagnostics: [diagnose(code, file, span, found)] }];
}

function wholeOf(text: string): Span {
  return { start: 0, end: text.length, line: 1, column: 1 };
}

/** Exact where that matters; a text that is too long by its characters alone is not counted further. */
function byteLength(text: string): number {
  const certain = text.length > MAX_BYTES || text.length * 3 <= MAX_BYTES;
  return certain ? text.length : new TextEncoder().encode(text).length;
}

interface Composed {
  readonly documents: readonly Document.Parsed[];
  /** Where the text was given up because it nests too deep. */
  readonly deepAt?: number;
}

/** The package's parser by hand, to look at its stack after each token. */
function compose({ text, lines }: Pick<Source, 'text' | 'lines'>): Composed {
  const documents: Document.Parsed[] = [];
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ schema: SCHEMA, uniqueKeys: false, stringKeys: true, prettyErrors: false });
  lines.addNewLine(0);
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      // A run of errors belongs to one document: refused after the first, and each one costs a stack trace.
      errors = token.type === 'error' ? errors + 1 : 0;
      if (errors <= MAX_ERRORS) documents.push(...composer.next(token));
    }
    if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH) {
      return { documents, deepAt: parser.offset - lexeme.length };
    }
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  return { documents };
}

function depthOf({ stack }: Parser): number {
  return stack.filter((token) => 'items' in token).length;
}

function convertDocument(document: Document.Parsed, source: Source): YamlDocument {
  const { file, text, diagnostics } = source;
  const span = spanOf(source, document.range[0], document.range[1]);
  for (const { pos, message } of [...document.errors, ...document.warnings].slice(0, MAX_ERRORS)) {
    diagnostics.push(diagnose('YamlSyntax', file, spanOf(source, pos[0], Math.min(pos[1], text.length)), message));
  }
  if (diagnostics.length > 0) return { span, diagnostics };
  return { contents: convert(document.contents, document.range[0], source), span, diagnostics };
}

/** `at` is where a node that is not written would stand, as the value of `key:`. */
function convert(node: ParsedNode | null, at: number, source: Source): YamlNode {
  if (isScalar(node)) return convertScalar(node, source);
  const span = node ? spanOf(source, node.range[0], node.range[1]) : spanOf(source, at, at);
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(item, at, source)), span };
  if (isMap(node)) return { kind: 'map', entries: convertEntries(node.items, source), span };
  if (isAlias(node)) source.diagnostics.push(diagnose('YamlAlias', source.file, span, `*${node.source}`));
  return { kind: 'null', text: '', span };
}

function convertEntries(pairs: YAMLMap.Parsed['items'], source: Source): ReadonlyMap<string, YamlEntry> {
  const entries = new Map<string, YamlEntry>();
  for (const pair of pairs) {
    // `stringKeys` makes every key a scalar; a key of another kind has ended as a YAML error.
    if (!isScalar(pair.key)) continue;
    const key = convertScalar(pair.key, source);
    if (entries.has(key.text)) source.diagnostics.push(diagnose('YamlDuplicateKey', source.file, key.span, key.text));
    entries.set(key.text, { key, value: convert(pair.value, key.span.end, source) });
  }
  return entries;
}

function convertScalar({ value, source: written, range }: Scalar.Parsed, source: Source): YamlScalar {
  const span = spanOf(source, range[0], range[1]);
  const kind = kindOf(value);
  const text = kind === 'text' && typeof value === 'string' ? value : written;
  if (HALF_PAIR.test(text)) {
    source.diagnostics.push(diagnose('YamlSyntax', source.file, span, 'half of a surrogate pair is no character'));
  }
  const opening = '"\''.includes(source.text[span.start] ?? ' ') ? 1 : 0;
  const verbatim = span.start + opening;
  const stands = verbatim + text.length + opening === span.end && source.text.startsWith(text, verbatim);
  return stands ? { kind, text, verbatim, span } : { kind, text, span };
}

/** `.inf`, `.nan` and `1e999` equal no number an event can hold, and `.inf` is a file extension: they are texts. */
function kindOf(value: unknown): YamlScalar['kind'] {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' && Number.isFinite(value) ? 'number' : 'text';
}

function spanOf({ lines }: Pick<Source, 'lines'>, start: number, end: number): Span {
  const { line, col } = lines.linePos(start);
  return { start, end, line, column: col };
}
