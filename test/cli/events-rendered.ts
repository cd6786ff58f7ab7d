/**
 * Rendered events: what a source yields as one string a line or problem, so that a row of data can state it and
 * so that two ways of cutting the same source can be compared.
 */
import type { EventBatch, InputProblem } from '../../src/cli/event-batch.js';

/** `3 {"a":1}` for a line, `3:7 NotAnEvent` for a problem. Throws when a batch is not what `EventBatch` states. */
export async function rendered(
  events: AsyncIterable<EventBatch | InputProblem>,
  limit: number,
): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const event of events) {
    if (event.kind === 'batch') all.push(...renderedBatch(event, limit));
    else
      all.push(
        [[event.line, event.column].filter((part) => part !== undefined).join(':'), event.code].join(' ').trim(),
      );
  }
  return all;
}

function renderedBatch({ bytes, count, lineOf }: EventBatch, limit: number): string[] {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  if (bytes.length > limit || lines.pop() !== '' || lines.length !== count || count === 0) {
    throw new Error(`a batch of ${bytes.length} bytes and ${count} lines`);
  }
  return lines.map((line, index) => `${lineOf(index)} ${line}`);
}

/** The bytes in chunks of these lengths, over and over, in one buffer that is overwritten, as files are read. */
export async function* inChunks(bytes: Uint8Array, ...lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(Math.max(...lengths));
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length]!;
    chunk.set(bytes.subarray(at, at + length));
    yield chunk.subarray(0, Math.min(length, bytes.length - at));
    chunk.fill(0xee);
    at += length;
  }
}
