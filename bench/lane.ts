/**
 * Lanes: a workload, or the yardstick, made ready to be timed.
 *
 * Compiling, validating, loading and cutting into lines happen here, before the clock runs. Copying events into the
 * core and reading its answers happen in `answer`, while it runs.
 */
import { type Core, isRejection, Sandbox, Supervisor, validate } from '../src/index.js';
import { batches } from '../src/supervisor/windows.js';
import type { Workload } from './workloads.js';

export interface Tally {
  readonly events: number;
  readonly matches: number;
}

export interface Lane {
  readonly name: string;
  /** In how many calls the input is answered. */
  readonly parts: number;
  /** Throws on a fault and on an event that is not read. */
  readonly answer: (part: number) => Tally;
  /** Over all parts. */
  readonly expected: Tally;
}

const BATCH_BYTES = 1 << 20;

const LINE_FEED = 10;

/** How each way answers NDJSON with a content file. */
export const WAYS: Record<
  Workload['way'],
  (core: Core, content: Uint8Array, bytes: Buffer) => Promise<Pick<Lane, 'parts' | 'answer'>>
> = {
  supervisor: async (core, content, bytes) => ({ parts: 1, answer: await supervised(core, content, bytes) }),
  sandbox: (core, content, bytes) => sandboxed(core, content, [...batches(bytes, BATCH_BYTES)]),
  eventByEvent: (core, content, bytes) => sandboxed(core, content, linesOf(bytes)),
};

/** The yardstick: `JSON.parse` alone, of lines that are strings already, a favour to it. */
export function parseLane(name: string, bytes: Buffer): Lane {
  const lines = linesOf(bytes).map((line) => line.toString());
  const answer = () => ({ events: lines.filter((line) => typeof JSON.parse(line) === 'object').length, matches: 0 });
  return { name, parts: 1, answer, expected: { events: lines.length, matches: 0 } };
}

async function supervised(core: Core, content: Uint8Array, bytes: Buffer): Promise<Lane['answer']> {
  const supervisor = new Supervisor(core, { onFault: (fault) => refuse('a fault', fault) });
  const offer = await supervisor.offer(content);
  if (offer.outcome !== 'active') refuse('content that is not active', offer);
  return () => {
    const { events, matches } = supervisor.scan(bytes);
    return { events, matches: matches.length };
  };
}

async function sandboxed(core: Core, content: Uint8Array, parts: readonly Uint8Array[]) {
  const accepted = await validate(content);
  if (isRejection(accepted)) return refuse('content that is not accepted', accepted);
  const sandbox = new Sandbox(core);
  const refused = sandbox.load(accepted);
  if (refused) refuse('content that is not loaded', refused);
  const answer = (part: number) => {
    const { verdict, fault } = sandbox.scan(parts[part]!);
    if (fault) refuse('a fault', fault);
    if (verdict.consumed !== parts[part]!.length) refuse('a batch that is answered in part', verdict.consumed);
    return { events: verdict.events, matches: verdict.matches.length / 2 };
  };
  return { parts: parts.length, answer };
}

/** Each with its line feed. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, at) + 1 || bytes.length;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}

function refuse(what: string, cause: unknown): never {
  throw new Error(`${what}: ${JSON.stringify(cause)}`, { cause });
}
