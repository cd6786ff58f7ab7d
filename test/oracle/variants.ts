/**
 * Events of another origin, seen as Sysmon would have written them.
 *
 * The product rewrites rules; here the event is translated instead: its fields get Sysmon's names and its words Sysmon's
 * words, beside their own, and the rule is asked as it is. Sources: SigmaHQ's test mapping, the Windows event schema,
 * and how sigma-to-hayabusa-converter writes values.
 */
import { type EventView, type Field, type Leaf, leaf } from './lookup.js';

/** Where a field of Sysmon is in the event, and what else its text may be called. */
interface Origin {
  readonly from: string;
  /** Stands behind a backslash. */
  readonly and?: string;
  readonly words?: (text: string) => readonly string[];
}

export interface Variant {
  readonly channels: readonly string[];
  readonly eventIds: readonly number[];
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Origin>>;
  readonly absent: readonly string[];
}

/** The event as Sysmon would have written it. */
export function translated(event: EventView, { fields, absent }: Variant): EventView {
  return {
    field: (name) => {
      if (absent.includes(name)) return { present: false, leaves: [] };
      const origin = fields[name];
      return origin ? translatedField(event, origin) : event.field(name);
    },
    everything: () => event.everything(),
  };
}

function translatedField(event: EventView, { from, and, words = (text) => [text] }: Origin): Field {
  const { present, leaves } = event.field(from);
  const whole = and === undefined ? leaves : joined(leaves, event.field(and).leaves);
  return {
    present,
    leaves: whole.flatMap((one) => (isText(one) ? words(one.text).map((text) => leaf(one.kind, text)) : [one])),
  };
}

const isText = ({ kind }: Leaf) => kind === 'text' || kind === 'number' || kind === 'boolean';

function joined(before: readonly Leaf[], behind: readonly Leaf[]): readonly Leaf[] {
  return before
    .filter(isText)
    .flatMap((left) => behind.filter(isText).map((right) => leaf('text', `${left.text}\\${right.text}`)));
}

/** The text, and all that it is called. */
const called =
  (names: readonly (readonly [own: string, other: string])[]) =>
  (text: string): readonly string[] => [
    text,
    ...names.filter(([own]) => own.toLowerCase() === text.toLowerCase()).map(([, other]) => other),
  ];

const begins =
  (own: RegExp, other: string) =>
  (text: string): readonly string[] => [text, ...(own.test(text) ? [text.replace(own, () => other)] : [])];

const decimal = (text: string) => (/^0x[0-9a-f]+$/i.test(text) ? [String(Number.parseInt(text.slice(2), 16))] : []);

const registryPath = (text: string) => [
  ...begins(/^\\REGISTRY\\MACHINE(?=\\|$)/i, 'HKLM')(text),
  ...begins(/^\\REGISTRY\\USER(?=\\|$)/i, 'HKU')(text).slice(1),
];

const REGISTRY: Omit<Variant, 'where'> = {
  channels: ['Security'],
  eventIds: [4657],
  fields: {
    Image: { from: 'ProcessName' },
    User: { from: 'SubjectDomainName', and: 'SubjectUserName' },
    Details: { from: 'NewValue' },
    TargetObject: { from: 'ObjectName', and: 'ObjectValueName', words: registryPath },
    EventType: {
      from: 'OperationType',
      words: called([
        ['%%1904', 'CreateKey'],
        ['%%1905', 'SetValue'],
        ['%%1905', 'RenameKey'],
        ['%%1906', 'DeleteValue'],
      ]),
    },
  },
  absent: ['NewName', 'ProcessGuid'],
};

/** By product and category. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'windows process_creation': {
    channels: ['Security'],
    eventIds: [4688],
    fields: {
      Image: { from: 'NewProcessName' },
      ParentImage: { from: 'ParentProcessName' },
      ProcessId: { from: 'NewProcessId', words: decimal },
      ParentProcessId: { from: 'ProcessId', words: decimal },
      LogonId: { from: 'SubjectLogonId' },
      IntegrityLevel: {
        from: 'MandatoryLabel',
        words: called([
          ['S-1-16-4096', 'Low'],
          ['S-1-16-8192', 'Medium'],
          ['S-1-16-12288', 'High'],
          ['S-1-16-16384', 'System'],
        ]),
      },
      User: { from: 'SubjectDomainName', and: 'SubjectUserName' },
    },
    absent: (
      'OriginalFileName Company Product Description FileVersion Hashes CurrentDirectory ParentCommandLine ParentUser ' +
      'ProcessGuid ParentProcessGuid LogonGuid TerminalSessionId GrandParentImage'
    ).split(' '),
  },
  'windows process_termination': {
    channels: ['Security'],
    eventIds: [4689],
    fields: { Image: { from: 'ProcessName' } },
    absent: [],
  },
  'windows network_connection': {
    channels: ['Security'],
    eventIds: [5156],
    fields: {
      Image: { from: 'Application', words: begins(/^\\device\\harddiskvolume./iu, 'C:') },
      Initiated: {
        from: 'Direction',
        words: called([
          ['%%14593', 'true'],
          ['%%14592', 'false'],
        ]),
      },
      Protocol: {
        from: 'Protocol',
        words: called([
          ['6', 'tcp'],
          ['17', 'udp'],
        ]),
      },
      SourceIp: { from: 'SourceAddress' },
      DestinationIp: { from: 'DestAddress' },
      DestinationPort: { from: 'DestPort' },
    },
    absent: ['DestinationHostname', 'SourceHostname', 'User', 'CommandLine', 'ParentImage', 'ProcessGuid'],
  },
  'windows registry_event': REGISTRY,
  'windows registry_add': { ...REGISTRY, where: { OperationType: ['%%1904', 'New registry value created'] } },
  'windows registry_set': { ...REGISTRY, where: { OperationType: ['%%1905', 'Existing registry value modified'] } },
  'windows wmi_event': {
    channels: ['Microsoft-Windows-WMI-Activity/Operational'],
    eventIds: [5861],
    fields: { Destination: { from: 'PossibleCause' } },
    absent: [],
  },
  ' antivirus': {
    channels: ['Microsoft-Windows-Windows Defender/Operational'],
    eventIds: [1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116],
    fields: { Signature: { from: 'Threat Name' }, Filename: { from: 'Path' } },
    absent: [],
  },
};
