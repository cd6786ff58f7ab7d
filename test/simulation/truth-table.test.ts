/** The truth table: its totals, which rows they are, and that nothing is stopped where nothing is wrong. */
import { describe, expect, test } from 'vitest';
import { IPC_RECORDS } from '../../src/simulation/incident.js';
import { MITIGATION_NAMES, type MitigationName } from '../../src/simulation/mitigations.js';
import { releaseOf } from '../../src/simulation/release.js';
import { type Row, truthTable } from '../../src/simulation/truth-table.js';
import { CORES, RELEASE } from './parts.js';

const present = (row: Row) => MITIGATION_NAMES.filter((name) => row[name]).join();
const rowOf = (rows: readonly Row[], ...names: readonly MitigationName[]) =>
  rows.find((row) => present(row) === names.join());

describe('the release of 19 July 2024', async () => {
  const { rows, ...totals } = await truthTable(RELEASE, CORES);

  test('1 outage, 1 bounded by the canary, 126 without a host that went down', () => {
    expect(totals).toEqual({ hosts: 10_000, combinations: 128, outages: 1, bounded: 1, safe: 126 });
    expect(new Set(rows.map(present)).size).toBe(128);
  });

  const ALONE: readonly { name?: MitigationName; row: Partial<Row>; stopped?: RegExp }[] = [
    { row: { outcome: 'outage', reached: 10_000, crashed: 10_000, blind: 0 } },
    { name: 'compileCheck', row: { outcome: 'safe', reached: 0 }, stopped: /^21 fields are declared, 20 supplied/ },
    { name: 'boundsCheck', row: { outcome: 'safe', reached: 10_000, crashed: 0, blind: 10_000 } },
    { name: 'typeTests', row: { outcome: 'safe', reached: 0 }, stopped: /faults on a test: MemoryOutOfBounds$/ },
    { name: 'validator', row: { outcome: 'safe', reached: 0 }, stopped: /refuses it: FieldNotSupplied$/ },
    { name: 'instanceTests', row: { outcome: 'safe', reached: 0 }, stopped: /faults on a test: MemoryOutOfBounds$/ },
    { name: 'staging', row: { outcome: 'bounded', reached: 1, crashed: 1, blind: 0 } },
    { name: 'sandbox', row: { outcome: 'safe', reached: 10_000, crashed: 0, blind: 0 } },
  ];
  for (const { name, row, stopped } of ALONE) {
    test(`${name ?? 'none'} alone`, () => {
      const found = rowOf(rows, ...(name ? [name] : []));
      expect(found).toMatchObject(row);
      expect(found?.stopped ?? '').toMatch(stopped ?? /^$/);
    });
  }
  test('with the bounds check a test finds what the check finds', () => {
    expect(rowOf(rows, 'boundsCheck', 'typeTests')?.stopped).toMatch(/InputOutOfBounds$/);
  });
});

test('a sensor that supplies 21: every combination lets the same content through to every host', async () => {
  const records = IPC_RECORDS.slice(-1).map((record) => [...record, 'D:(A;;FR;;;WD)']);
  const { rows } = await truthTable(releaseOf(records), CORES);
  expect(rows.map(({ outcome, reached, blind, stopped }) => [outcome, reached, blind, stopped])).toEqual(
    rows.map(() => ['safe', 10_000, 0, undefined]),
  );
});

test('content that reads no more than is supplied: what looks at content lets it through', async () => {
  const { rows } = await truthTable({ ...RELEASE, update: RELEASE.good }, CORES);
  const passed = rows.filter(({ reached }) => reached === 10_000);
  expect(passed.map(present)).toEqual(rows.filter((row) => !row.compileCheck && !row.typeTests).map(present));
  expect(passed.map(({ outcome, blind }) => [outcome, blind])).toEqual(passed.map(() => ['safe', 0]));
});
