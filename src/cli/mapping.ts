/** Mapping files for the commands. */
import type { EventMapping } from '../plan/event-mapping.js';
import { describeMappingProblem, readMapping } from '../plan/mapping.js';
import { Failure } from './failure.js';
import { readExpected } from './file.js';

const LIMIT = 1 << 20;

/** The mapping at `path`; none without a path. */
export async function readMappingFile(path: string | undefined): Promise<EventMapping | undefined> {
  if (path === undefined) return undefined;
  const mapping = readMapping(path, new TextDecoder().decode(readExpected(path, LIMIT, 'a mapping file was expected')));
  if (!('placesOf' in mapping)) throw new Failure(mapping.map(describeMappingProblem).join('\n'));
  return mapping;
}
