/**
 * Climbing: from a crafted event to a worse one, a change at a time, keeping what costs more.
 *
 * Fuel first: it is exact and the same on every machine, but it is not time. So the second half of the search goes by
 * time, where a change has to be worth more than the clock's noise, twice.
 */
import type { Random } from '../src/demo/random.js';
import { type Crafted, type Form, type Member, piece, RAW, render, type Text } from './crafted.js';
import type { Meter } from './meter.js';
import type { Words } from './vocabulary.js';

/** How much dearer a change must make the event to be kept. */
const NOISE = 1.03;

const CHARACTERS = ' \\/-.:"^%$&|;,()[]{}=+abcdefghijklmnopqrstuvwxyz0123456789';

/** The worst event of `size` bytes that is found from `start` before `isOver`. */
export function climb(
  meter: Meter,
  start: Crafted,
  size: number,
  random: Random,
  isOver: (part: number) => boolean,
): Crafted {
  const byFuel = ascend(
    start,
    random,
    () => isOver(0.5),
    (event) => meter.burn(render(event, size)).fuel,
    1,
  );
  const better = glance(meter, start, size) > NOISE * glance(meter, byFuel, size) ? start : byFuel;
  return ascend(
    better,
    random,
    () => isOver(1),
    (event) => glance(meter, event, size),
    NOISE,
  );
}

function glance(meter: Meter, event: Crafted, size: number): number {
  return meter.glance(render(event, size));
}

function ascend(
  start: Crafted,
  random: Random,
  isOver: () => boolean,
  score: (event: Crafted) => number,
  margin: number,
): Crafted {
  let best = start;
  let height = score(best);
  while (!isOver()) {
    const next = changed(best, random);
    const reached = score(next);
    if (reached <= height * margin || (margin > 1 && score(next) <= height * margin)) continue;
    best = next;
    height = reached;
  }
  return best;
}

function changed({ vocabulary, members }: Crafted, random: Random): Crafted {
  const at = random.below(members.length);
  const change = random.pick(CHANGES);
  return { vocabulary, members: change(members, at, vocabulary.fields, random) };
}

type Change = (members: readonly Member[], at: number, fields: readonly Words[], random: Random) => readonly Member[];

const FORMS: readonly Form[] = ['text', 'array', 'duplicates'];

/** What is done most often stands most often. */
const CHANGES: readonly Change[] = [
  inTail((tail, at, next) => tail.with(at, next)),
  inTail((tail, at, next) => tail.toSpliced(at, 0, next)),
  inTail((tail, at) => (tail.length > 1 ? tail.toSpliced(at, 1) : tail)),
  inTail((tail, at) => tail.slice(at, at + 1 + (tail.length >> 1))),
  inHead((head, at, next) => head.toSpliced(at, 0, next)),
  inHead((head, at) => head.toSpliced(at, 1)),
  (members, at, _, random) => members.with(at, { ...members[at]!, form: random.pick(FORMS) }),
  (members, at) => (members.length > 1 ? members.toSpliced(at, 1) : members),
  (members, _, fields, random) => [...members, newMember(random.pick(fields), random)],
];

/** Another tail, made with the number of one of its pieces and a new piece. */
function inTail(change: (tail: readonly Buffer[], at: number, next: Buffer) => readonly Buffer[]): Change {
  return withText(({ head, tail }, next, random) => ({ head, tail: change(tail, random.below(tail.length), next) }));
}

function inHead(change: (head: readonly Buffer[], at: number, next: Buffer) => readonly Buffer[]): Change {
  return withText(({ head, tail }, next, random) => ({
    head: change(head, random.below(head.length + 1), next),
    tail,
  }));
}

function withText(change: (text: Text, next: Buffer, random: Random) => Text): Change {
  return (members, at, fields, random) => {
    const member = members[at]!;
    const words = fields.find(({ field }) => field === member.key) ?? fields[0]!;
    return members.with(at, { ...member, text: change(member.text, newPiece(words, random), random) });
  };
}

function newMember(words: Words, random: Random): Member {
  return { key: words.field, text: { head: [], tail: [newPiece(words, random)] }, form: 'text' };
}

const RAW_PIECES = Object.values(RAW);

/** A word of the field, most of one, a few characters, or what no rule asks for. */
function newPiece({ literals, gates, samples }: Words, random: Random): Buffer {
  const word = (words: readonly string[]) => (words.length > 0 ? random.pick(words) : characters(random));
  switch (random.below(6)) {
    case 0:
      return random.pick(RAW_PIECES);
    case 1:
      return piece(characters(random));
    case 2:
      return piece(word(gates));
    case 3:
      return piece(word(samples));
    case 4:
      return piece(word(literals).slice(random.below(2), -1) || 'a');
    default:
      return piece(word(literals));
  }
}

function characters(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(CHARACTERS.split(''))).join('');
}
