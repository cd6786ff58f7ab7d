/** A dozen events that reach what the sample rules look at, and some that reach for trouble. */

const event = (system: object, data: object) => ({ Event: { System: system, EventData: data } });
const sysmon = (EventID: number, data: object) =>
  event({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID, Computer: 'host' }, data);

const PROCESS = {
  Image: 'C:\\Users\\me\\powershell.exe',
  CommandLine: 'cmd1/c  start x -enc SQBé a mimikatz b',
  ParentProcessId: '4688.0',
  Elevated: true,
  User: null,
  Description: '',
  Company: 'Contoso',
  CurrentDirectory: 'D:\\work',
};

export const EVENTS: readonly Uint8Array[] = [
  sysmon(1, PROCESS),
  sysmon(1, { ...PROCESS, Image: 'C:\\Tool.exe', CommandLine: 'Invoke-PS AxBC', ParentProcessId: 4 }),
  sysmon(13, { TargetObject: 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\x', Details: 'C:\\a.EXE' }),
  sysmon(12, { TargetObject: 'HKLM\\System\\Services\\Probe', EventType: 'CreateKey' }),
  event({ Channel: 'Security', EventID: { '#text': 1102 } }, {}),
  event(
    { Channel: 'Microsoft-Windows-Windows Defender/Operational' },
    { 'Threat Name': 'HackTool:Win', Detected: { By: 'engine' } },
  ),
  { Channel: 'Security', EventID: 1102, ...PROCESS },
  { 'cs-uri-query': 'a=../../etc', f: ['one', 'two', ['two']], g: 'two three four', h: 'below' },
  { f: '\u001b[31m \u200b', g: { f: 'two' }, pipe: '\\\\.\\pipe\\x', reader: 'a svc', writer: 7.0 },
  {
    f: [],
    g: null,
    h: '',
    deep: [[[[{ f: 'two' }]]]],
    many: Array.from({ length: 64 }, (_, index) => `value ${index}`),
  },
  { [`key ${'k'.repeat(300)}`]: 'x'.repeat(5000), f: `${'two'.repeat(1000)}\u0000ſK\u{10400}`, EventID: -1.5e-3 },
  {},
].map((one) => new TextEncoder().encode(JSON.stringify(one)));
