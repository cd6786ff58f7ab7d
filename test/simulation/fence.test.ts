/**
 * A field past those supplied is never read in silence: the core checks, and where it does not, the read leaves memory.
 *
 * Every field has a rule in a log source of its own, so that declaring one source reads one field. `FENCE_INDEXES=all`
 * tries every index that content can have.
 */
import { expect, test } from 'vitest';
import { compile, type FaultKind, Sandbox } from '../../src/index.js';
import type { Cores } from '../../src/simulation/release.js';
import { accepted } from '../sandbox/content.js';
import { CORES } from './parts.js';

const FIELDS = Array.from({ length: 4096 }, (_, index) => `f${index}`);
const SUPPLIED = 20;
const PAST =
  process.env['FENCE_INDEXES'] === 'all'
    ? FIELDS.map((_, index) => index).slice(SUPPLIED)
    : [20, 21, 31, 32, 255, 256, 1023, 4094, 4095];

const ruleOn = (index: number) => ({
  name: `${index}.yml`,
  text: `title: t
logsource: { product: windows, category: f${index} }
detection: { s: { f${index}: x }, condition: s }
`,
});

const { content } = compile([SUPPLIED - 1, ...PAST].map(ruleOn), {
  schema: { name: 'fence', version: 1, fields: FIELDS },
});
const CONTENT = await accepted(content);
const { view } = CONTENT;
const GROUPS = new Map(
  Array.from({ length: view.count('Groups') }, (_, group) => [view.text(view.record('Groups', group).category), group]),
);

/** What reading one field comes to, of an event with so many as are supplied. */
function read(core: keyof Cores, index: number): FaultKind | undefined {
  const sandbox = new Sandbox(CORES[core]);
  sandbox.load(CONTENT, [GROUPS.get(`f${index}`)!]);
  return sandbox.evaluate(FIELDS.slice(0, SUPPLIED)).fault?.kind;
}

const FAULTS = { checked: 'InputOutOfBounds', unchecked: 'MemoryOutOfBounds' } as const;

for (const core of ['checked', 'unchecked'] as const) {
  test(`${core}: each of ${PAST.length} indexes past ${SUPPLIED} fields faults`, { timeout: 1_200_000 }, () => {
    expect(PAST.filter((index) => read(core, index) !== FAULTS[core])).toEqual([]);
  });
  test(`${core}: the last supplied is read`, () => expect(read(core, SUPPLIED - 1)).toBeUndefined());
}
