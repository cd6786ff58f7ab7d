/** What is asked of a process before the core is compiled; processes are objects handed in. */
import { expect, test } from 'vitest';
import { refuseListener, takePrecautions } from '../../src/embedded/precautions.js';

type Process = NonNullable<Parameters<typeof takePrecautions>[0]>;

const NODE = { versions: { node: '20.20.2' } };

/** A process; `flags` collects what V8 is asked for. */
function processOf(parts: Process, flags: string[]): Process {
  const v8 = { setFlagsFromString: (flag: string) => flags.push(flag) };
  return { getBuiltinModule: (name) => (name === 'node:v8' ? v8 : undefined), ...parts };
}

const FLAG = '--wasm-enforce-bounds-checks';
const listening = (event: string, count: number) => ({
  ...NODE,
  listenerCount: (name: string) => (name === event ? count : 0),
});

const PROCESSES: readonly { name: string; parts: Process; flags: readonly string[]; refused?: true }[] = [
  { name: 'Node without listeners', parts: listening('SIGSEGV', 0), flags: [FLAG] },
  { name: 'Node with a listener for SIGSEGV', parts: listening('SIGSEGV', 1), flags: [FLAG], refused: true },
  { name: 'Node with several', parts: listening('SIGSEGV', 3), flags: [FLAG], refused: true },
  { name: 'Node with a listener for another signal', parts: listening('SIGTERM', 1), flags: [FLAG] },
  { name: 'Node that counts no listeners', parts: NODE, flags: [FLAG] },
  { name: 'Node without built-in modules', parts: { ...NODE, getBuiltinModule: () => undefined }, flags: [] },
  { name: 'Node without V8 flags', parts: { ...NODE, getBuiltinModule: () => ({}) }, flags: [] },
  { name: 'a bundler with an empty process', parts: {}, flags: [] },
  { name: 'a process that is not Node', parts: { ...listening('SIGSEGV', 1), versions: {} }, flags: [] },
];

for (const { name, parts, flags, refused } of PROCESSES) {
  test(`precautions: ${name}`, () => {
    const asked: string[] = [];
    const take = () => takePrecautions(processOf(parts, asked));
    if (refused) expect(take).toThrow(expect.objectContaining({ name: 'RingfenceError', code: 'SignalListener' }));
    else take();
    expect(asked).toEqual(flags);
    if (!refused) refuseListener(parts);
  });
}

test('precautions: by default they are for this process', () => {
  const listener = () => {};
  process.on('SIGSEGV', listener);
  try {
    expect(() => takePrecautions()).toThrow(expect.objectContaining({ code: 'SignalListener' }));
  } finally {
    process.off('SIGSEGV', listener);
  }
  takePrecautions();
});
