/**
 * Recordings: one fault with all that is needed to make it happen again, as one small file.
 *
 * All numbers little-endian. The file: the eight bytes `RINGFLT1`; CRC-32C of the file with these four bytes zero; lengths of the three
 * parts that follow, u32 each: facts as JSON, the event, the content file or nothing. Facts are believed as far as
 * `SCHEMA` checks them. A damaged or hostile file is told in one line.
 */
import * as v from 'valibot';
import { checksum } from '../format/checksum.js';
import { LIMITS } from '../format/layout.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { FAULT_KINDS, type FaultKind } from '../sandbox/fault.js';
import type { FaultRecord } from './answers.js';
import type { LogSource } from './declared.js';
import type { EventInput } from './event-input.js';

export interface Recording {
  readonly fault: FaultRecord;
  /** Absent when content faulted while it was loaded. */
  readonly input?: EventInput;
  /** Fuel that an event was given. */
  readonly fuel: number;
  readonly logSource: LogSource;
  /** Numbers of rules that were switched off. */
  readonly rulesOff: readonly number[];
  /** The build of the core, and the tables that it and the content are of. */
  readonly build: string;
  readonly layout: number;
  /** The content file; may be left out. */
  readonly content?: Uint8Array;
}

const MAGIC = new TextEncoder().encode('RINGFLT1');
const HEAD = MAGIC.length + 16;
const FACTS_BYTES = 1 << 16;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 53 - 1));
const text = v.pipe(v.string(), v.maxLength(4096));
const FAULT = v.strictObject({
  kind: v.picklist(Object.keys(FAULT_KINDS) as FaultKind[]),
  stage: v.picklist(['Load', 'Read', 'Match', 'Unknown']),
  index: whole,
  detail: whole,
  supplied: whole,
  declared: whole,
  fuel: whole,
  content: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  rule: v.optional(v.strictObject({ id: text, title: text })),
  field: v.optional(text),
  event: v.optional(whole),
  slot: v.picklist(['active', 'lastKnownGood', 'baseline', 'candidate', 'shadow']),
  action: v.picklist(['quarantined', 'passedOver', 'deadLettered', 'refused', 'ruleSwitchedOff']),
  recovery: v.optional(v.pipe(v.number(), v.finite())),
});
const SCHEMA = v.strictObject({
  fault: FAULT,
  input: v.optional(v.picklist(['json', 'record'])),
  fuel: v.pipe(whole, v.minValue(1), v.maxValue(LIMITS.FUEL.value)),
  logSource: v.strictObject({ product: v.optional(text), category: v.optional(text), service: v.optional(text) }),
  rulesOff: v.array(whole),
  build: text,
  layout: whole,
});

/** What is wrong with a recording, in words that follow the name of the file. */
export interface Damage {
  readonly damage: string;
}

export function encodeRecording({ input, content, ...facts }: Recording): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ ...facts, ...(input && { input: input.kind }) }));
  const parts = [json, input?.bytes ?? new Uint8Array(0), content ?? new Uint8Array(0)];
  const bytes = new Uint8Array(parts.reduce((at, part) => at + part.length, HEAD));
  const data = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  let at = HEAD;
  parts.forEach((part, index) => {
    data.setUint32(MAGIC.length + 4 + 4 * index, part.length, true);
    bytes.set(part, at);
    at += part.length;
  });
  data.setUint32(MAGIC.length, checksum(bytes, MAGIC.length), true);
  return bytes;
}

export function decodeRecording(bytes: Uint8Array): Recording | Damage {
  if (bytes.length < HEAD || MAGIC.some((byte, at) => bytes[at] !== byte)) return { damage: 'it is no recording' };
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [facts, event, content] = [4, 8, 12].map((at) => data.getUint32(MAGIC.length + at, true)) as [
    number,
    number,
    number,
  ];
  if (HEAD + facts + event + content !== bytes.length)
    return { damage: `it has ${bytes.length} bytes, its parts have ${HEAD + facts + event + content}` };
  if (facts > FACTS_BYTES) return { damage: `its facts have ${facts} bytes, at most ${FACTS_BYTES} were expected` };
  const found = checksum(bytes, MAGIC.length);
  const stated = data.getUint32(MAGIC.length, true);
  if (found !== stated) return { damage: `its checksum is ${found.toString(16)}, it states ${stated.toString(16)}` };
  const parsed = readFacts(bytes.subarray(HEAD, HEAD + facts));
  if ('damage' in parsed) return parsed;
  const { input, ...rest } = parsed;
  if (rest.layout !== LAYOUT_DIGEST) return { damage: 'it is of another version of ringfence: other format tables' };
  const end = HEAD + facts + event;
  return {
    ...rest,
    ...(input && { input: { kind: input, bytes: bytes.slice(HEAD + facts, end) } }),
    ...(content > 0 && { content: bytes.slice(end) }),
  } as Recording;
}

function readFacts(bytes: Uint8Array): v.InferOutput<typeof SCHEMA> | Damage {
  try {
    const { success, output, issues } = v.safeParse(SCHEMA, JSON.parse(new TextDecoder().decode(bytes)));
    if (success) return output;
    return { damage: `its facts are wrong at ${v.getDotPath(issues[0]) ?? 'the top'}` };
  } catch (error) {
    if (error instanceof SyntaxError) return { damage: 'its facts are not JSON' };
    throw error;
  }
}
