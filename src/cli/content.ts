/** Content files for the commands: read and validated, or a Failure that says why not. */
import { LIMITS } from '../format/layout.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { describeRejection } from '../validator/rejection.js';
import { isRejection, validate } from '../validator/validate.js';
import { Failure } from './failure.js';
import { readExpected } from './file.js';

export function readContent(path: string): Uint8Array {
  return readExpected(path, LIMITS.CONTENT_BYTES.value, 'a content file was expected');
}

export async function readAccepted(path: string): Promise<AcceptedContent> {
  const answer = await validate(readContent(path));
  if (isRejection(answer)) throw new Failure(`${path}: ${describeRejection(answer)}`);
  return answer;
}
