/**
 * The YAML of a rule, read into the same tree as events: a bare number keeps its source text (`00000429`, `4688.0`),
 * so that text comparison sees what the author wrote.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { type Json, objectOf } from './json.js';
import { UnsupportedRule } from './unsupported.js';

export function readDocument(text: string): Json {
  const documents = parseAllDocuments(text);
  const [document] = documents;
  if (document === undefined || documents.length !== 1) throw new UnsupportedRule('not one document', text);
  if (document.errors.length > 0) throw new UnsupportedRule('not YAML', String(document.errors[0]));
  return readNode(document.contents, document as Document);
}

function readNode(node: unknown, document: Document): Json {
  if (isAlias(node)) return readNode(node.resolve(document), document);
  if (isMap(node)) return objectOf(node.items.map(({ key, value }) => [keyText(key), readNode(value, document)]));
  if (isSeq(node)) return node.items.map((item) => readNode(item, document));
  if (!isScalar(node)) return null;
  if (typeof node.value === 'number' || typeof node.value === 'bigint') return { number: node.source ?? '' };
  if (typeof node.value === 'string' || typeof node.value === 'boolean') return node.value;
  return null;
}

function keyText(key: unknown): string {
  if (!isScalar(key)) throw new UnsupportedRule('key', String(key));
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}
