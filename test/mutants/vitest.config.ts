/** Runs tests on the project with one source replaced: `MUTANT` names a file of JSON, `{ file, text }`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { file, text }: { file: string; text: string } = JSON.parse(readFileSync(process.env['MUTANT']!, 'utf8'));

export default defineConfig({
  root,
  plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === `${root}${file}` ? text : null) }],
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, bail: 1 },
});
