/** The groups whose log source the caller has declared for the whole stream, with fields as rules name them. */
import type { ContentView } from '../content/view.js';

/** What the caller says of a stream: every part that a rule names must be equal. */
export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** Reads the content when it is asked for the groups. */
export function* declaredGroups(view: ContentView, declared: LogSource): Generator<number> {
  for (let group = 1; group < view.count('Groups'); group++) {
    const row = view.record('Groups', group);
    const fits = (['product', 'category', 'service'] as const).every(
      (part) => row[part].length === 0 || view.text(row[part]) === declared[part],
    );
    if (fits && row.variant.length === 0) yield group;
  }
}
