/**
 * The built-in minimal content: it has no rules and reads no field, so that nothing in it can fault.
 *
 * It stands when nothing else may run, and no baseline was supplied: events go on being read and counted, as `blind`. An
 * event that other content faulted on is never answered by it; that would hide the event.
 */
import { type Sections, writeContent } from '../content/writer.js';
import { NONE } from '../format/layout.js';
import { SECTION_NAMES } from '../format/records.js';

const EMPTY = { offset: 0, length: 0 };
const NO_RECORDS = { first: 0, count: 0 };

export function minimalContent(): Uint8Array {
  const empty = Object.fromEntries(SECTION_NAMES.map((name) => [name, new Uint8Array(0)])) as unknown as Sections;
  const content = writeContent(
    { schema: EMPTY, schemaVersion: 0, contentVersion: 0 },
    {
      ...empty,
      PathNodes: [{ bindings: NO_RECORDS, wildcard: NONE, hasEdges: 0, cutsBlanks: 0, marks: 0, marksAlways: 0 }],
      PathBuckets: [0, 0, 0],
      Groups: [
        { product: EMPTY, category: EMPTY, service: EMPTY, variant: EMPTY, tables: NO_RECORDS, always: NO_RECORDS },
      ],
    },
  );
  return content as Uint8Array;
}
