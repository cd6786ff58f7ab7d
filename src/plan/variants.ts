/**
 * Variants: events of another origin that say what a category asks under other names.
 *
 * Whoever has no Sysmon may have the audit events of Windows; they carry fewer fields, under other names and partly in
 * other words. Sources: SigmaHQ tests/thor.yml, pySigma-pipeline-windows and sigma-to-hayabusa-converter for names and
 * values; the elements of the events as Windows documents them. Event 4689 is in none of these.
 */
import type { ValueMap } from './rewrites.js';

/** What an event shows: one of the channels, compared without case, one of the ids, and the fields of `where`. */
export interface Recogniser {
  readonly channels?: readonly string[];
  readonly eventIds?: readonly number[];
  readonly where?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** Events that say under other names what the rules of a category ask. */
export interface Variant {
  /** Of the plain variant the empty text. */
  readonly name: string;
  /** From the field of a rule to that of the event; what is not here keeps its name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** From the field of a rule to two of the event, whose values stand before and behind a backslash in it. */
  readonly joins?: Readonly<Record<string, readonly [string, string]>>;
  /** From the field of a rule to how its values are written in the event. */
  readonly values?: Readonly<Record<string, ValueMap>>;
  /** Fields that these events never carry. */
  readonly missing?: readonly string[];
}

/** A variant that events show by themselves. */
export interface OptIn extends Variant, Recogniser {}

/** Names of channels that more than one row has. */
export const CHANNELS = {
  sysmon: ['Microsoft-Windows-Sysmon/Operational'],
  sysmonLinux: ['Linux-Sysmon/Operational'],
  powershell: ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'],
  powershellClassic: ['Windows PowerShell'],
  security: ['Security'],
  defender: ['Microsoft-Windows-Windows Defender/Operational'],
  wmi: ['Microsoft-Windows-WMI-Activity/Operational'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What 4657 calls the fields of Sysmon's registry events. Sysmon has key and value name in one field. */
const REGISTRY_4657: Variant = {
  name: 'Security 4657',
  fields: {
    Image: 'ProcessName',
    User: 'SubjectUserName',
    Details: 'NewValue',
    EventType: 'OperationType',
    TargetObject: 'ObjectName',
  },
  joins: { User: ['SubjectDomainName', 'SubjectUserName'], TargetObject: ['ObjectName', 'ObjectValueName'] },
  values: { EventType: 'registryOperation', TargetObject: 'registryRoot', Details: 'registryData' },
  missing: ['NewName', 'ProcessGuid'],
};

export const WINDOWS_OPT_INS: Readonly<Record<string, readonly OptIn[]>> = {
  process_creation: [
    {
      name: 'Security 4688',
      channels: CHANNELS.security,
      eventIds: [4688],
      fields: {
        Image: 'NewProcessName',
        ParentImage: 'ParentProcessName',
        ProcessId: 'NewProcessId',
        ParentProcessId: 'ProcessId',
        LogonId: 'SubjectLogonId',
        IntegrityLevel: 'MandatoryLabel',
        User: 'SubjectUserName',
      },
      joins: { User: ['SubjectDomainName', 'SubjectUserName'] },
      values: { ProcessId: 'intToHex', ParentProcessId: 'intToHex', IntegrityLevel: 'integrityToSid' },
      missing: [
        'OriginalFileName',
        'Company',
        'Product',
        'Description',
        'FileVersion',
        'Hashes',
        'CurrentDirectory',
        'ParentCommandLine',
        'ParentUser',
        'ProcessGuid',
        'ParentProcessGuid',
        'LogonGuid',
        'TerminalSessionId',
        'GrandParentImage',
      ],
    },
  ],
  process_termination: [
    { name: 'Security 4689', channels: CHANNELS.security, eventIds: [4689], fields: { Image: 'ProcessName' } },
  ],
  network_connection: [
    {
      name: 'Security 5156',
      channels: CHANNELS.security,
      eventIds: [5156],
      fields: {
        Image: 'Application',
        Initiated: 'Direction',
        SourceIp: 'SourceAddress',
        DestinationIp: 'DestAddress',
        DestinationPort: 'DestPort',
      },
      values: { Image: 'drivePath', Initiated: 'initiatedToDirection', Protocol: 'protocolToNumber' },
      missing: ['DestinationHostname', 'SourceHostname', 'User', 'CommandLine', 'ParentImage', 'ProcessGuid'],
    },
  ],
  registry_event: [{ ...REGISTRY_4657, channels: CHANNELS.security, eventIds: [4657] }],
  registry_add: [
    {
      ...REGISTRY_4657,
      channels: CHANNELS.security,
      eventIds: [4657],
      where: { OperationType: ['%%1904', 'New registry value created'] },
    },
  ],
  registry_set: [
    {
      ...REGISTRY_4657,
      channels: CHANNELS.security,
      eventIds: [4657],
      where: { OperationType: ['%%1905', 'Existing registry value modified'] },
    },
  ],
  wmi_event: [
    {
      name: 'CHANNELS.wmi-Activity 5861',
      channels: CHANNELS.wmi,
      eventIds: [5861],
      fields: { Destination: 'PossibleCause' },
    },
  ],
};

/** Of rules that name no product. */
export const ANY_PRODUCT_OPT_INS: Readonly<Record<string, readonly OptIn[]>> = {
  antivirus: [
    {
      name: 'Windows Defender',
      channels: CHANNELS.defender,
      eventIds: [1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116],
      fields: { Signature: 'Threat Name', Filename: 'Path' },
    },
  ],
};

/** Categories of Windows whose events no event log has: the provider is Microsoft-Windows-Kernel-File. */
export const UNLOGGED: Readonly<Record<string, string>> = {
  file_access: 'Windows writes file_access to a trace only',
  file_rename: 'Windows writes file_rename to a trace only',
};
