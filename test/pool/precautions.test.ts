/** What is asked of V8 in the main thread holds in workers: a trap there raises no signal that could hang the thread. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { answer, coreBytes, whenFirst } from '../sandbox/wasm.js';
import { CONTENT, NOT_BUILT } from './workers.js';

/** Loads the last word of the address space, which no memory has. */
const OUT_OF_BOUNDS = [0x41, 0x7c, 0x28, 2, 0, 0x1a];

const CORE = coreBytes({
  scan: [
    ...answer({ lines: 0, events: 0, consumed: 0 }),
    ...whenFirst('t', OUT_OF_BOUNDS),
    ...answer({ lines: 1, events: 1, consumed: 'length' }),
  ],
});

const base64 = (bytes: Uint8Array) => `Buffer.from('${Buffer.from(bytes).toString('base64')}', 'base64')`;

const SCRIPT = `
  import { loadCore } from './dist/index.js';
  import { Pool } from './dist/node.js';
  await loadCore();
  const core = await loadCore({ module: new WebAssembly.Module(${base64(CORE)}) });
  process.on('SIGSEGV', () => {});
  const faults = [];
  const pool = new Pool(core, { workers: 1, windowLimit: 3000, onFault: ({ kind }) => faults.push(kind) });
  await pool.offer(${base64(CONTENT)});
  const { unanswered } = await pool.scan(Buffer.from('t'));
  console.log(faults.join(), unanswered[0].reason);
  await pool.close();
`;

describe.skipIf(NOT_BUILT)('precautions', () => {
  test('hold in workers', () => {
    const args = ['--input-type=module', '-e', SCRIPT];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    expect([status, stdout.trim(), stderr]).toEqual([0, 'MemoryOutOfBounds DeadLettered', '']);
  });
});
