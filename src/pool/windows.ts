/**
 * Input as windows: whole lines, small enough that workers share them evenly and large enough that handing them over
 * costs little.
 *
 * A line that no supervisor answers is cut behind the byte that makes it too long, so that a window fits its place and
 * what is held does not grow with the line.
 */
import { LIMITS } from '../format/layout.js';
import { batches } from '../supervisor/windows.js';

/**
 * Bytes of a window, but for a single longer line. Measured on 152 MB in shared memory, for which the workers take 1.1 s of
 * processor time: handing it over takes the main thread 46 ms in windows of this size, 28 ms in windows of 1 MiB.
 */
export const WINDOW_BYTES = 1 << 18;

/** The longest window: one byte too long to be answered. */
export const PLACE_BYTES = LIMITS.WINDOW_BYTES.value + 1;

const LINE_FEED = 10;

/** Windows of bytes that are there as a whole: views, not copies. */
export function* windows(bytes: Uint8Array): Generator<Uint8Array> {
  for (const batch of batches(bytes, WINDOW_BYTES)) yield batch.subarray(0, PLACE_BYTES);
}

/**
 * Windows of a stream, each as soon as its lines are there: views of the chunks, and copies of lines that a chunk broke
 * off.
 */
export async function* windowsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const held = new Uint8Array(PLACE_BYTES);
  let length = 0;
  const hold = (bytes: Uint8Array) => {
    const fitting = bytes.subarray(0, held.length - length);
    held.set(fitting, length);
    length += fitting.length;
  };
  for await (const chunk of chunks) {
    let at = 0;
    const end = chunk.indexOf(LINE_FEED) + 1;
    if (length > 0 && end > 0) {
      hold(chunk.subarray(0, end));
      yield held.slice(0, length);
      length = 0;
      at = end;
    }
    const whole = Math.max(at, chunk.lastIndexOf(LINE_FEED) + 1);
    yield* windows(chunk.subarray(at, whole));
    hold(chunk.subarray(whole));
  }
  if (length > 0) yield held.slice(0, length);
}

/** A window in about `parts` parts, at a line each; only itself when it is one line. */
export function cut(window: Uint8Array, parts: number): Uint8Array[] {
  return [...batches(window, Math.ceil(window.length / parts))];
}

export function isOneLine(window: Uint8Array): boolean {
  const end = window.indexOf(LINE_FEED);
  return end < 0 || end === window.length - 1;
}
