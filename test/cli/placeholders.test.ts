/** Placeholder files, good and bad; and what they do to a rule. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileRules } from '../../src/cli/compiling.js';
import { readPlaceholders } from '../../src/cli/placeholders.js';

const folder = mkdtempSync(join(tmpdir(), 'placeholders-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const GOOD: readonly { name: string; text: string; values: Readonly<Record<string, readonly string[]>> }[] = [
  { name: 'lists', text: 'admins: [bob, "al*"]\nhosts:\n  - a\n', values: { admins: ['bob', 'al*'], hosts: ['a'] } },
  { name: 'numbers are texts', text: 'ports: [80, 443]', values: { ports: ['80', '443'] } },
  { name: 'a list of nothing', text: 'admins: []', values: { admins: [] } },
];
for (const { name, text, values } of GOOD) {
  test(`placeholders: ${name}`, async () =>
    expect(Object.fromEntries(await readPlaceholders(file('good.yml', text)))).toEqual(values));
}

const BAD: readonly { name: string; text: string; says: RegExp }[] = [
  { name: 'a list', text: '[1]', says: /a map from names to lists of texts was expected$/ },
  { name: 'a text where a list should be', text: 'admins: bob', says: /bad\.yml: admins: a map/ },
  { name: 'a map in a list', text: 'admins: [{ a: b }]', says: /bad\.yml: admins\.0: a map/ },
  { name: 'no YAML', text: 'a: [', says: /bad\.yml:1: / },
  { name: 'a name twice', text: 'a: [x]\na: [y]', says: /bad\.yml:2: DUPLICATE_KEY/ },
];
for (const { name, text, says } of BAD) {
  test(`placeholders: ${name} is refused`, async () =>
    expect(readPlaceholders(file('bad.yml', text))).rejects.toThrow(says));
}
test('placeholders: no such file', async () =>
  expect(readPlaceholders(join(folder, 'nosuch.yml'))).rejects.toThrow(/nosuch\.yml: there is no such file/));
test('placeholders: none', async () => expect((await readPlaceholders(undefined)).size).toBe(0));

const rule = (title: string, item: string) => `title: ${title}
logsource: { product: windows, category: process_creation }
detection: { s: { ${item} }, condition: s }
`;

test('compiling with placeholders, and strictly', async () => {
  const rules = [file('a.yml', rule('a', "User|expand: '%admins%'")), file('b.yml', rule('b', 'Image: x'))];
  const placeholders = file('good.yml', 'admins: [bob]');
  const active = async (flags: Parameters<typeof compileRules>[1]) =>
    (await compileRules(rules, flags)).rules.filter(({ bucket }) => bucket === 'active').map(({ title }) => title);
  expect(await active({})).toEqual(['b']);
  expect(await active({ placeholders })).toEqual(['a', 'b']);
  expect(await active({ placeholders, strict: true })).toEqual(['a', 'b']);
  await expect(active({ strict: true })).rejects.toThrow('0 rules refused and 1 degraded, none was expected');
});
