/**
 * Mutated copies of rules: what ten or forty times as many rules would be, in the shape that rules have.
 *
 * A copy has an id of its own, and in each of its values two letters and a digit, as many as there are, are others, so
 * that its literals are new while their lengths, their ends such as `.exe`, their fields and the condition stay. Values
 * that mean something, such as numbers, regular expressions and networks, are kept. The same seed gives the same texts.
 */
import { type Random, randomFrom } from '../src/demo/random.js';
import type { RuleSource } from '../src/index.js';

/** `count` rules: the given ones, then copies of them in turn. */
export function withMutants(rules: readonly RuleSource[], count: number, seed: number): readonly RuleSource[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const { name, text } = rules[index % rules.length]!;
    const copy = Math.floor(index / rules.length);
    return copy === 0 ? { name, text } : { name: `${copy}/${name}`, text: mutant(text, copy, random) };
  });
}

/** A line under `detection` up to its value: indentation, list sign, and a key with a colon. */
const HEAD = /^\s+(?:- )*(?:([^\s'"][^'":]*):(?=\s|$))?\s*/;

/** Keys whose values are not compared as they are written. */
const KEPT =
  /^(?:condition|timeframe)$|\|(?:re|cidr|expand|exists|fieldref|lte?|gte?|minute|hour|day|week|month|year)\b/;

function mutant(text: string, copy: number, random: Random): string {
  let section = '';
  let key = '';
  const lines = text.split('\n').map((line) => {
    section = /^\w+/.exec(line)?.[0] ?? section;
    if (section === 'id' && line.startsWith('id:')) return `id: ${uuid(random)}`;
    if (section === 'title' && line.startsWith('title:')) return line.replace(/(['"]?)\s*$/, ` ${copy}$1`);
    if (section !== 'detection' || line.startsWith('detection')) return line;
    const [head, named] = HEAD.exec(line) ?? [line];
    key = named ?? key;
    return KEPT.test(key) ? line : head + mutateValue(line.slice(head.length), random);
  });
  return lines.join('\n');
}

function uuid(random: Random): string {
  const [a, b, c] = [random.hex(8), random.hex(8), random.hex(8)];
  return `${random.hex(8)}-${a.slice(0, 4)}-4${a.slice(5)}-8${b.slice(5)}-${b.slice(0, 4)}${c}`;
}

/** Scalars of which every letter stands for itself, and that are no number, truth value or null. */
const PLAIN = /^(?:'[^']*'|[A-Za-z\\/.*_-][^'":#]*)(?=\s*(?:#.*)?$)/;
const WORDS = /^(?:true|false|null)$/i;

function mutateValue(value: string, random: Random): string {
  const written = PLAIN.exec(value)?.[0] ?? '';
  if (WORDS.test(written)) return value;
  const characters = [...written];
  const body = written.replace(/\.\w{2,4}\*?'?$/, '').length;
  const places = (kind: RegExp) => characters.flatMap((one, at) => (at < body && kind.test(one) ? [at] : []));
  const letters = places(/[a-z]/i);
  const digits = places(/\d/);
  for (let left = 2; left > 0 && letters.length > 0; left--)
    characters[letters.splice(random.below(letters.length), 1)[0]!] = random.pick(LETTERS);
  if (digits.length > 0) characters[random.pick(digits)] = String(random.below(10));
  return characters.join('') + value.slice(written.length);
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
