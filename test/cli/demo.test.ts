/** demo: both acts, told to people and as data. */
import { describe, expect, test } from 'vitest';
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { folder, linesOf, NOT_BUILT } from './command-line.js';

const MATCHES = ATTACK_CHAIN.flatMap(({ second, matches }) => matches.map((id) => `${second + 1} ${id}`));

interface Told {
  readonly detection: {
    readonly rules: number;
    readonly events: number;
    readonly matches: readonly { readonly line: number; readonly rule: { readonly id: string } }[];
  };
  readonly incident: Readonly<Record<string, unknown>>;
}

describe.skipIf(NOT_BUILT)('ringfence demo', () => {
  const { run } = folder();

  test('--json', () => {
    const { status, stdout, stderr } = run(['demo', '--json']);
    expect([status, stderr, linesOf(stdout).length]).toEqual([0, '', 1]);
    const { detection, incident } = JSON.parse(stdout) as Told;
    expect([detection.rules, detection.events]).toEqual([DEMO_RULES.length, 4000]);
    expect(detection.matches.map(({ line, rule }) => `${line} ${rule.id}`).sort()).toEqual([...MATCHES].sort());
    expect(incident).toMatchObject({
      fault: {
        kind: 'InputOutOfBounds',
        index: 20,
        supplied: 20,
        declared: 21,
        field: 'SecurityDescriptor',
        action: 'quarantined',
      },
      rejection: { code: 'FieldNotSupplied' },
      given: 4,
      events: 4,
      matches: 1,
      sameVerdicts: true,
    });
  });
  test('for people', () => {
    const { status, stdout, stderr } = run(['demo']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${MATCHES.length} matches,`);
    expect(stdout).toMatch(/ 0 of them on the [0-9,]+ harmless events/);
    expect(stdout).toContain('reads field index 20 (SecurityDescriptor), supplied 20, declared 21');
    expect(stdout).toContain('4 events given, 4 answered, 0 lost; 1 match; the verdicts are those from before');
    expect(stdout).not.toContain('\x1b');
    expect(stdout).not.toMatch(/SOME|DIFFER|undefined|NaN/);
  });
});
