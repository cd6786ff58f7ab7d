/** A listener for SIGSEGV does not hang the thread: not with a core of our own, and one that others compiled is not entered. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCore } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accepted, bytesOf, contentOf, event } from './content.js';

const SIGNAL_LISTENER = expect.objectContaining({ name: 'RingfenceError', code: 'SignalListener' });

test('a supplied core is not entered while there is a listener', async () => {
  const { module } = await loadCore();
  const sandbox = new Sandbox(await loadCore({ module }));
  sandbox.load(await accepted(contentOf({ A: '{a: x}' })));
  const listener = () => {};
  process.on('SIGSEGV', listener);
  try {
    expect(() => sandbox.scan(bytesOf(event()))).toThrow(SIGNAL_LISTENER);
    expect(() => sandbox.evaluate(['x'])).toThrow(SIGNAL_LISTENER);
    expect(() => sandbox.trace(0)).toThrow(SIGNAL_LISTENER);
  } finally {
    process.off('SIGSEGV', listener);
  }
  expect(sandbox.scan(bytesOf(event())).verdict.events).toBe(1);
});

/** Compiles the very bytes of the core before V8 is asked for bounds checks, then has a core of our own leave memory. */
const SCRIPT = `
  import { readFileSync } from 'node:fs';
  const others = await WebAssembly.compile(readFileSync('dist/core.wasm'));
  const { compile, loadCore, Sandbox, validate } = await import('./dist/index.js');
  const { MEMORY, SECTIONS } = await import('./dist/format/layout.js');
  const sandbox = new Sandbox(await loadCore({ build: 'plain' }));
  sandbox.load(await validate(compile([]).content));
  process.on('SIGSEGV', () => {});
  sandbox.harm(MEMORY.SECTION_BASES + 8 * SECTIONS.PathNodes.code, 0xffffff00);
  console.log(sandbox.scan(Buffer.from('{}')).fault.kind, others instanceof WebAssembly.Module);
  process.exit();
`;

describe.skipIf(!existsSync('dist/index.js'))('the built library', () => {
  test('a core of our own is compiled with bounds checks, even when others compiled the same bytes before', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    expect([stdout.trim(), stderr]).toEqual(['MemoryOutOfBounds true', '']);
  });
});
