/** What is rendered from the tables and committed is what the tables render now. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emitCore, emitDocument, emitJudge } from '../../src/format/emit.js';
import { LAYOUT_DIGEST } from '../../src/format/layout-digest.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const RENDERED: readonly { path: string; text: string }[] = [
  { path: 'assembly/generated/layout.ts', text: emitCore() },
  { path: 'assembly/generated/judge.ts', text: emitJudge() },
  { path: 'src/format/FORMAT.md', text: emitDocument() },
];

for (const { path, text } of RENDERED) {
  test(`${path} is rendered from the tables: npm run generate`, () => expect(read(path)).toBe(text));
}

test('the core is built with the digest of the tables', () => {
  const stated = /^export const LAYOUT_DIGEST: u32 = (\w+);$/m.exec(read('assembly/generated/layout.ts'))?.[1];
  expect(Number(stated)).toBe(LAYOUT_DIGEST);
});
