/** What people are shown of a content file. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dump, dumpRule, findRule, inspect } from '../../src/content/dump.js';
import { contentOf, GOLDEN, SAMPLES } from './contents.js';

const content = inspect(contentOf('log-sources'));

const RULES: readonly { name: string; asked: string; rule: number | undefined }[] = [
  { name: 'an id', asked: '7d9f0a51-6a1a-4b0d-8c43-5a1e2c3d4e03', rule: 2 },
  { name: 'a number', asked: '4', rule: 4 },
  { name: 'a number too high', asked: '5', rule: undefined },
  { name: 'a number below', asked: '-1', rule: undefined },
  { name: 'part of an id', asked: '7d9f0a51', rule: undefined },
  { name: 'nothing', asked: '', rule: undefined },
];

for (const { name, asked, rule } of RULES) test(`a rule by ${name}`, () => expect(findRule(content, asked)).toBe(rule));

test('has every title', () => {
  const text = dump(content);
  for (const [, title] of readFileSync(new URL('log-sources.yml', GOLDEN), 'utf8').matchAll(/^title: (.*)$/gm)) {
    expect(text).toContain(title);
  }
});

test('shows no character that moves a cursor or turns text about', () => {
  for (const { name } of SAMPLES) {
    const shown = inspect(contentOf(name));
    const text = [dump(shown), ...shown.sections.Rules.map((_, rule) => dumpRule(shown, rule))].join('');
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  }
});
