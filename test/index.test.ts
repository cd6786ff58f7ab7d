/** The public surface: what it names, and the short way through it. */
import { expect, test } from 'vitest';
import * as ringfence from '../src/index.js';

test('the names are these, and an addition is a decision', () => {
  expect(Object.keys(ringfence).sort()).toEqual([
    'CODES',
    'ContentTooLarge',
    'FAULT_KINDS',
    'LIMITS',
    'MemoryStore',
    'REJECTIONS',
    'RingfenceError',
    'Sandbox',
    'Supervisor',
    'compile',
    'countBuckets',
    'decidePromotion',
    'decodeRecording',
    'describeDiagnostic',
    'describeMappingProblem',
    'describeRejection',
    'encodeRecording',
    'explain',
    'isRejection',
    'loadCore',
    'readMapping',
    'replay',
    'validate',
    'view',
  ]);
});

test('text to match in five calls', async () => {
  const { compile, loadCore, Supervisor } = ringfence;
  const text = `title: Whoami
logsource: { product: windows, category: process_creation }
detection: { selection: { Image|endswith: \\whoami.exe }, condition: selection }
`;
  const supervisor = new Supervisor(await loadCore());
  await supervisor.offer(compile([{ name: 'whoami.yml', text }]).content);
  const event = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'C:\\Windows\\whoami.exe' };
  const { matches } = supervisor.scan(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
  expect(matches.map(({ rule }) => rule.title)).toEqual(['Whoami']);
});
