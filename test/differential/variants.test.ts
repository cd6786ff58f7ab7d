/**
 * Product and oracle on events of other origins: rules say what Sysmon says, events what Windows or Winlogbeat writes.
 *
 * Rows show each field and each rewriting once; then rules and events are drawn from the words of each variant.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { oracleRule } from '../oracle/rule.js';
import { matchCorpus } from './corpus.js';
import { type Case, RULE_IDS } from './generate.js';
import { openProduct } from './product.js';

const RUNS = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 12_000) / 12;
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let product: Awaited<ReturnType<typeof openProduct>>;
beforeAll(async () => {
  product = await openProduct();
});

const oracle = ({ rules, events, declared, profile }: Case): string[] => {
  const matches = matchCorpus(rules.map(oracleRule), `${events.join('\n')}\n`, declared, profile);
  return [...matches].flatMap(([id, lines]) => lines.map((line) => `${id}, ${line}`)).sort();
};

type Fields = Readonly<Record<string, unknown>>;

function rule(logSource: string, selection: string, condition: string, id = RULE_IDS[0]!): string {
  return `title: r\nid: ${id}\nlogsource: ${logSource}\ndetection:\n  a: ${selection}\n  condition: ${condition}\n`;
}

/** Whether product and oracle, which must agree, say that the rule matches. */
async function matches(text: string, event: string, profile: Case['profile'] & string): Promise<boolean> {
  const one: Case = { rules: [text], events: [event], declared: {}, profile };
  const found = await product(one);
  expect(found).toEqual(oracle(one));
  return found.length === 1;
}

/** The same event in each shape: flat, as evtx parsers print it, as Winlogbeat writes it, with keys in keys or dots. */
const SHAPES: Readonly<Record<string, (channel: string, id: number, data: Fields) => string>> = {
  flat: (Channel, EventID, data) => JSON.stringify({ Channel, EventID, ...data }),
  evtx: (Channel, EventID, EventData) => JSON.stringify({ Event: { System: { Channel, EventID }, EventData } }),
  'evtx, user data': (Channel, EventID, data) =>
    JSON.stringify({ Event: { System: { Channel, EventID }, UserData: { Wrapper: data } } }),
  ecs: (channel, id, event_data) => JSON.stringify({ winlog: { channel, event_id: String(id), event_data } }),
  'ecs, user data': (channel, id, user_data) => JSON.stringify({ winlog: { channel, event_id: id, user_data } }),
  'ecs, dots': (channel, id, data) =>
    JSON.stringify({
      'winlog.channel': channel,
      'event.code': String(id),
      ...Object.fromEntries(Object.entries(data).map(([key, value]) => [`winlog.event_data.${key}`, value])),
    }),
};

interface Origin {
  readonly logSource: string;
  readonly channel: string;
  readonly id: number;
  /** Items that match the event, and one that does not. */
  readonly hits: readonly string[];
  readonly misses: readonly string[];
  readonly data: Fields;
}

const windows = (category: string) => `{ product: windows, category: ${category} }`;
const REGISTRY = {
  channel: 'Security',
  id: 4657,
  data: {
    ProcessName: 'C:\\Windows\\regedit.exe',
    SubjectDomainName: 'CORP',
    SubjectUserName: 'ann',
    ObjectName: '\\REGISTRY\\MACHINE\\SOFTWARE\\Run',
    ObjectValueName: 'Probe\\x',
    NewValue: 'probe.exe',
    OperationType: '%%1905',
  },
  hits: [
    "TargetObject: 'HKLM\\SOFTWARE\\Run\\Probe\\x'",
    "TargetObject|startswith: 'HKLM\\software\\'",
    "TargetObject|endswith: '\\Run\\Probe\\x'",
    "TargetObject|contains: '\\SOFTWARE\\Run'",
    "TargetObject|contains: 'Run?Probe'",
    "TargetObject: '*Run*x'",
    'Details|endswith: .exe',
    'Image|endswith: regedit.exe',
    "User: 'CORP\\ann'",
  ],
  misses: [
    "TargetObject: 'HKLM\\SOFTWARE\\Run'",
    "TargetObject|startswith: 'HKU\\'",
    "TargetObject|endswith: '\\Run'",
    "TargetObject|contains: 'RunProbe'",
    'NewName|contains: a',
    'Details: probe',
  ],
};

const ORIGINS: Readonly<Record<string, Origin>> = {
  'Security 4688': {
    logSource: windows('process_creation'),
    channel: 'Security',
    id: 4688,
    data: {
      NewProcessName: 'C:\\Windows\\cmd.exe',
      ParentProcessName: 'C:\\Windows\\explorer.exe',
      NewProcessId: '0x1A4',
      ProcessId: '0x10',
      CommandLine: 'cmd /c dir',
      MandatoryLabel: 'S-1-16-12288',
      SubjectLogonId: '0x3e7',
      SubjectDomainName: 'NT AUTHORITY',
      SubjectUserName: 'SYSTEM',
    },
    hits: [
      'Image|endswith: \\cmd.exe',
      'ParentImage: C:\\windows\\explorer.exe',
      'ProcessId: 420',
      "ProcessId: '420'",
      'ParentProcessId: 16',
      'CommandLine|contains: dir',
      'IntegrityLevel: [System, High]',
      'IntegrityLevel: S-1-16-12288',
      'IntegrityLevel|startswith: Hi',
      "LogonId: '0x3E7'",
      "User: 'NT AUTHORITY\\SYSTEM'",
      'User|contains: AUTHORI',
      'User|endswith: TEM',
      "User|contains|all: ['NT ', '\\sys']",
      'OriginalFileName: null',
      'ParentUser|exists: false',
      'OriginalFileName|neq: x',
    ],
    misses: [
      'Image: C:\\Windows\\explorer.exe',
      'ProcessId: 16',
      'IntegrityLevel: Low',
      "User: 'NT AUTHORITY\\ann'",
      "User|contains: 'AUTHORITYSYSTEM'",
      'OriginalFileName: cmd.exe',
      "OriginalFileName: '*'",
      'ParentUser|exists: true',
      'User|fieldref: ParentUser',
    ],
  },
  'Security 4689': {
    logSource: windows('process_termination'),
    channel: 'Security',
    id: 4689,
    data: { ProcessName: 'C:\\a.exe' },
    hits: ['Image: C:\\a.exe'],
    misses: ['Image: C:\\b.exe'],
  },
  'Security 5156': {
    logSource: windows('network_connection'),
    channel: 'Security',
    id: 5156,
    data: {
      Application: '\\device\\harddiskvolume3\\windows\\system32\\svchost.exe',
      Direction: '%%14593',
      Protocol: '6',
      SourceAddress: '10.0.0.1',
      DestAddress: '10.0.0.2',
      DestPort: '443',
    },
    hits: [
      'Image: C:\\Windows\\System32\\svchost.exe',
      'Image|startswith: C:\\Windows\\',
      'Image|endswith: \\svchost.exe',
      'Initiated: true',
      "Initiated: 'true'",
      'Protocol: tcp',
      'SourceIp|cidr: 10.0.0.0/8',
      'DestinationIp: 10.0.0.2',
      'DestinationPort: 443',
    ],
    misses: ['Image|startswith: C:\\Users\\', 'Initiated: false', 'Protocol: udp', 'DestinationHostname: x', 'User: x'],
  },
  'Security 4657, any change': {
    ...REGISTRY,
    logSource: windows('registry_event'),
    hits: [...REGISTRY.hits, 'EventType: SetValue', 'EventType: RenameKey'],
    misses: [...REGISTRY.misses, 'EventType: [CreateKey, DeleteValue]'],
  },
  'Security 4657, set': { ...REGISTRY, logSource: windows('registry_set') },
  'Security 4657, set, as text': {
    ...REGISTRY,
    logSource: windows('registry_set'),
    data: { ...REGISTRY.data, OperationType: 'Existing registry value modified' },
  },
  'Security 4657, add': {
    ...REGISTRY,
    logSource: windows('registry_add'),
    data: { ...REGISTRY.data, OperationType: '%%1904' },
  },
  'WMI-Activity 5861': {
    logSource: windows('wmi_event'),
    channel: 'Microsoft-Windows-WMI-Activity/Operational',
    id: 5861,
    data: { PossibleCause: 'script' },
    hits: ['Destination: script'],
    misses: ['Destination: other'],
  },
  'Windows Defender': {
    logSource: '{ category: antivirus }',
    channel: 'Microsoft-Windows-Windows Defender/Operational',
    id: 1116,
    data: { 'Threat Name': 'HackTool:Win32/Mimikatz', Path: 'file:_C:\\a.exe' },
    hits: ['Signature|contains: Mimikatz', 'Filename|endswith: a.exe'],
    misses: ['Signature: a', 'Filename: b'],
  },
};

for (const [name, { logSource, channel, id, data, hits, misses }] of Object.entries(ORIGINS)) {
  describe(name, () => {
    for (const [shape, write] of Object.entries(SHAPES)) {
      const event = write(channel, id, data);
      test(`${shape}: what fits`, async () => {
        for (const item of hits) {
          expect(await matches(rule(logSource, `{ ${item} }`, 'a'), event, 'builtin'), item).toBe(true);
          expect(await matches(rule(logSource, `{ ${item} }`, 'not a'), event, 'builtin'), `not ${item}`).toBe(false);
        }
      });
      test(`${shape}: what does not`, async () => {
        for (const item of misses) {
          expect(await matches(rule(logSource, `{ ${item} }`, 'a'), event, 'builtin'), item).toBe(false);
          expect(await matches(rule(logSource, `{ ${item} }`, 'not a'), event, 'builtin'), `not ${item}`).toBe(true);
        }
      });
      test(`${shape}: not without the profile`, async () => {
        for (const item of hits)
          expect(await matches(rule(logSource, `{ ${item} }`, 'a'), event, 'sysmon'), item).toBe(false);
      });
    }
    test('another event id', async () => {
      const event = SHAPES['flat']!(channel, 4, data);
      for (const item of hits)
        expect(await matches(rule(logSource, `{ ${item} }`, 'a'), event, 'builtin'), item).toBe(false);
    });
  });
}

test('a rule that fits an event in two ways matches it once', async () => {
  const both = { Channel: ['Security', 'Microsoft-Windows-Sysmon/Operational'], EventID: [1, 4688], CommandLine: 'x' };
  const text = rule(windows('process_creation'), '{ CommandLine: x }', 'a');
  expect(await matches(text, JSON.stringify(both), 'builtin')).toBe(true);
});

/** Where Winlogbeat's modules have moved the fields of Sysmon, Security and PowerShell. */
const MOVED: readonly { readonly place: string; readonly field: string; readonly value?: unknown }[] = [
  { place: 'process.executable', field: 'Image' },
  { place: 'process.executable', field: 'SourceImage' },
  { place: 'process.command_line', field: 'CommandLine' },
  { place: 'process.working_directory', field: 'CurrentDirectory' },
  { place: 'process.parent.executable', field: 'ParentImage' },
  { place: 'process.parent.command_line', field: 'ParentCommandLine' },
  { place: 'process.pe.original_file_name', field: 'OriginalFileName' },
  { place: 'file.pe.original_file_name', field: 'OriginalFileName' },
  { place: 'process.hash.md5', field: 'md5' },
  { place: 'file.path', field: 'TargetFilename' },
  { place: 'file.path', field: 'ImageLoaded' },
  { place: 'dll.path', field: 'ImageLoaded' },
  { place: 'registry.path', field: 'TargetObject' },
  { place: 'registry.data.strings', field: 'Details', value: ['other', 'probe'] },
  { place: 'destination.ip', field: 'DestinationIp' },
  { place: 'destination.domain', field: 'DestinationHostname' },
  { place: 'source.ip', field: 'SourceIp' },
  { place: 'dns.question.name', field: 'QueryName' },
  { place: 'powershell.file.script_block_text', field: 'ScriptBlockText' },
  { place: 'user.name', field: 'User' },
  { place: 'user.domain', field: 'User' },
  { place: 'winlog.computer_name', field: 'Computer' },
  { place: 'winlog.provider_name', field: 'Provider_Name' },
  { place: 'winlog.user_data.Other', field: 'Other' },
  { place: 'winlog.event_data.Threat Name', field: 'Threat Name' },
  { place: 'message', field: 'Message' },
  { place: 'cloud.region', field: 'cloud.region' },
];

/** Keys in keys. */
function nested(place: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = place.split('.');
  return { [key]: rest.length === 0 ? value : nested(rest.join('.'), value) };
}

for (const { place, field, value = 'probe' } of MOVED) {
  test(`${field} is ${place}`, async () => {
    const text = rule('{ product: windows, service: sysmon }', `{ '${field}': probe }`, 'a');
    const channel = 'Microsoft-Windows-Sysmon/Operational';
    const inside = nested(place, value);
    const winlog = { ...(inside['winlog'] as object | undefined), channel };
    expect(await matches(text, JSON.stringify({ ...inside, winlog }), 'sysmon')).toBe(true);
    expect(await matches(text, JSON.stringify({ [place]: value, 'winlog.channel': channel }), 'sysmon')).toBe(true);
    expect(await matches(text, JSON.stringify({ winlog: { channel } }), 'sysmon')).toBe(false);
  });
}

/** What is left of a pattern when it may begin and end anywhere. */
const places = ['', '|contains', '|startswith', '|endswith'];

/** Values of each field as Sysmon writes them, whose pieces are asked for. */
const WORDS: Readonly<
  Record<string, { readonly source: string; readonly fields: Readonly<Record<string, readonly string[]>> }>
> = {
  'Security 4688': {
    source: 'Security 4688',
    fields: {
      Image: ['C:\\Windows\\cmd.exe', 'cmd', '\\Windows\\'],
      User: ['NT AUTHORITY\\SYSTEM', 'AUTHORITY\\S', '\\SYS', 'TEM'],
      IntegrityLevel: ['High', 'S-1-16-12288'],
      OriginalFileName: ['cmd.exe'],
    },
  },
  'Security 4657': {
    source: 'Security 4657, any change',
    fields: {
      TargetObject: ['HKLM\\SOFTWARE\\Run\\Probe\\x', '\\Run\\Probe', 'Probe\\', 'HKLM\\SOFTWARE\\', 'HKU\\S', 'x'],
      User: ['CORP\\ann', 'P\\a', 'ann'],
      NewName: ['a'],
    },
  },
};

for (const { source, fields } of Object.values(WORDS)) {
  test(`product and oracle agree on ${source}`, { timeout: 120_000 }, async () => {
    const { logSource, channel, id, data } = ORIGINS[source]!;
    const item = fc
      .tuple(
        fc.constantFrom(...Object.keys(fields)),
        fc.constantFrom(...places),
        fc.constantFrom('', '*', '?'),
        fc.boolean(),
      )
      .chain(([field, place, wild, any]) =>
        fc.constantFrom(...fields[field]!).map((word): [string, string] => {
          const at = Math.floor(word.length / 2);
          const isWhole = field === 'IntegrityLevel' || word.startsWith('HK');
          const text = isWhole ? word : `${any ? '*' : ''}${word.slice(0, at)}${wild}${word.slice(at + wild.length)}`;
          // a text that has no backslash is compared with one of the two fields alone
          const chosen = field === 'IntegrityLevel' ? '' : text.includes('\\') ? place : '|contains';
          return [`${field}${chosen}`, text];
        }),
      );
    const arbitrary = fc.tuple(fc.array(item, { minLength: 1, maxLength: 2 }), fc.constantFrom('a', 'not a'));
    const event = SHAPES['evtx']!(channel, id, data);
    let hits = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(arbitrary, async ([items, condition]) => {
        const text = rule(logSource, JSON.stringify(Object.fromEntries(items)), condition);
        hits += Number(await matches(text, event, 'builtin'));
        runs++;
      }),
      { seed: SEED, numRuns: RUNS },
    );
    console.log(`${source}: ${runs} rules, ${hits} matching, 0 disagreements, seed ${SEED}`);
    expect(hits).toBeGreaterThan(runs / 10);
    expect(hits).toBeLessThan(runs);
  });
}
