/** The content that the exhibits damage: a rule of each kind of search, and an event that all of them look at. */
import { inspect } from '../../src/content/dump.js';
import type { SectionName } from '../../src/format/layout.js';
import type { RecordIn } from '../../src/format/records.js';
import { bytesOf, contentOf, event } from '../sandbox/content.js';
import { withSections } from '../validator/damage.js';

/** What stands before the last byte of the literal of `Costly`. */
const LONG = 'a'.repeat(2000);

/** What there is to return to: says of every event what it said before. */
export const LAST_KNOWN_GOOD = contentOf({ Named: '{a: x}' }, { contentVersion: 1 });

export const VICTIM = contentOf(
  {
    Named: '{a: x}',
    Ending: '{e|endswith: "\\\\powershell.exe"}',
    Pattern: '[{b: "*ab*cd?e"}, {c: y}]',
    Regex: '{d|re: "^a+b$"}',
    Costly: `{f|contains: ${LONG}b}`,
  },
  { contentVersion: 2 },
);

/** What `Costly` fails on at the end of its literal, wherever it is tried. */
export const COSTLY = event({ f: 'a'.repeat(1_000_000) });

/** Every rule looks at it, and `Named` matches in both contents. */
export const EVENT = bytesOf(event({ a: 'x', b: 'abcdfe', c: '', d: 'aab', e: 'x', f: `${LONG}b` }));

/** The victim with a change in every record of a section, or with every number of it changed. */
export function every<S extends SectionName>(
  section: S,
  change: (row: RecordIn<S>) => Partial<RecordIn<S>> | number,
): Uint8Array {
  const content = inspect(VICTIM);
  const rows = Array.from(content.sections[section] as ArrayLike<RecordIn<S>>);
  const changed = rows.map((row) => (typeof row === 'number' ? change(row) : { ...row, ...(change(row) as object) }));
  return withSections(content, { [section]: changed });
}
