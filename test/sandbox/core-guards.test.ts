/**
 * Checks of the core that no content from a compiler comes near: on content with one column wrong, which no validator has
 * seen, and on memory that something else has written over.
 */
import { expect, test } from 'vitest';
import { view } from '../../src/content/view.js';
import {
  CORE_RECORDS,
  coreRecordBytes,
  LIMITS,
  MEMORY,
  NONE,
  SECTIONS,
  type SectionName,
  VALUES,
} from '../../src/format/layout.js';
import { type CoreExports, loadCore } from '../../src/sandbox/core.js';
import type { Fault, FaultKind } from '../../src/sandbox/fault.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';
import { accepted, bytesOf, conditionsOf, contentOf, event, forged, placeOf, withEvery } from './content.js';
import { enterRaw } from './enter.js';

const core = await loadCore();

/** Content with the values of the field `a` that make the core look at what is wrong. */
interface Subject {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const subject = (selection: string, text: string): Subject => ({ bytes: contentOf({ A: selection }), text });
const DFA = subject("{a|re: 'ab+c'}", 'abbc');
const POSITIONS = subject("{a|re: '(a|b)*a(a|b){12}$'}", 'a'.repeat(20));
const NFA = subject("{a|re: '\\bw.{300}d\\b'}", `w${'x'.repeat(300)}d`);
const GRAM = subject('{a|contains: windows-system}', '-windows-system-');
const EXACT = subject('{a: x}', 'x');
/** More steps than a stack has room for values. */
const STEPS = LIMITS.STACK.value + 6;
const MANY: Subject = {
  bytes: contentOf(Object.fromEntries(Array.from({ length: STEPS }, (_, rule) => [`R${rule}`, `{a: x${rule}}`]))),
  text: 'x0',
};

const countIn = ({ bytes }: Subject, section: SectionName) => view(bytes).count(section);

type Change = (bytes: Uint8Array) => Promise<AcceptedContent>;
const sets =
  (...change: Parameters<typeof withEvery> extends [unknown, ...infer Rest] ? Rest : never): Change =>
  (bytes) =>
    withEvery(bytes, ...change);

/** Every condition has the same steps, which begin with the first. */
const steps =
  (count: number): Change =>
  (bytes) =>
    forged(bytes, (data, content) => {
      for (let index = 0; index < content.count('Conditions'); index++) {
        data.setUint32(placeOf(content, 'Conditions', index, 'steps'), 0, true);
        data.setUint32(placeOf(content, 'Conditions', index, 'steps') + 4, count, true);
      }
      for (let index = 0; index < content.count('Steps'); index++)
        data.setUint32(placeOf(content, 'Steps', index, 'skip'), 0, true);
    });

/** What the conditions of rules report is a rule that is not there. */
const missingRule: Change = (bytes) =>
  forged(bytes, (data, content) => {
    for (const condition of conditionsOf(content, ['A']))
      data.setUint32(placeOf(content, 'Conditions', condition, 'target'), content.count('Rules'), true);
  });

const WRONG: readonly {
  readonly name: string;
  readonly of: Subject;
  readonly change: Change;
  readonly kind: FaultKind;
  readonly detail?: SectionName;
  readonly index: number;
}[] = [
  {
    name: 'an automaton of no kind',
    of: DFA,
    change: sets('Automata', 'kind', 255),
    kind: 'UnknownOperator',
    detail: 'Automata',
    index: 255,
  },
  {
    name: 'states with classes of less than all bytes',
    of: DFA,
    change: sets('Automata', 'classes', 255, 4),
    kind: 'RecordOutOfBounds',
    detail: 'Classes',
    index: 255,
  },
  {
    name: 'positions with classes of less than all bytes',
    of: POSITIONS,
    change: sets('Automata', 'classes', 255, 4),
    kind: 'RecordOutOfBounds',
    detail: 'Classes',
    index: 255,
  },
  {
    name: 'more states than an automaton has',
    of: NFA,
    change: sets('Automata', 'states', LIMITS.NFA_STATES.value + 1, 4),
    kind: 'RecordOutOfBounds',
    detail: 'NfaStates',
    index: LIMITS.NFA_STATES.value + 1,
  },
  {
    name: 'a first state that is not there',
    of: NFA,
    change: sets('Automata', 'start', countIn(NFA, 'NfaStates')),
    kind: 'RecordOutOfBounds',
    detail: 'NfaStates',
    index: countIn(NFA, 'NfaStates'),
  },
  {
    name: 'a filter of fewer bits than a word',
    of: GRAM,
    change: sets('Lookups', 'wideBits', 4),
    kind: 'RecordOutOfBounds',
    detail: 'Filters',
    index: 4,
  },
  {
    name: 'a filter of more bits than the limit',
    of: GRAM,
    change: sets('Lookups', 'narrowBits', LIMITS.FILTER_BITS.value + 1),
    kind: 'RecordOutOfBounds',
    detail: 'Filters',
    index: LIMITS.FILTER_BITS.value + 1,
  },
  {
    name: 'a filter without words',
    of: GRAM,
    change: sets('Lookups', 'filter', 0, 4),
    kind: 'RecordOutOfBounds',
    detail: 'Filters',
    index: 0,
  },
  {
    name: 'an operator behind the last',
    of: EXACT,
    change: sets('Steps', 'op', 7),
    kind: 'UnknownOperator',
    detail: 'Steps',
    index: 7,
  },
  {
    name: 'more steps than there are, from the first',
    of: EXACT,
    change: steps(countIn(EXACT, 'Steps') + 1),
    kind: 'RecordOutOfBounds',
    detail: 'Steps',
    index: 0,
  },
  {
    name: 'a value more than the stack has room for',
    of: MANY,
    change: steps(STEPS),
    kind: 'StackMisuse',
    index: LIMITS.STACK.value,
  },
  {
    name: 'a match of a rule that is not there',
    of: EXACT,
    change: missingRule,
    kind: 'RecordOutOfBounds',
    detail: 'Rules',
    index: 1,
  },
];

for (const { name, of, change, kind, detail, index } of WRONG)
  test(`${kind}: ${name}`, async () => {
    const sandbox = new Sandbox(core);
    const fault = sandbox.load(await change(of.bytes)) ?? sandbox.scan(bytesOf(event({ a: of.text }))).fault;
    expect(fault).toMatchObject({ kind, index, ...(detail ? { detail: SECTIONS[detail].code } : {}) });
  });

test('each of them matches where nothing is wrong', async () => {
  for (const { bytes, text } of [DFA, POSITIONS, NFA, GRAM, EXACT, MANY]) {
    const sandbox = new Sandbox(core);
    expect(sandbox.load(await accepted(bytes))).toBeUndefined();
    expect(sandbox.scan(bytesOf(event({ a: text }))).verdict.matches, text).toHaveLength(2);
  }
});

test('NotLoaded: a trace before any content', () =>
  expect(() => new Sandbox(core).trace(0)).toThrow('condition 0 cannot be traced: NotLoaded'));

const RECORD = contentOf({ A: '{c: x}' }, { schema: { name: 'three', version: 1, fields: ['a', 'b', 'c'] } });
const [CONDITION] = conditionsOf(view(RECORD), ['A']) as [number];
const LAST = 2;

/** Where a column of a record of a region is. */
function at(region: 'VALUES' | 'LINKS' | 'GUESSES', record: keyof typeof CORE_RECORDS, index: number, column: string) {
  const columns: readonly string[] = CORE_RECORDS[record];
  return MEMORY[region] + index * coreRecordBytes(record) + 4 * columns.indexOf(column);
}

/** Memory written over after an event was answered, and before it is asked how a rule came out on it. */
const HARMED: readonly {
  readonly name: string;
  readonly address: number;
  readonly value: number;
  readonly enter?: (exports: CoreExports) => void;
  readonly kind: FaultKind;
  readonly says: Partial<Fault>;
}[] = [
  {
    name: 'the number of a link',
    address: MEMORY.END - coreRecordBytes('InputEntry') + 4,
    value: NONE - 1,
    kind: 'RegionExhausted',
    says: { detail: MEMORY.LINKS, index: NONE - 1 },
  },
  {
    name: 'the number of a value',
    address: at('LINKS', 'Link', LAST, 'value'),
    value: NONE - 1,
    kind: 'RegionExhausted',
    says: { detail: MEMORY.VALUES, index: NONE - 1 },
  },
  {
    name: 'the number of declared log sources',
    address: MEMORY.DECLARED,
    value: SECTIONS.Groups.limit + 1,
    enter: ({ evaluate }) => evaluate(32),
    kind: 'RecordOutOfBounds',
    says: { detail: SECTIONS.Groups.code, index: SECTIONS.Groups.limit + 1 },
  },
];

for (const { name, address, value, enter = ({ trace }: CoreExports) => trace(CONDITION), kind, says } of HARMED)
  test(`${kind}: ${name} in memory is wrong`, async () => {
    const { Text } = VALUES;
    const fault = enterRaw(
      core,
      await accepted(RECORD),
      (exports) => {
        exports.evaluate(32);
        new DataView(exports.memory.buffer).setUint32(address, value, true);
        enter(exports);
      },
      [3, Text.code, 0, Text.code, 0, Text.code, 1, 0x79],
    );
    expect(fault).toMatchObject({ kind, ...says });
  });
