/**
 * The watchdog of a pool: how long after its deadline a window is answered whose worker hangs.
 *
 * The worker is the real one, with a listener before it that never returns when it is first asked for a certain window.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, compile } from '../src/index.js';
import { Pool } from '../src/node.js';

/** Milliseconds. */
export interface WatchdogFigures {
  readonly rounds: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

const ROUNDS = 100;
const LIMIT = 100;

/** For a spare to be there again; not part of what is measured. */
const REST = 400;

export async function measureWatchdog(core: Core): Promise<WatchdogFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-watchdog-'));
  const pool = new Pool(core, { workers: 1, windowLimit: LIMIT, entry: hanging(folder) });
  try {
    await pool.offer(compile([RULE]).content);
    const late: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await new Promise((resolve) => setTimeout(resolve, REST));
      const start = performance.now();
      const { events } = await pool.scan(Buffer.from(`{"round":"hang-${round}-"}\n`));
      late.push(performance.now() - start - LIMIT);
      if (events !== 1) throw new Error(`round ${round}: ${events} events answered, 1 expected`);
    }
    late.sort((a, b) => a - b);
    const at = (share: number) => Number(late[Math.ceil(share * ROUNDS) - 1]!.toFixed(2));
    return { rounds: ROUNDS, p50: at(0.5), p99: at(0.99), most: at(1) };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const RULE = {
  name: 'rule.yml',
  text: 'title: r\nlogsource: { product: windows }\ndetection: { s: { a: x }, condition: s }\n',
};

/** A mark in the folder says that a window has been hung on. */
function hanging(folder: string): URL {
  const code = `
import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ kind, bytes }) => {
  if (kind !== 'scan') return;
  const name = Buffer.from(bytes).toString().match(/hang-\\d+-/)[0];
  try { writeFileSync(${JSON.stringify(`${folder}/`)} + name, '', { flag: 'wx' }); } catch { return; }
  for (;;);
});
await import(${JSON.stringify(new URL('../src/pool/worker.js', import.meta.url).href)});
`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
