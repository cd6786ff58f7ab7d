/** Arguments that cannot be used: one typed error at every public entry, and nothing taken for something else. */
import { expect, test } from 'vitest';
import { compile, isRejection, loadCore, Sandbox, Supervisor, validate } from '../src/index.js';
import { Pool } from '../src/node.js';

const core = await loadCore();
const { content } = compile([
  { name: 'r.yml', text: 'title: r\nlogsource: { product: x }\ndetection: { s: { A: y }, condition: s }\n' },
]);
const accepted = await validate(content);
if (isRejection(accepted)) throw new Error(accepted.code);
const supervisor = new Supervisor(core, { logSource: { product: 'x' } });
await supervisor.offer(content);

const ROWS: readonly { name: string; call: (value: never) => unknown; values: readonly unknown[] }[] = [
  {
    name: 'scan',
    call: (value) => supervisor.scan(value),
    values: [undefined, 'x', {}, new ArrayBuffer(8), new Uint16Array(2)],
  },
  { name: 'scan, fuel', call: (value) => supervisor.scan(new Uint8Array(1), value), values: [-1, Number.NaN, 'x', {}] },
  {
    name: 'evaluate',
    call: (value) => supervisor.evaluate(value),
    values: [undefined, 'x', [{}], [[]], [Number.NaN], [() => 1]],
  },
  { name: 'validate', call: (value) => validate(value), values: [undefined, null, {}, new ArrayBuffer(8)] },
  { name: 'offer', call: (value) => supervisor.offer(value), values: [undefined, {}] },
  { name: 'compile', call: (value) => compile(value), values: [[{ name: 'a' }], [{ text: 'a' }]] },
  {
    name: 'contentVersion',
    call: (contentVersion) => compile([], { contentVersion }),
    values: [-1, 1.5, 2 ** 32, 'x'],
  },
  {
    name: 'schema',
    call: (schema) => compile([], { schema }),
    values: [
      { name: 's', version: -1, fields: [] },
      { name: 's', version: 1, fields: ['a', 'a'] },
    ],
  },
  {
    name: 'log source',
    call: (logSource) => new Supervisor(core, { logSource }),
    values: [{ product: () => 1 }, { category: 1 }, { service: null }],
  },
  {
    name: 'log source of a pool',
    call: (logSource) => new Pool(core, { logSource }),
    values: [{ product: () => 1 }],
  },
  {
    name: 'store',
    call: (store) => new Supervisor(core, { store }),
    values: [{}, { read: () => 1 }, 'x'],
  },
  { name: 'store of a pool', call: (store) => new Pool(core, { store }), values: [{}] },
  { name: 'load', call: (value) => new Sandbox(core).load(value), values: [{ ...accepted }] },
  { name: 'build', call: (build) => loadCore({ build }), values: ['xx'] },
];
for (const { name, call, values } of ROWS) {
  for (const [index, value] of values.entries()) {
    test(`${name}, value ${index}: BadArgument`, async () =>
      expect((async () => call(value as never))()).rejects.toMatchObject({
        name: 'RingfenceError',
        code: 'BadArgument',
      }));
  }
}

test('options that are undefined are not given', async () => {
  const options = { onFault: undefined, logSource: undefined, validate: undefined, now: undefined };
  const lenient = new Supervisor(core, options as never);
  expect(await lenient.offer(content)).toMatchObject({ outcome: 'active' });
});

test('what was accepted is loaded, whatever is written to the bytes of its view afterwards', () => {
  accepted.view.bytes.fill(0);
  expect(new Sandbox(core).load(accepted)).toBeUndefined();
});
