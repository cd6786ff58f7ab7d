/** A stream of NDJSON answered in parts, in order, no more of it read than is being answered. */
import type { Answers } from '../supervisor/answers.js';
import { windowsOf } from './windows.js';

/**
 * Each part as soon as it is there, lines counted from the start of the stream. At most `ahead` windows are unanswered
 * or not taken; `chunks` is not asked for more meanwhile. What it throws comes after the answers to what came before.
 */
export async function* answerStream(
  chunks: AsyncIterable<Uint8Array>,
  submit: (window: Uint8Array) => Promise<Answers>,
  ahead: number,
): AsyncGenerator<Answers> {
  const input = windowsOf(chunks);
  const pending: Promise<Answers>[] = [];
  let line = 0;
  let broken: { readonly error: unknown } | undefined;
  const read = (): Promise<IteratorResult<Uint8Array>> =>
    input.next().catch((error: unknown) => {
      broken = { error };
      return { done: true, value: undefined };
    });
  let coming: Promise<IteratorResult<Uint8Array>> | undefined = read();
  try {
    while (coming !== undefined || pending.length > 0) {
      const oldest = pending.slice(0, 1);
      const came: IteratorResult<Uint8Array> | Answers = await Promise.race<IteratorResult<Uint8Array> | Answers>(
        coming !== undefined && pending.length < ahead ? [...oldest, coming] : oldest,
      );
      if ('lines' in came) {
        pending.shift();
        yield movedBy(line, came);
        line += came.lines;
      } else {
        coming = came.done ? undefined : read();
        if (!came.done) pending.push(handled(submit(came.value)));
      }
    }
    if (broken) throw broken.error;
  } finally {
    // not awaited: a read that is under way may never end, and whoever stops listening does not wait for it
    void input.return(undefined);
  }
}

/** A promise whose rejection is seen when it is awaited, later. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function movedBy(line: number, answers: Answers): Answers {
  const moved = <T extends { readonly line: number }>(one: T): T => ({ ...one, line: one.line + line });
  return { ...answers, matches: answers.matches.map(moved), unanswered: answers.unanswered.map(moved) };
}
