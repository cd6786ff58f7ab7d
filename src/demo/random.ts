/**
 * Chance with a seed: the same numbers on every machine.
 *
 * mulberry32, in 32-bit integer arithmetic throughout, so no rounding of floating point can differ. Good enough
 * to vary demonstration data and nothing else.
 */
export interface Random {
  /** 0 to limit - 1. The limit is at most 65536. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** So many lower-case hexadecimal digits, at most eight. */
  hex(digits: number): string;
}

export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  // The product stays below 2^32, so it is exact.
  const below = (limit: number): number => ((next() >>> 16) * limit) >>> 16;
  return {
    below,
    pick: (list) => list[below(list.length)]!,
    hex: (digits) => next().toString(16).padStart(8, '0').slice(0, digits),
  };
}
