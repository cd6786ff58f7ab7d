/**
 * Crafted events: made to cost as much as they can, by someone who knows the rules.
 *
 * A text is a head, said once, and a tail, said over and over until the event has the size that is asked for. Pieces are
 * what stands between the quotes of JSON, as bytes, so that escapes and what is not UTF-8 can be said.
 */
import type { Random } from '../src/demo/random.js';
import type { Vocabulary, Words } from './vocabulary.js';

export interface Text {
  readonly head: readonly Buffer[];
  /** Never empty. */
  readonly tail: readonly Buffer[];
}

/** One text, or each piece on its own: in an array, or under the same key again and again. */
export type Form = 'text' | 'array' | 'duplicates';

export interface Member {
  readonly key: string;
  readonly text: Text;
  readonly form: Form;
}

export interface Crafted {
  readonly vocabulary: Vocabulary;
  readonly members: readonly Member[];
}

/** JSON's spelling of a text. */
export function piece(text: string): Buffer {
  return Buffer.from(JSON.stringify(text).slice(1, -1));
}

/** Pieces that do not depend on the rules. */
export const RAW: Readonly<Record<string, Buffer>> = {
  backslashes: piece('\\'.repeat(8)),
  blanks: piece(' '.repeat(16)),
  'one letter': piece('a'.repeat(16)),
  quotes: piece('"'.repeat(8)),
  'escaped letters': Buffer.from('\\u0065\\u0078\\u0065'),
  'escaped pairs': Buffer.from('\\ud83d\\ude00'),
  'half pairs': Buffer.from('\\ud800'),
  'Chinese text': piece('\u4e2d\u6587\u5b57\u7b26'),
  emoji: piece('\u{1f600}\u{1f680}'),
  'letters that fold': piece('\u017f\u212a\u0130\u1e9e'),
  'not UTF-8': Buffer.from([0xff, 0xe4, 0xb8, 0x80, 0xc0, 0xf0, 0x9f]),
  digits: piece('1234567890'),
  'an encoded command': piece('powershell -enc '),
};

/** Words of a field that one text is made of, at most: more do not fit into an event. */
const WORDS = 4000;

/** Every way to make a text of the words of a field; none where the field has no such words. */
export const TEXTS: Readonly<Record<string, (words: Words, random: Random) => readonly Text[]>> = {
  literals: ({ literals }, random) => tailOf(shuffled(literals, random)),
  'literals cut short': ({ literals }, random) => tailOf(shuffled(literals, random).map((text) => text.slice(0, -1))),
  'literals without their beginning': ({ literals }, random) =>
    tailOf(shuffled(literals, random).map((text) => text.slice(1))),
  'gates of regexes': ({ gates }, random) => tailOf(shuffled(gates, random)),
  'gates of regexes, then letters': ({ gates }) => headAndTail(gates, 'a'.repeat(16)),
  'gates of regexes, then blanks': ({ gates }) => headAndTail(gates, ' '.repeat(16)),
  'gates of regexes, then signs': ({ gates }) => headAndTail(gates, ' -/"^'),
  'near matches of all regexes': ({ samples }) => tailOf(samples),
  'near matches of one regex': ({ samples }) => samples.flatMap((sample) => tailOf([sample])),
  ...Object.fromEntries(Object.entries(RAW).map(([name, raw]) => [name, () => [{ head: [], tail: [raw] }]])),
};

function tailOf(texts: readonly string[]): readonly Text[] {
  const tail = texts.filter((text) => text !== '').slice(0, WORDS);
  return tail.length === 0 ? [] : [{ head: [], tail: tail.map(piece) }];
}

function headAndTail(head: readonly string[], tail: string): readonly Text[] {
  return head.length === 0 ? [] : [{ head: head.map(piece), tail: [piece(tail)] }];
}

function shuffled(texts: readonly string[], random: Random): string[] {
  const left = [...texts];
  return texts.map(() => left.splice(random.below(left.length), 1)[0]!);
}

/** Where the text goes: into the field with the most words, or into several. */
export const LAYOUTS: Readonly<Record<string, { readonly fields: number; readonly form: Form }>> = {
  'one field': { fields: 1, form: 'text' },
  'every field': { fields: 12, form: 'text' },
  'an array': { fields: 1, form: 'array' },
  'a key again and again': { fields: 1, form: 'duplicates' },
};

/** One line of NDJSON of at most `size` bytes, and nearly as many. */
export function render({ vocabulary: { marks }, members }: Crafted, size: number): Buffer {
  const start = Buffer.from(JSON.stringify(marks).slice(0, -1));
  const room = size - start.length - 2;
  const share = Math.floor(room / members.length);
  const parts = members.map((member) => FORMS[member.form](member, share));
  return Buffer.concat([start, ...parts, Buffer.from('}\n')]);
}

/** A member, with the comma before it, in at most so many bytes. */
export const FORMS: Readonly<Record<Form, (member: Member, bytes: number) => Buffer>> = {
  text: ({ key, text }, bytes) => {
    const [before, after] = [Buffer.from(`,${JSON.stringify(key)}:"`), Buffer.from('"')];
    return Buffer.concat([before, ...pieces(text, bytes - before.length - 1, 0), after]);
  },
  array: ({ key, text }, bytes) => {
    const [before, after] = [Buffer.from(`,${JSON.stringify(key)}:[""`), Buffer.from(']')];
    const elements = pieces(text, bytes - before.length - 1, 3);
    return Buffer.concat([before, ...elements.flatMap((each) => [Buffer.from(',"'), each, Buffer.from('"')]), after]);
  },
  duplicates: ({ key, text }, bytes) => {
    const before = Buffer.from(`,${JSON.stringify(key)}:"`);
    const values = pieces(text, bytes, before.length + 1);
    return Buffer.concat(values.flatMap((each) => [before, each, Buffer.from('"')]));
  },
};

/** Pieces, each with `overhead` bytes around it, in at most so many bytes. */
function pieces({ head, tail }: Text, bytes: number, overhead: number): Buffer[] {
  const chosen: Buffer[] = [];
  let left = bytes;
  for (let index = 0; ; index++) {
    const next = head[index] ?? tail[(index - head.length) % tail.length]!;
    left -= next.length + overhead;
    if (left < 0) return chosen;
    chosen.push(next);
  }
}
