/**
 * Which rule burns the fuel: by halves, each half alone on the event, whatever the order in which rules are evaluated.
 *
 * The rule that happened to be evaluated when the fuel ended may be a cheap one; only what a rule burns alone counts.
 */

/** What the event burns with these rules alone, besides what it burns without any. */
export type Measure = (rules: readonly number[]) => number;

/** The rule that alone burns at least `dear`, if one does; yields after each measurement. */
export function* findBurner(
  rules: readonly number[],
  dear: number,
  measure: Measure,
): Generator<undefined, number | undefined> {
  let suspects = rules;
  while (suspects.length > 1) {
    const middle = suspects.length >> 1;
    const first = measure(suspects.slice(0, middle));
    yield;
    const second = measure(suspects.slice(middle));
    yield;
    if (Math.max(first, second) < dear) return undefined;
    suspects = first >= second ? suspects.slice(0, middle) : suspects.slice(middle);
  }
  const [found] = suspects;
  return found !== undefined && measure(suspects) >= dear ? found : undefined;
}
