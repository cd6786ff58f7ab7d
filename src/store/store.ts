/**
 * What survives a restart: which contents never run again, and which were started and never got through.
 *
 * A store gives and takes bytes of a small JSON file with a checksum. What is found there was left by a crash or a
 * stranger: what is not exactly right is not believed, said in one line, and the memory is empty instead.
 */
import * as v from 'valibot';
import { checksum } from '../format/checksum.js';

export interface Remembered {
  /** Digests, oldest first. */
  readonly quarantined: readonly string[];
  /** By digest, starts in a row that did not get through. */
  readonly starts: Readonly<Record<string, number>>;
}

export interface Store {
  /** The bytes written last, and the bytes before them; undefined where there are none. Rejects when they cannot be read. */
  readonly read: () => Promise<{ readonly newest?: Uint8Array; readonly previous?: Uint8Array }>;
  /** Resolves when the bytes would survive a crash. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
}

export const NOTHING_REMEMBERED: Remembered = { quarantined: [], starts: {} };

/** Digests that are kept of each kind; the oldest go first. */
export const REMEMBERED_DIGESTS = 4096;
export const STORE_BYTES = 1 << 20;

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const MEMORY = v.strictObject({
  quarantined: v.pipe(v.array(digest), v.maxLength(REMEMBERED_DIGESTS)),
  starts: v.record(digest, v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
});
const FILE = v.strictObject({ ringfence: v.literal('store 1'), checksum: v.number(), memory: v.string() });

export function encodeMemory({ quarantined, starts }: Remembered): Uint8Array {
  const memory = JSON.stringify({
    quarantined: quarantined.slice(-REMEMBERED_DIGESTS),
    starts: Object.fromEntries(Object.entries(starts).slice(-REMEMBERED_DIGESTS)),
  });
  const encoder = new TextEncoder();
  const file = { ringfence: 'store 1', checksum: checksum(encoder.encode(memory)), memory };
  return encoder.encode(`${JSON.stringify(file)}\n`);
}

/** The memory in the bytes, or in words why they are not believed. */
export function decodeMemory(bytes: Uint8Array): Remembered | string {
  if (bytes.length > STORE_BYTES) return `it has ${bytes.length} bytes, at most ${STORE_BYTES} were expected`;
  const file = v.safeParse(FILE, parse(new TextDecoder().decode(bytes)));
  if (!file.success) return `it is no store: ${v.getDotPath(file.issues[0]) ?? 'it'} is wrong`;
  const { checksum: stated, memory } = file.output;
  const found = checksum(new TextEncoder().encode(memory));
  if (found !== stated) return `its checksum is ${found}, it states ${stated}`;
  const parsed = v.safeParse(MEMORY, parse(memory));
  return parsed.success ? parsed.output : `its memory is wrong at ${v.getDotPath(parsed.issues[0]) ?? 'the top'}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
