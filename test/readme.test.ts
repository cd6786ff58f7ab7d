/** The examples of the README do what they say. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const EXAMPLES = [...readFileSync('README.md', 'utf8').matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code!);

/** The second example goes on with the content of the first, and has events of its own. */
const FILES = {
  'first.mjs': `${EXAMPLES[0]}
export { content, event };
`,
  'second.mjs': `import { content, event } from './first.mjs';
const bytes = new TextEncoder().encode(JSON.stringify(event));
${EXAMPLES[1]}
console.log(matches.length);
`,
  'events.ndjson': `{"Channel":"Security","EventID":4688}
{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Image":"C:\\\\Windows\\\\System32\\\\whoami.exe"}
`,
};

/** The first prints what its comment says, the second the matches of the stream, then those of the bytes. */
const PRINTED = '0 Whoami you\n1\n1\n';

test('the examples run, one behind the other', { timeout: 60_000 }, () => {
  expect(EXAMPLES).toHaveLength(2);
  // inside this package, so that they find it by its name
  mkdirSync('build', { recursive: true });
  const folder = mkdtempSync(join('build', 'readme-'));
  try {
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    expect(execFileSync(process.execPath, ['second.mjs'], { cwd: folder, encoding: 'utf8' })).toBe(PRINTED);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
