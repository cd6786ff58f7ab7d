/** Rules, their content file, its dump: beside each other in test/data. `GOLDEN=write` writes the last two again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dump, dumpRule, inspect } from '../../src/content/dump.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { contentOf, GOLDEN, SAMPLES } from './contents.js';

function wholeDump(bytes: Uint8Array): string {
  const content = inspect(bytes);
  return [dump(content), ...content.sections.Rules.map((_, rule) => dumpRule(content, rule))].join('\n');
}

describe.each(SAMPLES)('$name', ({ name }) => {
  const [ring, text] = [new URL(`${name}.ring`, GOLDEN), new URL(`${name}.txt`, GOLDEN)];
  const compiled = contentOf(name);
  if (process.env['GOLDEN'] === 'write') {
    writeFileSync(ring, compiled);
    writeFileSync(text, wholeDump(compiled));
  }
  const bytes = new Uint8Array(readFileSync(ring));

  test('compiles to the file', () => expect(compiled).toEqual(bytes));
  test('is accepted', async () => expect(isRejection(await validate(bytes))).toBe(false));
  test('has the dump', () => expect(wholeDump(bytes)).toBe(readFileSync(text, 'utf8')));
});
