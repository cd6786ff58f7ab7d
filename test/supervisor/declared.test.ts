/** Groups whose log source the caller declares: every part that a rule names must be equal. */
import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.js';
import { declaredGroups, type LogSource } from '../../src/supervisor/declared.js';
import { accepted } from '../sandbox/content.js';

const SOURCES: readonly LogSource[] = [
  { product: 'linux' },
  { product: 'linux', service: 'auditd' },
  { product: 'linux', category: 'process_creation' },
  { category: 'process_creation' },
  { category: 'webserver' },
  { service: 'apache' },
];
const ruleOf = (source: LogSource, index: number) => ({
  name: `${index}.yml`,
  text: `title: R${index}
id: 00000000-0000-4000-8000-00000000000${index}
logsource: ${JSON.stringify(source)}
detection: { s: { a: x }, condition: s }
`,
});
const { content } = compile(SOURCES.map(ruleOf));
const { view } = await accepted(content);

const ROWS: readonly { declared: LogSource; groups: readonly string[] }[] = [
  { declared: {}, groups: [] },
  { declared: { product: 'linux' }, groups: ['linux'] },
  { declared: { product: 'windows' }, groups: [] },
  { declared: { product: 'Linux' }, groups: [] },
  { declared: { product: '' }, groups: [] },
  { declared: { category: 'process_creation' }, groups: ['process_creation'] },
  { declared: { category: 'webserver' }, groups: ['webserver'] },
  { declared: { service: 'apache' }, groups: ['apache'] },
  { declared: { service: 'auditd' }, groups: [] },
  { declared: { product: 'linux', service: 'auditd' }, groups: ['linux', 'linux auditd'] },
  { declared: { product: 'windows', category: 'process_creation' }, groups: ['process_creation'] },
  {
    declared: { product: 'linux', category: 'process_creation', service: 'apache' },
    groups: ['apache', 'linux', 'linux process_creation', 'process_creation'],
  },
];
for (const { declared, groups } of ROWS) {
  test(`declared: ${JSON.stringify(declared)}`, () => {
    const found = [...declaredGroups(view, declared)].map((group) => {
      const { product, category, service } = view.record('Groups', group);
      return [product, category, service].map(view.text).filter(Boolean).join(' ');
    });
    expect(found.sort()).toEqual(groups);
  });
}
