/** Matches as people read them: one row a rule, the worst first. */
import type { RuleInfo } from '../supervisor/rule-info.js';
import { count, LEVELS, printable, styled, styledLevel } from './terminal.js';

export interface Tallied {
  readonly rule: RuleInfo;
  matches: number;
  /** File and line of the first match. */
  readonly first: string;
}

export function matchTable(rows: readonly Tallied[]): string {
  if (rows.length === 0) return '';
  const sorted = [...rows].sort(
    (a, b) => rank(a) - rank(b) || b.matches - a.matches || (a.rule.title < b.rule.title ? -1 : 1),
  );
  const titles = sorted.map(({ rule }) => printable(rule.title || rule.id, 70));
  const width = Math.max(...titles.map(({ length }) => length), 4);
  const levels = Math.max(...sorted.map(({ rule }) => rule.level.length), 5);
  const head = styled(
    'bold',
    `${'level'.padEnd(levels)}  ${'matches'.padStart(7)}  ${'rule'.padEnd(width)}  first match, author`,
  );
  const lines = sorted.map(({ rule, matches, first }, index) =>
    [
      styledLevel(rule.level, levels),
      count(matches).padStart(7),
      titles[index]!.padEnd(width),
      `${first}, ${printable(rule.author || 'unknown', 60)}`,
    ].join('  '),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

function rank({ rule }: Tallied): number {
  const index = LEVELS.indexOf(rule.level);
  return index < 0 ? LEVELS.length : index;
}
