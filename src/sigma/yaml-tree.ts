/**
 * YAML as trees with positions. A scalar keeps its text beside its type: `00000429` is a number to one operator and text
 * to another.
 */
import type { Span } from './ast.js';

export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: 'text' | 'number' | 'boolean' | 'null';
  /** Of a text its value; of all others the source as written. */
  readonly text: string;
  /** Where `text` starts in the file when it stands there character by character, on one line. */
  readonly verbatim?: number;
  readonly span: Span;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/** The span of part of a scalar, or of all of it where its text does not stand in the file as it is. */
export function spanWithin({ verbatim, span }: YamlScalar, from: number, to: number): Span {
  if (verbatim === undefined) return span;
  const start = verbatim + from;
  return { start, end: verbatim + to, line: span.line, column: span.column + start - span.start };
}
