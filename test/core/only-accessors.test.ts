/** The build refuses a core that reads or writes memory past the checked accessors, and says where. */
import { expect, test } from 'vitest';
import { type Change, compileCore, compileFolder } from './compiler.js';

const ONLY_ACCESSORS = ['--transform', './assembly/only-accessors.mjs', '--noEmit'];

/** A function more on line 11 of a file that has no raw access. */
const inTime = (body: string): Change => ({
  file: 'assembly/event/time.ts',
  from: 'const NO_TIME: i64 = i64.MIN_VALUE;',
  to: `const NO_TIME: i64 = i64.MIN_VALUE; function sneak(at: usize): void { ${body} }`,
});

const LINE = 11;

const RAW: readonly { readonly body: string; readonly name: string }[] = [
  { body: 'load<u8>(at);', name: 'load' },
  { body: 'if (at > 0) { while (at < 9) at += <usize>load<u16>(at, 2); }', name: 'load' },
  { body: 'store<u32>(at, 0);', name: 'store' },
  { body: 'v128.load(at);', name: 'v128.load' },
  { body: 'v128.load_splat<u8>(at);', name: 'v128.load_splat' },
  { body: 'v128.store(at, i8x16.splat(0));', name: 'v128.store' },
  { body: 'i32.load8_u(at);', name: 'i32.load8_u' },
  { body: 'i64.store(at, 0);', name: 'i64.store' },
  { body: 'f64.load(at);', name: 'f64.load' },
  { body: 'atomic.load<u32>(at);', name: 'atomic.load' },
  { body: 'memory.fill(at, 0, 8);', name: 'memory.fill' },
  { body: 'memory.copy(at, 0, 8);', name: 'memory.copy' },
  { body: 'memory.grow(1);', name: 'memory.grow' },
  { body: 'memory.data(8);', name: 'memory.data' },
  { body: 'changetype<State>(at);', name: 'changetype' },
  { body: 'unchecked(at);', name: 'unchecked' },
  { body: 'call_indirect<void>(<u32>at);', name: 'call_indirect' },
];

test.each(RAW)('$name is refused where it stands: $body', async ({ body, name }) => {
  const { said } = await compileCore([inTime(body)], ONLY_ACCESSORS);
  expect(said).toContain('memory is accessed past the accessors');
  expect(said).toContain(`assembly/event/time.ts:${LINE}: ${name}`);
});

test('what is in a comment or only called alike is not', async () => {
  const { said } = await compileCore([inTime('/* load<u8>(at) */ floorDivide(1, 2);')], ONLY_ACCESSORS);
  expect(said).toBe('');
});

test('a kernel that does not claim what it loads is refused', async () => {
  const unclaimed = { file: 'assembly/hash.ts', from: '  claim(at, length);\n', to: '' };
  const { said } = await compileCore([unclaimed], ONLY_ACCESSORS);
  expect(said).toMatch(/assembly\/hash\.ts:\d+: load/);
});

const CLAIM = {
  file: 'assembly/validator/tables.ts',
  from: '  let at = claim(section, first, count);\n',
  to: '  let at = first;\n',
};
const SNEAK = {
  file: 'assembly/validator/supply.ts',
  from: 'export function checkSupply',
  to: 'function sneak(at: usize): u8 { return load<u8>(at); } export function checkSupply',
};

test.each([
  { change: CLAIM, says: /assembly\/validator\/tables\.ts:\d+: load/ },
  { change: SNEAK, says: /assembly\/validator\/supply\.ts:\d+: load/ },
])('the same for the module of the validator: $change.file', async ({ change, says }) => {
  const { said } = await compileFolder('assembly/validator', [change], ONLY_ACCESSORS);
  expect(said).toMatch(says);
});
