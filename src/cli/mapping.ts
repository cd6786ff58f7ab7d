/** Mapping files for the commands. */
import { describeMappingProblem, type EventMapping, readMapping } from '../plan/mapping.js';
import { Failure, reasonOf } from './failure.js';
import { readAtMost } from './file.js';

const LIMIT = 1 << 20;

/** The mapping at `path`; none without a path. */
export async function readMappingFile(path: string | undefined): Promise<EventMapping | undefined> {
  if (path === undefined) return undefined;
  const mapping = readMapping(path, new TextDecoder().decode(readBytes(path)));
  if (!('placesOf' in mapping)) throw new Failure(mapping.map(describeMappingProblem).join('\n'));
  return mapping;
}

function readBytes(path: string): Uint8Array {
  try {
    return readAtMost(path, LIMIT);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${path}: ${reasonOf(error)}, a mapping file was expected`);
  }
}
