/** replay-incident: told to people, as data, as a page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, linesOf, NOT_BUILT } from './command-line.js';

describe.skipIf(NOT_BUILT)('ringfence replay-incident', () => {
  const { path, run } = folder();

  test('--json is one object, --html a page that needs nothing from elsewhere', () => {
    const { status, stdout, stderr } = run(['replay-incident', '--json', '--html', 'page.html']);
    expect([status, stderr, linesOf(stdout).length]).toEqual([0, 'page.html: written\n', 1]);
    const { incident, scenarios, truthTable } = JSON.parse(stdout);
    expect(truthTable).toMatchObject({ combinations: 128, outages: 1, bounded: 1, safe: 126 });
    expect(truthTable.rows).toHaveLength(128);
    expect(truthTable.rows[0]).toMatchObject({ sandbox: false, validator: false, outcome: 'outage' });
    expect(incident).toMatchObject({ fault: { kind: 'InputOutOfBounds', index: 20 }, events: 4, sameVerdicts: true });
    expect(scenarios).toHaveLength(15);
    const page = readFileSync(join(path, 'page.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<link|<img|url\(|https?:/i);
    expect([...page.matchAll(/<td class="(good|fair|bad)" title=/g)].map(([, tone]) => tone).sort()).toEqual(
      ['bad', 'fair', ...Array<string>(126).fill('good')].sort(),
    );
  });
  test('for people, in 100 columns', () => {
    const { status, stdout, stderr } = run(['replay-incident']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('128 combinations on 10,000 hosts: ✖ 1 outage  ◐ 1 bounded by the canary  · 126 ');
    expect(linesOf(stdout).filter((line) => line.length > 100)).toEqual([]);
  });
  test('a page that cannot be written', () => {
    const { status, stderr } = run(['replay-incident', '--json', '--html', 'nosuch/page.html']);
    expect([status, stderr]).toEqual([2, 'ringfence: nosuch/page.html: there is no such file or folder\n']);
  });
});
