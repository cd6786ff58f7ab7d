/**
 * JSON documents: the objects of a JSON file, pretty-printed or not, in an array or one after the other, as
 * batches of NDJSON.
 *
 * Objects are found, not parsed: strings, escapes and a count of braces tell where one ends, whatever it holds,
 * and the core judges its bytes. A line break inside one becomes a TAB, which is as good as white space and as
 * illegal inside a string as the line break was, so that a malformed string is not repaired by accident.
 *
 * What is no object is reported once and skipped up to the next object that begins a line or an array element.
 * An object that lacks a quote or a brace takes those after it along: nothing tells where it was meant to end.
 */
import type { EventBatch, InputProblem, InputProblemCode } from './event-batch.js';

/** A chunk is not used any more when the next is asked for. */
export async function* splitDocuments(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<EventBatch | InputProblem> {
  const splitter = new DocumentSplitter(limit);
  for await (const chunk of chunks) yield* splitter.split(chunk);
  yield* splitter.finish();
}

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

interface Position {
  readonly line: number;
  readonly column: number;
}

/** The objects of one source, from its first byte to `finish`. */
class DocumentSplitter {
  readonly #limit: number;

  /** Finished lines up to `#ready`, then what there is of the object being read up to `#held`. */
  readonly #window: Uint8Array;
  #ready = 0;
  #held = 0;
  /** Where each of the finished lines starts in the source. */
  #lines: number[] = [];

  #mode: 'between' | 'object' | 'other' = 'between';
  #start: Position = { line: 1, column: 1 };
  /** Open braces of the object being read. */
  #depth = 0;
  #quoted = false;
  #escaped = false;
  /** The object being read is too long: it is followed to its end and not kept. */
  #dropping = false;
  /** Nothing but white space since a line or an array element began: an object may start here. */
  #fresh = true;
  /** The array that has not ended yet. */
  #array: Position | undefined;
  #found: InputProblem | undefined;

  #line = 1;
  /** Bytes of the source before the current chunk, and before the current line. */
  #offset = 0;
  #lineOffset = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#window = new Uint8Array(limit);
  }

  *split(chunk: Uint8Array): Generator<EventBatch | InputProblem> {
    for (let at = 0; at < chunk.length; ) {
      if (this.#mode === 'between') at = this.#skipBetween(chunk, at);
      else if (this.#mode === 'object') at = this.#takeObject(chunk, at);
      else at = this.#skipOther(chunk, at);

      if (this.#mode === 'object' && this.#held >= this.#limit - 1) yield* this.#makeRoom();
      if (this.#found) {
        yield* this.#flush();
        yield this.#found;
        this.#found = undefined;
      }
    }
    this.#offset += chunk.length;
    yield* this.#flush();
  }

  *finish(): Generator<InputProblem> {
    if (this.#mode === 'object') {
      yield problemAt(this.#start, 'EventUnterminated', 'the input ends inside the object that starts here');
    } else if (this.#array) {
      yield problemAt(this.#array, 'ArrayUnterminated', 'the input ends inside the array that starts here');
    }
  }

  /** Up to an object or something that is none. Brackets and commas need not fit together. */
  #skipBetween(chunk: Uint8Array, at: number): number {
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === NEWLINE) this.#endLine(at);
      else if (byte === OPEN_BRACE) return this.#startObject(at);
      else if (byte === OPEN_BRACKET) this.#array = this.#position(at);
      else if (byte === CLOSE_BRACKET) this.#array = undefined;
      else if (byte !== COMMA && byte !== SPACE && byte !== TAB && byte !== RETURN) return this.#startOther(at);
    }
    return at;
  }

  /** As much of an object as the window has room for, its \n included. */
  #takeObject(chunk: Uint8Array, at: number): number {
    const window = this.#window;
    const stop = Math.min(chunk.length, at + this.#limit - 1 - this.#held);
    let held = this.#held;
    let depth = this.#depth;
    let quoted = this.#quoted;
    let escaped = this.#escaped;
    let ended = false;
    while (at < stop && !ended) {
      const byte = chunk[at]!;
      window[held] = byte;
      if (byte === NEWLINE || byte === RETURN) window[held] = TAB;
      if (byte === NEWLINE) this.#endLine(at);
      if (escaped) escaped = false;
      else if (byte === QUOTE) quoted = !quoted;
      else if (quoted) escaped = byte === BACKSLASH;
      else if (byte === OPEN_BRACE) depth += 1;
      else if (byte === CLOSE_BRACE) {
        depth -= 1;
        ended = depth === 0;
      }
      held += 1;
      at += 1;
    }
    this.#held = held;
    this.#depth = depth;
    this.#quoted = quoted;
    this.#escaped = escaped;
    if (ended) this.#endObject();
    return at;
  }

  /** Up to an object in a place to start. Strings are left out, as they may hold anything, and end with the line. */
  #skipOther(chunk: Uint8Array, at: number): number {
    let quoted = this.#quoted;
    let escaped = this.#escaped;
    let fresh = this.#fresh;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === NEWLINE) {
        this.#endLine(at);
        quoted = false;
        escaped = false;
        fresh = true;
      } else if (escaped) escaped = false;
      else if (byte === QUOTE) {
        quoted = !quoted;
        fresh = false;
      } else if (quoted) escaped = byte === BACKSLASH;
      else if (byte === COMMA || byte === OPEN_BRACKET) fresh = true;
      else if (byte === OPEN_BRACE && fresh) break;
      else if (byte !== SPACE && byte !== TAB && byte !== RETURN) fresh = false;
    }
    this.#quoted = quoted;
    this.#escaped = escaped;
    this.#fresh = fresh;
    return at < chunk.length ? this.#startObject(at) : at;
  }

  #startObject(at: number): number {
    this.#mode = 'object';
    this.#start = this.#position(at);
    return at;
  }

  #startOther(at: number): number {
    this.#mode = 'other';
    this.#fresh = false;
    this.#array = undefined;
    this.#found = problemAt(this.#position(at), 'NotAnEvent', 'only objects are events: skipped up to the next one');
    return at;
  }

  #endObject(): void {
    this.#mode = 'between';
    if (this.#dropping) {
      this.#dropping = false;
      this.#held = 0;
      return;
    }
    this.#window[this.#held] = NEWLINE;
    this.#held += 1;
    this.#ready = this.#held;
    this.#lines.push(this.#start.line);
  }

  /** For the rest of an object: what is finished leaves, or else the object is longer than a window. */
  *#makeRoom(): Generator<EventBatch | InputProblem> {
    if (this.#ready > 0) return yield* this.#flush();
    this.#held = 0;
    if (this.#dropping) return;
    this.#dropping = true;
    yield problemAt(this.#start, 'EventTooLong', `the object is longer than ${this.#limit - 1} bytes`);
  }

  *#flush(): Generator<EventBatch> {
    if (this.#ready === 0) return;
    const lines = this.#lines;
    const bytes = this.#window.slice(0, this.#ready);
    this.#window.copyWithin(0, this.#ready, this.#held);
    this.#held -= this.#ready;
    this.#ready = 0;
    this.#lines = [];
    yield { kind: 'batch', bytes, count: lines.length, lineOf: (index) => lines[index]! };
  }

  #endLine(at: number): void {
    this.#line += 1;
    this.#lineOffset = this.#offset + at + 1;
  }

  #position(at: number): Position {
    return { line: this.#line, column: this.#offset + at - this.#lineOffset + 1 };
  }
}

function problemAt({ line, column }: Position, code: InputProblemCode, text: string): InputProblem {
  return { kind: 'problem', code, line, column, text };
}
