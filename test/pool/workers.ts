/**
 * Pools whose workers come to harm: the real worker of the build, with something before it that does harm when it is
 * asked for the wrong thing.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { MEMORY } from '../../src/format/layout.js';
import { COLUMNS } from '../../src/format/records.js';
import { Pool, type PoolFault, type PoolOptions, type WorkerLoss } from '../../src/node.js';
import type { Core } from '../../src/sandbox/core.js';
import type { Answers, Unanswered } from '../../src/supervisor/answers.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf, contentOf } from '../sandbox/content.js';
import { answer, coreOf, SPIN, TRAP, whenByte, whenFirst } from '../sandbox/wasm.js';
import { about, CORE } from '../supervisor/trial.js';

const WORKER = new URL('../../dist/pool/worker.js', import.meta.url);

/** `npm test` builds it; where it is absent these tests are shown as skipped. */
export const NOT_BUILT = !existsSync(fileURLToPath(WORKER));

/** When harm is done: before the worker is there, or on a request, in which `text` is what is to be scanned. */
export interface Harm {
  readonly at: 'start' | 'offer' | 'scan' | 'afterScan' | 'follow';
  /** For scans: what the window has in it. */
  readonly text?: string;
  /** JavaScript. */
  readonly deed: string;
  /** Only the first so many times, over all workers. Default: every time. */
  readonly times?: number;
}

/** A worker that does harm. */
export function harmful(...harms: readonly Harm[]): URL {
  const code = `
import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const first = (times, mark) => {
  for (let time = 0; time < times; time++)
    try { writeFileSync(mark + time, '', { flag: 'wx' }); return true; } catch {}
  return false;
};
const harms = [${harms.map(literal).join()}];
const harm = async (stage, text = '') => {
  for (const { at, needle, turn, deed } of harms) if (at === stage && text.includes(needle) && turn()) await deed();
};
await harm('start');
parentPort.on('message', ({ kind, bytes }) => {
  const text = kind === 'scan' ? Buffer.from(bytes).toString() : '';
  void harm(kind, text);
  if (kind === 'scan') setTimeout(() => harm('afterScan', text), 5);
});
await import('${WORKER.href}');
`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function literal({ at, text = '', deed, times }: Harm): string {
  const turn = times === undefined ? 'true' : `first(${times}, ${JSON.stringify(temporaryFile())})`;
  return `{ at: '${at}', needle: '${text}', turn: () => ${turn}, deed: async () => { ${deed} } }`;
}

/** A path at which nothing is yet. */
export function temporaryFile(): string {
  const path = mkdtempSync(join(tmpdir(), 'ringfence-pool-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return join(path, 'mark');
}

export interface Started {
  readonly pool: Pool;
  readonly losses: WorkerLoss[];
  readonly faults: PoolFault[];
}

/** A pool that is closed when the test is done. */
export function startPool(options: PoolOptions = {}, core: Core = CORE): Started {
  const losses: WorkerLoss[] = [];
  const faults: PoolFault[] = [];
  const pool = new Pool(core, {
    entry: WORKER,
    workers: 2,
    onLoss: (loss) => losses.push(loss),
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  onTestFinished(() => pool.close());
  return { pool, losses, faults };
}

const versionAt = MEMORY.CONTENT + COLUMNS.Header.find(({ name }) => name === 'contentVersion')!.offset;

/** A core that takes a batch for one event. With content of version 2 it traps on `t` and spins on `s`. */
export const CORE_OF_TWO = coreOf({
  scan: [
    ...answer({ lines: 0, events: 0, consumed: 0 }),
    ...whenByte(versionAt, 2, [...whenFirst('t', TRAP), ...whenFirst('s', SPIN)]),
    ...answer({ lines: 1, events: 1, consumed: 'length' }),
  ],
});
export const VERSIONS = [1, 2, 3].map((contentVersion) => contentOf({ x: '{a: x}' }, { contentVersion }));

/** A rule that is dear on a text of its own letters, and events that burn this fuel on it; another number, another event. */
export const DEAR = contentOf({ cheap: '{a: cheap}', dear: `{a: '*${'a?'.repeat(60)}*z'}` });
export const LITTLE = { fuel: { event: 2_000_000 } };
export const BURNING = (number: number): string => about(`${number}${`${'a'.repeat(50)}b`.repeat(800)}z`);

export const CONTENT = contentOf({ x: '{a: x}', y: '{a: [x, y]}' });

const single = new Supervisor(CORE);
await single.offer(CONTENT);

/** What a supervisor in this thread answers with CONTENT. */
export function expected(text: string): Answers {
  return single.scan(bytesOf(text));
}

/** The same, with the lines about `name` put aside. */
export function expectedWithout(text: string, name: string, reason: Unanswered['reason']): Answers {
  const all = expected(text);
  const { fuel } = expected(text.replace(new RegExp(`.*${name}.*`, 'g'), ''));
  const lines = text.split('\n').flatMap((line, number) => (line.includes(name) ? [number] : []));
  const unanswered = lines.map((line) => ({ line, reason, position: 0 }));
  return {
    ...all,
    events: all.events - lines.length,
    fuel,
    matches: all.matches.filter(({ line }) => !lines.includes(line)),
    unanswered: [...all.unanswered, ...unanswered].sort((a, b) => a.line - b.line),
  };
}

/** Events of several windows, some of which match, some of which are not read. */
export function events(count: number, special: Readonly<Record<number, string>> = {}): string {
  const kinds = [about('x'), about('y'), about('z'), `${'{"a":1,'.repeat(2)}\n`, '\n', about('z'.repeat(200))];
  return Array.from({ length: count }, (_, index) =>
    special[index] === undefined ? kinds[((index * index) % 11) % kinds.length]! : about(special[index]),
  ).join('');
}

/** Equal, and said in the same order; without the thousands of lines that a difference would print. */
export function expectSame(found: Answers, wanted: Answers): void {
  const { matches, unanswered, ...counts } = found;
  const { matches: wantedMatches, unanswered: wantedUnanswered, ...wantedCounts } = wanted;
  expect(counts).toEqual(wantedCounts);
  expect(unanswered).toEqual(wantedUnanswered);
  expect(JSON.stringify(matches) === JSON.stringify(wantedMatches), 'the same matches').toBe(true);
}
