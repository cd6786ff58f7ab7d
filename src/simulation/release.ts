/**
 * What the publisher has on 19 July 2024: a sensor that supplies 20 of 21 fields, content that is good, content that
 * reads the twenty-first, and the parts that machines are made of.
 */
import { type Core, compile, type RuleSource, validate } from '../index.js';
import type { InputRecord, Validate } from './agent.js';
import { DEFECTIVE_RULES, IPC_RECORDS, IPC_SCHEMA, KNOWN_GOOD_RULES } from './incident.js';

export interface Cores {
  readonly checked: Core;
  /** Without the comparison of a field's number with how many are supplied. */
  readonly unchecked: Core;
}

export interface Release {
  /** Names of the fields that the type of event declares. */
  readonly declared: readonly string[];
  /** How many of them the integration supplies. */
  readonly supplied: number;
  readonly good: Uint8Array;
  readonly update: Uint8Array;
  /** Events as the integration supplies them. */
  readonly records: readonly InputRecord[];
  /** Content for tests of the type: by field, one rule on that field alone. */
  readonly typeTests: readonly Uint8Array[];
  /** Of a publisher who knows what is supplied, and of one who believes what is declared. */
  readonly validators: { readonly knowing: Validate; readonly believing: Validate };
}

/** The release of that day. `records` are what the integration supplies; all have the same number of values. */
export function releaseOf(records: readonly InputRecord[] = IPC_RECORDS): Release {
  const { fields } = IPC_SCHEMA;
  const supplied = records[0]!.length;
  return {
    declared: fields,
    supplied,
    good: contentOf(KNOWN_GOOD_RULES, 0),
    update: contentOf(DEFECTIVE_RULES, 1),
    records,
    typeTests: fields.map((field) => contentOf([ruleOn(field)], 0)),
    validators: { knowing: validatorFor(supplied), believing: validatorFor(fields.length) },
  };
}

export function contentOf(rules: readonly RuleSource[], contentVersion: number): Uint8Array {
  return compile(rules, { schema: IPC_SCHEMA, contentVersion }).content;
}

/** The validator, told that so many fields are supplied. It judges the same bytes once. */
export function validatorFor(supplied: number): Validate {
  const judged = new WeakMap<Uint8Array, ReturnType<Validate>>();
  return (bytes) => {
    const answer = judged.get(bytes) ?? validate(bytes, { supplied });
    judged.set(bytes, answer);
    return answer;
  };
}

function ruleOn(field: string): RuleSource {
  const text = `title: Test of ${field}
logsource: { product: windows, category: ipc }
detection: { selection: { ${field}|contains: x }, condition: selection }
`;
  return { name: `${field}.yml`, text };
}
