/**
 * Grams: which four bytes of a literal stand for it in the filter.
 *
 * The rarest gram is looked for, so that most positions of most values end at the filter, and grams are balanced, so
 * that no bucket becomes long whatever the rules. Rarity is guessed from the literals themselves: what many rules
 * write, such as `.exe`, many events hold.
 */

/** In how many of the literals of all rules each gram of four bytes stands. */
export type GramCounts = ReadonlyMap<number, number>;

export function countGrams(literals: Iterable<Uint8Array>): GramCounts {
  const counts = new Map<number, number>();
  for (const bytes of literals) {
    const own = new Set<number>();
    for (let at = 0; at + 4 <= bytes.length; at++) own.add(gramAt(bytes, at, 4));
    for (const gram of own) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Up to four bytes from `at`, the first lowest, as the core loads them. */
export function gramAt(bytes: Uint8Array, at: number, width: number): number {
  let gram = 0;
  for (let index = width - 1; index >= 0; index--) gram = (gram << 8) | bytes[at + index]!;
  return gram >>> 0;
}

/** How much an entry already behind a gram counts against it, in literals that hold it. */
const CROWDING = 8;

/** The place of the gram of `width` bytes to look a literal up by; `taken` counts the choices of one lookup. */
export function chooseGram(literal: Uint8Array, width: number, counts: GramCounts, taken: Map<number, number>): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + width <= literal.length; at++) {
    const gram = gramAt(literal, at, width);
    const cost = (counts.get(gram) ?? 0) + CROWDING * (taken.get(gram) ?? 0);
    if (cost < least) {
      least = cost;
      best = at;
    }
  }
  const chosen = gramAt(literal, best, width);
  taken.set(chosen, (taken.get(chosen) ?? 0) + 1);
  return best;
}
