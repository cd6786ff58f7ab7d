/** Search that is led by what is reached: an input that reaches something new is kept, and changed further. */
import { type Random, randomFrom } from '../../src/demo/random.js';

export interface Target<Input> {
  readonly name: string;
  readonly seeds: readonly Input[];
  /** The input changed; `other` is one to take a part of. */
  readonly change: (input: Input, other: Input, random: Random) => Input;
  /** What the input reaches. Throws when what must hold does not. */
  readonly run: (input: Input) => Promise<readonly (number | string)[]>;
}

export interface Found {
  readonly inputs: number;
  /** Inputs that reached something new. */
  readonly kept: number;
  readonly reachedBySeeds: number;
  readonly reached: number;
}

/** `runs` changed inputs behind the seeds. */
export async function explore<Input>(target: Target<Input>, runs: number, seed: number): Promise<Found> {
  const random = randomFrom(seed);
  const seen = new Set<number | string>();
  const kept: Input[] = [];
  const show = async (input: Input) => {
    const before = seen.size;
    for (const one of await target.run(input)) seen.add(one);
    if (seen.size > before) kept.push(input);
  };
  for (const input of target.seeds) await show(input);
  const reachedBySeeds = seen.size;
  for (let run = 0; run < runs; run++) await show(target.change(random.pick(kept), random.pick(kept), random));
  return { inputs: runs, kept: kept.length, reachedBySeeds, reached: seen.size };
}

/** Bytes with one to four edits: a byte, a token, a run gone or twice, or the end of another behind the beginning. */
export function edited(bytes: Uint8Array, other: Uint8Array, tokens: readonly string[], random: Random): Uint8Array {
  let made: Uint8Array = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const [from, to] = [place(made, random), place(made, random)].sort((a, b) => a - b) as [number, number];
    made = random.pick(EDITS)({
      bytes: made,
      from,
      to,
      other: other.subarray(place(other, random)),
      token: Buffer.from(random.pick(tokens)),
      random,
    });
  }
  return made.subarray(0, LONGEST);
}

const LONGEST = 1 << 16;

function place(bytes: Uint8Array, random: Random): number {
  return random.below(Math.min(bytes.length + 1, LONGEST));
}

interface Edit {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly other: Uint8Array;
  readonly token: Uint8Array;
  readonly random: Random;
}

const EDITS: readonly ((edit: Edit) => Uint8Array)[] = [
  ({ bytes, from, random }) =>
    joined(bytes.subarray(0, from), Uint8Array.of(random.below(256)), bytes.subarray(from + 1)),
  ({ bytes, from, token }) => joined(bytes.subarray(0, from), token, bytes.subarray(from)),
  ({ bytes, from, to, token }) => joined(bytes.subarray(0, from), token, bytes.subarray(to)),
  ({ bytes, from, to }) => joined(bytes.subarray(0, from), bytes.subarray(to)),
  ({ bytes, from, to }) => joined(bytes.subarray(0, to), bytes.subarray(from)),
  ({ bytes, from, other }) => joined(bytes.subarray(0, from), other),
];

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
