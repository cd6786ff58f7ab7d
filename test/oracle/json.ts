/**
 * JSON with nothing lost: the tree that rules and events are read into.
 *
 * `JSON.parse` rounds numbers beyond 2^53 and keeps only the last of two equal keys; matching needs the source
 * text of every number and the values of every key. So an object is a map from a key to all its values, a number
 * is its source text, and an array is an array.
 */

export type Json = null | boolean | string | JsonNumber | JsonObject | readonly Json[];

export interface JsonNumber {
  readonly number: string;
}

export interface JsonObject extends ReadonlyMap<string, readonly Json[]> {}

/** Reads an event as text or as bytes. Throws a `SyntaxError` where `JSON.parse` does. */
export function parseEvent(source: string | Uint8Array): Json {
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader);
  if (take(reader, BLANKS) === undefined || reader.at !== text.length) throw unexpected(reader);
  return value;
}

/** The same tree from what `JSON.parse` gave. Number texts are then the shortest ones, and equal keys are gone. */
export function fromParsed(value: unknown): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return { number: String(value) };
  if (Array.isArray(value)) return value.map(fromParsed);
  return objectOf(Object.entries(value as object).map(([key, member]) => [wellFormed(key), fromParsed(member)]));
}

export function objectOf(members: readonly (readonly [string, Json])[]): JsonObject {
  const object = new Map<string, Json[]>();
  for (const [key, value] of members) {
    const values = object.get(key);
    if (values === undefined) object.set(key, [value]);
    else values.push(value);
  }
  return object;
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isNumber(value: Json): value is JsonNumber {
  return typeof value === 'object' && value !== null && !isObject(value) && !isArray(value);
}

interface Reader {
  readonly text: string;
  at: number;
}

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /null|true|false/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const WORDS: Readonly<Record<string, Json>> = { null: null, true: true, false: false };

function readValue(reader: Reader): Json {
  if (takeSign(reader, '{')) return readObject(reader);
  if (takeSign(reader, '[')) return readArray(reader);
  const string = readString(reader);
  if (string !== undefined) return string;
  const word = take(reader, WORD);
  if (word !== undefined) return WORDS[word]!;
  const number = take(reader, NUMBER);
  if (number !== undefined) return { number };
  throw unexpected(reader);
}

function readObject(reader: Reader): Json {
  const members: [string, Json][] = [];
  if (takeSign(reader, '}')) return objectOf(members);
  do {
    take(reader, BLANKS);
    const key = readString(reader);
    if (key === undefined || !takeSign(reader, ':')) throw unexpected(reader);
    take(reader, BLANKS);
    members.push([key, readValue(reader)]);
  } while (takeSign(reader, ','));
  if (!takeSign(reader, '}')) throw unexpected(reader);
  return objectOf(members);
}

function readArray(reader: Reader): Json {
  const elements: Json[] = [];
  if (takeSign(reader, ']')) return elements;
  do {
    take(reader, BLANKS);
    elements.push(readValue(reader));
  } while (takeSign(reader, ','));
  if (!takeSign(reader, ']')) throw unexpected(reader);
  return elements;
}

/** One string token is safe with `JSON.parse`; only numbers and objects lose anything there. */
function readString(reader: Reader): string | undefined {
  const token = take(reader, STRING);
  return token === undefined ? undefined : wellFormed(JSON.parse(token) as string);
}

function takeSign(reader: Reader, sign: string): boolean {
  take(reader, BLANKS);
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function take(reader: Reader, token: RegExp): string | undefined {
  token.lastIndex = reader.at;
  const found = token.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

/** A surrogate without its partner stands for no character: it reads as U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function unexpected(reader: Reader): SyntaxError {
  return new SyntaxError(`unexpected ${JSON.stringify(reader.text.slice(reader.at, reader.at + 10))} at ${reader.at}`);
}
