/** Filters: which rules they are about, and both readings of what they select. */
import { expect, test } from 'vitest';
import { type CompileOptions, compile } from '../../src/plan/compile.js';
import { loadCore } from '../../src/sandbox/core.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';

const ID = '0c1a6f0e-3f0e-4e0e-9a56-2f6a0b7d1d00';
const RULE = `title: rule
id: ${ID}
name: by_name
logsource: { product: windows, category: process_creation }
detection: { selection: { Image: x }, condition: selection }
`;
const filter = (rules: string, logSource = '{ product: windows }', condition = 'selection') => `title: filter
logsource: ${logSource}
filter: { rules: ${rules}, selection: { User: svc }, condition: ${condition} }
`;

const core = await loadCore();

/** Whether the rule matches an event of a service, and of somebody else; and how many rules the filter is about. */
async function matches(text: string, options: CompileOptions = {}) {
  const { content, filters } = compile(
    [RULE, text].map((one, index) => ({ name: `${index}.yml`, text: one })),
    options,
  );
  const supervisor = new Supervisor(core);
  await supervisor.offer(content);
  const of = (User: string) => {
    const event = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'x', User };
    return supervisor.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`)).matches.length === 1;
  };
  return { service: of('svc'), other: of('bob'), rules: filters[0]?.rules };
}

const EXCLUDED = { service: false, other: true, rules: 1 };
const UNTOUCHED = { service: true, other: true, rules: 0 };

const ROWS: readonly {
  name: string;
  text: string;
  options?: CompileOptions;
  is: Awaited<ReturnType<typeof matches>>;
}[] = [
  { name: 'by id', text: filter(`[${ID}]`), is: EXCLUDED },
  { name: 'by name', text: filter('[other, by_name]'), is: EXCLUDED },
  { name: 'any', text: filter('any'), is: EXCLUDED },
  { name: 'another rule', text: filter('[other]'), is: UNTOUCHED },
  {
    name: 'the same log source',
    text: filter('any', '{ product: windows, category: process_creation }'),
    is: EXCLUDED,
  },
  { name: 'another log source', text: filter('any', '{ product: linux }'), is: UNTOUCHED },
  {
    name: 'a part that the rule does not name',
    text: filter('any', '{ product: windows, service: sysmon }'),
    is: UNTOUCHED,
  },
  { name: 'its own names only', text: filter('any', '{ product: windows }', '1 of them'), is: EXCLUDED },
  {
    name: 'not, as pySigma writes it',
    text: filter('any', '{ product: windows }', 'not selection'),
    is: { service: true, other: false, rules: 1 },
  },
  {
    name: 'not, read as pySigma reads it',
    text: filter('any', '{ product: windows }', 'not selection'),
    options: { filters: 'include' },
    is: EXCLUDED,
  },
];
for (const { name, text, options, is } of ROWS) {
  test(`filter: ${name}`, async () => expect(await matches(text, options)).toEqual(is));
}

test('filter: one that cannot be used says why, and the rule stays', () => {
  const text = filter('any').replace('User: svc', "User|re: '(a'");
  const { rules, filters } = compile([
    { name: 'r.yml', text: RULE },
    { name: 'f.yml', text },
  ]);
  expect(rules.map(({ bucket }) => bucket)).toEqual(['active']);
  expect(filters).toMatchObject([{ title: 'filter', rules: 0, reasons: [{ code: 'RegexUnsupported' }] }]);
});
