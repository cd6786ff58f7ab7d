/** Faults of a command, each as a file that `ringfence replay` takes. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRecording, type Recording } from '../supervisor/recording.js';
import { Failure, reasonOf } from './failure.js';

/** Recordings that are kept: the first. Each has the content in it. */
const KEPT = 100;

export interface Recorder {
  /** Writes a recording while there is room. Throws a Failure. */
  readonly record: (recording: Recording) => void;
  /** Recordings that there was no room for. */
  readonly dropped: () => number;
}

/**
 * Makes the folder, which must be empty if it is there. Not those above it: asked for them, Node 20 never returns where a file
 * system, such as /proc, says of each that it is not there. Throws a Failure.
 */
export function startRecorder(folder: string): Recorder {
  let count = 0;
  orFailure(folder, () => {
    if (!existsSync(folder)) mkdirSync(folder);
    if (readdirSync(folder).length > 0) throw new Failure(`${folder}: it is not empty, an empty folder was expected`);
  });
  const record = (recording: Recording) => {
    if (++count > KEPT) return;
    const path = join(folder, `${count}.fault`);
    orFailure(path, () => writeFileSync(path, encodeRecording(recording)));
  };
  return { record, dropped: () => Math.max(0, count - KEPT) };
}

function orFailure(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${path}: ${reasonOf(error)}`);
  }
}
