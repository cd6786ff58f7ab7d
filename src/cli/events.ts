/**
 * Events: a file, or standard input, as windows of NDJSON the core takes whole.
 *
 * What is read is untrusted and of any length, so nothing here grows with it: at any time there is one chunk of
 * the source, one unfinished line or document and one batch, none of them longer than a few windows. A problem
 * with the source is a value like the batches, in its place among them, and everything before it is still
 * delivered. Content decides about gzip and the name about JSON documents: a compressed file is often renamed,
 * but one JSON object looks the same in both formats.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { EventBatch, InputProblem, InputProblemCode } from './event-batch.js';
import { splitDocuments } from './json-documents.js';
import { splitLines } from './lines.js';

/** Leaves room in a window of 1 MiB for the line the chunk before broke off, so that a chunk is one batch. */
const CHUNK = 960 * 1024;

/** A damaged gzip file loses what the step that met the damage had inflated: at most this much of the file. */
const INFLATE_STEP = 16 * 1024;

/** A step of text seldom inflates to more. */
const INFLATED_CHUNK = 256 * 1024;

/** The longest mark at the start of a file: of gzip two bytes, of UTF-16 two, of UTF-8 three. */
const HEAD = 3;

/**
 * The events of `path` in batches of at most `limit` bytes; `-` is `input`. Never throws, and closes what it
 * opened when the consumer stops.
 */
export async function* readEvents(
  path: string,
  limit: number,
  input?: AsyncIterable<Uint8Array>,
): AsyncGenerator<EventBatch | InputProblem> {
  let problem: InputProblem | undefined;
  async function* untilProblem(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      problem = problemOf(error);
    }
  }
  const name = path.toLowerCase();
  const source = path === '-' ? (input ?? process.stdin) : readChunks(path);
  const text = untilProblem(withoutMark(withHead(inflated(withHead(source), name.endsWith('.gz')))));
  yield* /\.json(\.gz)?$/.test(name) ? splitDocuments(text, limit) : splitLines(text, limit);
  if (problem) yield problem;
}

/** A chunk is overwritten by the next: the splitters copy what they keep. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const chunk = Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file?.close();
  }
}

/** The same bytes, the first chunk being long enough for every mark, or everything. */
async function* withHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = head.length === 0 && chunk.length >= HEAD ? chunk : Buffer.concat([head, chunk]);
    if (head.length < HEAD) continue;
    yield head;
    head = undefined;
  }
  if (head?.length) yield head;
}

/** What a compressed source holds; any other source as it is. The first chunk has the mark of gzip, if any has. */
async function* inflated(chunks: AsyncIterable<Uint8Array>, named: boolean): AsyncGenerator<Uint8Array> {
  let inflater = named ? new Inflater() : undefined;
  try {
    let first = true;
    for await (const chunk of chunks) {
      if (first && chunk[0] === 0x1f && chunk[1] === 0x8b) inflater ??= new Inflater();
      first = false;
      if (inflater) yield* inflater.inflate(chunk);
      else yield chunk;
    }
    if (inflater) yield* inflater.finish();
  } finally {
    inflater?.close();
  }
}

/**
 * A gunzip stream driven by hand. Iterating over one loses what it still buffers when it meets damage, and a
 * cut file would lose its last chunk, because the last write and the end of the input would be one step.
 */
class Inflater {
  readonly #stream = createGunzip({ chunkSize: INFLATED_CHUNK });
  #failure: Error | undefined;
  #wake = () => {};
  #taken = 0;
  #lastNonZero = -1;

  constructor() {
    this.#stream.on('readable', () => this.#wake());
    this.#stream.on('error', (error) => {
      this.#failure ??= error;
      this.#wake();
    });
  }

  async *inflate(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < chunk.length; at += INFLATE_STEP) {
      const piece = chunk.subarray(at, at + INFLATE_STEP);
      const nonZero = piece.findLastIndex((byte) => byte !== 0);
      if (nonZero >= 0) this.#lastNonZero = this.#taken + nonZero;
      this.#taken += piece.length;
      yield* this.#run((done) => this.#stream.write(piece, done));
    }
  }

  async *finish(): AsyncGenerator<Uint8Array> {
    // The callback of `end` would not wait for what the end of the input brings to light.
    yield* this.#run((done) => {
      if (this.#stream.readableEnded) return done();
      this.#stream.once('end', done);
      this.#stream.end();
    });
    // zlib reads one member after the other and stops at the zeros tape drives append, whatever follows them.
    if (this.#lastNonZero >= this.#stream.bytesWritten)
      throw new InputError('GzipDamaged', 'bytes after the gzip data');
  }

  close(): void {
    this.#stream.destroy();
  }

  /** What comes out until the step is done. */
  async *#run(step: (done: (error?: Error | null) => void) => void): AsyncGenerator<Uint8Array> {
    let done = false;
    step((error) => {
      this.#failure ??= error ?? undefined;
      done = true;
      this.#wake();
    });
    for (;;) {
      const chunk: Buffer | null = this.#stream.read();
      if (chunk) yield chunk;
      else if (this.#failure) throw this.#failure;
      else if (done) return;
      else await this.#woken();
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    const [a, b, c] = first ? chunk : [];
    first = false;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
      throw new InputError('NotUtf8', 'the text is UTF-16; events are read as UTF-8');
    }
    yield a === 0xef && b === 0xbb && c === 0xbf ? chunk.subarray(HEAD) : chunk;
  }
}

/** A problem on its way up through the generators to `readEvents`. */
class InputError extends Error {
  constructor(
    readonly code: InputProblemCode,
    text: string,
  ) {
    super(text);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

function problemOf(error: unknown): InputProblem {
  if (error instanceof InputError) return { kind: 'problem', code: error.code, text: error.message };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_')) {
    return { kind: 'problem', code: 'GzipDamaged', text: `the gzip data is damaged or cut short: ${message}` };
  }
  return { kind: 'problem', code: 'Unreadable', text: `cannot be read: ${REASONS[code ?? ''] ?? message}` };
}
