/** Events whose shape is what costs: nesting, keys, counts of values. Each is one line of at most `size` bytes. */
import type { Vocabulary } from './vocabulary.js';

export const SHAPES: Readonly<Record<string, (vocabulary: Vocabulary, size: number) => Buffer>> = {
  'unknown keys': (vocabulary, size) => members(vocabulary, size, (index) => `"k${index}":1`),
  'keys like those of rules': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}${index.toString(36)}":"a"`),
  'keys with escapes': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${escaped(fields[index % fields.length]!.field)}":"a"`),
  'a long key': (vocabulary, size) => members(vocabulary, size, () => `"${'k'.repeat(size - 200)}":1`),
  'keys of a thousand escapes': (vocabulary, size) => members(vocabulary, size, () => `"${'\\u006b'.repeat(160)}":1`),
  'nesting, arrays': (vocabulary, size) => members(vocabulary, size, () => `"x":${'['.repeat(120)}${']'.repeat(120)}`),
  'nesting, objects': (vocabulary, size) =>
    members(vocabulary, size, () => `"x":${'{"y":'.repeat(120)}1${'}'.repeat(120)}`),
  'nesting under a known key': ({ marks, fields }, size) =>
    members({ marks }, size, () => `"${fields[0]!.field}":${'['.repeat(120)}"a"${']'.repeat(120)}`),
  'empty arrays': ({ marks, fields }, size) => members({ marks }, size, () => `"${fields[0]!.field}":[]`),
  'short values': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":"a"`),
  'empty values': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":""`),
  numbers: ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":${index}`),
  'long numbers': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":${'1234567890'.repeat(30)}.5e-7`),
  'exponents at the limit': ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":1e99999999`),
  nulls: ({ marks, fields }, size) =>
    members({ marks }, size, (index) => `"${fields[index % fields.length]!.field}":null`),
  'blanks between': (vocabulary, size) => members(vocabulary, size, () => `${' '.repeat(64)}"x":1`),
  'event data of an evtx parser': ({ marks, fields }, size) =>
    evtx(marks, size, (index) => `"${fields[index % fields.length]!.field}":"a"`),
  'event data without names': ({ marks }, size) => evtx(marks, size, () => '"Data":["a","b"]'),
};

type Marks = Vocabulary['marks'];

/** An object of as many members as fit, or of one. */
function members({ marks }: Pick<Vocabulary, 'marks'>, size: number, member: (index: number) => string): Buffer {
  const start = `${JSON.stringify(marks).slice(0, -1)},`;
  return Buffer.from(`${start}${asMany(size - start.length - 2, member)}}\n`);
}

function evtx(marks: Marks, size: number, member: (index: number) => string): Buffer {
  const start = `{"Event":{"System":${JSON.stringify(marks)},"EventData":{`;
  return Buffer.from(`${start}${asMany(size - start.length - 4, member)}}}}\n`);
}

function asMany(bytes: number, member: (index: number) => string): string {
  const all = [member(0)];
  for (let left = bytes - all[0]!.length, index = 1; ; index++) {
    const next = member(index);
    left -= next.length + 1;
    if (left < 0) return all.join();
    all.push(next);
  }
}

function escaped(name: string): string {
  return Array.from(name, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
