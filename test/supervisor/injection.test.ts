/**
 * Injected faults: every kind that a core, an engine or an answer can make, and every pair of them, the second while the
 * event of the first is answered again. Nothing is lost and nothing is answered twice. INJECTED=50000 is the long run.
 */
import { expect, test } from 'vitest';
import { FAULTS, MEMORY } from '../../src/format/layout.js';
import { COLUMNS } from '../../src/format/records.js';
import { FAULT_KINDS, type FaultKind } from '../../src/sandbox/fault.js';
import type { FaultRecord } from '../../src/supervisor/answers.js';
import { NOTHING_ACTIVE } from '../../src/supervisor/standing.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { bytesOf, contentOf } from '../sandbox/content.js';
import { answer, coreOf, RECUR, stop, TRAPS, whenByte } from '../sandbox/wasm.js';

const RETURN = 0x0f;

/** What makes each kind; the host's stack is in its own test, because it is no fault of an event. */
const PROVOKED: Readonly<Partial<Record<FaultKind, readonly number[]>>> = {
  ...Object.fromEntries(Object.entries(FAULTS).map(([kind, { code }]) => [kind, stop(code)])),
  ...TRAPS,
  VerdictMalformed: [...answer({ lines: 1000 }), RETURN],
};
const KINDS = Object.keys(PROVOKED) as FaultKind[];

/**
 * No engine at hand can be made to throw these, their messages are rows of the test of `classify`; and no core makes content
 * unreadable, see misread.test.ts.
 */
const ELSEWHERE: readonly FaultKind[] = ['OtherTrap', 'Engine', 'HostStack', 'ContentMisread'];

test('every kind of fault is provoked, but those that are tested elsewhere', () => {
  expect([...KINDS, ...ELSEWHERE].sort()).toEqual(Object.keys(FAULT_KINDS).sort());
});

const CONTENT_VERSION = COLUMNS.Header.find(({ name }) => name === 'contentVersion')!.offset;
const OLD = contentOf({ x: '{a: x}' }, { contentVersion: 1 });
const NEW = contentOf({ x: '{a: x}' }, { contentVersion: 2 });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * A core that answers a line, unless its first letter names a kind and the new content is in it, or its second and the old
 * one is: then it faults.
 */
const NOTHING_YET = answer({
  lines: 0,
  events: 0,
  consumed: 0,
  matches: 0,
  unread: 0,
  duplicateKeys: 0,
  badText: 0,
  fuel: 0,
});
const ONE_LINE = answer({ lines: 1, events: 1, consumed: 'length' });
const inContent = (version: number, then: readonly number[]) =>
  whenByte(MEMORY.CONTENT + CONTENT_VERSION, version, then);

const CORE = coreOf({
  table: true,
  scan: [
    ...NOTHING_YET,
    ...[2, 1].flatMap((version, place) =>
      inContent(
        version,
        KINDS.flatMap((kind, index) => whenByte(MEMORY.WINDOW + place, LETTERS.charCodeAt(index), PROVOKED[kind]!)),
      ),
    ),
    ...ONE_LINE,
  ],
});

async function started() {
  const faults: FaultRecord[] = [];
  let clock = 0;
  const supervisor = new Supervisor(CORE, {
    onFault: (fault) => faults.push(fault),
    // inquiries and rests have tests of their own
    defer: () => {},
    now: () => (clock += 1e6),
  });
  await supervisor.offer(OLD);
  await supervisor.offer(NEW);
  return { supervisor, faults };
}

test('the content version is where the core by hand looks for it', () => {
  expect([OLD[CONTENT_VERSION], NEW[CONTENT_VERSION]]).toEqual([1, 2]);
});

const ROUNDS = Math.ceil(Number(process.env['INJECTED'] ?? 1) / (2 * KINDS.length * KINDS.length));

test.each(KINDS)(
  '%s, followed by every kind, and alone',
  async (first) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { supervisor, faults } = await started();
      for (const second of [...KINDS, undefined]) {
        faults.length = 0;
        const before = supervisor.deadLetters.letters.length;
        const [one, other] = [first, second].map((kind) => (kind ? LETTERS[KINDS.indexOf(kind)] : '-'));
        const given = supervisor.scan(bytesOf(`${one}${other}\n`));
        const after = supervisor.scan(bytesOf('--\n'));
        const isAnswered = second === undefined;
        expect([given.lines, given.events, given.unanswered.length]).toEqual([
          1,
          isAnswered ? 1 : 0,
          isAnswered ? 0 : 1,
        ]);
        expect([after.lines, after.events, after.unanswered]).toEqual([1, 1, []]);
        const answered = first === 'FuelExhausted' ? 'passedOver' : 'quarantined';
        const action = isAnswered ? answered : 'deadLettered';
        expect(faults.map(({ kind, action }) => ({ kind, action }))).toEqual([{ kind: first, action }]);
        const letters = supervisor.deadLetters.letters.slice(before);
        expect(letters.map(({ faults }) => faults.map(({ kind }) => kind))).toEqual(
          isAnswered ? [] : [[first, second]],
        );
        expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
      }
      expect(supervisor.standing.quarantined.size).toBe(first === 'FuelExhausted' ? 0 : 1);
    }
  },
  3_600_000,
);

test('a stack that ends while an event is answered again blames nobody, and the event can be given again', async () => {
  const faults: FaultRecord[] = [];
  const scan = [
    ...NOTHING_YET,
    ...inContent(2, whenByte(MEMORY.WINDOW, 0x41, TRAPS['Unreachable']!)),
    ...inContent(1, whenByte(MEMORY.WINDOW, 0x41, RECUR)),
    ...ONE_LINE,
  ];
  const supervisor = new Supervisor(coreOf({ scan }), { onFault: (fault) => faults.push(fault) });
  await supervisor.offer(OLD);
  await supervisor.offer(NEW);
  expect(() => supervisor.scan(bytesOf('A\n'))).toThrow(expect.objectContaining({ code: 'HostStackExhausted' }));
  expect([faults, supervisor.standing.quarantined]).toEqual([[], NOTHING_ACTIVE.quarantined]);
  expect(supervisor.scan(bytesOf('-\n'))).toMatchObject({ events: 1 });
});
