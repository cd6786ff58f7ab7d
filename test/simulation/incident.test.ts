/**
 * The data of the incident: the counts that disagree, and that nothing else does.
 */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFECTIVE_RULES, IPC_RECORDS, IPC_SCHEMA, KNOWN_GOOD_RULES } from '../../src/simulation/incident.js';

const [UNSUPPLIED] = IPC_SCHEMA.fields.slice(20);

/** Every field a rule names, with what it compares it with. */
function comparisons(text: string): [field: string, value: unknown][] {
  const { condition: _, ...selections } = (parse(text) as { detection: Record<string, unknown> }).detection;
  return Object.values(selections)
    .flat()
    .flatMap((map) => Object.entries(map as object))
    .map(([key, value]) => [key.split('|')[0] ?? '', value]);
}

test('the schema declares 21 fields', () => {
  expect(new Set(IPC_SCHEMA.fields).size).toBe(21);
});

test('a record supplies 20', () => {
  expect(IPC_RECORDS.map((record) => record.length)).toEqual(IPC_RECORDS.map(() => 20));
});

test('the known good rules name the first twenty fields only', () => {
  const named = KNOWN_GOOD_RULES.flatMap(({ text }) => comparisons(text)).map(([field]) => field);
  const supplied: readonly string[] = IPC_SCHEMA.fields.slice(0, 20);
  expect(named.filter((field) => !supplied.includes(field))).toEqual([]);
});

test('the defective rules are the known good ones and one that compares the field nobody supplies', () => {
  expect(DEFECTIVE_RULES.slice(0, -1)).toEqual(KNOWN_GOOD_RULES);
  const added = DEFECTIVE_RULES.slice(-1).flatMap(({ text }) => comparisons(text));
  const values = added.filter(([field]) => field === UNSUPPLIED).map(([, value]) => value);
  expect(values).toHaveLength(1);
  expect(values).not.toContain('*');
});
