/** Rule files: found, read, and never believed when they are not text. */
import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readRules } from '../../src/cli/rules.js';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
mkdirSync(join(folder, 'below'));
writeFileSync(join(folder, 'b.yml'), 'title: b\n');
writeFileSync(join(folder, 'below', 'a.YAML'), 'title: é\n');
writeFileSync(join(folder, 'notes.txt'), 'no rule');
writeFileSync(join(folder, 'latin.yml'), Buffer.from([0x74, 0x3a, 0x20, 0xe9]));
symlinkSync('nosuch.yml', join(folder, 'dangling.yml'));
mkdirSync(join(folder, 'elsewhere'));
writeFileSync(join(folder, 'elsewhere', 'real.txt'), 'title: linked\n');
symlinkSync('elsewhere/real.txt', join(folder, 'link.yml'));
writeFileSync(join(folder, 'large.yml'), '');
truncateSync(join(folder, 'large.yml'), (1 << 20) + 1);

const namesIn = (...paths: string[]) => readRules(paths).map(({ name, text }) => [basename(name), text]);

test('rules: every readable .yml and .yaml, links to files too; what is not UTF-8 or too large is left out', () =>
  expect(namesIn(folder)).toEqual([
    ['b.yml', 'title: b\n'],
    ['a.YAML', 'title: é\n'],
    ['link.yml', 'title: linked\n'],
  ]));
test('rules: a file under two spellings is one', () =>
  expect(namesIn(join(folder, 'b.yml'), `${folder}/./below/../b.yml`)).toHaveLength(1));
test('rules: a folder without rules', () =>
  expect(() => readRules([join(folder, 'elsewhere')])).toThrow('no rules, .yml or .yaml files were expected'));
test('rules: no such path', () =>
  expect(() => readRules([join(folder, 'nosuch')])).toThrow(/nosuch: there is no such file or folder, a rule file/));
