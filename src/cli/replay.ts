/** `ringfence replay`: a recorded fault, made again on this machine. */

import { LIMITS } from '../format/layout.js';
import { loadCore } from '../sandbox/core.js';
import { decodeRecording, type Recording } from '../supervisor/recording.js';
import { type Replay, replay } from '../supervisor/replay.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { describeRejection } from '../validator/rejection.js';
import { isRejection, validate } from '../validator/validate.js';
import { readAccepted } from './content.js';
import { Failure } from './failure.js';
import { readExpected } from './file.js';
import { jsonLine, print, printable } from './terminal.js';

interface ReplayArguments {
  readonly content?: string;
  readonly json?: true;
}

/** The most bytes that a recording has. */
const RECORDING_BYTES = LIMITS.CONTENT_BYTES.value + LIMITS.WINDOW_BYTES.value + (1 << 20);

export async function runReplay(path: string, { content: contentPath, json }: ReplayArguments): Promise<void> {
  const recording = readRecording(path);
  const content = await contentOf(path, recording, contentPath);
  if (content.digest !== recording.fault.content)
    throw new Failure(
      `${contentPath ?? path}: the content is ${content.digest.slice(0, 12)}, the fault was in ${recording.fault.content.slice(0, 12)}`,
    );
  const again = replay(await loadCore(), recording, content);
  if (!again)
    throw new Failure(`${path}: its event is none, a line of at most a window or an input record was expected`);
  if (again.differences.length > 0) process.exitCode = 1;
  await print(json ? jsonLine(again) : describe(recording, again));
}

function readRecording(path: string): Recording {
  const recording = decodeRecording(readExpected(path, RECORDING_BYTES, 'a recording was expected'));
  if ('damage' in recording) throw new Failure(`${path}: ${recording.damage}`);
  return recording;
}

async function contentOf(path: string, { content }: Recording, other: string | undefined): Promise<AcceptedContent> {
  if (other !== undefined) return readAccepted(other);
  if (!content) throw new Failure(`${path}: it has no content in it, --content was expected`);
  const accepted = await validate(content);
  if (isRejection(accepted)) throw new Failure(`${path}: the content in it: ${describeRejection(accepted)}`);
  return accepted;
}

function describe({ fault }: Recording, { differences }: Replay): string {
  const rule = fault.rule ? `, rule “${printable(fault.rule.title)}”` : '';
  const head = `${fault.kind} at ${fault.stage}${rule}, content ${fault.content.slice(0, 12)}`;
  if (differences.length === 0) return `${head}: the same again, number for number\n`;
  const lines = differences.map(
    ({ name, recorded, replayed }) => `  ${name}: recorded ${printable(recorded)}, now ${printable(replayed)}`,
  );
  return [`${head}: not the same`, ...lines, ''].join('\n');
}
