/** What is done about a window whose worker was lost. */
import { expect, test } from 'vitest';
import { CHANCES, chancesOf, type Remedy, remedy } from '../../src/pool/loss.js';
import { NOTHING_ACTIVE, type Standing } from '../../src/supervisor/standing.js';
import { bytesOf } from '../sandbox/content.js';

const PROVEN: Standing = { ...NOTHING_ACTIVE, active: 'b', probation: 0, lastKnownGood: 'a' };
const NEW: Standing = { ...NOTHING_ACTIVE, active: 'b', probation: 7, lastKnownGood: 'a' };
const ALONE: Standing = { ...NOTHING_ACTIVE, active: 'b', probation: 7 };

const ROWS: readonly { name: string; text: string; chances: number; standing?: Standing; kind: Remedy['kind'] }[] = [
  { name: 'many events, the first loss', text: '{}\n{}\n', chances: 2, kind: 'again' },
  { name: 'many events, the second loss', text: '{}\n{}\n', chances: 1, kind: 'cut' },
  { name: 'many events, new content', text: '{}\n{}', chances: 1, standing: NEW, kind: 'cut' },
  { name: 'one event, the first loss', text: '{}\n', chances: 2, standing: NEW, kind: 'again' },
  { name: 'one event, proven content', text: '{}\n', chances: 1, kind: 'putAside' },
  { name: 'one event, new content', text: '{}', chances: 1, standing: NEW, kind: 'rollBack' },
  { name: 'one event, nothing to return to', text: '{}\n', chances: 1, standing: ALONE, kind: 'putAside' },
  { name: 'a blank line', text: '\n', chances: 1, kind: 'putAside' },
];
for (const { name, text, chances, standing = PROVEN, kind } of ROWS)
  test(`remedy: ${name}`, () => expect(remedy(bytesOf(text), chances, standing).kind).toBe(kind));

const CUTS: readonly { name: string; text: string }[] = [
  { name: 'two lines', text: 'a\nb' },
  { name: 'a long line first', text: `${'a'.repeat(1000)}\nb\n` },
  { name: 'a long line last', text: `a\n${'b'.repeat(1000)}` },
  { name: 'blank lines', text: '\n\n' },
  { name: 'many lines', text: 'abc\n'.repeat(500) },
];
for (const { name, text } of CUTS)
  test(`cut: ${name}: every byte once, in order, and down to single lines`, () => {
    const pending = [bytesOf(text)];
    const lines: string[] = [];
    let rounds = 0;
    while (pending.length > 0) {
      rounds++;
      const found = remedy(pending[0]!, 1, PROVEN);
      if (found.kind === 'cut') pending.splice(0, 1, ...found.pieces);
      else lines.push(Buffer.from(pending.shift()!).toString());
    }
    expect(lines.join('')).toBe(text);
    expect(lines).toEqual(text.match(/[^\n]*\n|[^\n]+$/g));
    expect(rounds).toBeLessThan(2 * lines.length + 1);
  });

test('a piece has one chance, a single event as many as a window', () => {
  expect([bytesOf('a\n'), bytesOf('a'), bytesOf('a\nb')].map(chancesOf)).toEqual([CHANCES, CHANCES, 1]);
});
